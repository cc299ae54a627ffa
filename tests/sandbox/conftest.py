"""A sandbox for each test that wants its own, and one for a whole module where tests don't disturb each other."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from bot.sandbox.application import WORLD, build
from tests.sandbox.site import Site, cast


async def _served(webhook: str | None = None) -> AsyncIterator[Site]:
    app = build("")
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        app[WORLD].url = f"http://{server.host}:{server.port}"
        yield await cast(Site(app[WORLD].url, http), webhook)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A sandbox of one's own."""
    async for one in _served():
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_site() -> AsyncIterator[Site]:
    """One sandbox for the module."""
    async for one in _served():
        yield one
