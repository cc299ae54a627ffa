"""What falls due while applications are evaluated: `evaluation_late`, `evaluation_overdue`. Never decides what follows (`rules` do)."""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.deadlines.counting import days_after
from bot.core.decision import Deadline
from bot.core.policy import Policy
from bot.core.text import end_of

PATIENCE = 2
"""Business days that the evaluators have after their reminder, before procurement and the team hear of it."""


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The selection date, if the evaluation isn't finished by then; and two business days more."""
    if case.state != "evaluation" or not case.evaluation.number or case.evaluation.confirmed_by or not waiting(case):
        return
    due = end_of(case.opportunity.selection, policy.time_zone)
    yield Deadline(due, "evaluation_late")
    yield Deadline(days_after(due, PATIENCE, policy), "evaluation_overdue")


def waiting(case: Case) -> bool:
    """Whether any application waits for its result."""
    return any(one.state in ("received", "evaluated") for one in case.applications)
