"""The aiohttp application: its routes, and its start on a port. Never builds a store or a handler: they are given as callables."""

from collections.abc import Callable, Collection
from datetime import datetime

from aiohttp import web

from bot.web.counts import Counts
from bot.web.health import Health, Queues, Ready
from bot.web.webhook import LONGEST_BODY, Accept, Webhook

LINGER = 1.0
"""Seconds for which the rest of a refused body is read, so that its sender sees the answer."""

DRAIN = 10.0
"""Seconds that requests under way are given when the bot is stopped."""


def create_app(
    accept: Accept, secrets: Collection[str], events: Collection[str], *, now: Callable[[], datetime], ready: Ready, queues: Queues
) -> web.Application:
    """The application. Raises `ValueError` without a webhook secret, or with an empty one: anybody could sign then."""
    if not secrets or not all(secrets):
        raise ValueError("A webhook secret is needed, and none may be empty.")
    counts = Counts()
    webhook = Webhook(accept, tuple(secrets), frozenset(events), now, counts)
    health = Health(ready, queues, counts)
    app = web.Application(client_max_size=LONGEST_BODY)
    app.router.add_post("/webhook", webhook.take)
    app.router.add_get("/health", health.alive)
    app.router.add_get("/ready", health.is_ready)
    app.router.add_get("/metrics", health.metrics)
    return app


async def start(app: web.Application, port: int, host: str = "127.0.0.1") -> tuple[web.AppRunner, int]:
    """Listens; gives the runner, whose `cleanup` drains, and the port (any free one for 0)."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN, lingering_time=LINGER, handle_signals=False)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    return runner, int(runner.addresses[0][1])
