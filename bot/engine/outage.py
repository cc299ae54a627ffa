"""When GitHub can't be asked: how long to wait, and when everybody waits.

One failure puts off what failed. A limit with a time, or several failures in a row, stop all work until one trial succeeds:
at most one a minute while GitHub is down (github.md R10). Never asks GitHub itself; times are the programme's.
"""

from datetime import datetime, timedelta

from bot.ports.gateway import Unavailable

IN_A_ROW = 3
"""Failures without a success between them after which GitHub counts as down altogether."""

SHORTEST, LONGEST = timedelta(seconds=10), timedelta(minutes=1)
"""Before the next trial: what was applied after all can be seen after 10 s (github.md R6); while GitHub is down, a minute."""

SOONEST = timedelta(seconds=1)
"""Before the next trial when GitHub names a time that has passed already: its clock is not ours."""


class Outage:
    """Whether GitHub can be asked, as far as we know."""

    def __init__(self) -> None:
        self._failures = 0
        self._until: datetime | None = None

    @property
    def until(self) -> datetime | None:
        """When to try again, while GitHub can't be asked; none when it can."""
        return self._until

    @property
    def on(self) -> bool:
        """True from the last failure to the first success: then only one thing is tried at a time."""
        return self._until is not None

    def failed(self, error: Unavailable, now: datetime) -> datetime:
        """Notes a failure; gives the time at which to try again what failed.

        One that is ambiguous says nothing of the others: what may have been applied after all is looked for later, by itself.
        """
        again = now + SHORTEST if error.retry_at is None else max(error.retry_at, now + SOONEST)
        if error.ambiguous:
            return again
        self._failures += 1
        if error.retry_at is None and self._failures >= IN_A_ROW:
            again = now + LONGEST
        if error.retry_at is not None or self._failures >= IN_A_ROW:
            self._until = max(again, self._until or again)
        return again

    def answered(self) -> None:
        """Notes that GitHub answered (yes or no): it can be asked."""
        self._failures, self._until = 0, None

    def forbids(self, now: datetime) -> bool:
        """True while nothing is to be tried."""
        return self._until is not None and now < self._until
