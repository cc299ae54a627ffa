"""A webhook's server that keeps what it gets, and answers as it is told."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass(frozen=True)
class Heard:
    """One webhook as it came."""

    event: str
    guid: str
    headers: dict[str, str]
    raw: bytes

    @property
    def payload(self) -> Any:
        """Its JSON."""
        return json.loads(self.raw)

    @property
    def name(self) -> str:
        """Event and action."""
        action = self.payload.get("action")
        return f"{self.event}.{action}" if action else self.event


@dataclass
class Listener:
    """Answers `status`; while `gate` is closed it keeps GitHub waiting. `most_at_once` is how many it was ever asked together."""

    status: int = 202
    address: str = ""
    heard: list[Heard] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    open_now: int = 0
    most_at_once: int = 0

    async def hear(self, request: web.Request) -> web.Response:
        """Keeps one."""
        self.open_now += 1
        self.most_at_once = max(self.most_at_once, self.open_now)
        raw = await request.read()
        headers = dict(request.headers)
        self.heard.append(Heard(headers["X-GitHub-Event"], headers["X-GitHub-Delivery"], headers, raw))
        await self.gate.wait()
        self.open_now -= 1
        return web.Response(status=self.status, text="heard")

    def application(self) -> web.Application:
        """Listens at every path."""
        app = web.Application(client_max_size=26 * 1024 * 1024)
        app.router.add_post("/{path:.*}", self.hear)
        return app

    def names(self) -> list[str]:
        """What was heard since the last look, as `event.action`."""
        names, self.heard[:] = [one.name for one in self.heard], []
        return names
