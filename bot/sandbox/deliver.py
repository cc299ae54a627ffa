"""Webhooks: which Apps hear of an event, the payload around it, the signature, the delivery, and its log.

Deliveries of one App go out in order, one at a time; GitHub waits ten seconds and never tries again by itself. What happened
is not decided here.
"""

import asyncio
import hashlib
import hmac
import json
import time
import uuid
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from bot.sandbox.accounts import Account, Organization
from bot.sandbox.apps import App, Delivery, Installation
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.accounts import organization_simple, user
from bot.sandbox.shapes.repositories import repository
from bot.sandbox.shapes.time import node_id
from bot.sandbox.world import World

TIME_LIMIT_SECONDS = 10.0
"""GitHub Docs, "Troubleshooting webhooks": a response within 10 seconds of receipt."""


class DeliveryClock(Protocol):
    """What the clock is told, so that time does not move while somebody is being told something."""

    def delivery_started(self) -> None:
        """A delivery goes out."""

    def delivery_ended(self) -> None:
        """It was answered, or given up."""


@dataclass(eq=False)
class Webhooks:
    """All Apps' webhooks."""

    world: World
    clock: DeliveryClock
    _queues: dict[int, deque[Delivery]] = field(default_factory=dict)
    _unfinished: int = 0
    _senders: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    def pending(self) -> int:
        """How many deliveries are waiting or open."""
        return self._unfinished

    def tell(
        self,
        event: str,
        action: str | None,
        sender: Account,
        *,
        about: Repository | None = None,
        within: Organization | None = None,
        **parts: Any,
    ) -> None:
        """Tells every App installed where it happened, and subscribed, of an event `about` a repository or `within` an organisation."""
        for installation in self._listeners(event, about, within):
            self.tell_one(event, action, sender, installation, about=about, within=within, **parts)

    def _listeners(self, event: str, about: Repository | None, within: Organization | None) -> Iterable[Installation]:
        if about is not None:
            found = self.world.installations_on(about)
        else:
            found = [one for one in self.world.installations.values() if one.account is within and one.suspended_at is None]
        return [one for one in found if event in one.events]

    def tell_one(
        self,
        event: str,
        action: str | None,
        sender: Account,
        to: Installation,
        *,
        about: Repository | None = None,
        within: Organization | None = None,
        **parts: Any,
    ) -> None:
        """Tells one installation's App, subscribed or not."""
        owner = within or (about.owner if about and isinstance(about.owner, Organization) else None)
        payload: dict[str, Any] = {"action": action} if action else {}
        payload |= parts
        payload |= {"repository": repository(self.world, about)} if about else {}
        payload |= {"organization": organization_simple(self.world, owner)} if isinstance(owner, Organization) else {}
        payload |= {"sender": user(self.world, sender)}
        payload.setdefault("installation", {"id": to.id, "node_id": node_id("IN", to.id)})
        self.send(to.app, event, payload, installation_id=to.id, repository_id=about.id if about else None)

    def send(
        self, app: App, event: str, payload: dict[str, Any], *, installation_id: int | None = None, repository_id: int | None = None
    ) -> Delivery | None:
        """Queues any payload for an App; None when it has no address to send to."""
        if not app.webhook_url:
            return None
        delivery = Delivery(
            id=self.world.next_id(),
            guid=str(uuid.uuid4()),
            app=app,
            event=event,
            action=payload.get("action"),
            payload=payload,
            delivered_at=self.world.clock.now(),
            installation_id=installation_id,
            repository_id=repository_id,
        )
        return self._queue(delivery)

    def redeliver(self, past: Delivery) -> Delivery:
        """Queues the same payload again, under the same GUID."""
        again = Delivery(
            id=self.world.next_id(),
            guid=past.guid,
            app=past.app,
            event=past.event,
            action=past.action,
            payload=past.payload,
            delivered_at=self.world.clock.now(),
            redelivery=True,
            installation_id=past.installation_id,
            repository_id=past.repository_id,
        )
        return self._queue(again)

    def _queue(self, delivery: Delivery) -> Delivery:
        self.world.deliveries[delivery.id] = delivery
        queue = self._queues.setdefault(delivery.app.id, deque())
        queue.append(delivery)
        self._unfinished += 1
        if delivery.app.id not in self._senders:
            self._senders[delivery.app.id] = asyncio.get_running_loop().create_task(self._send_all(delivery.app.id, queue))
        return delivery

    async def _send_all(self, app_id: int, queue: deque[Delivery]) -> None:
        while queue:  # asked again once the session is closed: what was queued meanwhile found this sender at work
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIME_LIMIT_SECONDS)) as session:
                while queue:
                    await self._send(session, queue.popleft())
        del self._senders[app_id]

    async def _send(self, session: aiohttp.ClientSession, delivery: Delivery) -> None:
        body = json.dumps(delivery.payload, ensure_ascii=False).encode()
        delivery.url = delivery.app.webhook_url or ""
        delivery.request_headers = _headers(delivery, body)
        delivery.state = "open"
        delivery.delivered_at = self.world.clock.now()
        self.clock.delivery_started()
        started = time.monotonic()
        try:
            await _post(session, delivery, body)
        finally:
            delivery.duration = time.monotonic() - started
            delivery.state = "done"
            self._unfinished -= 1
            self.clock.delivery_ended()

    async def close(self) -> None:
        """Gives up what is waiting or open."""
        senders = list(self._senders.values())
        for sender in senders:
            sender.cancel()
        await asyncio.gather(*senders, return_exceptions=True)


async def _post(session: aiohttp.ClientSession, delivery: Delivery, body: bytes) -> None:
    try:
        async with session.post(delivery.url, data=body, headers=delivery.request_headers, allow_redirects=False) as response:
            delivery.response_body = await response.text(errors="replace")
            delivery.response_headers = dict(response.headers)
            delivery.status_code = response.status
            delivery.status = (response.reason or "OK") if response.ok else f"Invalid HTTP Response: {response.status}"
    except TimeoutError:
        delivery.status, delivery.status_code = "timed out", 504
    except (aiohttp.ClientError, ValueError):
        delivery.status, delivery.status_code = "failed to connect to host", 502


def _headers(delivery: Delivery, body: bytes) -> dict[str, str]:
    """GitHub Docs, "Webhook events and payloads", Delivery headers."""
    headers = {
        "Accept": "*/*",
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/sandbox",
        "X-GitHub-Delivery": delivery.guid,
        "X-GitHub-Event": delivery.event,
        "X-GitHub-Hook-ID": str(delivery.app.hook_id),
        "X-GitHub-Hook-Installation-Target-ID": str(delivery.app.id),
        "X-GitHub-Hook-Installation-Target-Type": "integration",
    }
    if delivery.app.webhook_secret:
        key = delivery.app.webhook_secret.encode()
        headers["X-Hub-Signature"] = "sha1=" + hmac.new(key, body, hashlib.sha1).hexdigest()
        headers["X-Hub-Signature-256"] = "sha256=" + hmac.new(key, body, hashlib.sha256).hexdigest()
    return headers
