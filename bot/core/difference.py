"""What an edit changed: each field by its form's name, with what it said before and says now.

Amounts and dates are shown as written; long texts only as changed; criteria by their number. Never judges what a change means.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, Literal

from bot.core.comments import Quoted, Value
from bot.core.opportunity import Opportunity, Organisation
from bot.core.text import Text, day, money, same

How = Literal["changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One field's change. `number` is a criterion's (0: no list); `before` and `after` are none where the text is too long to show."""

    name: Text
    how: How = "changed"
    number: int = 0
    before: Text | Quoted | None = None
    after: Text | Quoted | None = None

    def row(self) -> Mapping[str, Value]:
        """As a comment's field."""
        return {"name": self.name, "how": self.how, "number": self.number, "before": self.before, "after": self.after}


def difference(before: Opportunity, after: Opportunity) -> tuple[Change, ...]:
    """Every field that changed, in the form's order; none where both say the same."""
    return tuple(change for field in FIELDS.values() for change in _changes(field, field.says(before), field.says(after)))


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: its label, what an opportunity says there, and how it is shown (none: too long, or a list of criteria)."""

    name: Text
    says: Callable[[Opportunity], Any]
    shown: Callable[[Any], Text | Quoted] | None = None
    numbered: bool = False


def _changes(field: Field, before: Any, after: Any) -> Iterator[Change]:  # noqa: ANN401 - whatever the field says
    if field.numbered:
        yield from _criteria(field.name, before, after)
    elif before != after:
        yield Change(field.name, before=field.shown(before), after=field.shown(after)) if field.shown else Change(field.name)


def _criteria(name: Text, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Change]:
    """Criteria are compared place by place: evaluators and suppliers know them by their numbers."""
    for number, (old, new) in enumerate(zip_longest(before, after, fillvalue=""), 1):
        if old != new:
            yield Change(name, "changed" if old and new else "removed" if old else "added", number)


NOTHING = Text("nothing", "rien")


def _amount(cents: int | None) -> Text:
    return NOTHING if cents is None else money(cents)


def _hours(minutes: int | None) -> Text:
    if minutes is None:
        return NOTHING
    hours, rest = divmod(minutes, 60)
    return same(f"{hours}:{rest:02}" if rest else str(hours))


def _day(value: date | None) -> Text:
    return day(value) if value else NOTHING


def _words(words: str) -> Text | Quoted:
    return Quoted(words) if words else NOTHING


def _list(words: tuple[str, ...]) -> Text | Quoted:
    return _words(", ".join(words))


def _tier(tier: Organisation) -> Text:
    return TIERS[tier]


TIERS: Mapping[Organisation, Text] = {
    Organisation.OWN_BRANCH: Text("the programme’s own branch", "la direction générale du programme"),
    Organisation.OTHER_BRANCH: Text("another branch of the department", "une autre direction générale du ministère"),
    Organisation.OTHER_DEPARTMENT: Text("another department", "un autre ministère"),
}

# fmt: off
FIELDS: Mapping[str, Field] = {
    "title_en": Field(Text("Title (English)", "Titre (anglais)"), lambda one: one.title.en, _words),
    "title_fr": Field(Text("Title (French)", "Titre (français)"), lambda one: one.title.fr, _words),
    "summary_en": Field(Text("Short description (English)", "Courte description (anglais)"), lambda one: one.summary.en),
    "summary_fr": Field(Text("Short description (French)", "Courte description (français)"), lambda one: one.summary.fr),
    "description_en": Field(Text("Full description (English)", "Description complète (anglais)"), lambda one: one.description.en),
    "description_fr": Field(Text("Full description (French)", "Description complète (français)"), lambda one: one.description.fr),
    "acceptance_en": Field(
        Text("Work acceptance criteria (English)", "Critères d’acceptation des travaux (anglais)"),
        lambda one: tuple(text.en for text in one.acceptance), numbered=True),
    "acceptance_fr": Field(
        Text("Work acceptance criteria (French)", "Critères d’acceptation des travaux (français)"),
        lambda one: tuple(text.fr for text in one.acceptance), numbered=True),
    "evaluation_en": Field(
        Text("Application evaluation, mandatory criteria (English)", "Évaluation de la candidature, exigences obligatoires (anglais)"),
        lambda one: tuple(text.en for text in one.evaluation), numbered=True),
    "evaluation_fr": Field(
        Text("Application evaluation, mandatory criteria (French)", "Évaluation de la candidature, exigences obligatoires (français)"),
        lambda one: tuple(text.fr for text in one.evaluation), numbered=True),
    "skills": Field(Text("Skills", "Compétences"), lambda one: one.skills, _list),
    "licence": Field(Text("Open-source licence", "Licence de logiciel ouvert"), lambda one: one.licence, _words),
    "price": Field(Text("Price before tax", "Prix avant taxes"), lambda one: one.price, _amount),
    "hours": Field(Text("Estimated hours of work", "Heures de travail estimées"), lambda one: one.work_minutes, _hours),
    "rate": Field(Text("Hourly rate of your estimate", "Taux horaire de votre estimation"), lambda one: one.hourly_rate, _amount),
    "closing": Field(Text("Closing date for applications", "Date de clôture des candidatures"), lambda one: one.closing, _day),
    "selection": Field(Text("Supplier selection date", "Date de sélection du fournisseur"), lambda one: one.selection, _day),
    "start": Field(Text("Start of work", "Début des travaux"), lambda one: one.start, _day),
    "delivery": Field(Text("Delivery date", "Date de livraison"), lambda one: one.delivery, _day),
    "organisation": Field(Text("Your organisation", "Votre organisation"), lambda one: one.organisation, _tier),
    "repository": Field(Text("Existing repository", "Dépôt existant"), lambda one: one.repository, _words),
    "declarations": Field(Text("Declarations", "Déclarations"), lambda one: one.declarations),
}
# fmt: on
"""Field id → what it is, in the form's order and by the labels of the packaged form (a test holds the two together)."""
