"""What falls due while a supplier's agreement is awaited: `offer`, and a federal employee's `signoff` with its reminder.

Never passes an offer on (`rules/offering.py` does).
"""

from collections.abc import Iterable
from datetime import datetime

from bot.core.case import Case
from bot.core.deadlines.counting import days_after, local_date, morning_before
from bot.core.decision import Deadline
from bot.core.facts import read_instant
from bot.core.policy import Policy
from bot.core.text import end_of

REMIND_BEFORE = 2
"""Business days before the work starts, when the team is reminded of approvals that it has not seen."""


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The end of the offer; after the agreement, the day by which a federal employee's approvals must be seen."""
    if case.state != "selected" or case.offer is None:
        return
    if not case.offer.agreed:
        yield Deadline(read_instant(case.offer.until), "offer")
    elif case.contract.signoff == "needed":
        yield from _sign_off(case, policy)


def _sign_off(case: Case, policy: Policy) -> Iterable[Deadline]:
    asked = case.contract.signoff_asked
    assert asked is not None
    until = sign_off_until(case, asked, policy)
    reminder = morning_before(local_date(until, policy), REMIND_BEFORE, policy)
    if reminder > asked:
        yield Deadline(reminder, "signoff_reminder")
    yield Deadline(until, "signoff")


def sign_off_until(case: Case, asked: datetime, policy: Policy) -> datetime:
    """The end of the day on which the work starts (UTC); never before the offer's own answer, nor sooner than an offer is answered in."""
    assert case.offer is not None
    start = end_of(case.opportunity.work_start, policy.time_zone)
    return max(start, read_instant(case.offer.until), days_after(asked, policy.dates.offer_answer + case.clocks.given_back, policy))
