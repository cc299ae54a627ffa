"""The opportunity form's answers, read into the opportunity, or all that keeps them from being read.

Never judges the figures, the dates or the words against the programme's criteria, and never sends an answer on as Markdown to trust.
"""

from collections.abc import Callable
from datetime import date
from itertools import zip_longest
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from bot.core.opportunity import Declaration, Opportunity, Organisation
from bot.core.text import Text
from bot.forms.amount import read_hourly_rate, read_hours, read_price
from bot.forms.calendar_date import read_date
from bot.forms.choices import DECLARATIONS, ORGANISATIONS, licence, meaning, meanings
from bot.forms.listed import read_criteria, read_skills
from bot.forms.problem import Problem, UnreadableError, about, named
from bot.forms.rules import REQUIRED, broken_rules
from bot.forms.submission import Submission
from bot.forms.template import Template
from bot.forms.typed import one_spaced

T = TypeVar("T")


def _needed(read: Callable[[str], T]) -> Callable[[str], T]:
    """The reader of an answer that must not be empty."""

    def reader(words: str) -> T:
        if not words.strip():
            raise UnreadableError(REQUIRED)
        return read(words)

    return reader


def _optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    """The reader of an answer that may be empty: then none."""
    return lambda words: read(words) if words.strip() else None


def _organisation(label: str, info: ValidationInfo) -> Organisation:
    found = meaning(_template(info), "organisation", label, ORGANISATIONS)
    if found is None:
        raise UnreadableError(UNKNOWN_ORGANISATION if label else REQUIRED)
    return Organisation(found)


def _declarations(labels: tuple[str, ...], info: ValidationInfo) -> frozenset[Declaration]:
    return frozenset(Declaration(found) for found in meanings(_template(info), "declarations", labels, DECLARATIONS))


def _template(info: ValidationInfo) -> Template:
    assert info.context is not None
    template: Template = info.context["template"]
    return template


Line = Annotated[str, BeforeValidator(one_spaced)]
Criteria = Annotated[tuple[str, ...], BeforeValidator(read_criteria)]
Day = Annotated[date, BeforeValidator(_needed(read_date))]


class OpportunityForm(BaseModel):
    """The form's answers, each by its field id."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title_en: Line
    title_fr: Line
    summary_en: str
    summary_fr: str
    description_en: str
    description_fr: str
    acceptance_en: Criteria
    acceptance_fr: Criteria
    evaluation_en: Criteria
    evaluation_fr: Criteria
    skills: Annotated[tuple[str, ...], BeforeValidator(_needed(read_skills))]
    licence: Annotated[str, BeforeValidator(_needed(licence))]
    price: Annotated[int, BeforeValidator(_needed(read_price))]
    hours: Annotated[int | None, BeforeValidator(_optional(read_hours))]
    rate: Annotated[int | None, BeforeValidator(_optional(read_hourly_rate))]
    closing: Day
    selection: Day
    start: Annotated[date | None, BeforeValidator(_optional(read_date))]
    delivery: Day
    organisation: Annotated[Organisation, BeforeValidator(_organisation)]
    repository: Line
    declarations: Annotated[frozenset[Declaration], BeforeValidator(_declarations)]

    @classmethod
    def read(cls, submission: Submission) -> Self:
        """The answers of a submission; a field that its template lacks is empty. Raises `ValidationError` with every unreadable answer."""
        words = {name: submission.words(name) for name in cls.model_fields if name != "declarations"}
        return cls.model_validate(words | {"declarations": submission.chosen("declarations")}, context={"template": submission.template})


PAIRS = ("title", "summary", "description", "acceptance", "evaluation")
"""What is asked in both languages. One may follow, since the client has the text translated after it is approved; none is too few."""


def read_opportunity(submission: Submission) -> Opportunity | tuple[Problem, ...]:
    """The opportunity, or all problems at once, in the form's order, one for each field."""
    problems = {problem.field: problem for problem in (*_in_neither(submission), *broken_rules(submission))}
    try:
        form = OpportunityForm.read(submission)
    except ValidationError as error:
        problems = {problem.field: problem for problem in _unreadable(submission, error)} | problems
        return _in_order(submission, problems)
    return _in_order(submission, problems) if problems else _opportunity(form)


def _opportunity(form: OpportunityForm) -> Opportunity:
    return Opportunity(
        title=Text(form.title_en, form.title_fr),
        summary=Text(form.summary_en, form.summary_fr),
        description=Text(form.description_en, form.description_fr),
        acceptance=_paired(form.acceptance_en, form.acceptance_fr),
        evaluation=_paired(form.evaluation_en, form.evaluation_fr),
        skills=form.skills,
        licence=form.licence,
        price=form.price,
        work_minutes=form.hours,
        hourly_rate=form.rate,
        closing=form.closing,
        selection=form.selection,
        start=form.start,
        delivery=form.delivery,
        organisation=form.organisation,
        repository=form.repository,
        declarations=form.declarations,
    )


def _paired(en: tuple[str, ...], fr: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(Text(one, other) for one, other in zip_longest(en, fr, fillvalue=""))


def _in_neither(submission: Submission) -> list[Problem]:
    empty = [name for name in PAIRS if not submission.words(f"{name}_en") and not submission.words(f"{name}_fr")]
    return [
        Problem(f"{name}_en", IN_NEITHER.format(one=_name(submission, f"{name}_en"), other=_name(submission, f"{name}_fr")))
        for name in empty
    ]


def _unreadable(submission: Submission, error: ValidationError) -> list[Problem]:
    return [
        _problem(submission, str(found["loc"][0]), found.get("ctx", {})) for found in error.errors(include_url=False, include_input=False)
    ]


def _problem(submission: Submission, field_id: str, context: dict[str, Any]) -> Problem:
    cause = context.get("error")
    sentence = cause.sentence if isinstance(cause, UnreadableError) else UNEXPECTED
    field = submission.template.field(field_id)
    return Problem(field_id, about(field.name if field else Text(field_id, field_id), sentence))


def _in_order(submission: Submission, problems: dict[str | None, Problem]) -> tuple[Problem, ...]:
    order = {field.id: index for index, field in enumerate(submission.template.fields)}
    return tuple(sorted(problems.values(), key=lambda problem: order.get(problem.field or "", len(order))))


def _name(submission: Submission, field_id: str) -> Text:
    field = submission.template.field(field_id)
    return named(field.name) if field else Text(field_id, field_id)


UNKNOWN_ORGANISATION = Text(
    "this choice is none of the three that the programme knows. Choose one of those that the form shows.",
    "ce choix n’est aucun des trois que le programme connaît. Choisissez-en un parmi ceux que le formulaire montre.",
)
UNEXPECTED = Text(
    "this answer can’t be read. Fill it in as the form shows.", "cette réponse ne se lit pas. Remplissez-la comme le formulaire le montre."
)
IN_NEITHER = Text(
    "{one} and {other} are both empty. Fill in at least one; the other language may follow before publication.",
    "{one} et {other} sont vides. Remplissez au moins l’une des deux; l’autre langue peut suivre avant la publication.",
)
