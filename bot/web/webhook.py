"""`POST /webhook`: checked, kept on disk, and only then acknowledged (github.md, S1 and R2).

GitHub waits ten seconds and never sends a delivery again by itself, so nothing is handled here. Never parses what is not signed.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from aiohttp import ClientError, web

from bot.ports.store import Message
from bot.web.counts import Counts
from bot.web.signature import HEADER, is_signed

log = structlog.get_logger()

LONGEST_BODY = 25 * 1024 * 1024
"""Bytes; GitHub sends no payload above 25 MB."""

UNREAD = frozenset({408, 413})
"""After these answers the rest of the body is not read, and the connection ends."""

KEEP_WITHIN = 2.0
"""Seconds for the store to keep a message; beyond them the answer is 503, and the delivery can be sent again."""

READ_WITHIN = 10.0
"""Seconds for a body to arrive; GitHub itself gives up then."""

EVENT = re.compile(r"[a-z_]{1,64}")
DELIVERY = re.compile(r"[A-Za-z0-9\-]{1,64}")

Accept = Callable[[Message], Awaitable[bool]]
"""Keeps a message on disk; True when it is new, False when it was known."""


class Refusal(Exception):  # noqa: N818 - an answer, not our error
    """A request that is not taken: the status, and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True, slots=True)
class Webhook:
    """Takes deliveries. `events` are those that have a handler; `now` is the programme's time, UTC."""

    accept: Accept
    secrets: tuple[str, ...] = field(repr=False)
    events: Collection[str]
    now: Callable[[], datetime]
    counts: Counts

    async def take(self, request: web.Request) -> web.Response:
        """Answers one delivery: 202 once it is kept, known or dropped, 200 for a ping, else the reason; one log line."""
        delivery = _shown(request.headers.get("X-GitHub-Delivery", ""))
        try:
            body = await _signed_body(request, self.secrets)
            status, outcome = await self._answer(request, body)
        except Refusal as refusal:
            self.counts.add("refused")
            log.warning("webhook refused", status=refusal.status, delivery=delivery, reason=refusal.reason)
            return _said(refusal.status, refusal.reason)
        self.counts.add(outcome)
        tell = log.debug if outcome == "kept" else log.info  # the engine writes a line for each message that it works off
        tell("webhook", status=status, delivery=delivery, event_name=request.headers["X-GitHub-Event"], outcome=outcome)
        return _said(status, outcome)

    async def _answer(self, request: web.Request, body: bytes) -> tuple[int, str]:
        message = _message(request, body, self.now())
        if message.name == "ping":
            return 200, "pong"
        if message.name not in self.events:
            return 202, "dropped"
        return 202, "kept" if await self._keep(message) else "known"

    async def _keep(self, message: Message) -> bool:
        try:
            async with asyncio.timeout(KEEP_WITHIN):
                return await self.accept(message)
        except Exception as error:  # whatever stops the store, GitHub must not be told that the delivery was taken
            raise Refusal(503, f"The store can't keep it: {type(error).__name__}.") from error


async def _signed_body(request: web.Request, secrets: tuple[str, ...]) -> bytes:
    if (request.content_length or 0) > LONGEST_BODY:
        raise Refusal(413, "The body is longer than 25 MB.")
    try:
        async with asyncio.timeout(READ_WITHIN):
            body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "The body is longer than 25 MB.") from None
    except (TimeoutError, web.RequestPayloadError, ConnectionError, ClientError):
        raise Refusal(408, "The body did not arrive.") from None
    if not is_signed(body, request.headers.get(HEADER), secrets):
        raise Refusal(401, f"The body is not signed by the webhook secret ({HEADER}).")
    return body


def _message(request: web.Request, body: bytes, now: datetime) -> Message:
    if request.content_type != "application/json":
        raise Refusal(415, "The content type is not application/json.")
    event, delivery = request.headers.get("X-GitHub-Event", ""), request.headers.get("X-GitHub-Delivery", "")
    if not EVENT.fullmatch(event) or not DELIVERY.fullmatch(delivery):
        raise Refusal(400, "X-GitHub-Event or X-GitHub-Delivery is missing or malformed.")
    return Message(delivery, "webhook", event, _json_object(body), now)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal(400, "The body is not JSON.") from None
    if not isinstance(payload, dict):
        raise Refusal(400, "The body is not a JSON object.")
    return payload


def _shown(delivery: str) -> str:
    """A delivery's id as it may stand in a log: anybody can send that header."""
    return delivery if DELIVERY.fullmatch(delivery) else "malformed" if delivery else "none"


def _said(status: int, outcome: str) -> web.Response:
    answer = web.json_response({"outcome": outcome}, status=status)
    if status in UNREAD:
        answer.force_close()
    return answer
