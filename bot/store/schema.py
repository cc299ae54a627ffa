"""The tables. What is unfinished has its own partial indexes, so that finding work costs the same with a million finished rows.

Never holds a query. Instants are whole microseconds since 1970 UTC (exact, in the same order everywhere); leases are wall-clock seconds.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.core.facts import GENESIS, CaseKey
from bot.store.dialects import COUNTER

VERSION = 3
"""The version of these tables; `versions.py` brings an earlier database up to it, and refuses a later one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(sa.TypeDecorator[datetime]):
    """An aware datetime, kept as whole microseconds since 1970 UTC."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the database; a naive datetime is a `TypeError`."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """From the database, in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


def _case(*, nullable: bool = False, primary_key: bool = False) -> tuple[sa.Column[int], sa.Column[int]]:
    """The two columns of a case's key."""
    return (
        sa.Column("repository_id", sa.BigInteger, nullable=nullable, primary_key=primary_key),
        sa.Column("issue_id", sa.BigInteger, nullable=nullable, primary_key=primary_key),
    )


def _state() -> sa.Column[str]:
    """`open` until it is `done`, `dropped`, `parked` or `fired`."""
    return sa.Column("state", sa.String(7), nullable=False, server_default="open")


metadata = sa.MetaData()

version = sa.Table("schema_version", metadata, sa.Column("version", sa.Integer, nullable=False))

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("n", COUNTER, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.String(9), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    _state(),
    sa.Column("thread", sa.Text),
    sa.Column("about", sa.Text),
    *_case(nullable=True),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("not_before", Instant),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("reason", sa.Text),
    sa.Column("parked_at", Instant),
    sa.Column("payload", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

cases = sa.Table(
    "cases",
    metadata,
    *_case(primary_key=True),
    sa.Column("number", sa.BigInteger),
    sa.Column("seq", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("hash", sa.String(64), nullable=False, server_default=GENESIS),
    sa.Column("fence", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("owner", sa.Text),
    sa.Column("leased_until", sa.Double),
    sa.Column("summary", sa.Text),
)

facts = sa.Table(
    "facts",
    metadata,
    *_case(primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", sa.BigInteger, nullable=False),
    sa.Column("via", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("visibility", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("prev", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

effects = sa.Table(
    "effects",
    metadata,
    sa.Column("n", COUNTER, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    *_case(),
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    _state(),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("spent", sa.Integer, nullable=False, server_default="0"),
    sa.Column("not_before", Instant),
    sa.Column("owner", sa.Text),
    sa.Column("begun_until", sa.Double),
    sa.Column("reason", sa.Text),
    sa.Column("finished_at", Instant),
    sa.Column("result", sa.Text),
    sa.Column("refusal", sa.Text),
    sa.Column("effect", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

timers = sa.Table(
    "timers",
    metadata,
    *_case(primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("due", Instant, primary_key=True),
    _state(),
)

subjects = sa.Table(
    "subjects",
    metadata,
    sa.Column("subject_repository_id", sa.BigInteger, primary_key=True),
    sa.Column("subject_issue_id", sa.BigInteger, primary_key=True),
    *_case(),
)

memory = sa.Table("memory", metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))


def in_state(table: sa.FromClause, state: str) -> sa.ColumnElement[bool]:
    """The condition of a partial index, with the state as a literal: a bound value would keep the database from using the index."""
    return table.c.state == sa.literal_column(f"'{state}'")


def is_open(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """Not finished and not set aside."""
    return in_state(table, "open")


NOW, WALL = sa.bindparam("now", type_=Instant), sa.bindparam("wall", type_=sa.Double)
"""What a query asks for: the programme's time, and the wall clock in seconds."""

REPOSITORY, ISSUE = sa.bindparam("case_repository", type_=sa.BigInteger), sa.bindparam("case_issue", type_=sa.BigInteger)
"""What a query asks for: a case. `key_of` gives both."""


def key_of(case: CaseKey) -> dict[str, int]:
    """A case, as queries ask for it."""
    return {"case_repository": case.repository_id, "case_issue": case.issue_id}


def is_case(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """The rows of the case that is asked for."""
    return sa.and_(table.c.repository_id == REPOSITORY, table.c.issue_id == ISSUE)


def _partial(name: str, condition: sa.ColumnElement[bool], *columns: sa.Column[Any]) -> None:
    sa.Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


sa.Index("messages_about", messages.c.about, unique=True)
_partial("messages_open", is_open(messages), messages.c.n)
_partial("messages_open_of_case", is_open(messages), messages.c.repository_id, messages.c.issue_id, messages.c.n)
_partial("messages_open_of_thread", is_open(messages), messages.c.thread, messages.c.n)
_partial("messages_held", is_open(messages), messages.c.not_before)
_partial("messages_parked", in_state(messages, "parked"), messages.c.n)
_partial("cases_leased", cases.c.owner.is_not(None), cases.c.owner)
sa.Index("cases_numbered", cases.c.repository_id, cases.c.number)
_partial("effects_open", is_open(effects), effects.c.priority, effects.c.n)
_partial("effects_open_of_lane", is_open(effects), effects.c.lane, effects.c.priority, effects.c.n)
_partial("effects_held", is_open(effects), effects.c.not_before)
_partial("effects_parked", in_state(effects, "parked"), effects.c.n)
_partial("effects_begun", effects.c.owner.is_not(None), effects.c.owner)
_partial("timers_open", is_open(timers), timers.c.due)
