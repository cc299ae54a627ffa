"""Whether an effect that was begun before may already be there: when it is safe to look (github.md, R6).

GitHub may show a comment seconds after it took it. Whoever looks at once, finds nothing and posts again has posted twice.
Never looks itself.
"""

import time
from datetime import datetime, timedelta

from bot.ports.gateway import Unavailable
from bot.ports.store import Task

CONSISTENCY = timedelta(seconds=10)
"""How long GitHub is given to show what it took."""


class Doubts:
    """Effects whose last outcome is not known, each with the moment from which a look can be believed."""

    def __init__(self, consistency: timedelta = CONSISTENCY) -> None:
        self._consistency = consistency
        self._clear_at: dict[str, datetime] = {}

    def allow(self, task: Task, now: datetime) -> None:
        """Passes when a look can be believed; else raises `Unavailable` with the moment to come back.

        An effect begun by a process that is gone (no outcome is known here) waits as one whose answer was lost.
        """
        clear_at = self._clear_at.setdefault(task.effect.key, now + self._consistency)
        if now < clear_at:
            raise Unavailable("It may be there already; GitHub is given time to show it.", retry_at=clear_at)

    def failed(self, task: Task, failure: Unavailable, now: datetime, began: float) -> Unavailable:
        """Notes a failure of what began at `now` (UTC; `began` on the monotonic clock), and gives the failure to raise instead."""
        key, elapsed = task.effect.key, timedelta(seconds=time.monotonic() - began)
        if not failure.ambiguous:
            self._clear_at.setdefault(key, now)
            return failure
        self._clear_at[key] = clear_at = now + elapsed + self._consistency
        retry_at = max(clear_at, failure.retry_at or clear_at)
        return Unavailable(failure.reason, retry_at=retry_at, ambiguous=True)

    def over(self, task: Task) -> None:
        """The effect is there, or refused for good."""
        self._clear_at.pop(task.effect.key, None)
