"""Death at a chosen moment: before or after any write of the store, and before or after any effect at GitHub."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.engine import Engine
from bot.ports.store import Message, Unwritable
from tests.engine.world import FakeClock, World, engine_of, finished, reopened

WRITES = frozenset({"accept", "lease", "release", "commit", "hold", "drop", "park", "next_tasks", "done", "put_off", "fire_due"})


class Killed(BaseException):
    """The process is gone: no handler of ours may catch it."""


class Fate:
    """Counts boundaries, and kills at the one it is told, and at every one after it."""

    def __init__(self, at: int | None) -> None:
        self.at, self.count = at, 0

    def tick(self, _: object = None) -> None:
        """One boundary."""
        self.count += 1
        if self.at is not None and self.count >= self.at:
            raise Killed


class Hiccup(Fate):
    """Counts boundaries, and says at one of them that the database is gone, which GitHub's side never notices."""

    def tick(self, where: object = None) -> None:
        """One boundary; those at GitHub don't count."""
        if where is None:
            self.count += 1
            if self.count == self.at:
                raise Unwritable("disk full")


class Mortal:
    """A store whose every write has a boundary before and behind it."""

    def __init__(self, store: Any, fate: Fate) -> None:
        self._store, self._fate = store, fate

    def __getattr__(self, name: str) -> Any:
        """The store's own method, or the same between two boundaries."""
        method = getattr(self._store, name)
        return self._between(method) if name in WRITES else method

    def _between(self, method: Callable[..., Any]) -> Callable[..., Any]:
        async def call(*args: Any, **kwargs: Any) -> Any:
            if method.__name__ not in {"next_tasks", "fire_due"}:
                self._fate.tick()
            outcome = await method(*args, **kwargs)
            if outcome or method.__name__ not in {"next_tasks", "fire_due"}:
                self._fate.tick()
            return outcome

        return call


async def live(path: Path, world: World, clock: FakeClock, sent: list[Message], fate: Fate, wall: Callable[[], float] = time.time) -> None:
    """One life of a process: GitHub sends what was not acknowledged yet, and the engine works until it is done, or killed."""
    store = await reopened(path, wall)
    mortal: Any = Mortal(store, fate)
    world.before = world.after = fate.tick
    engine = engine_of(mortal, world, clock)
    run = asyncio.create_task(engine.run())
    try:
        with suppress(Killed):
            await _deliver(mortal, engine, sent)
            await _until_done_or_dead(run, finished(engine, store, clock))
    finally:
        engine.stop()
        await asyncio.gather(run, return_exceptions=True)
        await store.aclose()


async def _deliver(store: Any, engine: Engine, sent: list[Message]) -> None:
    while sent:
        with suppress(Unwritable):  # GitHub gets a 503, and it is sent again
            await store.accept(sent[0])
            sent.pop(0)
            engine.accepted()


async def _until_done_or_dead(run: asyncio.Task[None], done: Any) -> None:
    waiting = asyncio.create_task(done)
    await asyncio.wait({run, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if waiting.done():
        waiting.result()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
