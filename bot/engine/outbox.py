"""One effect at a time in each lane: begin it on disk, perform it, keep its result.

Never decides anything, and never knows what an effect does. One log line for each attempt; never a body.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from bot.engine.outage import Outage
from bot.engine.patience import ATTEMPTS, again_at, reason_of
from bot.engine.work import Perform
from bot.ports.gateway import Refused, Unavailable
from bot.ports.store import Conflict, Store, Task

PATIENCE = 300.0
"""Seconds that one effect may take; then it counts as crashed, and is looked for before it is done again."""

log: Any = structlog.get_logger()


class Outbox:
    """Works effects off."""

    def __init__(self, store: Store, now: Callable[[], datetime], perform: Perform, outage: Outage) -> None:
        self._store, self._now, self._perform, self._outage = store, now, perform, outage

    async def take(self, at_most: int) -> Sequence[Task]:
        """The next effects, each of another lane, marked as begun."""
        return await self._store.next_tasks(self._now(), at_most)

    async def perform(self, task: Task) -> None:
        """Performs an effect and keeps what came of it; GitHub's refusal is a result, too, so that the lane goes on."""
        begun = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                result = await self._perform(task, self._now())
        except Refused as refusal:
            self._outage.answered()
            await self._done(task, {}, str(refusal), begun)
        except Exception as error:  # noqa: BLE001 - whatever went wrong with one effect, the other lanes go on
            await self._failed(task, error, begun)
        else:
            self._outage.answered()
            await self._done(task, dict(result), None, begun)

    async def _done(self, task: Task, result: dict[str, Any], refusal: str | None, begun: float) -> None:
        try:
            await self._store.done(task, result, refusal=refusal, at=self._now())
        except Conflict:  # we were thought dead, and somebody else has begun it since: theirs to end
            _tell(task, "lost", begun)
        else:
            _tell(task, "done" if refusal is None else "refused", begun, **({} if refusal is None else {"reason": refusal}))

    async def _failed(self, task: Task, error: Exception, begun: float) -> None:
        """GitHub can't be asked: put off, nothing spent. Crashed: put off longer each time, and set aside in the end."""
        now, reason = self._now(), reason_of(error)
        if isinstance(error, Unavailable):
            await self._store.put_off(task, self._outage.failed(error, now), reason, spent=False)
            _tell(task, "put off", begun, reason=reason)
        elif task.spent + 1 < ATTEMPTS:
            await self._store.put_off(task, again_at(now, task.spent + 1), reason, spent=True)
            _tell(task, "crashed", begun, reason=reason)
        else:
            await self._store.park(task, reason, at=now)
            _tell(task, "parked", begun, reason=reason)


def _tell(task: Task, outcome: str, begun: float, **more: object) -> None:
    level = "error" if outcome in {"crashed", "parked", "refused"} else "info"
    took = round((time.monotonic() - begun) * 1000, 1)
    what = type(task.effect).__name__
    getattr(log, level)(
        "effect", key=task.effect.key, case=str(task.case), what=what, outcome=outcome, attempts=task.attempts + 1, ms=took, **more
    )
