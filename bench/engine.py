"""What the store and the engine do on this machine: `python -m bench.engine [--finished ROWS] [--seconds S]`.

Prints four tables of figures: accepting alone, accepting 100 a second while the engine works, from message to done effects, and finding
work among many finished rows. Never asks a network; its GitHub answers at once.
"""

import argparse
import asyncio
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog

from bot.core.comments import Comment
from bot.core.decision import Decision
from bot.core.effects import PostComment, Target
from bot.core.facts import GENESIS, CaseKey, Cause, Fact, NewFact, seal_all
from bot.engine import Engine, Routed
from bot.ports.store import Message, Task
from bot.store import SqlStore, schema
from tests.store.keys import FakeKeys

NOW = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)
BODY = "x" * 16_600
CASES = 100


class Clock:
    """The wall's clock; waits until it is woken."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()

    def now(self) -> datetime:
        """Now."""
        return datetime.now(UTC)

    async def wait_until(self, _moment: datetime | None, idle: Callable[[], Awaitable[bool]]) -> None:
        """Waits to be woken."""
        if await idle():
            await self._woken.wait()
            self._woken.clear()

    def wake(self) -> None:
        """Wakes."""
        self._woken.set()

    async def aclose(self) -> None:
        """Nothing to do."""


async def route(message: Message) -> Routed | None:
    """One of a hundred cases."""
    return Routed(CaseKey(7, message.payload["case"]), 1)


async def handle(message: Message, routed: Routed, facts: tuple[Fact, ...]) -> Decision:
    """One fact and two effects for each message; the chain is begun anew where a case has grown long."""
    place = (routed.case, len(facts) + 1, facts[-1].hash if facts else GENESIS)
    sealed = seal_all([NewFact("heard", {"id": message.id})], place, Cause(NOW, 0, message.id), lambda _: b"salt")
    target = Target(7, "o/r", routed.case.issue_id, routed.case.issue_id)
    effects = tuple(PostComment(f"{message.id}/{n}", target, Comment("told", {"n": n}), sealed) for n in range(2))
    return Decision(sealed, effects)


async def perform(task: Task, _now: datetime) -> Mapping[str, Any]:
    """At once."""
    return {"id": task.attempts}


def message(name: str, n: int, body: str = BODY) -> Message:
    """A message of the n-th case."""
    return Message(name, "webhook", "issue_comment", {"case": n % CASES + 1, "body": body}, NOW)


def told(label: str, times: list[float]) -> None:
    """One line: p50, p99 and the longest, in milliseconds."""
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"  {label:<44} p50 {statistics.median(ordered) * 1e3:7.2f}  p99 {p99 * 1e3:7.2f}  max {ordered[-1] * 1e3:7.2f} ms")


async def timed(work: Awaitable[Any], times: list[float]) -> None:
    """Notes how long it took."""
    begun = time.perf_counter()
    await work
    times.append(time.perf_counter() - begun)


async def accepting(store: SqlStore, senders: int, each: int) -> None:
    """Closed loop: each sender sends its next message when the last is on disk."""
    times: list[float] = []

    async def send(sender: int) -> None:
        for n in range(each):
            await timed(store.accept(message(f"{senders}/{sender}/{n}", n)), times)

    begun = time.perf_counter()
    await asyncio.gather(*(send(sender) for sender in range(senders)))
    took = time.perf_counter() - begun
    told(f"{senders} senders: {len(times) / took:,.0f} accepted/s", times)


async def accepting_while_working(store: SqlStore, seconds: int) -> None:
    """Open loop: a hundred messages a second, whatever the answer takes, while all of them are worked off."""
    engine, times, sent = Engine(store, Clock(), route, handle, perform), list[float](), list[asyncio.Task[None]]()
    run = asyncio.create_task(engine.run())
    begun = time.perf_counter()
    for n in range(100 * seconds):
        await asyncio.sleep(max(0.0, begun + n / 100 - time.perf_counter()))
        sent.append(asyncio.create_task(timed(store.accept(message(f"open/{n}", n)), times)))
        sent[-1].add_done_callback(lambda _: engine.accepted())
    await asyncio.gather(*sent)
    await engine.settled()
    behind = time.perf_counter() - begun - seconds
    engine.stop()
    await run
    told(f"{len(times)} messages, the last done {behind:.1f} s after the end", times)


async def to_the_end(store: SqlStore, count: int) -> None:
    """8 KB messages of a hundred cases, one fact and two effects each, from the first in hand to the last effect done."""
    for n in range(count):
        await store.accept(message(f"end/{n}", n, BODY[:8_000]))
    engine = Engine(store, Clock(), route, handle, perform)
    begun, cpu = time.perf_counter(), time.process_time()
    run = asyncio.create_task(engine.run())
    await engine.settled()
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    engine.stop()
    await run
    print(f"  {count} messages, {2 * count} effects: {count / took:,.0f} messages/s, {cpu / count * 1e3:.2f} ms of processor each")


def fill(rows: int) -> Callable[[sa.Connection], None]:
    """Finished messages and effects, written behind the engine's back."""
    message_rows = [
        {"id": f"old/{n}", "kind": "webhook", "name": "issues", "state": "done", "received_at": NOW, "payload": "{}"} for n in range(rows)
    ]
    effect = {"lane": "7#1", "priority": 5, "state": "done", "effect": "{}", "repository_id": 7, "issue_id": 1}
    effect_rows = [effect | {"key": f"old/{n}"} for n in range(rows)]

    def write(connection: sa.Connection) -> None:
        connection.execute(schema.messages.insert(), message_rows)
        connection.execute(schema.effects.insert(), effect_rows)

    return write


