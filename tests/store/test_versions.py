"""Versions of the tables: a database that an earlier programme made is brought up to this one, with all that it holds."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.ports.store import Message
from bot.store import SqlStore, versions
from bot.store.schema import VERSION
from bot.store.versions import LaterVersion
from tests.store.material import CASE, KEYS, NOON, comment, facts, later, message, next_task

FIRST = Path(__file__).parent.joinpath("version_1.sql").read_text()
"""A database as version 1 left it."""


@pytest.fixture
def path(url: str) -> Path:
    """The database's file."""
    return Path(url.removeprefix("sqlite:///"))


def made(path: Path, *more: str) -> None:
    """Makes a database of version 1, and changes it by these statements."""
    with closing(sqlite3.connect(path)) as file:
        file.executescript(FIRST + ";".join(more))


def shape(path: Path) -> set[object]:
    """Every column and every index of a database."""
    with closing(sqlite3.connect(path)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {(table, *row[1:]) for table in tables for row in file.execute(f"PRAGMA table_info({table})")}
        return columns | set(file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"))


async def opened(url: str) -> None:
    """Opens a database and closes it."""
    await (await SqlStore.open(url, KEYS)).aclose()


async def test_first_version_is_opened_with_all_that_it_holds(url: str, path: Path) -> None:
    """Facts, what is remembered, what is still to do: everything is as it was."""
    made(path)
    store = await SqlStore.open(url, KEYS)
    assert await store.facts(CASE) == facts(CASE, ["filed"])
    assert await store.recall("cursor") == "1"
    assert [one.id for one in await store.next_messages(NOON, 9)] == ["guid-opened"]
    task = await next_task(store, NOON)
    assert task is not None
    assert task.effect == comment("told/1")
    assert await store.next_due(NOON) == later(60)
    await store.aclose()


async def test_first_version_becomes_what_a_new_database_is(url: str, path: Path, tmp_path: Path) -> None:
    """The steps lead to the same columns and the same indexes as `schema.py` has, though columns may stand in another order."""
    made(path)
    await opened(url)
    await opened(f"sqlite:///{tmp_path / 'new.db'}")
    assert shape(path) == shape(tmp_path / "new.db")
    assert len(versions.STEPS) == VERSION - 1


async def test_what_the_first_version_kept_is_known_by_what_it_is_about(url: str, path: Path) -> None:
    """The issue and the comment that its webhooks brought are not taken a second time under another id."""
    made(path)
    store = await SqlStore.open(url, KEYS)
    assert not await store.accept(message("swept", action="opened", issue={"id": 70}))
    assert not await store.accept(Message("swept too", "webhook", "issue_comment", {"action": "created", "comment": {"id": 500}}, NOON))
    assert await store.accept(message("another", action="opened", issue={"id": 71}))
    await store.aclose()


KEEP = "INSERT INTO messages (id, kind, name, received_at, payload)"
ODD = (
    f"{KEEP} SELECT 'again', kind, name, received_at, payload FROM messages WHERE n = 1",
    f"{KEEP} VALUES ('half', 'webhook', 'issues', 0, '{{\"action\": \"op')",
    f"{KEEP} VALUES ('odd', 'webhook', 'issues', 0, '{{\"action\": \"opened\"}}')",
)


async def test_odd_messages_of_the_first_version_keep_nothing_from_being_opened(url: str, path: Path) -> None:
    """Two about the same thing, one cut short, one about nothing: they stay as they are, and only the first is about its thing."""
    made(path, *ODD)
    await opened(url)
    with closing(sqlite3.connect(path)) as file:
        found = dict(file.execute("SELECT id, about FROM messages"))
    assert found == {
        "guid-opened": "issues/70/opened",
        "guid-edited": None,
        "guid-said": "issue_comment/500/created",
        "filed": None,
        "again": None,
        "half": None,
        "odd": None,
    }


async def test_two_processes_bring_one_database_up_at_once(url: str, path: Path) -> None:
    """Each step is taken by one of them, once."""
    made(path)
    await asyncio.gather(*(opened(url) for _ in range(4)))
    assert shape(path)


async def test_step_that_fails_leaves_the_database_as_it_was(url: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The step and its number are kept together, or neither."""
    made(path)
    before = shape(path)
    monkeypatch.setattr(versions, "STEPS", (("ALTER TABLE messages ADD COLUMN about TEXT", "INSERT INTO nowhere VALUES (1)"),))
    with pytest.raises(Exception, match="nowhere"):
        await SqlStore.open(url, KEYS)
    assert shape(path) == before


async def test_database_of_a_later_version_is_refused(url: str, path: Path) -> None:
    """An old programme does not write into tables it does not know."""
    made(path, "UPDATE schema_version SET version = 99")
    with pytest.raises(LaterVersion, match="version 99"):
        await SqlStore.open(url, KEYS)
