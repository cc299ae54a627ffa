"""What falls due between acceptance and the end: `invoice_soon` and `invoice_late`; `payment_late`, said three times at most.

Never decides what follows (`rules/paying.py` does).
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.deadlines.counting import local_date, morning_after
from bot.core.decision import Deadline
from bot.core.facts import read_instant
from bot.core.policy import Policy
from bot.core.text import end_of

SOON = 5
"""Business days before an invoice is expected at the latest."""

REMINDED_EVERY = 5
"""Business days between the notices of a late payment."""

LATE = ("payment_late", "payment_later", "payment_latest")


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The invoice, expected; the payment, promised."""
    if case.state == "accepted":
        yield from _invoice(case, policy)
    if case.state == "terminated" and case.contract.termination and case.contract.termination.percent:
        yield from (one for one in _invoice(case, policy) if one.kind == "invoice_soon")
    if case.state == "invoiced":
        target = end_of(payment_target(case, policy), policy.time_zone)
        for number, kind in enumerate(LATE):
            yield Deadline(morning_after(target, 1 + number * REMINDED_EVERY, policy), kind)


def _invoice(case: Case, policy: Policy) -> Iterable[Deadline]:
    since, days = case.clocks.since, policy.dates.invoice
    for mornings, kind in ((days - SOON, "invoice_soon"), (days + 1, "invoice_late")):
        if since and mornings > 0:
            yield Deadline(morning_after(since, mornings + case.clocks.given_back, policy), kind)


def payment_target(case: Case, policy: Policy) -> date:
    """The day by which an invoice is to be paid, later by the business days for which the clocks stood still.

    Where the invoice itself was undone (a correction after a termination that was then rescinded), it counts from the state.
    """
    invoiced = read_instant(case.payment.invoiced_at) if case.payment.invoiced_at else case.clocks.since
    assert invoiced is not None
    return business_days(policy).add_business_days(promised(invoiced, policy), case.clocks.given_back)


def promised(invoiced_at: datetime, policy: Policy) -> date:
    """The day by which the programme means to have paid: half of the usual 30 days, counted as those are."""
    return local_date(invoiced_at, policy) + timedelta(days=policy.dates.payment)
