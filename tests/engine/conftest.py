"""A database file of the test's own, and a store on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import SqlStore
from tests.engine.world import reopened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The database's file."""
    return tmp_path / "bot.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqlStore]:
    """An empty store."""
    opened = await reopened(path)
    yield opened
    await opened.aclose()
