"""The sandbox's clock over real HTTP: what time it is, who waits, and who is woken. Nobody misses a wake-up."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.moments import NEVER, iso, parse_moment
from tests.sandbox.clocked import NOON, ONE, TWO, Clocked, served


@pytest.fixture
async def sandbox() -> AsyncIterator[Clocked]:
    """A clock with its usual patience."""
    async for one in served(SandboxClock()):
        yield one


@pytest.fixture
async def impatient() -> AsyncIterator[Clocked]:
    """A clock whose polls end at once, and whose clients then have all the time in the world to poll again."""
    async for one in served(SandboxClock(poll_seconds=0, grace_seconds=3600)):
        yield one


async def test_time_runs_when_nobody_holds_it(sandbox: Clocked) -> None:
    """Two readings differ, the second is later, and both are the wall clock's time."""
    first, second = [parse_moment((await sandbox.ask("GET", ""))["now"]) for _ in range(2)]
    assert first < second
    assert abs(second - datetime.now(UTC)) < timedelta(seconds=5)


async def test_held_time_stands_still(sandbox: Clocked) -> None:
    """A held clock reads the same again and again, to the microsecond, and stamps in seconds as GitHub does."""
    await sandbox.hold(NOON + timedelta(microseconds=5))
    readings = [await sandbox.ask("GET", "") for _ in range(3)]
    assert {(r["now"], r["held"]) for r in readings} == {("2027-07-12T12:00:00.000005Z", True)}
    assert sandbox.clock.stamp() == "2027-07-12T12:00:00Z"


async def test_released_time_runs_on_from_where_it_stood(sandbox: Clocked) -> None:
    """Letting go keeps the offset from the wall clock."""
    await sandbox.hold(NOON)
    await sandbox.ask("DELETE", "")
    reading = await sandbox.ask("GET", "")
    assert reading["held"] is False
    assert NOON < parse_moment(reading["now"]) < NOON + timedelta(seconds=5)


async def test_time_can_be_set_without_holding_it(sandbox: Clocked) -> None:
    """`held: false` sets an offset only."""
    reading = await sandbox.ask("PUT", "", {"now": iso(NOON), "held": False})
    assert reading["held"] is False
    assert NOON <= sandbox.clock.now() < NOON + timedelta(seconds=5)


async def test_wait_ends_by_itself_when_time_runs(sandbox: Clocked) -> None:
    """With nobody holding the clock a wait is answered when its moment has come, without a script."""
    moment = sandbox.clock.now() + timedelta(milliseconds=20)
    async with asyncio.timeout(5):
        answer = await sandbox.wait("bot", moment)
    assert answer["reason"] == "due"
    assert parse_moment(answer["now"]) >= moment


async def test_wait_for_the_past_is_due_at_once(sandbox: Clocked) -> None:
    """A moment that has come is not waited for."""
    await sandbox.hold(NOON)
    assert (await sandbox.wait("bot", NOON))["reason"] == "due"


@pytest.mark.parametrize("grow", ["delivery starts", "delivery ends", "set", "release"])
async def test_whatever_may_bring_work_wakes_all_waits(sandbox: Clocked, grow: str) -> None:
    """The generation grows, and every open wait is answered "woken"."""
    await sandbox.hold()
    sandbox.clock.delivery_started()
    polls = [await sandbox.waiting("bot", ONE), await sandbox.waiting("web", NEVER)]
    before = sandbox.clock.generation
    acts: dict[str, Callable[[], None]] = {
        "delivery starts": sandbox.clock.delivery_started,
        "delivery ends": sandbox.clock.delivery_ended,
        "set": lambda: sandbox.clock.set(NOON),
        "release": sandbox.clock.release,
    }
    acts[grow]()
    assert sandbox.clock.generation == before + 1
    assert [(await poll)["reason"] for poll in polls] == ["woken", "woken"]
    assert sandbox.clock.busy() == ["bot", "web"]


async def test_wake_up_between_reading_and_waiting_is_not_lost(sandbox: Clocked) -> None:
    """A delivery comes and goes after the client read the generation and before its wait arrives: the wait is stale, and it looks again."""
    generation = await sandbox.hold()
    sandbox.clock.delivery_started()
    sandbox.clock.delivery_ended()
    answer = await sandbox.wait("bot", ONE, generation)
    assert answer["reason"] == "stale"
    assert answer["generation"] == generation + 2
    assert (await sandbox.ask("POST", "/settle", {"timeout": 0}))["busy"] == ["bot"]


async def test_long_poll_is_answered_and_counts_until_it_is_repeated(impatient: Clocked) -> None:
    """After "poll" the client still counts as waiting, for its moment."""
    await impatient.hold()
    assert (await impatient.wait("bot", ONE))["reason"] == "poll"
    assert (await impatient.ask("POST", "/settle", {"timeout": 0}))["waits"] == {"bot": iso(ONE)}


async def test_grace_ends_with_the_generation(impatient: Clocked) -> None:
    """A delivery between two polls brings work: the client no longer counts as waiting."""
    await impatient.hold()
    await impatient.wait("bot", ONE)
    impatient.clock.delivery_started()
    impatient.clock.delivery_ended()
    assert (await impatient.ask("POST", "/settle", {"timeout": 0}))["busy"] == ["bot"]


async def test_jump_between_two_polls_is_due_and_not_jumped_over(impatient: Clocked) -> None:
    """Time reaches the moment while the client is between two polls: it is told at its next poll, and time stands until then."""
    await impatient.hold()
    await impatient.wait("bot", ONE)
    answer = await impatient.ask("POST", "/advance", {"to": iso(TWO), "timeout": 0})
    assert (answer["settled"], answer["now"], answer["busy"]) == (False, iso(ONE), ["bot"])
    assert (await impatient.wait("bot", ONE))["reason"] == "due"


async def test_client_that_does_not_poll_again_stops_counting() -> None:
    """Without grace a client that was told "poll" is busy."""
    async for sandbox in served(SandboxClock(poll_seconds=0, grace_seconds=0)):
        await sandbox.hold()
        await sandbox.wait("bot", ONE)
        assert (await sandbox.ask("POST", "/settle", {"timeout": 0}))["busy"] == ["bot"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "", {"now": "yesterday"}),
        ("PUT", "", {"now": "2027-07-12T12:00:00"}),
        ("GET", "/wait", None),
        ("POST", "/settle", {}),
        ("POST", "/advance", {"to": iso(ONE)}),
    ],
)
async def test_malformed_or_unheld_question_is_refused(sandbox: Clocked, method: str, path: str, body: Any) -> None:
    """A moment without an offset, a wait without a client, a settle or a jump with nobody holding: 422 and a sentence."""
    async with sandbox.http.request(method, f"/_sandbox/clock{path}", json=body) as response:
        assert response.status == 422
        assert (await response.json())["message"]
