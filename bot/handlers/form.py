"""What a body was meant as: an opportunity, an application, or neither; read by the forms of its own repository at its filing.

Never trusts a label, never reads another version than the one that counts, and never decides what follows.
"""

from dataclasses import dataclass

from bot.core.application import Answers
from bot.core.opportunity import Opportunity
from bot.core.text import Language, Text
from bot.forms.application import read_application, which_opportunity
from bot.forms.meant import Meant, Readable, which_form
from bot.forms.opportunity import read_opportunity
from bot.forms.problem import Problem
from bot.forms.template import PACKAGED, PATHS, Kind, Template, TemplateError, packaged, read_template
from bot.ports.gateway import IssueNow, Look

NO_FORM = Text(
    "This issue was not filed with one of our forms, so the bot can’t read it.",
    "Ce billet n’a pas été déposé au moyen d’un de nos formulaires; le robot ne peut donc pas le lire.",
)
GONE = Text(
    "The version of this text that counts was deleted from the issue’s edit history. So nothing was read, and no other version is read in "
    "its place. Edit the text once more (an application, before the call closes), and it is read again.",
    "La version du texte qui fait foi a été supprimée de l’historique des modifications du billet. Rien n’a donc été lu, et aucune autre "
    "version ne le sera à sa place. Modifiez le texte encore une fois (avant la clôture, s’il s’agit d’une candidature); il sera relu.",
)
"""Of the revision that counts: a guess by an older one could give somebody answers that they had taken back."""


@dataclass(frozen=True, slots=True)
class Form:
    """A body, read: its kind (none: no form of ours, or gone), what it says or what is wrong, and the template's blob."""

    kind: Kind | None
    opportunity: Opportunity | None = None
    answers: Answers | None = None
    number: int | None = None
    problems: tuple[Text, ...] = ()
    language: Language = "en"
    blob: str = ""


def read_form(look: Look, issue: IssueNow | None, repository: str) -> Form:
    """An issue's body by the repository's own forms, or by the packaged ones where it had none; of a body that is gone, nothing is read."""
    if issue is not None and not issue.exact:
        return Form(None, problems=(GONE,))
    templates, body = _templates(look), issue.body if issue else ""
    meant = which_form([template for template, _ in templates], body)
    if isinstance(meant, Readable):
        return _readable(meant, dict(templates), body, repository)
    if isinstance(meant, Meant):
        number = which_opportunity(meant.template, body, repository) if meant.template.kind is Kind.APPLICATION else None
        return Form(
            meant.template.kind, None, None, number, _sentences(meant.problems), meant.template.language, dict(templates)[meant.template]
        )
    return Form(None)


def _templates(look: Look) -> list[tuple[Template, str]]:
    found = [(path, look.files.get(path)) for path in PATHS]
    if all(file is None for _, file in found):
        return [(packaged(name), "packaged") for name in PACKAGED]
    read: list[tuple[Template, str]] = []
    for _, file in found:
        try:
            read += [(read_template(file.text), file.blob)] if file else []
        except TemplateError:
            continue
    return read


def _readable(meant: Readable, blobs: dict[Template, str], body: str, repository: str) -> Form:
    template = meant.template
    if template.kind is Kind.OPPORTUNITY:
        read = read_opportunity(meant.submission)
        problems, opportunity = ((), read) if isinstance(read, Opportunity) else (_sentences(read), None)
        return Form(template.kind, opportunity, None, None, problems, template.language, blobs[template])
    answers = read_application(meant.submission, repository)
    if isinstance(answers, Answers):
        return Form(template.kind, None, answers, answers.opportunity, (), template.language, blobs[template])
    number = which_opportunity(template, body, repository)
    return Form(template.kind, None, None, number, _sentences(answers), template.language, blobs[template])


def _sentences(problems: tuple[Problem, ...]) -> tuple[Text, ...]:
    return tuple(problem.sentence for problem in problems)
