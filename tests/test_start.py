"""The start after a downtime: what came while nobody listened is decided before what fell due meanwhile; nothing waits for ever."""

import asyncio
import resource
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import cast

from structlog.testing import capture_logs

from bot.core.facts import instant
from bot.engine.pulse import Pulse
from bot.house import House
from bot.hub.gateway import Hub
from bot.hub.identity import Identity, Itself
from bot.ports.gateway import Missed, Unavailable
from tests.engine.world import FakeClock, World, engine_of, reopened, running, settled, told
from tests.store.material import later

AGREE = Missed("agree", "issues", {"issue_id": 70}, later(30))
Answer = Callable[[], Awaitable[tuple[Missed, ...]]]


class Log:
    """GitHub, with its log of deliveries."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    async def missed_deliveries(self, _: datetime) -> tuple[Missed, ...]:
        """What was missed."""
        return await self._answer()


def ours() -> Identity:
    """An App that GitHub knows."""

    async def itself() -> Itself:
        return Itself(7, "microacq")

    return Identity(itself, "https://api.github.com", 7)


async def started(path: Path, answer: Answer, patience: float) -> list[str]:
    """An offer runs out while the bot is down; it starts again an hour later. What is decided, in order, until nothing is left to do."""
    world, clock, store = World(), FakeClock(), await reopened(path)
    await store.accept(told("offer", deadlines=[["offer", instant(later(60))]]))
    async with running(engine_of(store, world, clock)) as engine:
        await settled(engine)
    clock.advance(hours=1)
    house = House(store, engine_of(store, world, clock), clock, cast("Hub", Log(answer)), Pulse(store, clock.now), ours())
    work = asyncio.create_task(house.work(patience))
    await settled(house.engine)
    house.stop()
    await work
    await store.aclose()
    return [name.split("/")[0] for name in world.handled]


async def test_what_came_in_time_is_decided_before_the_deadline(tmp_path: Path) -> None:
    """GitHub takes a while to answer, longer than it may be down: the engine waits for it."""

    async def slow() -> tuple[Missed, ...]:
        for _ in range(100):
            await asyncio.sleep(0)
        return (AGREE,)

    assert await started(tmp_path / "bot.db", slow, 0.0) == ["offer", "agree", "due"]


async def test_github_that_is_down_delays_the_start_for_a_bounded_time(tmp_path: Path) -> None:
    """Then work goes on."""

    async def down() -> tuple[Missed, ...]:
        raise Unavailable("502")

    with capture_logs() as lines:
        assert await started(tmp_path / "bot.db", down, 0.05) == ["offer", "due"]
    assert [line["outcome"] for line in lines if line["event"] == "catch up"] == ["put off", "not waited for"]


async def test_stop_ends_a_start_that_waits(tmp_path: Path) -> None:
    """SIGTERM while GitHub does not answer: at once, and nothing was begun."""
    world, clock, store = World(), FakeClock(), await reopened(tmp_path / "bot.db")
    await store.accept(told("first"))
    house = House(
        store,
        engine_of(store, world, clock),
        clock,
        cast("Hub", Log(cast("Answer", asyncio.Event().wait))),
        Pulse(store, clock.now),
        ours(),
    )
    work = asyncio.create_task(house.work(60.0))
    await asyncio.sleep(0)
    house.stop()
    async with asyncio.timeout(5):
        await work
    await store.aclose()
    assert world.handled == []


async def test_house_shows_its_queues_and_proves_that_it_can_write(tmp_path: Path) -> None:
    """For `/metrics` and `/ready`: what waits, what was set aside; not ready once the disk is full."""
    world, clock, store = World(), FakeClock(), await reopened(tmp_path / "bot.db")
    house = House(store, engine_of(store, world, clock), clock, cast("Hub", None), Pulse(store, clock.now, every=0.0), ours())
    await house.accept(told("first", effects=["1"]))
    assert await house.queues() == {"inbox": 1, "outbox": 0, "parked": 0}
    assert "GitHub has not said yet" in (await house.ready() or "")
    await house.identity.prove()
    assert await house.ready() is None
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((tmp_path / "bot.db-wal").stat().st_size, hard))
    try:
        assert "can't write" in (await house.ready() or "")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert await house.ready() is None
    await store.aclose()
