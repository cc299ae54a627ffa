"""A GitHub that says what a test tells it to, over HTTP, and keeps what it was asked; and a clock that a test moves."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

NOON = datetime(2027, 7, 12, 12, tzinfo=UTC)
CANARY = "ghs_CANARYcanary0123456789"
"""The installation token of every scripted GitHub: it must never be seen outside an Authorization header."""


class HeldClock:
    """Time that moves only when a test moves it."""

    def __init__(self, now: datetime = NOON) -> None:
        self.moment = now

    def now(self) -> datetime:
        """The test's time."""
        return self.moment

    def move(self, **passed: float) -> None:
        """Some time later."""
        self.moment += timedelta(**passed)

    async def wait_until(self, moment: datetime | None, idle: Callable[[], Awaitable[bool]]) -> None:
        """Nothing here waits."""
        raise AssertionError(f"waited until {moment} {idle}")

    def wake(self) -> None:
        """Nobody waits."""

    async def aclose(self) -> None:
        """Holds nothing."""


class WallClock(HeldClock):
    """The machine's time, for recording."""

    def now(self) -> datetime:
        """UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    data: Any


@dataclass(frozen=True)
class Says:
    """An answer; `lost` closes the connection instead, after the request was read."""

    status: int = 200
    data: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    lost: bool = False


@dataclass
class Scripted:
    """Answers by method and path, newest rule first; what has no rule is a 404. `asked` is everything, in order."""

    key: RSAPrivateKey
    clock: HeldClock
    asked: list[Asked] = field(default_factory=list)
    rules: list[tuple[str, re.Pattern[str], Callable[[Asked], Says]]] = field(default_factory=list)
    permissions: dict[str, str] = field(
        default_factory=lambda: (
            dict.fromkeys(("issues", "pull_requests", "contents", "administration"), "write")
            | dict.fromkeys(("metadata", "members"), "read")
        )
    )
    minted: int = 0
    cut: int | None = None
    """The write, counted from none, that is applied and then answered with a 502."""
    writes: list[str] = field(default_factory=list)
    patience: int = 0
    """How many times other requests are let in before each answer."""
    open: int = 0
    most_open: int = 0

    def __post_init__(self) -> None:
        """What every test needs: the App, its installation, its tokens."""
        self.on("GET", "/app", Says(200, {"id": 7, "slug": "microacq", "name": "microacq"}))
        self.on("GET", "/(repos/[^/]+|orgs)/[^/]+/installation", lambda _: Says(200, self.installation()))
        self.on("GET", "/app/installations", lambda _: Says(200, [self.installation()]))
        self.on("POST", r"/app/installations/\d+/access_tokens", lambda _: self._token())

    def installation(self) -> dict[str, Any]:
        """Ours, in ESDC."""
        return {"id": 55, "account": {"login": "esdc", "id": 3}, "permissions": self.permissions, "suspended_at": None}

    def _token(self) -> Says:
        self.minted += 1
        expires = self.clock.now() + timedelta(hours=1)
        return Says(201, {"token": f"{CANARY}{self.minted}", "expires_at": f"{expires:%Y-%m-%dT%H:%M:%SZ}", "permissions": {}})

    def on(self, method: str, path: str, *says: Says | Callable[[Asked], Says]) -> None:
        """These answers in turn for a request; the last one stays."""
        left = list(says)

        def answer(asked: Asked) -> Says:
            now = left.pop(0) if len(left) > 1 else left[0]
            return now if isinstance(now, Says) else now(asked)

        self.rules.insert(0, (method, re.compile(path), answer))

    def wanted(self) -> list[Asked]:
        """The requests that a test is about: all but tokens and what they need."""
        return [asked for asked in self.asked if not re.search(r"/installation$|/access_tokens$|^/app$", asked.path)]

    def tried(self) -> list[str]:
        """Method and path of each of those."""
        return [f"{asked.method} {asked.path}" for asked in self.wanted()]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request."""
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = Asked(request.method, request.path, request.query_string, headers, json.loads(body) if body else None)
        self.asked.append(asked)
        self.open += 1
        self.most_open = max(self.open, self.most_open)
        for _ in range(self.patience):
            await asyncio.sleep(0)
        self.open -= 1
        rule = next((answer for method, path, answer in self.rules if method == asked.method and path.fullmatch(asked.path)), None)
        says = rule(asked) if rule else Says(404, {"message": "Not Found"})
        if asked.method != "GET" and not re.search("/access_tokens$|/graphql$", asked.path):
            self.writes.append(f"{asked.method} {asked.path}")
            says = Says(502) if len(self.writes) - 1 == self.cut else says
        if says.lost:
            assert request.transport is not None
            request.transport.abort()
        if says.data is None:
            return web.Response(status=says.status, headers=says.headers)
        return web.json_response(says.data, status=says.status, headers=says.headers)

    def application(self) -> web.Application:
        """The server's."""
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self.handle)
        return application
