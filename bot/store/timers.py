"""Timers in the database: what falls due in a case, moved into the inbox once each; and when to look again.

Plain queries on a connection; never a transaction of its own (`database.py` runs them), and never what falls due when.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.core.decision import Deadline
from bot.core.facts import CaseKey, instant
from bot.ports.store import Message
from bot.store import inbox, outbox
from bot.store.dialects import insert_new
from bot.store.schema import NOW, effects, is_case, is_open, key_of, messages, timers

_DUE = sa.and_(is_open(timers), timers.c.due <= NOW)
_ANY_DUE = sa.select(sa.exists().where(_DUE))
_ALL_DUE = sa.select(timers).where(_DUE).order_by(timers.c.due, timers.c.kind)
_FIRE = timers.update().where(_DUE).values(state="fired")
_FORGET = timers.delete().where(is_open(timers), is_case(timers))
_KEEP = insert_new(timers)
_TIMED = (timers.c.due, messages.c.not_before, effects.c.not_before)
_NEXT_DUE = [sa.select(sa.func.min(column)).where(is_open(column.table), column > NOW) for column in _TIMED]
_BUSY = sa.select(sa.or_(sa.exists().where(_DUE), inbox.WORKABLE, outbox.WORKABLE))


def replace(connection: sa.Connection, case: CaseKey, deadlines: Iterable[Deadline]) -> None:
    """Makes these the case's open timers. One that has fired stays fired, so it never fires twice."""
    key = {"repository_id": case.repository_id, "issue_id": case.issue_id}
    connection.execute(_FORGET, key_of(case))
    rows = [key | {"kind": deadline.kind, "due": deadline.due} for deadline in deadlines]
    if rows:
        connection.execute(_KEEP, rows)


def any_due(connection: sa.Connection, now: datetime) -> bool:
    """Whether a timer is due."""
    return bool(connection.scalar(_ANY_DUE, {"now": now}))


def fire_due(connection: sa.Connection, now: datetime) -> int:
    """Moves every timer that is due into the inbox, the oldest first; how many."""
    due = connection.execute(_ALL_DUE, {"now": now}).all()
    for row in due:
        inbox.accept(connection, _message(row, now))
    connection.execute(_FIRE, {"now": now})
    return len(due)


def next_due(connection: sa.Connection, now: datetime) -> datetime | None:
    """The first moment after now at which a timer, a held message or a held effect falls due."""
    found = [connection.scalar(query, {"now": now}) for query in _NEXT_DUE]
    return min((moment for moment in found if moment is not None), default=None)


def idle(connection: sa.Connection, now: datetime) -> bool:
    """Whether no timer is due, and no message and no effect can be worked on."""
    return not connection.scalar(_BUSY, {"now": now})


def _message(row: sa.Row[Any], now: datetime) -> Message:
    case, due = CaseKey(row.repository_id, row.issue_id), instant(row.due)
    payload = {"repository_id": case.repository_id, "issue_id": case.issue_id, "kind": row.kind, "due": due}
    return Message(f"due/{case}/{row.kind}/{due}", "due", row.kind, payload, now)
