"""A clock on a port of this machine, and those who speak to it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.clock import SandboxClock, add_clock_routes
from bot.sandbox.moments import iso

NOON = datetime(2027, 7, 12, 12, tzinfo=UTC)
ONE, TWO, THREE = (NOON + timedelta(hours=hours) for hours in (1, 2, 3))


class Clocked:
    """A clock served on a port, and people who speak to it."""

    def __init__(self, clock: SandboxClock, http: TestClient[web.Request, web.Application]) -> None:
        self.clock = clock
        self.http = http

    async def ask(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        """One request for the clock; its JSON."""
        async with self.http.request(method, f"/_sandbox/clock{path}", json=body, params=query) as response:
            return await response.json()

    async def hold(self, now: datetime = NOON) -> int:
        """A script holds the clock; the generation after that."""
        return int((await self.ask("PUT", "", {"now": iso(now)}))["generation"])

    def wait(self, client: str, until: datetime, generation: int | None = None) -> asyncio.Task[Any]:
        """A client's long poll, under way."""
        query = {"client": client, "until": iso(until), "generation": str(self.clock.generation if generation is None else generation)}
        return asyncio.create_task(self.ask("GET", "/wait", **query))

    async def waiting(self, client: str, until: datetime) -> asyncio.Task[Any]:
        """A client's long poll that has arrived."""
        poll = self.wait(client, until)
        await eventually(lambda: client in self.clock.waits())
        return poll


async def eventually(condition: Callable[[], bool]) -> None:
    """Returns when the condition holds; fails after five seconds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - any condition, of which nobody tells us
            await asyncio.sleep(0)


class _AsServed(TestServer):
    """aiohttp's test server cancels a handler whose client is gone; served for real, as here, it goes on."""

    async def _make_runner(self, **kwargs: Any) -> web.AppRunner:
        return web.AppRunner(self.app, **{**kwargs, "handler_cancellation": False, "shutdown_timeout": 5})


async def served(clock: SandboxClock) -> AsyncIterator[Clocked]:
    """The clock on a port of this machine."""
    app = web.Application()
    add_clock_routes(app, clock)
    async with TestClient(_AsServed(app)) as http:
        yield Clocked(clock, http)
