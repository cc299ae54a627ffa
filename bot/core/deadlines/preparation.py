"""What falls due before an opportunity opens: `unpublished`. Never decides what follows (`rules` do)."""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.deadlines.call import LAST_SECOND
from bot.core.deadlines.counting import days_before
from bot.core.decision import Deadline
from bot.core.policy import Policy
from bot.core.states import BEFORE_OPENING


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The end of the last day on which the call could open and still be open long enough, if that lies ahead when the wait begins."""
    if case.state not in BEFORE_OPENING or "open_days" in case.waived:
        return
    due = days_before(case.opportunity.closing, policy.dates.open_at_least, policy) + LAST_SECOND
    if case.clocks.since and due > case.clocks.since:
        yield Deadline(due, "unpublished")
