"""Whether an effect that was begun before may be there although it can't be seen yet (github.md, R6).

GitHub may show a comment seconds after it took it. Whoever looks at once, finds nothing and posts again has posted twice.
Never looks itself.
"""

import time
from datetime import datetime, timedelta

from bot.ports.gateway import Unavailable
from bot.ports.store import Task

CONSISTENCY = timedelta(seconds=10)
"""How long GitHub is given to show what it took."""


class InDoubt(Unavailable):
    """What was looked for can't be seen, and it is too early to say that it is not there."""


class Doubts:
    """Effects whose last outcome is not known, each with the moment from which a look that finds nothing can be believed."""

    def __init__(self, consistency: timedelta = CONSISTENCY) -> None:
        self._consistency = consistency
        self._clear_at: dict[str, datetime] = {}

    def believe_absence(self, task: Task, now: datetime) -> None:
        """Passes when what was looked for and not found is not there; else raises `InDoubt` with the moment to look again.

        An effect begun by a process that is gone (no outcome is known here) is in doubt like one whose answer was lost.
        """
        if not task.attempts:
            return
        clear_at = self._clear_at.setdefault(task.effect.key, now + self._consistency)
        if now < clear_at:
            raise InDoubt("It may be there already; GitHub is given time to show it.", retry_at=clear_at, ambiguous=True)

    def failed(self, task: Task, failure: Unavailable, now: datetime, began: float) -> Unavailable:
        """Notes a failure of what began at `now` (UTC; `began` on the monotonic clock), and gives the failure to raise instead."""
        if isinstance(failure, InDoubt):
            return failure
        clear_at = now + timedelta(seconds=time.monotonic() - began) + self._consistency
        if failure.ambiguous:
            self._clear_at[task.effect.key] = clear_at
            return Unavailable(failure.reason, retry_at=max(clear_at, failure.retry_at or clear_at), ambiguous=True)
        self._clear_at.setdefault(task.effect.key, clear_at if task.attempts else now)
        return failure

    def over(self, task: Task) -> None:
        """The effect is there, or refused for good."""
        self._clear_at.pop(task.effect.key, None)
