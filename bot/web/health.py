"""`GET /health`, `/ready` and `/metrics`: for whoever watches the bot. They show counts, never a name, a case or a secret."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.web.counts import Counts

READY_WITHIN = 2.0
"""Seconds for the store to answer before the bot calls itself not ready."""

Ready = Callable[[], Awaitable[str | None]]
"""Why the bot can't work now, in a few words; none when it can."""

Queues = Callable[[], Awaitable[Mapping[str, int]]]
"""Queue → how many wait in it (`inbox`, `outbox`, `parked`, …)."""

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
"""https://prometheus.io/docs/instrumenting/exposition_formats/"""


@dataclass(frozen=True, slots=True)
class Health:
    """Answers whoever watches."""

    ready: Ready
    queues: Queues
    counts: Counts

    async def alive(self, _request: web.Request) -> web.Response:
        """200 as long as the process answers at all."""
        return web.json_response({"status": "ok"})

    async def is_ready(self, _request: web.Request) -> web.Response:
        """200 when the bot can work, else 503 with the reason; deliveries are taken either way."""
        try:
            async with asyncio.timeout(READY_WITHIN):
                reason = await self.ready()
        except Exception as error:  # noqa: BLE001 - any failure means: not ready
            reason = f"the store does not answer ({type(error).__name__})"
        return web.json_response({"ready": False, "reason": reason}, status=503) if reason else web.json_response({"ready": True})

    async def metrics(self, _request: web.Request) -> web.Response:
        """Counters and queue lengths as Prometheus reads them."""
        gauges = await self._gauges()
        lines = [
            "# HELP microacq_webhooks_total Deliveries since the start, by what became of them.",
            "# TYPE microacq_webhooks_total counter",
            *(f'microacq_webhooks_total{{outcome="{outcome}"}} {count}' for outcome, count in self.counts.items()),
            "# HELP microacq_queue_length How many wait in a queue.",
            "# TYPE microacq_queue_length gauge",
            *(f'microacq_queue_length{{queue="{queue}"}} {count}' for queue, count in sorted(gauges.items())),
        ]
        return web.Response(body="\n".join([*lines, ""]).encode(), headers={"Content-Type": PROMETHEUS})

    async def _gauges(self) -> Mapping[str, int]:
        """The queues' lengths; nothing while the store does not answer, so that the counters are seen all the same."""
        try:
            async with asyncio.timeout(READY_WITHIN):
                return await self.queues()
        except Exception:  # noqa: BLE001 - as above
            return {}
