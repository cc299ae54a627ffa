"""A store on a file of its own, and a wall clock that tests move."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import SqlStore
from tests.store.material import KEYS


class Wall:
    """A wall clock in seconds."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        """The time."""
        return self.seconds


@pytest.fixture
def wall() -> Wall:
    """A wall clock."""
    return Wall()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database of this test's own."""
    return f"sqlite:///{tmp_path / 'bot.db'}"


@pytest.fixture
async def store(url: str, wall: Wall) -> AsyncIterator[SqlStore]:
    """An empty store."""
    opened = await SqlStore.open(url, KEYS, wall)
    yield opened
    await opened.aclose()
