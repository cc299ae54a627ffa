"""What falls due while the work is under way and assessed: reminders, the delivery date, and answers that are awaited.

Never decides what follows (`rules/reminding.py`, `rules/forking.py` and `rules/amending.py` do).
"""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.deadlines.call import LAST_SECOND
from bot.core.deadlines.counting import morning_after, morning_before
from bot.core.decision import Deadline
from bot.core.facts import read_instant
from bot.core.policy import Policy
from bot.core.text import end_of

UNDER_WAY = ("awarded", "delivered")
"""The states in which delivery can be in doubt."""

CLIENT_AGAIN, THEN_PROCUREMENT = 2, 5
"""Business days for which a supplier has been blocked, when the client is asked again, and when procurement is told."""


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """Reminders before the delivery date, its end, and the answers that are awaited."""
    if case.state == "awarded":
        yield from _reminders(case, policy)
        yield from _overdue(case, policy)
    if case.state in UNDER_WAY:
        yield from _answers(case)


def _reminders(case: Case, policy: Policy) -> Iterable[Deadline]:
    """None that lies before the award, the revision or the amendment that set this date: they said it."""
    set_at = max(one for one in (case.clocks.since, case.contract.amended_at) if one)
    for number in policy.dates.reminders:
        due = morning_before(case.opportunity.delivery, number, policy)
        if due > set_at and not case.contract.fork:
            yield Deadline(due, "delivery_reminder")


def _overdue(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The end of the delivery date; once more, when late work has come back to be revised."""
    if case.contract.fork is None or "overdue" not in case.flags:
        yield Deadline(end_of(case.opportunity.delivery, policy.time_zone) + LAST_SECOND, "overdue")


def _answers(case: Case) -> Iterable[Deadline]:
    """A proposed date stands before the fork: whoever proposed it has answered."""
    fork, proposal = case.contract.fork, case.contract.proposal
    if proposal:
        yield Deadline(read_instant(proposal.until), "proposal")
    elif fork and not fork.given_up:
        yield Deadline(read_instant(fork.until), "fork")


def while_blocked(case: Case, policy: Policy) -> Iterable[Deadline]:
    """A supplier who waits for the client alone: the clocks stand still, so nobody else would notice."""
    if set(case.clocks.stopped) == {"blocked"}:
        since = case.clocks.stopped["blocked"]
        yield Deadline(morning_after(since, CLIENT_AGAIN, policy), "blocked")
        yield Deadline(morning_after(since, THEN_PROCUREMENT, policy), "blocked_long")
