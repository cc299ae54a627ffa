"""A database file of the test's own, and a store on it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where the system has one: processes die here, but no power is cut, so the disk need not be waited for."""
    shared = Path("/dev/shm")
    if not shared.is_dir():
        yield tmp_path
        return
    with TemporaryDirectory(dir=shared) as folder:
        yield Path(folder)
