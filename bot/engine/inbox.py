"""One message at a time: claim, find its case, lease it, read its facts, decide, commit.

Never performs an effect, and never knows what a message means. One log line for each message; never its payload.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.engine.outage import Outage
from bot.engine.patience import ATTEMPTS, again_at, reason_of
from bot.engine.work import Handle, Route, Routed
from bot.ports.gateway import Unavailable
from bot.ports.store import Conflict, Lease, Message, Store, Unwritable

PATIENCE = 120.0
"""Seconds that one decision may take; then it counts as crashed."""

log: Any = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Claim:
    """A message in hand, with its case leased."""

    message: Message
    routed: Routed
    lease: Lease
    begun: float


class Inbox:
    """Works messages off."""

    def __init__(self, store: Store, now: Callable[[], datetime], route: Route, handle: Handle, outage: Outage) -> None:
        self._store, self._now, self._outage = store, now, outage
        self._route, self._handle = route, handle

    async def take(self, at_most: int) -> tuple[int, list[Claim]]:
        """The next messages: how many there were, and those whose case is ours now; the rest is settled already, or waits for its case.

        Leases are asked for in the messages' order, once it is known whose each is: so none overtakes an older one of its case,
        however long that takes to tell.
        """
        begun, messages = time.monotonic(), await self._store.next_messages(self._now(), at_most)
        routes = await asyncio.gather(*(self._routed(message, begun) for message in messages))
        found = [(message, routed) for message, routed in zip(messages, routes, strict=True) if routed is not None]
        leases = await asyncio.gather(*(self._store.lease(routed.case, message) for message, routed in found))
        claims = [Claim(*one, lease, begun) for one, lease in zip(found, leases, strict=True) if lease is not None]
        return len(messages), claims

    async def _routed(self, message: Message, begun: float) -> Routed | None:
        """Where a message belongs; none when it is settled already: dropped, put off, or set aside."""
        try:
            async with asyncio.timeout(PATIENCE):
                routed = await self._route(message)
        except Exception as error:  # noqa: BLE001 - whatever went wrong with one message, the others go on
            await self._failed(message, error, begun)
            return None
        if routed is None:
            await self._store.drop(message, "nothing follows")
            _tell(message, "dropped", begun)
        return routed

    async def handle(self, claim: Claim) -> None:
        """Decides and commits, or puts the message off, or sets it aside; the lease ends with it."""
        try:
            async with asyncio.timeout(PATIENCE):
                facts = await self._store.facts(claim.lease.case)
                decision = await self._handle(claim.message, claim.routed, facts)
            await self._store.commit(claim.lease, claim.message, decision, number=claim.routed.number)
        except (Conflict, Unwritable):  # neither is the message's fault
            _tell(claim.message, "again", claim.begun, case=str(claim.lease.case))
            await self._store.release(claim.lease)
        except Exception as error:  # noqa: BLE001 - whatever went wrong with one message, the others go on
            await self._failed(claim.message, error, claim.begun, case=str(claim.lease.case))
            await self._store.release(claim.lease)
        else:
            made = {"facts": len(decision.facts), "effects": len(decision.effects)}
            _tell(claim.message, "done", claim.begun, case=str(claim.lease.case), **made)

    async def _failed(self, message: Message, error: Exception, begun: float, **more: str) -> None:
        """GitHub can't be asked: put off, nothing spent. Crashed: put off longer each time, and set aside in the end."""
        now, reason = self._now(), reason_of(error)
        if isinstance(error, Unavailable):
            await self._store.hold(message, self._outage.failed(error, now), reason, spent=False)
            _tell(message, "held", begun, reason=reason, **more)
        elif message.attempts + 1 < ATTEMPTS:
            await self._store.hold(message, again_at(now, message.attempts + 1), reason, spent=True)
            _tell(message, "crashed", begun, reason=reason, **more)
        else:
            await self._store.park(message, reason, at=now)
            _tell(message, "parked", begun, reason=reason, **more)


def _tell(message: Message, outcome: str, begun: float, **more: object) -> None:
    level = "error" if outcome in {"crashed", "parked"} else "info"
    took = round((time.monotonic() - begun) * 1000, 1)
    getattr(log, level)("message", id=message.id, what=message.name, outcome=outcome, ms=took, **more)
