"""Messages in the database: kept once, found oldest first, put off, set aside.

Plain queries on a connection; never a transaction of its own (`database.py` runs them), and never what a message means.
"""

from datetime import datetime

import sqlalchemy as sa

from bot.core.facts import CaseKey
from bot.ports.store import Message
from bot.store.codec import dumps, loads
from bot.store.dialects import insert_new
from bot.store.schema import ISSUE, NOW, REPOSITORY, WALL, cases, is_open, key_of, messages

_earlier = messages.alias("earlier")


def _same_case(one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(one.c.repository_id == other.c.repository_id, one.c.issue_id == other.c.issue_id)


def _earlier_of_case(*conditions: sa.ColumnElement[bool]) -> sa.Exists:
    """Whether an older message of the same case is unfinished."""
    return sa.exists().where(is_open(_earlier), _same_case(_earlier, messages), _earlier.c.n < messages.c.n, *conditions)


def _earlier_of_thread() -> sa.Exists:
    """Whether an older message about the same issue is unfinished: only after that one it is known to which case the issue belongs."""
    return sa.exists().where(is_open(_earlier), _earlier.c.thread == messages.c.thread, _earlier.c.n < messages.c.n)


# Statements are built once: building one costs more than running it.
_ACCEPT = insert_new(messages)
_RIPE = sa.or_(messages.c.not_before.is_(None), messages.c.not_before <= NOW)
_LEASED = sa.exists().where(_same_case(cases, messages), cases.c.leased_until > WALL)
_FREE = (~_LEASED, ~_earlier_of_case(), ~_earlier_of_thread())
_NEXT = sa.select(messages).where(is_open(messages), _RIPE, *_FREE).order_by(messages.c.n).limit(sa.bindparam("at_most"))
_THIS = sa.and_(messages.c.id == sa.bindparam("this"), is_open(messages))
_OF_CASE = messages.update().where(_THIS).values(repository_id=REPOSITORY, issue_id=ISSUE)
_FIRST = sa.select(messages.c.n).where(_THIS, ~_earlier_of_case())
_FINISH = messages.update().where(_THIS).values(state=sa.bindparam("end"), reason=sa.bindparam("why"))

WORKABLE = sa.exists().where(is_open(messages), _RIPE, ~_earlier_of_case(_earlier.c.not_before > NOW), ~_earlier_of_thread())
"""Whether there is a message that is open, not put off, the first about its issue, and not behind one of its case that is put off.

Asks for `now`.
"""


def accept(connection: sa.Connection, message: Message) -> bool:
    """Keeps a message; False when its id, or what it is about, is known."""
    row = {
        "id": message.id,
        "kind": message.kind,
        "name": message.name,
        "thread": message.thread,
        "about": message.about,
        "received_at": message.received_at,
        "attempts": message.attempts,
        "payload": dumps(message.payload),
    }
    return connection.execute(_ACCEPT, row).rowcount > 0


def next_messages(connection: sa.Connection, now: datetime, wall: float, at_most: int) -> tuple[Message, ...]:
    """The oldest that can be handled now; `wall` (seconds) decides whether a case is leased."""
    rows = connection.execute(_NEXT, {"now": now, "wall": wall, "at_most": at_most})
    return tuple(Message(row.id, row.kind, row.name, loads(row.payload), row.received_at, row.attempts) for row in rows)


def take(connection: sa.Connection, message_id: str, case: CaseKey) -> bool:
    """Notes which case a message belongs to; True when it is open and the oldest of its case."""
    connection.execute(_OF_CASE, {"this": message_id, **key_of(case)})
    return connection.scalar(_FIRST, {"this": message_id}) is not None


def finish(connection: sa.Connection, message_id: str, state: str, reason: str | None = None) -> bool:
    """Ends an open message as `done` or `dropped`; False when it is not open any more."""
    return connection.execute(_FINISH, {"this": message_id, "end": state, "why": reason}).rowcount > 0


def hold(connection: sa.Connection, message_id: str, until: datetime, reason: str, *, spent: bool) -> None:
    """Puts a message off, with or without counting the attempt."""
    held = messages.update().values(not_before=until, reason=reason, attempts=messages.c.attempts + int(spent))
    connection.execute(held.where(_THIS), {"this": message_id})


def park(connection: sa.Connection, message_id: str, reason: str, at: datetime) -> None:
    """Sets a message aside."""
    connection.execute(messages.update().values(state="parked", reason=reason, parked_at=at).where(_THIS), {"this": message_id})
