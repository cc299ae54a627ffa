"""Killed at any moment and started again: nothing is lost, and nothing is done twice (github.md R1)."""

import random
from collections import Counter
from pathlib import Path

import pytest

from bot.core.facts import CaseKey, broken_at, instant
from bot.ports.store import Message
from tests.engine.fate import Fate, Hiccup, live
from tests.engine.world import FakeClock, World, quick_wall, reopened, told
from tests.store.material import KEYS, later

PARTS = 4
CASES = (CaseKey(7, 70), CaseKey(7, 80))
DONE = ["1", "2", "3", "4", "open evaluation"]
HEARD = {"a", "b", "c", "d", "performed/open evaluation"}


def story() -> list[Message]:
    """Two cases, five effects of which one answers, a deadline, and a message that comes twice."""
    first = told("a", effects=["1", "open evaluation"], deadlines=[["closing", instant(later(60))]])
    return [first, told("b", issue_id=80, effects=["2"]), told("c", effects=["3"]), first, told("d", issue_id=80, effects=["4"])]


async def the_end(path: Path, world: World, case: str) -> None:
    """All of it, once each: at GitHub, and in the facts."""
    store = await reopened(path)
    facts = [fact for key in CASES for fact in await store.facts(key)]
    chains = [broken_at(await store.facts(key), lambda seq, key=key: KEYS.salt(key, seq)) for key in CASES]  # type: ignore[misc] # bound now
    parked, idle = await store.parked(), await store.idle(later(3600))
    await store.aclose()
    due = f"due/7:70/closing/{instant(later(60))}"
    assert sorted(world.keys()) == DONE, case
    assert Counter(fact.data["id"] for fact in facts) == Counter({*HEARD, due}), case
    assert (chains, list(parked), idle) == ([None, None], [], True), case


async def boundaries(path: Path) -> int:
    """How many there are in the story when nobody dies."""
    fate, world = Fate(None), World()
    await live(path, world, FakeClock(jumps=True), story(), fate)
    await the_end(path, world, "unharmed")
    return fate.count


@pytest.mark.parametrize("part", range(PARTS))
async def test_killed_once_at_every_boundary_of_the_story(memory: Path, part: int) -> None:
    """For every moment at which a process can die: one death there, one new process, the same end. In parts, for several cores."""
    count = await boundaries(memory / "unharmed.db")
    assert count > 40
    for at in range(part + 1, count + 1, PARTS):
        path, world, clock, sent = memory / f"{at}.db", World(), FakeClock(jumps=True), story()
        await live(path, world, clock, sent, Fate(at))
        await live(path, world, clock, sent, Fate(None))
        await the_end(path, world, f"killed at {at} of {count}")


@pytest.mark.parametrize("seed", range(5))
async def test_killed_again_and_again(memory: Path, seed: int) -> None:
    """Short lives in a row, each killed after a few boundaries, until one reaches the end."""
    dice, path, world, clock, sent = random.Random(seed), memory / "bot.db", World(), FakeClock(jumps=True), story()
    for _ in range(12):
        await live(path, world, clock, sent, Fate(dice.randint(2, 14)))
    await live(path, world, clock, sent, Fate(None))
    await the_end(path, world, f"seed {seed}")


@pytest.mark.parametrize("part", range(PARTS))
async def test_database_gone_once_at_every_write_of_the_story(memory: Path, part: int) -> None:
    """A full disk that is soon mended, at each write: the process lives on, sends nothing twice, and gives up nothing."""
    for at in range(part + 1, 60, PARTS):
        path, world, clock, sent = memory / f"{at}.db", World(), FakeClock(jumps=True), story()
        await live(path, world, clock, sent, Hiccup(at), quick_wall)
        await the_end(path, world, f"gone at {at}")
