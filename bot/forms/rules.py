"""The form's own rules, checked again: required answers, one line, a choice of those offered, boxes that must be checked.

GitHub checks them in its page only; the API and a blank issue bypass it (github.md, form rules). Never judges what an answer means.
"""

from bot.core.text import Text
from bot.forms.problem import Problem, about, quoted
from bot.forms.submission import Submission
from bot.forms.template import Field


def broken_rules(submission: Submission) -> tuple[Problem, ...]:
    """Every answer that GitHub's page would not have let through, in the form's order."""
    return tuple(
        Problem(field.id, about(field.name, sentence)) for field in submission.template.fields for sentence in _broken(field, submission)
    )


def _broken(field: Field, submission: Submission) -> list[Text]:
    if field.type == "checkboxes":
        return _boxes(field, submission.chosen(field.id))
    words = submission.words(field.id)
    if not words:
        return [REQUIRED] if field.required else []
    if field.type == "dropdown":
        return _choices(field, submission.chosen(field.id))
    return [ONE_LINE] if field.type == "input" and "\n" in words else []


def _choices(field: Field, chosen: tuple[str, ...]) -> list[Text]:
    unknown = [label for label in chosen if label not in field.labels]
    return [NOT_OFFERED.format(seen=quoted(unknown[0]))] if unknown else []


def _boxes(field: Field, chosen: tuple[str, ...]) -> list[Text]:
    if len(set(chosen)) < len(chosen) or not set(chosen) <= set(field.labels):
        return [BOXES_CHANGED]
    unchecked = [str(number) for number, option in enumerate(field.options, 1) if option.required and option.label not in chosen]
    if not unchecked and not (field.required and not chosen):
        return []
    numbers = ", ".join(unchecked or ["1"])
    return [UNCHECKED.format(numbers=numbers)]


REQUIRED = Text("this answer is needed and is empty.", "cette réponse est nécessaire et elle est vide.")
ONE_LINE = Text("this answer must fit on one line.", "cette réponse doit tenir sur une ligne.")
NOT_OFFERED = Text(
    "{seen} is not one of the form’s choices. Copy one of them as the form shows it.",
    "{seen} n’est pas un des choix du formulaire. Recopiez-en un tel que le formulaire le montre.",
)
BOXES_CHANGED = Text(
    "the words of the boxes were changed, so it can’t be told what was agreed. Put them back as the form wrote them.",
    "le texte des cases a été modifié : on ne peut pas savoir ce qui a été accepté. Remettez-le tel que le formulaire l’a écrit.",
)
UNCHECKED = Text(
    "every required box must be checked; not checked, counted from the top: {numbers}.",
    "toutes les cases obligatoires doivent être cochées; non cochées, à compter du haut : {numbers}.",
)
