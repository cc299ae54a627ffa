"""The house: the only place that builds real things. Clock, keys, store, hub, handlers, performer, engine and web, from the settings.

Never decides anything, and is imported by the commands that need it alone, so that the others start fast.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog

from bot.clock import SandboxClock, SystemClock
from bot.core.decision import Decision
from bot.core.facts import Fact
from bot.engine.catch_up import catch_up
from bot.engine.run import Engine
from bot.engine.work import Handle, Route, Routed
from bot.handlers import route, table
from bot.handlers.desk import Desk
from bot.handlers.policies import Policies
from bot.hub.gateway import Hub, connect
from bot.hub.pace import GITHUB_PACE, UNPACED
from bot.hub.roles import Roles
from bot.keys import MasterKeys
from bot.logs import set_up_logs
from bot.perform.doubts import CONSISTENCY
from bot.perform.performer import Performer
from bot.ports.clock import Clock
from bot.ports.gateway import Refused, Unavailable
from bot.ports.store import Message, Parked, Store
from bot.settings import Settings
from bot.store import SqlStore
from bot.web.app import create_app, start

NO_LAG = timedelta(0)
"""The sandbox shows a write at once, and its clock stands still while a script holds it."""

log: Any = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class House:
    """What runs: the engine, and the store into which the web accepts."""

    store: Store
    engine: Engine
    clock: Clock
    hub: Hub

    async def accept(self, message: Message) -> bool:
        """Keeps a delivery on disk, and calls the engine."""
        new = await self.store.accept(message)
        self.engine.accepted()
        return new

    async def catch_up(self) -> None:
        """Accepts what GitHub sent while nobody listened; a GitHub that can't be asked now is asked again at the next start."""
        try:
            new = await catch_up(self.store, self._missed, self.clock.now())
        except (Refused, Unavailable) as failure:
            log.warning("catch up", outcome="put off", reason=str(failure))
            return
        log.info("catch up", outcome="done", new=new)
        self.engine.accepted()

    async def _missed(self, since: datetime) -> list[Message]:
        missed = await self.hub.missed_deliveries(since)
        return [Message(one.guid, "webhook", one.event, one.payload, one.delivered_at) for one in missed if one.event in table.WEBHOOKS]

    async def ready(self) -> str | None:
        """Why deliveries can't be kept now; none when they can."""
        await self.store.recall("ready")
        return None

    async def queues(self) -> Mapping[str, int]:
        """How many wait, by queue."""
        return {"parked": len(await self.store.parked())}


def site_of(api_url: str) -> str:
    """GitHub's address for people: `https://github.com` for api.github.com, the host itself for GitHub Enterprise Server."""
    parts = urlsplit(api_url)
    return "https://github.com" if parts.hostname == "api.github.com" else f"{parts.scheme}://{parts.netloc}"


async def serve(settings: Settings) -> None:
    """Runs the bot until SIGINT or SIGTERM, and ends what is in hand."""
    set_up_logs(settings.log_level, secrets=settings.secrets)
    async with open_clock(settings) as clock, open_store(settings) as store, build(settings, clock, store) as house:
        secrets = tuple(secret.get_secret_value() for secret in settings.github_webhook_secrets)
        app = create_app(house.accept, secrets, table.WEBHOOKS, now=clock.now, ready=house.ready, queues=house.queues)
        runner, port = await start(app, settings.port)
        print(f"microacq listens on 127.0.0.1:{port}", flush=True)  # noqa: T201 - for whoever started it
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, house.engine.stop)
        catching_up = asyncio.create_task(house.catch_up())
        try:
            await house.engine.run()
        finally:
            catching_up.cancel()
            await asyncio.gather(catching_up, return_exceptions=True)
            await runner.cleanup()


@asynccontextmanager
async def open_clock(settings: Settings) -> AsyncIterator[Clock]:
    """The system's clock, or the sandbox's."""
    clock: SystemClock | SandboxClock = SystemClock()
    if settings.clock_url:
        clock = SandboxClock(settings.clock_url)
        await clock.connect()
    try:
        yield clock
    finally:
        await clock.aclose()


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Store]:
    """The store of the settings."""
    store = await SqlStore.open(settings.database_url.get_secret_value(), MasterKeys(settings.master_key_bytes))
    try:
        yield store
    finally:
        await store.aclose()


@asynccontextmanager
async def build(settings: Settings, clock: Clock, store: Store) -> AsyncIterator[House]:
    """Hub, handlers, performer and engine, over a clock and a store."""
    keys = MasterKeys(settings.master_key_bytes)
    issuer = settings.github_client_id or str(settings.github_app_id)
    pace = UNPACED if settings.clock_url else GITHUB_PACE
    key = settings.github_private_key.get_secret_value()
    async with connect(issuer, key, clock, api_url=settings.github_api_url, pace=pace) as hub:
        policies = Policies(store)
        desk = Desk(hub, hub, store, keys, Roles(hub, clock), clock, policies, site_of(settings.github_api_url))
        performer = Performer(hub, keys, store, policies.evaluation_repository, consistency=NO_LAG if settings.clock_url else CONSISTENCY)
        yield House(store, Engine(store, clock, *callables(desk), performer.perform), clock, hub)


def callables(desk: Desk) -> tuple[Route, Handle]:
    """What the engine is given: `route` and `handle`, with the desk in hand."""

    async def routed(message: Message) -> Routed | None:
        found = await route.route(desk, message)
        return Routed(found.case, found.number, found.seen) if found else None

    async def handled(message: Message, where: Routed, facts: tuple[Fact, ...]) -> Decision:
        return await table.handle(replace(desk, seen=where.seen), message, where.case, facts)

    return routed, handled


async def parked(settings: Settings) -> Sequence[Parked]:
    """What was set aside for a person."""
    async with open_store(settings) as store:
        return await store.parked()


async def replay(settings: Settings, parked_id: str) -> bool:
    """Takes a parked message or effect up again; False if there is none of this id."""
    async with open_store(settings) as store:
        return await store.replay(parked_id)
