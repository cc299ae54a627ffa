"""What falls due while a supplier's agreement is awaited: `offer`. Never passes an offer on (`rules/selecting.py` does)."""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.decision import Deadline
from bot.core.facts import read_instant
from bot.core.policy import Policy


def deadlines(case: Case, _policy: Policy) -> Iterable[Deadline]:
    """The end of the offer."""
    if case.state == "selected" and case.offer and not case.offer.agreed:
        yield Deadline(read_instant(case.offer.until), "offer")
