"""A scripted GitHub on a port of this machine, and the hub that speaks to it."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from bot.core.effects import Target
from bot.hub.access import Access
from bot.hub.client import Address, session
from bot.hub.gateway import Hub
from bot.hub.pace import Pace
from bot.hub.tokens import Credentials
from tests.hub.scripted import HeldClock, Scripted


@pytest.fixture(scope="session")
def key() -> RSAPrivateKey:
    """The App's private key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def clock() -> HeldClock:
    """Noon, and a test moves it."""
    return HeldClock()


@pytest.fixture
def target() -> Target:
    """The opportunity's issue."""
    return Target(repository_id=901, repository="esdc/micro", number=7, issue_id=7001)


@pytest.fixture
def github(key: RSAPrivateKey, clock: HeldClock) -> Scripted:
    """GitHub, as a test tells it to be."""
    return Scripted(key, clock)


@pytest.fixture
async def hub(github: Scripted, clock: HeldClock) -> AsyncIterator[Hub]:
    """The hub that speaks to it; a read that fails is asked again twice, at once."""
    async with TestServer(github.application()) as server, session() as http:
        address = Address(str(server.make_url("")).rstrip("/"))
        yield Hub(Access(http, address, Credentials("Iv1.7", github.key), clock, Pace(clock), pauses=(0, 0)))
