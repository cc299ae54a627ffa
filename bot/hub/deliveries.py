"""What only the App itself can ask: its installations and their repositories, and the webhooks that didn't arrive. By JWT.

Never asks GitHub to deliver again: reading a payload costs one point, redelivering five.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.hub.access import Access
from bot.hub.tokens import Grant, Job
from bot.ports.gateway import Installed, Missed

ACCEPTED = range(200, 300)
READ_AT_ONCE = 8
UNHURRIED = 400
BATCH_PAUSE = 0.6
"""Seconds of real time after each eight payloads beyond the first 400: GitHub allows 900 reads a minute, so 5,000 take six minutes."""


class Deliveries:
    """`ports.gateway.App` over the App's JWT."""

    def __init__(self, access: Access, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.access, self.pause = access, pause

    async def installations(self) -> tuple[Installed, ...]:
        """One request for each hundred."""
        return await self.access.tokens.installations()

    async def installed_repositories(self, account: str) -> tuple[tuple[int, str], ...]:
        """One request for each hundred. Raises `Refused` where our App isn't installed or is suspended."""
        path = "/installation/repositories?per_page=100"
        told = await self.access.all(Grant(account, Job.LISTING), path, key="repositories")
        return tuple((repository["id"], repository["full_name"]) for repository in told)

    async def missed_deliveries(self, since: datetime) -> tuple[Missed, ...]:
        """One request for each hundred deliveries since then, and one for each that was missed."""
        missed = missed_of(await self._log(since))
        payloads: list[Any] = []
        for at in range(0, len(missed), READ_AT_ONCE):
            if at >= UNHURRIED:
                await self.pause(BATCH_PAUSE)
            payloads += await asyncio.gather(*(self._payload(attempt["id"]) for attempt in missed[at : at + READ_AT_ONCE]))
        return tuple(
            Missed(attempt["guid"], attempt["event"], payload, datetime.fromisoformat(attempt["delivered_at"]))
            for attempt, payload in zip(missed, payloads, strict=True)
        )

    async def _log(self, since: datetime) -> list[Mapping[str, Any]]:
        """Attempts, newest first, no further back than asked: the log is left as soon as it is older."""
        tokens = self.access.tokens

        async def ask(made: str) -> list[Mapping[str, Any]]:
            attempts: list[Mapping[str, Any]] = []
            async for attempt in tokens.line.getiter("/app/hook/deliveries?per_page=100", jwt=made):
                if datetime.fromisoformat(attempt["delivered_at"]) < since:
                    break
                attempts.append(attempt)
            return attempts

        attempts: list[Mapping[str, Any]] = await tokens.by_jwt(ask)
        return attempts

    async def _payload(self, attempt: int) -> Mapping[str, Any]:
        """What GitHub sent; it keeps the payload as an object, or as text."""
        told = (await self.access.tokens.as_app(f"/app/hook/deliveries/{attempt}"))["request"]["payload"]
        payload: Mapping[str, Any] = json.loads(told) if isinstance(told, str) else told
        return payload


def missed_of(log: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of attempts given newest first, the newest of each delivery that was never accepted; oldest first. A redelivery keeps its GUID."""
    accepted = {attempt["guid"] for attempt in log if attempt["status_code"] in ACCEPTED}
    newest = {attempt["guid"]: attempt for attempt in reversed(log) if attempt["guid"] not in accepted}
    return sorted(newest.values(), key=lambda attempt: (attempt["delivered_at"], attempt["id"]))
