"""What is accepted is decided once; what is decided is done once and in order; what goes wrong stops nothing else."""

import asyncio
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.core.facts import CaseKey
from bot.engine import Engine
from bot.ports.gateway import Unavailable
from bot.ports.store import Message, Task
from bot.store import SqlStore
from tests.engine.world import FakeClock, World, engine_of, finished, reopened, running, settled, told
from tests.store.material import NOON, later, next_message


async def test_message_is_decided_and_its_effects_are_done_in_order(store: SqlStore) -> None:
    """From accepting to the last effect, without a wait."""
    world, clock = World(), FakeClock()
    async with running(engine_of(store, world, clock)) as engine:
        await store.accept(told("a", effects=["1", "2", "3"]))
        engine.accepted()
        await settled(engine)
    assert world.keys() == ["1", "2", "3"]
    assert [fact.data["id"] for fact in await store.facts(CaseKey(7, 70))] == ["a"]


async def test_performed_effect_comes_back_as_a_message(store: SqlStore) -> None:
    """An effect whose kind asks for it tells the case its result."""
    world, clock = World(), FakeClock()
    async with running(engine_of(store, world, clock)) as engine:
        await store.accept(told("a", effects=["open evaluation"]))
        await settled(engine)
    assert world.handled == ["a", "performed/open evaluation"]


async def test_message_of_nobody_is_dropped(store: SqlStore) -> None:
    """Nothing is decided, and it never comes again."""
    world, clock = World(), FakeClock()
    async with running(engine_of(store, world, clock)) as engine:
        await store.accept(Message("a", "webhook", "star", {}, NOON))
        await settled(engine)
    assert (world.handled, await next_message(store, NOON)) == ([], None)


async def test_poison_is_parked_after_five_attempts_and_others_go_on(store: SqlStore) -> None:
    """The operator gets its reason; another case, and its own case's later message, are decided."""
    world, clock = World(), FakeClock(jumps=True)

    def poison(name: str) -> None:
        if name == "bad":
            raise KeyError("no such field")

    world.before = poison
    await store.accept(told("bad"))
    await store.accept(told("behind"))
    await store.accept(told("other", issue_id=80))
    with capture_logs() as lines:
        async with running(engine_of(store, world, clock)) as engine:
            await finished(engine, store, clock)
    assert sorted(world.handled) == ["behind", "other"]
    (parked,) = await store.parked()
    assert parked.id == "bad"
    assert parked.reason.startswith("KeyError at test_work.py:")
    assert [line["outcome"] for line in lines if line.get("id") == "bad"] == ["crashed"] * 4 + ["parked"]


async def test_parked_message_is_replayed_once_the_cause_is_mended(store: SqlStore) -> None:
    """The operator's command takes it up again, and it goes its way like any other (R9)."""
    world, clock = World(), FakeClock()
    await store.accept(told("bad", effects=["1"]))
    (message,) = await store.next_messages(NOON, 1)
    await store.park(message, "bug", at=NOON)
    async with running(engine_of(store, world, clock)) as engine:
        await settled(engine)
        assert world.handled == []
        assert await store.replay("bad")
        await settled(engine)
    assert (world.handled, world.keys()) == (["bad"], ["1"])


async def test_poisonous_effect_is_parked_and_its_lane_goes_on(store: SqlStore) -> None:
    """Five crashes, then the next of the lane."""
    world, clock = World(), FakeClock(jumps=True)

    def poison(name: str) -> None:
        if name == "1":
            raise ValueError("bug")

    world.before = poison
    async with running(engine_of(store, world, clock)) as engine:
        await store.accept(told("a", effects=["1", "2"]))
        await finished(engine, store, clock)
    assert world.keys() == ["2"]
    assert [(one.id, one.what) for one in await store.parked()] == [("1", "effect")]


async def test_refusal_is_a_result_and_the_lane_goes_on(store: SqlStore) -> None:
    """GitHub says no: that is kept and told, and nothing is tried again."""
    world, clock = World(refused=frozenset({"open evaluation"})), FakeClock()
    async with running(engine_of(store, world, clock)) as engine:
        await store.accept(told("a", effects=["open evaluation"]))
        await settled(engine)
    assert world.handled == ["a", "performed/open evaluation"]
    assert len(world.asked) == 1
    assert not await store.parked()


async def test_outage_spends_no_attempt_and_asks_once_a_minute(store: SqlStore) -> None:
    """GitHub is down for two hours: all is done afterwards, once, and it was left in peace meanwhile."""
    world, clock = World(), FakeClock(jumps=True)
    up, trials = later(2 * 3600), []

    def down(_: str) -> None:
        if clock.now() < up:
            trials.append(clock.now())
            raise Unavailable("502")

    world.before = down
    for n in range(6):
        await store.accept(told(f"m{n}", issue_id=70 + n % 3, effects=[f"{n}a", f"{n}b"]))
    async with running(engine_of(store, world, clock)) as engine:
        await finished(engine, store, clock)
    assert sorted(world.keys()) == sorted(f"{n}{x}" for n in range(6) for x in "ab")
    assert not await store.parked()
    gaps = [(two - one).total_seconds() for one, two in pairwise(trials[4:])]
    assert min(gaps) >= 60, "one trial a minute, once the first few failed"


