"""Clocks: nobody who has work is thought idle, and waits end when they should. The sandbox's routes are the real ones."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession, web

from bot.clock import SandboxClock, SystemClock
from bot.ports.clock import Clock
from bot.sandbox.clock import SandboxClock as SandboxTime
from bot.sandbox.clock import add_clock_routes

NOON = datetime(2027, 7, 12, 16, tzinfo=UTC)


async def idle() -> bool:
    """There is no work."""
    return True


async def busy() -> bool:
    """There is work."""
    return False


async def test_the_system_clock_does_not_wait_with_work_to_do() -> None:
    """`idle` says no: back at once, whatever the moment."""
    clock = SystemClock()
    async with asyncio.timeout(1):
        await clock.wait_until(None, busy)
    assert clock.now().tzinfo is UTC


async def test_the_system_clock_waits_until_its_moment() -> None:
    """A moment that has passed ends at once; one soon to come ends when it comes."""
    clock: Clock = SystemClock()
    async with asyncio.timeout(1):
        await clock.wait_until(clock.now() - timedelta(hours=1), idle)
        soon = clock.now() + timedelta(milliseconds=30)
        await clock.wait_until(soon, idle)
        assert clock.now() >= soon
    await clock.aclose()


async def test_a_wake_up_during_the_question_is_kept() -> None:
    """Work that comes while `idle` is being answered ends the wait."""
    clock = SystemClock()

    async def idle_then_woken() -> bool:
        clock.wake()
        return True

    async with asyncio.timeout(1):
        await clock.wait_until(None, idle_then_woken)


@pytest.fixture
async def sandbox() -> AsyncIterator[tuple[SandboxTime, str]]:
    """The sandbox's time on a port, held at noon."""
    time = SandboxTime()
    time.set(NOON)
    app = web.Application()
    add_clock_routes(app, time)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield time, f"http://127.0.0.1:{runner.addresses[0][1]}"
    time.release()  # ends the polls that clients gave up
    await runner.cleanup()


@pytest.fixture
async def clock(sandbox: tuple[SandboxTime, str]) -> AsyncIterator[SandboxClock]:
    """A client of it, connected."""
    client = SandboxClock(sandbox[1])
    await client.connect()
    yield client
    await client.aclose()


async def waiting(time: SandboxTime, client: str = "bot") -> datetime:
    """Waits until the client waits: for when."""
    async with asyncio.timeout(5):
        while client not in time.waits():  # noqa: ASYNC110 - the sandbox tells nobody who waits
            await asyncio.sleep(0)
        return time.waits()[client]


async def test_the_sandbox_clock_knows_the_time_once_connected(sandbox: tuple[SandboxTime, str], clock: SandboxClock) -> None:
    """Held time stands; before the connection there is none."""
    assert clock.now() == NOON
    assert sandbox[0].busy() == ["bot"]
    with pytest.raises(RuntimeError, match="connect"):
        SandboxClock(sandbox[1]).now()


async def test_running_time_runs_on_between_readings(sandbox: tuple[SandboxTime, str], clock: SandboxClock) -> None:
    """When nobody holds the clock, what passes is added."""
    sandbox[0].release()
    await clock.wait_until(NOON, idle)
    first = clock.now()
    await asyncio.sleep(0.01)
    assert first < clock.now() < NOON + timedelta(minutes=1)


async def test_a_client_with_work_holds_the_time(sandbox: tuple[SandboxTime, str], clock: SandboxClock) -> None:
    """`idle` says no: it never waits, and nothing can settle."""
    await clock.wait_until(NOON + timedelta(days=1), busy)
    assert sandbox[0].busy() == ["bot"]
    assert not await sandbox[0].settle(0.05)


async def test_time_jumps_to_the_moment_that_is_waited_for(sandbox: tuple[SandboxTime, str], clock: SandboxClock) -> None:
    """The wait ends as due, and the client knows the new time at once."""
    due = NOON + timedelta(days=3)
    wait = asyncio.create_task(clock.wait_until(due, idle))
    assert await waiting(sandbox[0]) == due
    jump = asyncio.create_task(sandbox[0].advance(None, 5))
    await wait
    assert clock.now() == due
    again = asyncio.create_task(clock.wait_until(None, idle))
    assert await jump == (True, 1)
    clock.wake()
    await again


async def test_a_delivery_wakes_whoever_waits(sandbox: tuple[SandboxTime, str], clock: SandboxClock) -> None:
    """A webhook that starts ends the wait for good, with no moment too."""
    wait = asyncio.create_task(clock.wait_until(None, idle))
    await waiting(sandbox[0])
    sandbox[0].delivery_started()
    async with asyncio.timeout(5):
        await wait


async def test_a_delivery_during_the_question_makes_the_wait_stale(sandbox: tuple[SandboxTime, str], clock: SandboxClock) -> None:
    """The generation was read before the question, so what came during it is noticed."""

    async def idle_while_a_delivery_comes() -> bool:
        sandbox[0].delivery_started()
        return True

    async with asyncio.timeout(5):
        await clock.wait_until(None, idle_while_a_delivery_comes)
    assert sandbox[0].busy() == ["bot"]


async def test_a_wake_up_from_here_leaves_the_wait_and_reads_the_time(sandbox: tuple[SandboxTime, str], clock: SandboxClock) -> None:
    """Woken from this side, the client no longer counts as waiting and knows a time that moved meanwhile."""
    wait = asyncio.create_task(clock.wait_until(NOON + timedelta(days=9), idle))
    await waiting(sandbox[0])
    assert (await sandbox[0].advance(NOON + timedelta(hours=1), 5))[0]
    clock.wake()
    async with asyncio.timeout(5):
        await wait
    assert clock.now() == NOON + timedelta(hours=1)


async def test_a_client_that_leaves_holds_nothing_up(sandbox: tuple[SandboxTime, str]) -> None:
    """Closed, it is unregistered, and can be closed again."""
    client = SandboxClock(sandbox[1], "second")
    await client.connect()
    assert not await sandbox[0].settle(0.05)
    await client.aclose()
    await client.aclose()
    assert await sandbox[0].settle(1)


async def test_a_sandbox_that_is_gone_is_tried_again(sandbox: tuple[SandboxTime, str]) -> None:
    """While it does not answer, a wait is short, and a wake-up ends it; the connection itself says so."""
    async with ClientSession() as nobody:
        client = SandboxClock("http://127.0.0.1:9")
        client.wake()

        async def woken() -> None:
            await asyncio.sleep(0)
            client.wake()

        async with asyncio.timeout(3):
            await asyncio.gather(client.wait_until(None, idle), woken())
        with pytest.raises(OSError, match="9"):
            await client.connect()
        await client.aclose()
        assert not nobody.closed
    assert sandbox[0].busy() == []
