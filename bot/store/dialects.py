"""The only place where databases differ. SQLite now: write-ahead log, every commit on disk, one writer at a time.

Never holds a query of the programme's.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""A number that the database counts up: SQLite counts only plain INTEGER keys."""

LOCK_WAIT = 1_500
"""How long a statement waits for another process's transaction, in milliseconds: below the 2 seconds in which `accept` answers."""

READERS = 2
"""Connections that read, beside the one that writes."""


NOT_READABLE = (sa.exc.DatabaseError, sqlite3.DatabaseError)
"""What is raised by a file that is no database, or is damaged."""


class UnknownDatabase(ValueError):  # noqa: N818 - says what it is
    """`DATABASE_URL` names a database that the bot can't use."""


def writer(url: str) -> sa.Engine:
    """An engine of one connection; each of its transactions is the database's only writer from its first moment."""
    return _engine(url, "BEGIN IMMEDIATE", size=1)


def readers(url: str) -> sa.Engine:
    """An engine whose transactions see the database as it is when they begin, and never wait for the writer."""
    return _engine(url, "BEGIN", size=READERS)


def path_of(url: str) -> Path:
    """The database's file. Raises `UnknownDatabase` for anything but an SQLite file."""
    parts = sa.make_url(url)
    if parts.get_backend_name() != "sqlite" or not parts.database or parts.database == ":memory:":
        raise UnknownDatabase(f"DATABASE_URL must be sqlite:///FILE; it is {parts.render_as_string(hide_password=True)}")
    return Path(parts.database)


def insert_new(table: sa.Table) -> sqlite.Insert:
    """An INSERT that leaves a row as it is whose unique key is known: the index decides, never a look before."""
    return sqlite.insert(table).on_conflict_do_nothing()


def insert_or_replace(table: sa.Table, key: str, value: str) -> sqlite.Insert:
    """An INSERT that gives a known key its new value."""
    statement = sqlite.insert(table)
    return statement.on_conflict_do_update(index_elements=[key], set_={value: statement.excluded[value]})


def _engine(url: str, begin: str, *, size: int) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path_of(url))), pool_size=size, max_overflow=0, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's, through SQLAlchemy
        connection.isolation_level = None  # we begin transactions ourselves, below
        with closing(connection.cursor()) as cursor:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={LOCK_WAIT}"):
                cursor.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
