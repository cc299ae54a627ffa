"""A small world for the engine: a clock that a test moves, a GitHub that counts what was done there, and a bot with one rule.

The rule: a message says in its payload which case it is of, which effects follow, and which deadlines; each leaves one fact.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.decision import Deadline, Decision
from bot.core.effects import Effect, OpenIssue, PostComment, lane_of
from bot.core.facts import GENESIS, CaseKey, Cause, Fact, NewFact, read_instant, seal_all
from bot.engine import Engine, Route, Routed
from bot.ports.gateway import Refused
from bot.ports.store import Message, Store, Task
from bot.store import SqlStore
from tests.store.material import KEYS, NOON, comment, opened


class FakeClock:
    """Stands still until a test moves it, or jumps to what is awaited where `jumps` is set."""

    def __init__(self, *, jumps: bool = False) -> None:
        self._now, self._woken, self.jumps = NOON, asyncio.Event(), jumps

    def now(self) -> datetime:
        """The time."""
        return self._now

    async def wait_until(self, moment: datetime | None, idle: Callable[[], Awaitable[bool]]) -> None:
        """Waits for a call; with `jumps`, moves on to the moment instead."""
        if not await idle():
            return
        if self.jumps and moment is not None:
            self._now = max(self._now, moment)
            return
        await self._woken.wait()
        self._woken.clear()

    def wake(self) -> None:
        """Ends the wait."""
        self._woken.set()

    def advance(self, **span: float) -> None:
        """Moves the time on."""
        self._now += timedelta(**span)
        self.wake()

    async def aclose(self) -> None:
        """Nothing to let go of."""


@dataclass
class World:
    """What happened at GitHub. `before` and `after` may raise, to stand for what goes wrong before or after the effect took place."""

    done: list[tuple[str, str]] = field(default_factory=list)
    handled: list[str] = field(default_factory=list)
    deciding: Counter[CaseKey] = field(default_factory=Counter)
    most: int = 0
    asked: list[datetime] = field(default_factory=list)
    refused: frozenset[str] = frozenset()
    before: Callable[[str], None] = lambda _: None
    after: Callable[[str], None] = lambda _: None

    async def route(self, message: Message) -> Routed | None:
        """By the payload."""
        payload = message.payload
        if "issue_id" not in payload:
            return None
        return Routed(CaseKey(payload.get("repository_id", 7), payload["issue_id"]), number=1)

    async def handle(self, message: Message, routed: Routed, facts: tuple[Fact, ...]) -> Decision:
        """The rule. Notes how many decide for one case at once."""
        self.deciding[routed.case] += 1
        self.most = max(self.most, self.deciding[routed.case])
        try:
            self.before(message.id)
            await asyncio.sleep(0)
        finally:
            self.deciding[routed.case] -= 1
        self.handled.append(message.id)
        return _rule(message, routed.case, facts)

    async def perform(self, task: Task, now: datetime) -> Mapping[str, Any]:
        """Looks first when it was begun before, as the real one does; then does it."""
        key = task.effect.key
        self.asked.append(now)
        self.before(key)
        await asyncio.sleep(0)
        if key in self.refused:
            raise Refused(403, "may not")
        if not (task.attempts and key in self.keys()):
            self.done.append((lane_of(task.effect), key))
        self.after(key)
        return {"id": len(self.done)}

    def keys(self) -> list[str]:
        """The keys of what was done, in order."""
        return [key for _, key in self.done]


def _rule(message: Message, case: CaseKey, facts: tuple[Fact, ...]) -> Decision:
    payload = message.payload
    place = (case, len(facts) + 1, facts[-1].hash if facts else GENESIS)
    news = [NewFact("heard", {"id": message.id})]
    sealed = seal_all(news, place, Cause(message.received_at, 0, message.id), lambda seq: KEYS.salt(case, seq))
    effects: list[Effect] = [_effect(case, key) for key in payload.get("effects", ())]
    due = payload.get("deadlines")
    deadlines = None if due is None else frozenset(Deadline(read_instant(when), kind) for kind, when in due)
    return Decision(sealed, tuple(effects), deadlines)


def _effect(case: CaseKey, key: str) -> PostComment | OpenIssue:
    return opened(key) if key.startswith("open") else comment(key, number=case.issue_id)


def told(name: str, issue_id: int = 70, **payload: Any) -> Message:
    """A message of a case."""
    return Message(name, "webhook", "issues", {"issue_id": issue_id, **payload}, NOON)


def engine_of(store: Store, world: World, clock: FakeClock, route: Route | None = None) -> Engine:
    """An engine in this world, with a short beat."""
    return Engine(store, clock, route or world.route, world.handle, world.perform, beat=0.02)


@asynccontextmanager
async def running(engine: Engine) -> Any:
    """Runs an engine while a test looks on; its end is the test's."""
    run = asyncio.create_task(engine.run())
    try:
        yield engine
    finally:
        engine.stop()
        await run


async def settled(engine: Engine, seconds: float = 20) -> None:
    """Waits until nothing is left to do now, or fails."""
    async with asyncio.timeout(seconds):
        await engine.settled()


async def finished(engine: Engine, store: Store, clock: FakeClock) -> None:
    """Waits until nothing is left to do ever, as the clock jumps; or fails."""
    async with asyncio.timeout(20):
        await engine.settled()
        while await store.next_due(clock.now()) is not None or not await store.idle(clock.now()):
            await engine.settled()


def quick_wall() -> float:
    """A wall clock that runs three hundred times too fast, so that leases lapse in 100 ms."""
    return time.time() * 300


async def reopened(path: Path, wall: Callable[[], float] = time.time) -> SqlStore:
    """The store of a file, as a new process opens it."""
    return await SqlStore.open(f"sqlite:///{path}", KEYS, wall)
