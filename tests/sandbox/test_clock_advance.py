"""Held time moves only when everybody waits and nothing is open: nobody who has work is thought idle."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.moments import NEVER, iso, parse_moment
from tests.sandbox.clocked import NOON, ONE, THREE, TWO, Clocked, eventually, served


@pytest.fixture
async def sandbox() -> AsyncIterator[Clocked]:
    """A clock with its usual patience."""
    async for one in served(SandboxClock()):
        yield one


async def test_settle_waits_for_a_client_that_was_woken(sandbox: Clocked) -> None:
    """After a delivery the client is busy until it waits with the generation that the delivery's end made."""
    await sandbox.hold()
    poll = await sandbox.waiting("bot", ONE)
    sandbox.clock.delivery_started()
    settling = asyncio.create_task(sandbox.ask("POST", "/settle"))
    generation = (await poll)["generation"]
    early = sandbox.wait("bot", ONE, generation)
    sandbox.clock.delivery_ended()
    assert (await early)["reason"] in {"woken", "stale"}
    assert not settling.done()
    last = await sandbox.waiting("bot", TWO)
    assert (await settling)["waits"] == {"bot": iso(TWO)}
    last.cancel()


async def test_registered_client_blocks_until_it_waits(sandbox: Clocked) -> None:
    """A client that is registered and has not waited yet may have work."""
    await sandbox.hold()
    await sandbox.ask("PUT", "/clients/bot")
    refused = await sandbox.ask("POST", "/settle", {"timeout": 0})
    assert (refused["settled"], refused["busy"]) == (False, ["bot"])
    poll = await sandbox.waiting("bot", NEVER)
    settled = await sandbox.ask("POST", "/settle")
    assert (settled["settled"], settled["waits"]) == (True, {"bot": "never"})
    poll.cancel()


async def test_settle_waits_for_open_requests(sandbox: Clocked) -> None:
    """An API request that is being answered holds up time."""
    await sandbox.hold()
    sandbox.clock.request_started()
    assert (await sandbox.ask("POST", "/settle", {"timeout": 0}))["requests"] == 1
    settling = asyncio.create_task(sandbox.ask("POST", "/settle"))
    sandbox.clock.request_ended()
    assert (await settling)["settled"] is True


async def test_settle_waits_for_pending_deliveries() -> None:
    """A webhook that is queued and has not started holds up time, though nobody tells the clock when the queue is empty."""
    queue = ["webhook"] * 5
    async for sandbox in served(SandboxClock(lambda: len(queue[:1]) and len(queue.pop()))):
        await sandbox.hold()
        assert (await sandbox.ask("POST", "/settle", {"timeout": 0}))["deliveries"]
        assert (await sandbox.ask("POST", "/settle", {"timeout": 5}))["settled"] is True
        assert queue == []


async def test_registering_again_does_not_interrupt_a_wait(sandbox: Clocked) -> None:
    """A client that is registered while it waits still waits."""
    await sandbox.hold()
    poll = await sandbox.waiting("bot", ONE)
    await sandbox.ask("PUT", "/clients/bot")
    assert (await sandbox.ask("POST", "/settle", {"timeout": 0}))["waits"] == {"bot": iso(ONE)}
    poll.cancel()


async def test_letting_go_stops_an_advance(sandbox: Clocked) -> None:
    """A clock that is let go while it advances runs on from where it was, and the advance says that it did not arrive."""
    await sandbox.hold()
    sandbox.clock.request_started()
    advancing = asyncio.create_task(sandbox.ask("POST", "/advance", {"to": iso(TWO)}))
    await eventually(sandbox.clock._advancing.locked)
    await sandbox.ask("DELETE", "")
    sandbox.clock.request_ended()
    answer = await advancing
    assert (answer["settled"], answer["jumps"], sandbox.clock.held) == (False, 0, False)


async def test_dropped_poll_is_no_longer_waiting(sandbox: Clocked) -> None:
    """A poll whose connection was closed doesn't count, and the client is still registered."""
    await sandbox.hold()
    poll = await sandbox.waiting("bot", ONE)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    answer = await sandbox.ask("POST", "/advance", {"to": iso(TWO), "timeout": 0})
    assert (answer["settled"], answer["busy"], answer["now"]) == (False, ["bot"], iso(NOON))


POLL_AND_HANG = """
import socket, sys
host, port, path = sys.argv[1:]
connection = socket.create_connection((host, int(port)))
connection.sendall(f"GET {path} HTTP/1.1\\r\\nHost: {host}\\r\\n\\r\\n".encode())
connection.recv(1)
"""


