"""What a chosen label stands for: an organisation's tier, a licence's SPDX id, a declaration, an agreement.

A label is known by its words in a packaged form; where a department reworded its form, by its place among as many options.
Never says whether a choice is allowed: the form's rules and the criteria do.
"""

from collections.abc import Sequence

from bot.core.opportunity import Declaration, Organisation
from bot.forms.template import Template, packaged
from bot.forms.typed import likeness

ORGANISATIONS = (Organisation.OWN_BRANCH, Organisation.OTHER_BRANCH, Organisation.OTHER_DEPARTMENT)
DECLARATIONS = (
    Declaration.UNCLASSIFIED,
    Declaration.STANDALONE,
    Declaration.NO_CAPACITY,
    Declaration.NOT_SPLIT,
    Declaration.OPEN_WORK,
)
AGREEMENTS = ("eligibility", "public", "terms", "licence", "own_work", "interest")
"""Ids of the packaged forms' options, in their order."""


def meaning(template: Template, field_id: str, label: str, ids: Sequence[str]) -> str | None:
    """The id that a label stands for; none if neither its words nor its place tell."""
    places = _labels(template, field_id)
    for form in ("opportunity.yml", "application.yml", "candidature.yml"):
        known = _labels(packaged(form), field_id)
        if len(known) == len(ids) and likeness(label) in known:
            return ids[known.index(likeness(label))]
    if len(places) == len(ids) and likeness(label) in places:
        return ids[places.index(likeness(label))]
    return None


def meanings(template: Template, field_id: str, labels: Sequence[str], ids: Sequence[str]) -> frozenset[str]:
    """The ids of the labels that are known."""
    return frozenset(found for label in labels if (found := meaning(template, field_id, label, ids)) is not None)


def licence(label: str) -> str:
    """The SPDX id with which a licence's option begins."""
    return label.split(maxsplit=1)[0] if label.strip() else ""


def _labels(template: Template, field_id: str) -> list[str]:
    field = template.field(field_id)
    return [likeness(label) for label in field.labels] if field else []
