"""An opportunity of which not all is written or readable: what is there, which nouns those are, and what is wrong with the rest.

What is not there is filled in, so that there is an opportunity to look at; `said` names what is not made up. Never judges what was said.
"""

from dataclasses import dataclass
from datetime import date

from bot.core.opportunity import Opportunity
from bot.forms.opportunity import read_opportunity
from bot.forms.problem import Problem
from bot.forms.submission import Submission, Value

NOTHING_YET = "–"
"""Words where there are none: too few for any criterion to see something in them."""


@dataclass(frozen=True, slots=True)
class Partly:
    """The opportunity, which of its nouns were said and read, and the problems: answers that can't be read, and missing ones."""

    opportunity: Opportunity
    said: frozenset[str]
    unreadable: tuple[Problem, ...]
    missing: tuple[Problem, ...]


def read_partly(submission: Submission, today: date) -> Partly:
    """Reads what can be read. Dates that are not there are taken to be today, and are not among what was said."""
    read = read_opportunity(submission)
    problems = () if isinstance(read, Opportunity) else read
    fields = [name for problem in problems for name in _with_its_pair(submission, str(problem.field))]
    made_up: dict[str, Value] = {name: _made_up(submission, name, today) for name in fields}
    whole = read if isinstance(read, Opportunity) else read_opportunity(Submission(submission.template, {**submission.values, **made_up}))
    assert isinstance(whole, Opportunity)
    missing = tuple(problem for problem in problems if not submission.values.get(str(problem.field)))
    return Partly(whole, _said(submission, made_up), tuple(problem for problem in problems if problem not in missing), missing)


def _with_its_pair(submission: Submission, field_id: str) -> list[str]:
    """What is in neither language is filled in in both, so that nobody misses a translation of it."""
    other = f"{field_id.removesuffix('_en')}_fr"
    return [field_id, other] if field_id.endswith("_en") and not submission.words(field_id) and not submission.words(other) else [field_id]


def _said(submission: Submission, made_up: dict[str, Value]) -> frozenset[str]:
    """The nouns that stand there and can be read; one of both languages is enough."""
    fields = (field for field, value in submission.values.items() if value and field not in made_up)
    return frozenset(field.removesuffix("_en").removesuffix("_fr") for field in fields)


def _made_up(submission: Submission, field_id: str, today: date) -> Value:
    field = submission.template.field(field_id)
    if field and field.type in {"dropdown", "checkboxes"}:
        return field.labels if field.type == "checkboxes" else field.labels[0]
    plain = {"price": "1", "hours": "", "rate": "", "start": "", "repository": "", **dict.fromkeys(_DATES, today.isoformat())}
    return plain.get(field_id, f"- {NOTHING_YET}" if field_id.startswith(_LISTS) else NOTHING_YET)


_DATES = ("closing", "selection", "delivery")
_LISTS = ("acceptance", "evaluation")