async def test_killed_client_blocks_the_jump_until_it_returns_or_is_unregistered(sandbox: Clocked) -> None:
    """A client process that waited and was killed holds up time, whatever it had said before."""
    generation = await sandbox.hold()
    path = f"/_sandbox/clock/wait?client=bot&until={iso(ONE)}&generation={generation}"
    arguments = [sys.executable, "-S", "-c", POLL_AND_HANG, str(sandbox.http.host), str(sandbox.http.port), path]
    process = await asyncio.create_subprocess_exec(*arguments)
    await eventually(lambda: "bot" in sandbox.clock.waits())
    process.kill()
    await process.wait()
    assert (await sandbox.ask("POST", "/advance", {"next": True, "timeout": 0}))["now"] == iso(NOON)
    returned = await sandbox.waiting("bot", TWO)
    assert (await sandbox.ask("POST", "/settle"))["waits"] == {"bot": iso(TWO)}
    returned.cancel()
    await asyncio.gather(returned, return_exceptions=True)
    await sandbox.ask("DELETE", "/clients/bot")
    assert (await sandbox.ask("POST", "/advance", {"to": iso(THREE)}))["now"] == iso(THREE)


async def test_newest_wait_of_a_client_counts(sandbox: Clocked) -> None:
    """A client that came back under its name is idle by its new wait, and the old one's end changes nothing."""
    await sandbox.hold()
    old = await sandbox.waiting("bot", ONE)
    new = sandbox.wait("bot", TWO)
    await eventually(lambda: sandbox.clock.waits().get("bot") == TWO)
    old.cancel()
    await asyncio.gather(old, return_exceptions=True)
    assert (await sandbox.ask("POST", "/settle", {"timeout": 0}))["waits"] == {"bot": iso(TWO)}
    new.cancel()


async def alarm(sandbox: Clocked, name: str, moments: list[datetime], seen: list[tuple[str, str]]) -> None:
    """A client with timers, as the bot is one: reads the generation, takes what is due, waits for the next."""
    while True:
        reading = await sandbox.ask("GET", "")
        now = parse_moment(reading["now"])
        while moments and moments[0] <= now:
            seen.append((name, iso(moments.pop(0))))
        await sandbox.wait(name, moments[0] if moments else NEVER, reading["generation"])


async def test_advance_jumps_from_wait_to_wait_of_two_clients(sandbox: Clocked) -> None:
    """Every timer of both clients rings, in order, at its own moment, none twice, and the clock ends where it was told to."""
    await sandbox.hold()
    seen: list[tuple[str, str]] = []
    for name in ("bot", "site"):
        await sandbox.ask("PUT", f"/clients/{name}")
    tasks = [
        asyncio.create_task(alarm(sandbox, name, moments, seen)) for name, moments in {"bot": [ONE, THREE], "site": [TWO, THREE]}.items()
    ]
    end = THREE + timedelta(hours=1)
    answer = await sandbox.ask("POST", "/advance", {"to": iso(end)})
    assert (answer["settled"], answer["now"], answer["jumps"]) == (True, iso(end), 4)
    assert seen[:2] == [("bot", iso(ONE)), ("site", iso(TWO))]
    assert sorted(seen[2:]) == [("bot", iso(THREE)), ("site", iso(THREE))]
    for task in tasks:
        task.cancel()


async def test_advance_to_the_next_wait_only(sandbox: Clocked) -> None:
    """`next` stops at the earliest wait, once it has been dealt with."""
    await sandbox.hold()
    seen: list[tuple[str, str]] = []
    task = asyncio.create_task(alarm(sandbox, "bot", [ONE, TWO], seen))
    await eventually(lambda: "bot" in sandbox.clock.waits())
    answer = await sandbox.ask("POST", "/advance", {"next": True})
    assert (answer["settled"], answer["now"], answer["jumps"], answer["waits"]) == (True, iso(ONE), 1, {"bot": iso(TWO)})
    assert seen == [("bot", iso(ONE))]
    task.cancel()


async def test_next_with_nobody_waiting_for_a_moment_goes_nowhere(sandbox: Clocked) -> None:
    """The end of time is not jumped to."""
    await sandbox.hold()
    poll = await sandbox.waiting("bot", NEVER)
    answer = await sandbox.ask("POST", "/advance", {"next": True})
    assert (answer["settled"], answer["now"], answer["jumps"]) == (True, iso(NOON), 0)
    poll.cancel()


async def test_advance_waits_for_work_that_a_due_timer_starts(sandbox: Clocked) -> None:
    """A client woken by its timer does its work, with requests and a webhook, before time moves on."""
    await sandbox.hold()
    done: list[str] = []

    async def client() -> None:
        await sandbox.wait("bot", ONE)
        sandbox.clock.request_started()
        await asyncio.sleep(0)
        sandbox.clock.delivery_started()
        sandbox.clock.request_ended()
        done.append(iso(sandbox.clock.now()))
        sandbox.clock.delivery_ended()
        await sandbox.wait("bot", NEVER)

    task = asyncio.create_task(client())
    await eventually(lambda: "bot" in sandbox.clock.waits())
    assert (await sandbox.ask("POST", "/advance", {"to": iso(THREE)}))["jumps"] == 2
    assert done == [iso(ONE)]
    task.cancel()


@pytest.mark.parametrize("to", [iso(NOON - timedelta(seconds=1)), "never"])
async def test_advance_goes_forward_to_a_moment(sandbox: Clocked, to: str) -> None:
    """Neither back nor to the end of time."""
    await sandbox.hold()
    async with sandbox.http.post("/_sandbox/clock/advance", json={"to": to}) as response:
        assert response.status == 422
    assert sandbox.clock.now() == NOON
