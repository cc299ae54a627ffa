"""The application on a port, with a store that can be made to fail, and requests as GitHub sends them."""

import asyncio
import hashlib
import hmac
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
from aiohttp import ClientSession
from structlog.typing import EventDict

from bot.ports.store import Message
from bot.web.app import create_app, start

SECRETS = ("the-new-secret", "the-old-secret")
NOON = datetime(2027, 7, 12, 16, tzinfo=UTC)


@dataclass
class Inbox:
    """A store of messages in memory: unique by id, broken or slow on demand."""

    messages: dict[str, Message] = field(default_factory=dict)
    broken: Exception | None = None
    stuck: bool = False
    not_ready: str | None = None

    async def accept(self, message: Message) -> bool:
        """As the Store does it."""
        if self.stuck:
            await asyncio.Event().wait()
        if self.broken:
            raise self.broken
        new = message.id not in self.messages
        self.messages.setdefault(message.id, message)
        return new

    async def ready(self) -> str | None:
        """Whether messages can be kept."""
        if self.stuck:
            await asyncio.Event().wait()
        return self.not_ready

    async def queues(self) -> dict[str, int]:
        """How many there are."""
        if self.broken:
            raise self.broken
        return {"outbox": 2, "inbox": len(self.messages)}


def sign(body: bytes, secret: str = SECRETS[0]) -> str:
    """What GitHub puts in `X-Hub-Signature-256`, by the tests' own code."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@dataclass
class Server:
    """The application's address, its store, and its log lines."""

    url: str
    session: ClientSession
    inbox: Inbox
    lines: list[EventDict]

    async def get(self, path: str) -> tuple[int, str]:
        """Status and body."""
        async with self.session.get(self.url + path) as answer:
            return answer.status, await answer.text()

    async def post(self, body: bytes, **headers: str | None) -> int:
        """The status of a signed delivery; headers are changed, or left out with none (underscores for hyphens)."""
        usual: dict[str, str | None] = {
            "Content_Type": "application/json",
            "X_GitHub_Event": "issues",
            "X_GitHub_Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
            "X_Hub_Signature_256": sign(body),
        }
        sent = {name.replace("_", "-"): value for name, value in (usual | headers).items() if value is not None}
        skipped = () if "Content-Type" in sent else ("Content-Type",)
        async with self.session.post(self.url + "/webhook", data=io.BytesIO(body), headers=sent, skip_auto_headers=skipped) as answer:
            await answer.read()
            return answer.status

    async def deliver(self, payload: Any, **headers: str | None) -> int:
        """The status of a payload as a signed delivery."""
        return await self.post(json.dumps(payload).encode(), **headers)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The application over real HTTP."""
    inbox = Inbox()
    app = create_app(inbox.accept, SECRETS, {"issues", "issue_comment"}, now=lambda: NOON, ready=inbox.ready, queues=inbox.queues)
    runner, port = await start(app, 0)
    with structlog.testing.capture_logs() as lines:
        async with ClientSession() as session:
            yield Server(f"http://127.0.0.1:{port}", session, inbox, lines)
    await runner.cleanup()
