"""Messages in the database: kept once, found oldest first, put off, set aside.

Plain queries on a connection; never a transaction of its own (`database.py` runs them), and never what a message means.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.core.facts import CaseKey
from bot.ports.store import Message
from bot.store.codec import dumps, loads
from bot.store.dialects import insert_new
from bot.store.schema import cases, is_open, messages

_earlier = messages.alias("earlier")


def accept(connection: sa.Connection, message: Message) -> bool:
    """Keeps a message; False when its id is known."""
    row = {
        "id": message.id,
        "kind": message.kind,
        "name": message.name,
        "received_at": message.received_at,
        "attempts": message.attempts,
        "payload": dumps(message.payload),
    }
    return connection.execute(insert_new(messages), row).rowcount > 0


def next_message(connection: sa.Connection, now: datetime, wall: float) -> Message | None:
    """The oldest that can be handled now; `wall` (seconds) decides whether a case is leased."""
    leased = sa.exists().where(_same_case(cases, messages), cases.c.leased_until > wall)
    found = sa.select(messages).where(is_open(messages), _ripe(now), ~leased, ~earlier_of_case()).order_by(messages.c.n).limit(1)
    row = connection.execute(found).one_or_none()
    return None if row is None else _message(row)


def workable(now: datetime) -> sa.Exists:
    """Whether there is a message that is open, not put off, and not behind one of its case that is."""
    behind = sa.exists().where(is_open(_earlier), _before(), _earlier.c.not_before > now)
    return sa.exists().where(is_open(messages), _ripe(now), ~behind)


def earlier_of_case() -> sa.Exists:
    """Whether an older message of the same case is unfinished."""
    return sa.exists().where(is_open(_earlier), _before())


def take(connection: sa.Connection, message_id: str, case: CaseKey) -> bool:
    """Notes which case a message belongs to; True when it is open and the oldest of its case."""
    this = sa.and_(messages.c.id == message_id, is_open(messages))
    connection.execute(messages.update().where(this).values(repository_id=case.repository_id, issue_id=case.issue_id))
    return connection.scalar(sa.select(messages.c.n).where(this, ~earlier_of_case())) is not None


def finish(connection: sa.Connection, message_id: str, state: str, reason: str | None = None) -> bool:
    """Ends an open message as `done` or `dropped`; False when it is not open any more."""
    return _change(connection, message_id, state=state, reason=reason)


def hold(connection: sa.Connection, message_id: str, until: datetime, reason: str, *, spent: bool) -> None:
    """Puts a message off, with or without counting the attempt."""
    _change(connection, message_id, not_before=until, reason=reason, attempts=messages.c.attempts + int(spent))


def park(connection: sa.Connection, message_id: str, reason: str, at: datetime) -> None:
    """Sets a message aside."""
    _change(connection, message_id, state="parked", reason=reason, parked_at=at)


def _change(connection: sa.Connection, message_id: str, **values: Any) -> bool:  # noqa: ANN401 - columns and expressions
    return connection.execute(messages.update().where(messages.c.id == message_id, is_open(messages)).values(**values)).rowcount > 0


def _ripe(now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(messages.c.not_before.is_(None), messages.c.not_before <= now)


def _before() -> sa.ColumnElement[bool]:
    return sa.and_(_same_case(_earlier, messages), _earlier.c.n < messages.c.n)


def _same_case(one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(one.c.repository_id == other.c.repository_id, one.c.issue_id == other.c.issue_id)


def _message(row: sa.Row[Any]) -> Message:
    return Message(row.id, row.kind, row.name, loads(row.payload), row.received_at, row.attempts)