async def finding(store: SqlStore, rows: int) -> None:
    """The loop's own questions, before and behind many finished rows."""
    if rows:
        await store._database.write(fill(rows))  # noqa: SLF001 - a bench looks inside
    for n in range(20):
        await store.accept(message(f"new/{n}", n))
    questions: dict[str, Callable[[], Awaitable[Any]]] = {
        "next message": lambda: store.next_messages(NOW, 1),
        "next effect (none)": lambda: store.next_tasks(NOW, 1),
        "idle": lambda: store.idle(NOW),
        "next due": lambda: store.next_due(NOW),
    }
    for name, ask in questions.items():
        times: list[float] = []
        for _ in range(500):
            await timed(ask(), times)
        told(name, times)
    times = []
    for n in range(500):
        await timed(store.accept(message(f"more/{n}", n)), times)
    told("accept", times)


def flushing() -> None:
    """What this disk asks for one flush, by which the rest is to be read."""
    times: list[float] = []
    with tempfile.TemporaryFile() as file:
        for _ in range(200):
            file.write(BODY.encode())
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - begun)
    print("this disk")
    told("one fsync of 16.6 KB", times)


async def on(part: Callable[..., Awaitable[None]], *args: int) -> None:
    """Runs a part on a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = await SqlStore.open(f"sqlite:///{Path(folder) / 'bot.db'}", FakeKeys())
        await part(store, *args)
        await store.aclose()


async def main() -> None:
    """All parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--finished", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=10)
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    await asyncio.to_thread(flushing)
    print("accept, 16.6 KB, each on disk when it is acknowledged")
    for senders, each in ((1, 500), (16, 200), (200, 10)):
        await on(accepting, senders, each)
    print(f"accept, 16.6 KB, 100 a second for {asked.seconds} s, one fact and two effects each")
    await on(accepting_while_working, asked.seconds)
    print("from message to done effects")
    await on(to_the_end, 1_000)
    for rows in (0, asked.finished):
        print(f"finding work among {rows:,} finished messages and as many finished effects")
        await on(finding, rows)


if __name__ == "__main__":
    asyncio.run(main())
