"""Who holds a database: the dead are found, the living are told of, and nobody is kept out."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import owners
from bot.store.owners import Owner


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database's path; the file is not looked at."""
    return tmp_path / "bot.db"


def test_second_holder_is_told_of_the_first(database: Path) -> None:
    """In the words that the first gave of itself; one that said nothing, as a command does, is not told of."""
    with closing(Owner(database)) as first, closing(Owner(database)), closing(Owner(database)) as second:
        assert first.announce("process 1") == ()
        assert second.announce("process 2") == ("process 1",)


def test_dead_holder_is_not_told_of(database: Path) -> None:
    """Whether it closed or was killed: the system lets go of its lock."""
    code = (
        f"import os, pathlib, bot.store.owners as o; o.Owner(pathlib.Path({str(database)!r})).announce('killed'); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == -9
    with closing(Owner(database)) as closed:
        closed.announce("closed")
    with closing(Owner(database)) as after:
        assert after.announce("after") == ()
        assert len(after.buried()) == 2


def test_nobody_is_told_of_where_files_cannot_be_locked(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dead can't be told from the living there."""
    monkeypatch.setattr(owners, "_lock", lambda _: False)
    with closing(Owner(database)) as first, closing(Owner(database)) as second:
        first.announce("process 1")
        assert second.announce("process 2") == ()
