"""Every API request on its way in and out: who asks, the log, the faults a test ordered, and the headers that GitHub always sends.

It answers nothing itself, except where something was refused or a fault was ordered.
"""

import asyncio
import logging
import re
import uuid
from dataclasses import asdict, dataclass, field
from email.utils import format_datetime
from typing import Any, Literal, Protocol

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox import refusals
from bot.sandbox.authentication import authenticate
from bot.sandbox.moments import iso
from bot.sandbox.refusals import Refusal, refuse
from bot.sandbox.routes.call import ACTOR, CONTENT, HOURLY_LIMIT, answer
from bot.sandbox.world import World

_log = logging.getLogger(__name__)
LOOK_AGAIN_SECONDS = 0.02


class RequestClock(Protocol):
    """What the clock is told, so that time does not move while somebody asks."""

    def request_started(self) -> None:
        """A request came in."""

    def request_ended(self) -> None:
        """It was answered, or its connection dropped."""


@dataclass(frozen=True)
class Line:
    """A line of the request log. `content`: whether GitHub would count it as a content creation."""

    n: int
    at: str
    method: str
    path: str
    status: int
    actor: str | None
    content: bool


@dataclass
class Fault:
    """What the next `times` matching requests meet: a refusal, success that looks like failure, or silence."""

    method: str
    path: str
    times: int
    kind: Literal["refuse", "apply_then_fail", "hang"]
    status: int = 502
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None

    def meets(self, request: web.Request) -> bool:
        """Whether this request is one of them; counts down when it is."""
        matching = self.times > 0 and self.method in {"*", request.method} and re.search(self.path, request.path_qs) is not None
        self.times -= matching
        return matching

    def response(self) -> web.Response:
        """What the client gets to see."""
        return answer(self.body if self.body is not None else {"message": "Server Error"}, self.status, self.headers)


@dataclass
class Requests:
    """The way of a request, as a middleware, with its log and its faults."""

    world: World
    clock: RequestClock
    log: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def middleware(self) -> Middleware:
        """For the application."""

        @web.middleware
        async def through(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await handler(request) if request.path.startswith("/_sandbox") else await self._counted(request, handler)

        return through

    async def _counted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.clock.request_started()
        try:
            response = await self._meeting_faults(request, handler)
        finally:
            self.clock.request_ended()
        for name, value in self._headers().items():
            response.headers.setdefault(name, value)
        self._write_down(request, response.status)
        return response

    async def _meeting_faults(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = next((one for one in self.faults if one.meets(request)), None)
        if fault is None:
            return await self._answered(request, handler)
        if fault.kind == "apply_then_fail":
            await self._answered(request, handler)
        if fault.kind == "hang":
            await _gone(request)
        return fault.response()

    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            if not request.headers.get("User-Agent"):
                refuse(refusals.NO_USER_AGENT)
            request[ACTOR] = authenticate(self.world, request.headers.get("Authorization"))
            if request.match_info.http_exception is not None:
                refuse(refusals.NO_SUCH_ROUTE, method=request.method, path=request.path)
            return await handler(request)
        except Refusal as refusal:
            return answer(refusal.body, refusal.status, refusal.headers)
        except Exception:  # noqa: BLE001 - whatever it is, it is a fault of the sandbox, and is logged as such
            _log.exception("%s %s", request.method, request.path_qs)
            return answer({"message": "Server Error"}, 500)

    def _headers(self) -> dict[str, str]:
        now = self.world.clock.now()
        reset = int(now.timestamp()) // 3600 * 3600 + 3600
        used = len(self.log) % HOURLY_LIMIT
        return {
            "Date": format_datetime(now.replace(microsecond=0), usegmt=True),
            "X-GitHub-Request-Id": uuid.uuid4().hex[:20].upper(),
            "X-GitHub-Media-Type": "github.v3; format=json",
            "X-RateLimit-Limit": str(HOURLY_LIMIT),
            "X-RateLimit-Remaining": str(HOURLY_LIMIT - used),
            "X-RateLimit-Used": str(used),
            "X-RateLimit-Reset": str(reset),
            "X-RateLimit-Resource": "core",
        }

    def _write_down(self, request: web.Request, status: int) -> None:
        actor = request.get(ACTOR)
        name = actor.name if actor else None
        at, content = iso(self.world.clock.now()), bool(request.get(CONTENT))
        self.log.append(Line(len(self.log) + 1, at, request.method, request.path_qs, status, name, content))

    def after(self, number: int) -> dict[str, Any]:
        """The log's lines after one, and the number of the last."""
        return {"last": len(self.log), "requests": [asdict(line) for line in self.log[number:]]}


async def _gone(request: web.Request) -> None:
    """Until the client gives up; aiohttp tells nobody, so that the connection is looked at."""
    while request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110 - there is no event to wait for
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
