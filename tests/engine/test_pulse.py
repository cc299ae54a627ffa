"""Readiness is proved by a write, seldom enough to slow nobody down."""

import asyncio
from typing import cast

import pytest

from bot.core.facts import instant
from bot.engine.pulse import NAME, Pulse
from bot.ports.store import Store, Unwritable
from bot.store import SqlStore
from tests.store.material import NOON


class Disk:
    """Counts what is written, and is full when a test says so."""

    def __init__(self) -> None:
        self.values, self.full = list[str](), False

    @property
    def writes(self) -> int:
        """How many."""
        return len(self.values)

    async def remember(self, name: str, value: str) -> None:
        """One write."""
        assert name == NAME
        assert value not in self.values
        self.values.append(value)
        await asyncio.sleep(0)
        if self.full:
            raise Unwritable("database or disk is full")


async def test_beat_is_kept_in_the_store(store: SqlStore) -> None:
    """Where an operator finds it."""
    await Pulse(store, lambda: NOON).check()
    assert str(await store.recall(NAME)).startswith(instant(NOON))


async def test_many_who_ask_share_one_write() -> None:
    """At the same moment, and shortly after."""
    disk = Disk()
    pulse = Pulse(cast("Store", disk), lambda: NOON, every=60.0)
    await asyncio.gather(*(pulse.check() for _ in range(50)))
    await pulse.check()
    assert disk.writes == 1


async def test_full_disk_is_told_until_there_is_room() -> None:
    """Though a write succeeded before; and asked anew each time, so that room is noticed at once."""
    disk = Disk()
    pulse = Pulse(cast("Store", disk), lambda: NOON, every=0.0)
    await pulse.check()
    disk.full = True
    for _ in range(2):
        with pytest.raises(Unwritable, match="full"):
            await pulse.check()
    disk.full = False
    await pulse.check()
    assert disk.writes == 4


async def test_one_who_gives_up_leaves_the_others_their_answer() -> None:
    """A request that was cut off does not end the write that others wait for."""
    disk = Disk()
    pulse = Pulse(cast("Store", disk), lambda: NOON)
    first, second = asyncio.create_task(pulse.check()), asyncio.create_task(pulse.check())
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert disk.writes == 1
