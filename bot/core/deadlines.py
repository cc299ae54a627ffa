"""What falls due in a case, derived from it and the policy. Never sets a timer: the engine compares these with its table."""

from datetime import timedelta

from bot.core.case import Case
from bot.core.decision import Deadline
from bot.core.facts import read_instant
from bot.core.policy import Policy

LAST_SECOND = timedelta(seconds=1)
"""Closing is the last second in which an application counts; the call closes when it is over."""


def deadlines(case: Case, _policy: Policy) -> frozenset[Deadline]:
    """Every (due, kind) of the case as it stands. Kinds: `closing`, `offer`, `retry`, `restore`."""
    due: set[Deadline] = set()
    if case.state == "open" and case.call:
        due.add(Deadline(case.call.closing + LAST_SECOND, "closing"))
    if case.state == "selected" and case.offer and not case.offer.agreed:
        due.add(Deadline(read_instant(case.offer.until), "offer"))
    if case.stalled:
        due.add(Deadline(read_instant(case.stalled_until), "retry"))
    due.update(Deadline(read_instant(until), "restore") for until in case.restore_at.values())
    return frozenset(due)
