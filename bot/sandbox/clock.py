"""The sandbox's time: it runs as the wall clock's until a script holds it; held, it moves only when all clients wait and nothing is open.

A client reads the generation, finds its queues empty, and waits with that generation. Whatever could give it work makes the generation
grow, so a client that has work is never thought idle. Never knows what a client or a delivery is about; never moves held time by itself.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from aiohttp import web

from bot.sandbox.moments import NEVER, Wait, iso, parse_moment

Reason = Literal["due", "woken", "stale", "poll"]
"""Why a wait ended: its moment came, the generation grew, it came with an old generation, or the poll was long enough."""

POLL_SECONDS = 55.0
"""A proxy may cut a silent connection after 60 s; a long poll ends before that."""
GRACE_SECONDS = 1.0
"""How long a client whose poll was long enough still counts as waiting, so that it can poll again."""
LISTEN_SECONDS = 0.5
"""How soon a poll whose connection dropped is given up; that it doesn't count is known at once."""
LOOK_AGAIN_SECONDS = 0.02
"""`pending_deliveries` is asked and a dropped connection tells nobody, so a settle looks again this often without being told."""


class SandboxClock:
    """The time of everything that the sandbox stamps, and the meeting place of those who wait for it."""

    def __init__(
        self, pending_deliveries: Callable[[], int] = lambda: 0, *, poll_seconds: float = POLL_SECONDS, grace_seconds: float = GRACE_SECONDS
    ) -> None:
        self.pending_deliveries = pending_deliveries
        self.generation = 1
        self._poll_seconds = poll_seconds
        self._grace_seconds = grace_seconds
        self._offset = timedelta()
        self._held_at: datetime | None = None
        self._clients: dict[str, Wait | None] = {}
        self._open_requests = 0
        self._open_deliveries = 0
        self._changes = 0
        self._changed = asyncio.Event()
        self._advancing = asyncio.Lock()

    @property
    def held(self) -> bool:
        """Whether a script holds the time."""
        return self._held_at is not None

    def now(self) -> datetime:
        """The sandbox's present moment in UTC."""
        return self._held_at if self._held_at is not None else datetime.now(UTC) + self._offset

    def stamp(self) -> str:
        """The present moment as GitHub stamps it: ISO 8601 to the second, with Z."""
        return self.now().strftime("%Y-%m-%dT%H:%M:%SZ")

    def set(self, now: datetime, *, held: bool = True) -> None:
        """Sets the time (UTC) and holds it, or lets it run from there."""
        self._held_at = now if held else None
        self._offset = now - datetime.now(UTC)
        self._grow()

    def release(self) -> None:
        """Lets the time run on from where it is."""
        self.set(self.now(), held=False)

    def request_started(self) -> None:
        """An API request is being answered (not one for the clock itself): time stands until `request_ended`."""
        self._open_requests += 1

    def request_ended(self) -> None:
        """An API request has been answered or given up."""
        self._open_requests -= 1
        self._pulse()

    def delivery_started(self) -> None:
        """A webhook is on its way: whoever waits looks at their queues again."""
        self._open_deliveries += 1
        self._grow()

    def delivery_ended(self) -> None:
        """A webhook has been answered or has failed: what it brought is in its receiver's queue by now."""
        self._open_deliveries -= 1
        self._grow()

    def wake(self) -> None:
        """Ends all waits."""
        self._grow()

    def register(self, client: str) -> None:
        """From now on time stands until this client waits."""
        self._clients.setdefault(client, None)
        self._pulse()

    def unregister(self, client: str) -> None:
        """Time no longer stands for this client."""
        self._clients.pop(client, None)
        self._pulse()

    async def wait(self, client: str, until: datetime, generation: int, connected: Callable[[], bool] = lambda: True) -> Reason:
        """Waits until the moment (UTC) comes, the generation grows, or the poll is long enough. A client's newest wait counts."""
        wait = Wait(until, generation, connected)
        self._clients[client] = wait
        self._pulse()
        reason: Reason | None = None
        try:
            reason = "stale" if generation != self.generation else await self._reason(wait)
        finally:
            self._end(client, wait, reason)
        return reason

    async def _reason(self, wait: Wait) -> Reason:
        deadline = time.monotonic() + self._poll_seconds
        while True:
            if wait.generation != self.generation or not wait.connected():
                return "woken"
            if wait.until <= self.now():
                return "due"
            left = deadline - time.monotonic()
            if left <= 0:
                return "poll"
            running = NEVER if self.held else wait.until
            await self._change(min(left, LISTEN_SECONDS, (running - self.now()).total_seconds()))

    def _end(self, client: str, wait: Wait, reason: Reason | None) -> None:
        if self._clients.get(client) is not wait:
            return
        if reason == "poll":
            wait.grace_until = time.monotonic() + self._grace_seconds
        else:
            self._clients[client] = None

    def waits(self) -> dict[str, datetime]:
        """The clients that are idle, each with the moment it waits for."""
        now = self.now()
        return {name: wait.until for name, wait in self._clients.items() if wait is not None and wait.counts(now, self.generation)}

    def busy(self) -> list[str]:
        """The registered clients that are not known to be idle."""
        idle = self.waits()
        return [name for name in self._clients if name not in idle]

    def open_work(self) -> dict[str, int]:
        """How many API requests and webhook deliveries are open or pending."""
        return {"requests": self._open_requests, "deliveries": self._open_deliveries + self.pending_deliveries()}

    async def settle(self, timeout: float = 30.0) -> bool:  # noqa: ASYNC109 - the caller of the route names it
        """True once every registered client waits and nothing is open; False after `timeout` seconds of the wall clock."""
        deadline = time.monotonic() + timeout
        while not await self._settled():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            await self._change(min(left, LOOK_AGAIN_SECONDS))
        return True

    async def _settled(self) -> bool:
        """Settled, and still so after a few turns of the event loop: a connection closed before we were asked is seen as closed by then."""
        changes = self._changes
        for _turn in range(3):
            if self.busy() or any(self.open_work().values()) or changes != self._changes:
                return False
            await asyncio.sleep(0)
        return not self.busy() and changes == self._changes

    async def advance(self, to: datetime | None, timeout: float = 30.0) -> tuple[bool, int]:  # noqa: ASYNC109 - as above
        """Jumps from wait to wait until `to` (UTC), or only to the earliest wait when `to` is None: (settled, jumps)."""
        async with self._advancing:
            jumps = 0
            while await self.settle(timeout) and self.held:
                target = min([*self.waits().values(), *([to] if to else [])], default=NEVER)
                done = self.now() >= to if to else jumps == 1 or target == NEVER
                if done:
                    return True, jumps
                self._held_at = target
                self._pulse()
                jumps += 1
            return False, jumps

    def _grow(self) -> None:
        self.generation += 1
        self._pulse()

    def _pulse(self) -> None:
        self._changes += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def _change(self, seconds: float) -> None:
        """Until something changes, at most that long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()

    def reading(self) -> dict[str, Any]:
        """The clock as JSON."""
        return {"now": iso(self.now()), "held": self.held, "generation": self.generation}

    def state_of_clients(self) -> dict[str, Any]:
        """Who waits for what, and what is not done yet, as JSON."""
        return {"waits": {name: iso(until) for name, until in self.waits().items()}, "busy": self.busy(), **self.open_work()}


class _Routes:
    """The clock over HTTP; a malformed question is answered 422 with a sentence."""

    def __init__(self, clock: SandboxClock) -> None:
        self.clock = clock

    async def read(self, _request: web.Request) -> web.Response:
        return web.json_response(self.clock.reading())

    async def set(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.clock.set(parse_moment(body["now"]) if "now" in body else self.clock.now(), held=bool(body.get("held", True)))
        return web.json_response(self.clock.reading())

    async def release(self, _request: web.Request) -> web.Response:
        self.clock.release()
        return web.json_response(self.clock.reading())

    async def register(self, request: web.Request) -> web.Response:
        self.clock.register(request.match_info["name"])
        return web.json_response(self.clock.reading())

    async def unregister(self, request: web.Request) -> web.Response:
        self.clock.unregister(request.match_info["name"])
        return web.json_response(self.clock.reading())

    async def wait(self, request: web.Request) -> web.Response:
        query = request.query

        def connected() -> bool:
            return request.transport is not None and not request.transport.is_closing()

        reason = await self.clock.wait(query["client"], parse_moment(query["until"]), int(query["generation"]), connected)
        return web.json_response({**self.clock.reading(), "reason": reason})

    async def settle(self, request: web.Request) -> web.Response:
        body = await request.json() if request.can_read_body else {}
        self._require_hold()
        settled = await self.clock.settle(float(body.get("timeout", 30)))
        return web.json_response({"now": iso(self.clock.now()), "settled": settled, **self.clock.state_of_clients()})

    async def advance(self, request: web.Request) -> web.Response:
        body = await request.json()
        self._require_hold()
        to = None if body.get("next") else parse_moment(body["to"])
        if to is not None and not self.clock.now() <= to < NEVER:
            raise ValueError(f"it is {iso(self.clock.now())}; time goes to a later moment, and PUT /_sandbox/clock sets it back")
        settled, jumps = await self.clock.advance(to, float(body.get("timeout", 30)))
        return web.json_response({"now": iso(self.clock.now()), "settled": settled, "jumps": jumps, **self.clock.state_of_clients()})

    def _require_hold(self) -> None:
        if not self.clock.held:
            raise ValueError("nobody holds the clock; PUT /_sandbox/clock first")


def add_clock_routes(app: web.Application, clock: SandboxClock) -> None:
    """Adds `/_sandbox/clock` and what is under it. None of these counts as an open API request."""
    routes = _Routes(clock)
    table: list[tuple[str, str, Callable[[web.Request], Any]]] = [
        ("GET", "", routes.read),
        ("PUT", "", routes.set),
        ("DELETE", "", routes.release),
        ("PUT", "/clients/{name}", routes.register),
        ("DELETE", "/clients/{name}", routes.unregister),
        ("GET", "/wait", routes.wait),
        ("POST", "/settle", routes.settle),
        ("POST", "/advance", routes.advance),
    ]
    for method, path, handler in table:
        app.router.add_route(method, f"/_sandbox/clock{path}", _refusing_politely(handler))

    async def end_waits(_app: web.Application) -> None:
        clock.wake()

    app.on_shutdown.append(end_waits)


def _refusing_politely(handler: Callable[[web.Request], Any]) -> Callable[[web.Request], Any]:
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            response: web.StreamResponse = await handler(request)
        except (ValueError, KeyError, TypeError) as error:
            return web.json_response({"message": f"{type(error).__name__}: {error}"}, status=422)
        return response

    return answer
