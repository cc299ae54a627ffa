"""Opens what a command needs from the machine: the clock, the store, the port; says in one sentence what can't be opened (`CannotStart`).

Never decides anything, and never shows a secret.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.clock import SandboxClock, SystemClock
from bot.core.facts import broken_at
from bot.keys import MasterKeys
from bot.ports.clock import Clock
from bot.ports.store import Unwritable
from bot.settings import CannotStart, Settings
from bot.store import SqlStore
from bot.store.dialects import UnknownDatabase, path_of
from bot.store.versions import LaterVersion
from bot.web.app import start

MASTER_KEY = "master key"
"""The name under which the store remembers the fingerprint of the key that it was written with."""

A_FEW = 3
"""Cases whose first fact is looked at: one that was altered must not make a good key look wrong."""


@asynccontextmanager
async def open_clock(settings: Settings) -> AsyncIterator[Clock]:
    """The system's clock, or the sandbox's. Raises `CannotStart` when there is no sandbox where there should be one."""
    clock: SystemClock | SandboxClock = SystemClock()
    if settings.clock_url:
        clock = await _connected(settings.clock_url)
    try:
        yield clock
    finally:
        await clock.aclose()


async def _connected(url: str) -> SandboxClock:
    clock = SandboxClock(url)
    try:
        await clock.connect()
    except (aiohttp.ClientError, TimeoutError) as error:
        await clock.aclose()
        told = f"MICROACQ_CLOCK_URL: no sandbox answers at {url} ({type(error).__name__}). Start one, or leave the setting out."
        raise CannotStart(told) from error
    return clock


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[SqlStore]:
    """The store of the settings. Raises `CannotStart` for a database that can't be used, or was written with another master key."""
    keys = MasterKeys(settings.master_key_bytes)
    store = await _opened(settings.database_url.get_secret_value(), keys)
    try:
        await _same_key(store, keys, database_of(settings))
        yield store
    finally:
        await store.aclose()


async def _opened(url: str, keys: MasterKeys) -> SqlStore:
    try:
        return await SqlStore.open(url, keys)
    except OSError as error:
        raise CannotStart(f"DATABASE_URL: {error.filename or path_of(url)} can't be made or written ({error.strerror}).") from error
    except (LaterVersion, UnknownDatabase, Unwritable) as error:
        raise CannotStart(f"DATABASE_URL: {path_of(url)} can't be used: {error}.") from error


async def _same_key(store: SqlStore, keys: MasterKeys, database: Path) -> None:
    """Remembers the master key's fingerprint on the first start, and compares it on all others.

    A database that was made before fingerprints were remembered shows by its facts which key it was written with.
    """
    known = await store.recall(MASTER_KEY)
    if known is None and await _sealed_by(store, keys):
        await store.remember(MASTER_KEY, keys.fingerprint())
    elif known != keys.fingerprint():
        raise CannotStart(
            f"The database {database} was written with another MICROACQ_MASTER_KEY; nothing was started. "
            "Give that key back (see your copy elsewhere): what was encrypted with it can be read with no other."
        )


async def _sealed_by(store: SqlStore, keys: MasterKeys) -> bool:
    """Whether the facts that are there were hashed with this key's salts; True when there are none."""
    try:
        firsts = await store.first_facts(A_FEW)
    except ValueError:
        return False
    return not firsts or any(broken_at((fact,), partial(keys.salt, fact.case)) is None for fact in firsts)


def database_of(settings: Settings) -> Path:
    """The database's file."""
    return path_of(settings.database_url.get_secret_value())


async def listen(app: web.Application, port: int) -> tuple[web.AppRunner, int]:
    """Listens on a port of 127.0.0.1. Raises `CannotStart` when it is taken, or not ours to take."""
    try:
        return await start(app, port)
    except OSError as error:
        raise CannotStart(f"PORT: the bot can't listen on port {port} of 127.0.0.1 ({reason_of(error)}). Give another PORT.") from error


def reason_of(error: OSError) -> str:
    """The system's own words for a port that can't be taken, without asyncio's around them."""
    return os.strerror(error.errno) if error.errno else str(error)
