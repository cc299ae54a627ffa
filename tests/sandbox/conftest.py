"""A sandbox for each test that wants its own, and one for a whole module where tests don't disturb each other."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from bot.sandbox.acts import apps
from tests.sandbox.listener import Listener
from tests.sandbox.site import Site, served


@pytest.fixture(scope="session", autouse=True)
def one_key() -> Iterator[None]:
    """All Apps of the tests share one key: making one takes long."""
    key = apps.make_key()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apps, "make_key", lambda: key)
        yield


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A sandbox of one's own."""
    async for one in served():
        yield one


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """A webhook's server that answers at once."""
    one = Listener()
    one.gate.set()
    async with TestServer(one.application()) as server:
        one.address = f"http://{server.host}:{server.port}/webhook"
        yield one


@pytest.fixture
async def heard_site(listener: Listener) -> AsyncIterator[Site]:
    """A sandbox whose App hears at `listener`; what came while it was set up is forgotten."""
    async for one in served(listener.address):
        await one.received()
        listener.heard.clear()
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_site() -> AsyncIterator[Site]:
    """One sandbox for the module."""
    async for one in served():
        yield one
