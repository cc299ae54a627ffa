"""The file itself: what a version, a lock or a full disk does; and that finding work stays cheap."""

import asyncio
import resource
import sqlite3
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from bot.ports.store import Unwritable
from bot.store import SqlStore, dialects, inbox, outbox, timers
from tests.store.material import KEYS, NOON, comment, decide, decision, message, next_message, next_task


def file_of(url: str) -> str:
    """The path in a URL."""
    return url.removeprefix("sqlite:///")


async def test_store_is_opened_again_as_it_was(url: str, store: SqlStore) -> None:
    """Nothing is created twice, and what is remembered is there, in its last version."""
    assert await store.recall("cursor") is None
    await store.remember("cursor", "1")
    await store.remember("cursor", "2")
    again = await SqlStore.open(url, KEYS)
    assert await again.recall("cursor") == "2"
    await again.aclose()


@pytest.mark.parametrize("url", ["postgresql://user:secret@host/bot", "sqlite://", "sqlite:///:memory:"])
async def test_unknown_database_is_refused_without_its_password(url: str) -> None:
    """Said in words an operator can act on, and without what must not be logged."""
    with pytest.raises(dialects.UnknownDatabase, match="must be sqlite:///FILE") as raised:
        await SqlStore.open(url, KEYS)
    assert "secret" not in str(raised.value)


async def test_file_that_is_no_database_is_refused(url: str) -> None:
    """And left as it was."""
    diary = Path(file_of(url))
    diary.write_text("Dear diary, " * 500)  # noqa: ASYNC240 - a small local file, before anything else runs
    with pytest.raises(dialects.UnknownDatabase, match="is no SQLite database"):
        await SqlStore.open(url, KEYS)
    assert diary.read_text().startswith("Dear diary")  # noqa: ASYNC240 - as above


async def test_locked_database_answers_within_two_seconds(url: str, store: SqlStore) -> None:
    """Another process writes without end: every message that waits is refused in time, and accepted once the lock is gone."""
    other = sqlite3.connect(file_of(url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    answers = await asyncio.gather(*(store.accept(message(f"m{n}")) for n in range(5)), return_exceptions=True)
    assert time.monotonic() - begun < 2.2
    assert all(isinstance(answer, Unwritable) for answer in answers)
    other.execute("ROLLBACK")
    other.close()
    assert await store.accept(message("later"))


async def test_full_disk_is_told_and_nothing_is_half_kept(url: str, store: SqlStore) -> None:
    """No room: refused; room again: accepted, and only what was acknowledged is there."""
    assert await store.accept(message("before"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(path.stat().st_size for path in Path(file_of(url)).parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, hard))
    try:
        with pytest.raises(Unwritable):
            await store.accept(message("big", text="x" * 200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert await store.accept(message("after"))
    with sqlite3.connect(file_of(url)) as file:
        kept = [name for (name,) in file.execute("SELECT id FROM messages ORDER BY n")]
    file.close()
    assert kept == ["before", "after"]


async def test_every_commit_is_on_disk(store: SqlStore) -> None:
    """The write-ahead log, flushed at every commit; asked of the connection itself."""
    found = await store._database.write(
        lambda connection: [connection.scalar(sa.text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous")]
    )
    assert found == ["wal", 2]


QUERIES = {
    "next message": inbox._NEXT,
    "next effect": outbox._FIRST,
    "busy": timers._BUSY,
    **{f"next due {n}": query for n, query in enumerate(timers._NEXT_DUE)},
}


@pytest.mark.parametrize("name", QUERIES)
async def test_finding_work_never_reads_what_is_finished(store: SqlStore, name: str) -> None:
    """The plan of every query that the loop asks goes through the indexes of unfinished rows, and scans no table."""
    compiled = QUERIES[name].compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
    given = (0,) * str(compiled).count("?")

    def plan(connection: sa.Connection) -> list[str]:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", given)]

    steps = [step for step in await store._database.read(plan) if step.startswith(("SCAN", "SEARCH"))]
    assert steps
    allowed = ("_open", "_held", "sqlite_autoindex_cases", "CONSTANT ROW")
    assert [step for step in steps if not any(part in step for part in allowed)] == []


async def test_one_crash_in_a_shared_transaction_harms_nobody_else(store: SqlStore) -> None:
    """Writers that wait together share a commit, and each has its own fate."""

    def broken(connection: sa.Connection) -> None:
        connection.execute(sa.text("INSERT INTO memory VALUES ('half', 'done')"))
        raise LookupError("bug")

    answers = await asyncio.gather(
        store.accept(message("a")), store._database.write(broken), decide(store, "b", decision(comment("1"))), return_exceptions=True
    )
    assert isinstance(answers[1], LookupError)
    assert await store.recall("half") is None
    assert await next_message(store, NOON) == message("a")
    assert await next_task(store, NOON) is not None
