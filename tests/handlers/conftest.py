"""A desk over an empty store and a town with a policy file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.handlers.desk import Desk
from bot.store import SqlStore
from tests.handlers.office import Town, desk_of
from tests.store.material import KEYS


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """An empty store."""
    opened = await SqlStore.open(f"sqlite:///{tmp_path / 'bot.db'}", KEYS)
    yield opened
    await opened.aclose()


@pytest.fixture
def town() -> Town:
    """GitHub, to be looked at."""
    return Town()


@pytest.fixture
def desk(store: SqlStore, town: Town) -> Desk:
    """The handlers' means."""
    return desk_of(store, town)
