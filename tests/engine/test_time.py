"""Deadlines, and several engines on one database."""

import asyncio
from collections.abc import Collection
from pathlib import Path

import pytest

from bot.core.decision import Decision
from bot.core.facts import Fact, instant
from bot.engine import Engine, Route, Routed
from bot.ports.store import Lease, Message, Task
from bot.store import SqlStore
from tests.engine.world import FakeClock, World, engine_of, finished, reopened, running, settled, told
from tests.store.material import later, next_message


async def test_every_deadline_comes_once_after_a_jump(store: SqlStore) -> None:
    """Forty deadlines of ten cases, passed in one jump: none is missed, none comes twice; the clock going back changes nothing."""
    world, clock = World(), FakeClock()
    for case in range(10):
        await store.accept(told(f"m{case}", issue_id=70 + case, deadlines=[[f"d{n}", instant(later(60 * n))] for n in range(1, 5)]))
    async with running(engine_of(store, world, clock)) as engine:
        await settled(engine)
        assert len(world.handled) == 10
        clock.advance(minutes=3)
        await settled(engine)
        assert len(world.handled) == 40
        clock.advance(hours=-1)
        await settled(engine)
        clock.advance(hours=2)
        await settled(engine)
    assert len(world.handled) == len(set(world.handled)) == 50


async def test_nothing_comes_before_its_time(store: SqlStore) -> None:
    """One second before: nothing. At the second: there it is."""
    world, clock = World(), FakeClock()
    await store.accept(told("m", deadlines=[["closing", instant(later(60))]]))
    async with running(engine_of(store, world, clock)) as engine:
        await settled(engine)
        clock.advance(seconds=59)
        await settled(engine)
        assert world.handled == ["m"]
        clock.advance(seconds=1)
        await settled(engine)
        assert len(world.handled) == 2


async def test_waiting_clock_jumps_from_deadline_to_deadline(store: SqlStore) -> None:
    """With a clock that jumps when all wait, each comes at its own instant."""
    world, clock, seen = World(), FakeClock(jumps=True), []
    world.before = lambda name: seen.append((name.split("/")[0], clock.now()))
    await store.accept(told("m", deadlines=[["one", instant(later(60))], ["two", instant(later(3600))]]))
    async with running(engine_of(store, world, clock)) as engine:
        await finished(engine, store, clock)
    assert seen == [("m", later(0)), ("due", later(60)), ("due", later(3600))]


async def test_two_engines_never_decide_for_one_case_at_once(path: Path, store: SqlStore) -> None:
    """Sixty messages of three cases, two processes' stores: each is decided once, no case by both at once, no effect twice."""
    world, clock = World(), FakeClock()
    other = await reopened(path)
    await asyncio.gather(*(store.accept(told(f"m{n}", issue_id=70 + n % 3, effects=[f"e{n}"])) for n in range(60)))
    async with running(engine_of(store, world, clock)) as one, running(engine_of(other, world, FakeClock())) as two:
        await asyncio.gather(settled(one), settled(two))
    await other.aclose()
    assert world.most == 1
    assert sorted(world.handled) == sorted(f"m{n}" for n in range(60))
    assert sorted(world.keys()) == sorted(f"e{n}" for n in range(60))


async def test_work_of_a_process_that_hangs_is_taken_over(path: Path, store: SqlStore) -> None:
    """Its lease lapses by the wall clock; the other engine looks round by itself, and the late one's decision is not written."""
    hanging = await SqlStore.open(f"sqlite:///{path}", store._codec._keys, lambda: 0.0)
    await hanging.accept(told("m", effects=["1"]))
    message = await next_message(hanging, later(0))
    assert message is not None
    assert await hanging.lease((await World().route(message)).case, message) is not None  # type: ignore[union-attr] # it has a case
    world = World()
    async with running(engine_of(store, world, FakeClock())) as engine:
        await settled(engine)
    await hanging.aclose()
    assert (world.handled, world.keys()) == (["m"], ["1"])


async def test_what_another_process_accepted_is_found_without_a_call(path: Path, store: SqlStore) -> None:
    """The loop waits for its clock; a beat of wall time is enough for it to look round."""
    world, came = World(), asyncio.Event()
    world.before = lambda _: came.set()
    other = await reopened(path)
    async with running(engine_of(store, world, FakeClock())) as engine:
        await settled(engine)
        await other.accept(told("m"))
        async with asyncio.timeout(5):
            await came.wait()
    await other.aclose()


async def test_case_in_hand_stays_ours_however_long_it_takes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision that takes a hundred seconds of wall time: its lease is renewed meanwhile, and what it decides is written."""
    monkeypatch.setattr("bot.engine.run.RENEW_EVERY", 0)
    world, wall, enough, renewals = World(), [1_000.0], asyncio.Event(), list[int]()
    store = await reopened(path, lambda: wall[0])
    usual, renew = world.handle, store.renew

    async def slow(message: Message, routed: Routed, facts: tuple[Fact, ...]) -> Decision:
        await enough.wait()
        return await usual(message, routed, facts)

    async def renewed(held: Collection[Lease | Task]) -> None:
        wall[0] += 20
        await renew(held)
        renewals.append(len(held))
        if len(renewals) == 5:
            enough.set()

    monkeypatch.setattr(store, "renew", renewed)
    await store.accept(told("m", effects=["1"]))
    async with running(Engine(store, FakeClock(), world.route, slow, world.perform, beat=0.01)) as engine:
        await settled(engine)
    assert (world.handled, world.keys()) == (["m"], ["1"])
    assert set(renewals[:5]) == {1}
    await store.aclose()


async def test_deadline_does_not_overtake_what_came_before_it(store: SqlStore) -> None:
    """Both are found in one look; whose the older message is takes a while to tell, and the deadline waits for it all the same."""
    world, clock = World(), FakeClock()
    await store.accept(told("offer", deadlines=[["offer", instant(later(60))]]))
    engine = engine_of(store, world, clock)
    async with running(engine):
        await settled(engine)
    await store.accept(told("agree"))
    clock.advance(hours=1)
    slow = engine_of(store, world, clock, route=_unhurried(world))
    async with running(slow):
        await settled(slow)
    assert [name.split("/")[0] for name in world.handled] == ["offer", "agree", "due"]


def _unhurried(world: World) -> Route:
    """Takes a while over webhooks, as one that must look at GitHub first."""

    async def route(message: Message) -> Routed | None:
        if message.kind == "webhook":
            for _ in range(2000):
                await asyncio.sleep(0)
        return await world.route(message)

    return route
