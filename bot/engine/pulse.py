"""Whether the store can still write: a disk may be full, or a database gone, though everything can still be read.

Proved by one small write, every few seconds at most, so that whoever asks often slows no delivery down.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from bot.core.facts import instant
from bot.ports.store import Store

NAME = "alive"
"""The name under which the store remembers the last beat."""

EVERY = 5.0
"""Seconds of wall time for which a write that succeeded is proof enough."""


class Pulse:
    """The store's heartbeat. `now` is the programme's time (UTC), `every` seconds of wall time."""

    def __init__(self, store: Store, now: Callable[[], datetime], every: float = EVERY) -> None:
        self._store, self._now, self._every = store, now, every
        self._beat: asyncio.Task[None] | None = None
        self._proved_at = float("-inf")

    async def check(self) -> None:
        """Passes when the store has just written; raises `Unwritable` when it can't. Who asks meanwhile waits for the same write."""
        if time.monotonic() - self._proved_at < self._every:
            return
        if self._beat is None or self._beat.done():
            self._beat = asyncio.create_task(self._write())
            self._beat.add_done_callback(lambda beat: beat.cancelled() or beat.exception())  # seen, though nobody may wait any more
        await asyncio.shield(self._beat)

    async def _write(self) -> None:
        """The time, and a figure that differs each time: SQLite does not write what is there already, and time may stand still."""
        await self._store.remember(NAME, f"{instant(self._now())} {time.monotonic_ns()}")
        self._proved_at = time.monotonic()