async def test_limit_with_a_time_stops_all_until_then(store: SqlStore) -> None:
    """One answer of the limit, and nothing is asked before its time."""
    world, clock = World(), FakeClock(jumps=True)
    reset = later(55 * 60)

    def limited(name: str) -> None:
        if not name.startswith("m") and clock.now() < reset:
            raise Unavailable("limit", retry_at=reset)

    world.before = limited
    for n in range(4):
        await store.accept(told(f"m{n}", issue_id=70 + n, effects=[f"{n}"]))
    async with running(engine_of(store, world, clock)) as engine:
        await finished(engine, store, clock)
    assert sorted(world.keys()) == ["0", "1", "2", "3"]
    early = [at for at in world.asked if at < reset]
    assert len(early) <= 4, "those under way when the limit came, and no more"


async def test_stop_lets_what_is_in_hand_end(store: SqlStore) -> None:
    """A decision under way is committed before the loop ends, and nothing more is begun."""
    world, clock = World(), FakeClock()
    begun, go = asyncio.Event(), asyncio.Event()
    usual = world.handle

    async def slow(*args: object) -> object:
        begun.set()
        await go.wait()
        return await usual(*args)  # type: ignore[arg-type] # handed on

    world.handle = slow  # type: ignore[method-assign, assignment] # this test's own pace
    engine = engine_of(store, world, clock)
    run = asyncio.create_task(engine.run())
    await store.accept(told("a", effects=["1"]))
    engine.accepted()
    async with asyncio.timeout(5):
        await begun.wait()
        engine.stop()
        go.set()
        await run
    assert len(await store.facts(CaseKey(7, 70))) == 1
    assert world.keys() == []


async def test_stop_does_not_wait_for_what_hangs(path: Path) -> None:
    """What did not end in time is let go of; the next process takes it up, and looks for it first."""
    world, clock = World(), FakeClock()
    begun = asyncio.Event()

    async def hanging(task: Task, now: datetime) -> dict[str, int]:
        await world.perform(task, now)
        begun.set()
        await asyncio.Event().wait()
        return {}

    store = await reopened(path)
    engine = Engine(store, clock, world.route, world.handle, hanging, drain=0.05)
    run = asyncio.create_task(engine.run())
    await store.accept(told("a", effects=["1"]))
    engine.accepted()
    async with asyncio.timeout(5):
        await begun.wait()
        engine.stop()
        await run
    await store.aclose()
    heir = await reopened(path)
    async with running(engine_of(heir, world, clock)) as following:
        await settled(following)
    assert len(world.asked) == 2
    assert world.keys() == ["1"]
    await heir.aclose()


@pytest.mark.parametrize("together", [1, 4])
async def test_case_is_decided_by_one_at_a_time(store: SqlStore, together: int) -> None:
    """Forty messages of four cases, and never two in hand for one case."""
    world, clock = World(), FakeClock()
    await asyncio.gather(*(store.accept(told(f"m{n}", issue_id=70 + n % together)) for n in range(40)))
    async with running(engine_of(store, world, clock)) as engine:
        await settled(engine)
    assert world.most == 1
    assert len(world.handled) == 40


async def test_effect_that_may_have_happened_is_looked_for_after_a_while(store: SqlStore) -> None:
    """GitHub applied it and answered 502: it is not sent again, and not looked for before it can be seen (R6)."""
    world, clock, failed = World(), FakeClock(jumps=True), set[str]()

    def applied_then_lost(key: str) -> None:
        if key not in failed:
            failed.add(key)
            raise Unavailable("502", ambiguous=True)

    world.after = applied_then_lost
    await store.accept(told("a", effects=["1", "2"]))
    async with running(engine_of(store, world, clock)) as engine:
        await finished(engine, store, clock)
    assert world.keys() == ["1", "2"]
    assert [(at - NOON).total_seconds() for at in world.asked] == [0, 10, 10, 20]


@settings(max_examples=12, deadline=None)
@given(order=st.permutations([*range(8), 2, 5, 7]))
async def test_any_order_and_any_repetition_gives_the_same(order: list[int]) -> None:
    """Eight messages of two cases in any order, some of them twice, at once: each is decided once, each effect done once."""
    world, clock = World(), FakeClock()
    with TemporaryDirectory() as folder:
        store = await reopened(Path(folder) / "bot.db")
        async with running(engine_of(store, world, clock)) as engine:
            await asyncio.gather(*(store.accept(told(f"m{n}", issue_id=70 + n % 2, effects=[f"e{n}"])) for n in order))
            await settled(engine)
        heard = {n: [fact.data["id"] for fact in await store.facts(CaseKey(7, 70 + n))] for n in range(2)}
        await store.aclose()
    first = list(dict.fromkeys(order))
    assert heard == {n: [f"m{m}" for m in first if m % 2 == n] for n in range(2)}, "in the order of arrival, for each case"
    assert sorted(world.keys()) == [f"e{n}" for n in range(8)]


async def test_messages_about_one_issue_that_nothing_follows_from_are_dropped_in_one_go(store: SqlStore) -> None:
    """Each waits for the one before it, and none for the next look round."""
    world, clock = World(), FakeClock()
    for n in range(20):
        await store.accept(Message(f"m{n}", "webhook", "issues", {"repository": {"id": 7}, "issue": {"number": 1}}, NOON))
    engine = Engine(store, clock, world.route, world.handle, world.perform, beat=60.0)
    async with running(engine):
        await settled(engine, seconds=10)
    assert await next_message(store, NOON) is None
