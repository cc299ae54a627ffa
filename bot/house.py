"""The house: the only place that builds real things. Clock, keys, store, hub, handlers, performer, engine and web, from the settings.

Never decides anything, and is imported by the commands that need it alone, so that the others start fast.
"""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog

from bot.core.decision import Decision
from bot.core.facts import Fact
from bot.engine.catch_up import keep_catching_up
from bot.engine.pulse import Pulse
from bot.engine.run import Engine
from bot.engine.work import Handle, Route, Routed
from bot.handlers import route, table
from bot.handlers.desk import Desk
from bot.handlers.policies import Policies
from bot.hub.gateway import Hub, connect
from bot.hub.identity import Identity
from bot.hub.pace import GITHUB_PACE, UNPACED
from bot.hub.roles import Roles
from bot.keys import MasterKeys
from bot.logs import set_up_logs
from bot.opening import database_of, listen, open_clock, open_store
from bot.perform.doubts import CONSISTENCY
from bot.perform.performer import Performer
from bot.ports.clock import Clock
from bot.ports.store import Message, Parked, Store, Unwritable
from bot.settings import CannotStart, Settings
from bot.store import SqlStore
from bot.web.app import create_app

NO_LAG = timedelta(0)
"""The sandbox shows a write at once, and its clock stands still while a script holds it."""

CATCH_UP_FIRST = 60.0
"""Seconds of wall time for which the engine waits while GitHub can't be asked what was missed, before it works on anything."""

log: Any = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class House:
    """What runs: the engine, and the store into which the web accepts."""

    store: Store
    engine: Engine
    clock: Clock
    hub: Hub
    pulse: Pulse
    identity: Identity
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def accept(self, message: Message) -> bool:
        """Keeps a delivery on disk, and calls the engine."""
        new = await self.store.accept(message)
        self.engine.accepted()
        return new

    async def work(self, patience: float = CATCH_UP_FIRST) -> None:
        """Runs the engine until `stop`. What GitHub sent while nobody listened comes first: it was there before what fell due meanwhile.

        When GitHub can't be asked for so many seconds, the engine starts all the same, and catching up goes on beside it.
        """
        failing = asyncio.Event()
        catching_up, proving = asyncio.create_task(self._catch_up(failing)), asyncio.create_task(self.identity.prove())
        try:
            await _first(catching_up, asyncio.create_task(self.stopping.wait()), asyncio.create_task(_given_up(failing, patience)))
            await self.engine.run()
        finally:
            for beside in (catching_up, proving):
                beside.cancel()
            await asyncio.gather(catching_up, proving, return_exceptions=True)

    def stop(self) -> None:
        """Asks `work` to end."""
        self.stopping.set()
        self.engine.stop()

    async def _catch_up(self, failing: asyncio.Event) -> None:
        await keep_catching_up(self.store, self._missed, self.clock.now, failing)
        self.engine.accepted()

    async def _missed(self, since: datetime) -> list[Message]:
        missed = await self.hub.missed_deliveries(since)
        return [Message(one.guid, "webhook", one.event, one.payload, one.delivered_at) for one in missed if one.event in table.WEBHOOKS]

    async def ready(self) -> str | None:
        """Why deliveries can't be kept now, or never be answered; none when they can, proved by a write and by GitHub's own word."""
        try:
            await self.pulse.check()
        except Unwritable as failure:
            return f"the store can't write ({failure})"
        return self.identity.doubt

    async def queues(self) -> Mapping[str, int]:
        """How many wait, by queue."""
        return await self.store.lengths()


async def _first(work: asyncio.Task[None], *others: asyncio.Task[Any]) -> None:
    """Waits for whichever ends first; the work goes on, the others end."""
    try:
        await asyncio.wait((work, *others), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for other in others:
            other.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _given_up(failing: asyncio.Event, patience: float) -> None:
    """Ends so many seconds after GitHub could not be asked for the first time."""
    await failing.wait()
    await asyncio.sleep(patience)
    log.warning("catch up", outcome="not waited for", seconds=patience)


def site_of(api_url: str) -> str:
    """GitHub's address for people: `https://github.com` for api.github.com, the host itself for GitHub Enterprise Server."""
    parts = urlsplit(api_url)
    return "https://github.com" if parts.hostname == "api.github.com" else f"{parts.scheme}://{parts.netloc}"


async def serve(settings: Settings) -> None:
    """Runs the bot until SIGINT or SIGTERM, and ends what is in hand."""
    set_up_logs(settings.log_level, secrets=settings.secrets)
    async with open_clock(settings) as clock, open_store(settings) as store, build(settings, clock, store) as house:
        tell_of_others(store, database_of(settings))
        secrets = tuple(secret.get_secret_value() for secret in settings.github_webhook_secrets)
        app = create_app(house.accept, secrets, table.WEBHOOKS, now=clock.now, ready=house.ready, queues=house.queues)
        runner, port = await listen(app, settings.port)
        print(f"microacq listens on 127.0.0.1:{port}", flush=True)  # noqa: T201 - for whoever started it
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, house.stop)
        try:
            await house.work()
        finally:
            await runner.cleanup()


def tell_of_others(store: SqlStore, database: Path) -> None:
    """Warns of each bot on this machine that works on the same database and is alive: a mistake, most likely, and no reason to stop."""
    ours = f"process {os.getpid()} on {socket.gethostname()}, started {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    for other in store.announce(ours):
        told = f"Another bot works on {database}: {other}. They share the work and do nothing twice; stop one, unless you want two."
        log.warning("another bot", reason=told)


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
        engine = Engine(store, clock, *callables(desk), performer.perform)
        identity = Identity(hub.itself, settings.github_api_url, settings.github_app_id)
        yield House(store, engine, clock, hub, Pulse(store, clock.now), identity)


def callables(desk: Desk) -> tuple[Route, Handle]:
    """What the engine is given: `route` and `handle`, with the desk in hand."""

    async def routed(message: Message) -> Routed | None:
        found = await route.route(desk, message)
        return Routed(found.case, found.number, found.seen) if found else None

    async def handled(message: Message, where: Routed, facts: tuple[Fact, ...]) -> Decision:
        return await table.handle(replace(desk, seen=where.seen), message, where.case, facts)

    return routed, handled


async def parked(settings: Settings) -> Sequence[Parked]:
    """What was set aside for a person. Raises `CannotStart` where there is no database."""
    _must_be_there(settings)
    async with open_store(settings) as store:
        return await store.parked()


async def replay(settings: Settings, parked_id: str) -> bool:
    """Takes a parked message or effect up again; False if there is none of this id. Raises `CannotStart` as above."""
    _must_be_there(settings)
    async with open_store(settings) as store:
        return await store.replay(parked_id)


def _must_be_there(settings: Settings) -> None:
    """A command that looks into the database makes none: a wrong DATABASE_URL would look like an empty one."""
    if not database_of(settings).exists():
        raise CannotStart(f"DATABASE_URL: there is no database {database_of(settings)}; `microacq serve` makes one.")
