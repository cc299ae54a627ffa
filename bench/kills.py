"""Killed at every effect boundary, again and again, and then counted at GitHub: `python -m bench.kills [--seeds 100] [--blindly]`.

For each seed and each boundary of an effect (before its intent is on disk, after that, after GitHub has applied it, before its result is
kept), a case is worked off by a row of short lives of the real store (SQLite), engine, performer and hub, each killed at that boundary,
until one reaches the end. Comments, labels, issues and repositories are then counted at the sandbox GitHub (github.md R1). A death here is
an exception that nothing catches; SIGKILL on real processes is `tests/stories/test_killed.py`. `--blindly` is the counter-proof: an
effect that was begun before is not looked for, and the bench must find duplicates. Exit status 1 unless nothing is lost or duplicated.
"""

import argparse
import asyncio
import logging
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog

from bench.kills_town import Town, Wanted, opened_town
from bot.engine import Engine
from bot.perform import Performer
from bot.ports.store import Task
from bot.store import SqlStore
from tests.engine.fate import Fate, Killed, Mortal
from tests.engine.world import finished

BOUNDARIES: Mapping[str, tuple[str, ...]] = {
    "before intent": ("before commit",),
    "after intent": ("after commit", "after next_tasks"),
    "after remote apply": ("applied",),
    "before ack-of-effect": ("before done",),
}
"""R1's names → the moments of them: around the transaction that writes effects down, the one that marks them as begun, GitHub's answer to a
write (each one of a provisioning too), and the transaction that keeps a result."""

LONGEST = 6
"""A life is killed at the first to sixth time that it reaches the boundary."""

LIVES = 6
"""Lives that are killed, if they reach the boundary so often; then one more, which nobody ends."""


MEMORY = next((folder for folder in (Path("/dev/shm"),) if folder.is_dir()), None)
"""Where the databases are, if the system has it: no power is cut, so the disk need not be waited for."""


class Plug(Fate):
    """Pulled at one of a boundary's moments; whoever is dead does nothing more, at whatever moment."""

    def __init__(self, boundary: str, at: int | None) -> None:
        super().__init__(at)
        self._moments, self.dead = BOUNDARIES[boundary], False

    def reach(self, moment: str) -> None:
        """One moment; raises `Killed` if it is the last."""
        if self.dead or moment in self._moments:
            self.dead = self.dead or self.count + 1 == self.at
            self.tick()


class Wired(Mortal):
    """A store whose every write says when it begins and when it is on disk."""

    def __init__(self, store: SqlStore, plug: Plug) -> None:
        super().__init__(store, plug)
        self._plug = plug

    def _between(self, method: Callable[..., Any]) -> Callable[..., Any]:
        async def call(*args: Any, **kwargs: Any) -> Any:
            self._plug.reach(f"before {method.__name__}")
            outcome = await method(*args, **kwargs)
            if outcome or method.__name__ != "next_tasks":  # nothing was begun
                self._plug.reach(f"after {method.__name__}")
            return outcome

        return call


@dataclass
class Tally:
    """What was found at GitHub after so many kills."""

    kills: int = 0
    wanted: Wanted = field(default_factory=Counter)
    lost: Wanted = field(default_factory=Counter)
    duplicated: Wanted = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Both together."""
        self.kills += other.kills
        for mine, its in ((self.wanted, other.wanted), (self.lost, other.lost), (self.duplicated, other.duplicated)):
            mine.update(its)

    def line(self, name: str) -> str:
        """One row."""
        return f"{name:<22}{self.kills:>6}{self.wanted.total():>9}{self.lost.total():>6}{self.duplicated.total():>11}"


async def life(town: Town, path: Path, plug: Plug, *, blindly: bool) -> None:
    """One process: GitHub sends what it has, and the engine works until it is done, or killed."""
    store = await SqlStore.open(f"sqlite:///{path}", town.keys)
    town.applied = lambda: plug.reach("applied")
    mortal: Any = Wired(store, plug)
    clock = town.clock()
    engine = Engine(mortal, clock, town.route, town.handle, performing(town, store, blindly=blindly), beat=0.2)
    for message in town.messages():
        await store.accept(message)
    run, done = asyncio.create_task(engine.run()), asyncio.create_task(finished(engine, store, clock))
    await asyncio.wait({run, done}, return_when=asyncio.FIRST_COMPLETED)
    engine.stop()
    with suppress(Killed):
        await run
    done.cancel()
    await asyncio.gather(done, return_exceptions=True)
    await store.aclose()


def performing(town: Town, store: SqlStore, *, blindly: bool) -> Callable[[Task, Any], Awaitable[Mapping[str, Any]]]:
    """A performer of this life's own; blindly, as if nothing had ever been begun."""
    performer = Performer(town.hub, town.keys, store, town.evaluation_repository, consistency=timedelta(seconds=10))

    async def perform(task: Task, now: datetime) -> Mapping[str, Any]:
        return await performer.perform(replace(task, attempts=0) if blindly else task, now)

    return perform


async def one_case(town: Town, boundary: str, seed: int, folder: Path, *, blindly: bool) -> Tally:
    """A case from its first life to its last, and what GitHub shows afterwards."""
    dice, kills, path = random.Random(f"{boundary}/{seed}"), 0, folder / f"{seed}.db"
    await town.new_case(seed)
    for _ in range(LIVES):
        plug = Plug(boundary, dice.randint(1, LONGEST))
        await life(town, path, plug, blindly=blindly)
        if not plug.dead:
            break
        kills += 1
    else:
        await life(town, path, Plug(boundary, None), blindly=blindly)
    wanted, found = town.wanted(), await town.found()
    return Tally(kills, wanted, wanted - found, found - wanted)


async def at_boundary(boundary: str, seeds: range, *, blindly: bool) -> Tally:
    """All seeds at one boundary, in a sandbox of its own."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # what a dead process leaves undone is no news
    tally = Tally()
    with TemporaryDirectory(dir=MEMORY) as folder:
        async with opened_town() as town:
            for seed in seeds:
                tally.add(await one_case(town, boundary, seed, Path(folder), blindly=blindly))
    return tally


def measured(work: tuple[str, range, bool]) -> tuple[str, Tally]:
    """A part of the work, in a process of its own."""
    boundary, seeds, blindly = work
    return boundary, asyncio.run(at_boundary(boundary, seeds, blindly=blindly))


def main() -> None:
    """Runs, prints a row for each boundary and one for all, and ends with 1 if anything was lost or duplicated."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--blindly", action="store_true", help="the counter-proof: never look for what was begun before")
    asked = parser.parse_args()
    began, tallies, total = time.monotonic(), {name: Tally() for name in BOUNDARIES}, Tally()
    work = [(name, range(first, asked.seeds, 2), asked.blindly) for name in BOUNDARIES for first in range(2)]
    workers = 2 * (os.cpu_count() or 1)  # half of a worker's time is waiting for its database's thread
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        for boundary, tally in pool.map(measured, work):
            tallies[boundary].add(tally)
            total.add(tally)
    print(f"{'killed':<22}{'kills':>6}{'effects':>9}{'lost':>6}{'duplicated':>11}")
    for name, tally in tallies.items():
        print(tally.line(name))
    for one in (*total.lost, *total.duplicated)[:20]:
        print(f"  not once: {one}")
    print(f"{time.monotonic() - began:.0f} s")
    print(f"seeds {asked.seeds}, kills {total.kills}, lost {total.lost.total()}, duplicated {total.duplicated.total()}")
    sys.exit(1 if total.lost or total.duplicated else 0)


if __name__ == "__main__":
    main()
