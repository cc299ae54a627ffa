"""What falls due during the call: `closing`. Never closes it (`rules/call.py` does)."""

from collections.abc import Iterable
from datetime import timedelta

from bot.core.case import Case
from bot.core.decision import Deadline
from bot.core.policy import Policy

LAST_SECOND = timedelta(seconds=1)
"""Closing is the last second in which an application counts; the call closes when it is over."""


def deadlines(case: Case, _policy: Policy) -> Iterable[Deadline]:
    """The end of the call."""
    if case.state == "open" and case.call:
        yield Deadline(case.call.closing + LAST_SECOND, "closing")
