"""What stands aside from the work: what was parked, the shell's own small memory, what the dead had in hand.

Plain queries on a connection; never a transaction of its own (`database.py` runs them).
"""

from collections.abc import Sequence

import sqlalchemy as sa

from bot.ports.store import Parked
from bot.store.dialects import insert_or_replace
from bot.store.schema import cases, effects, in_state, is_open, memory, messages


def free(connection: sa.Connection, owners: Sequence[str]) -> None:
    """Lets go of the cases and effects that dead owners had in hand."""
    connection.execute(cases.update().where(cases.c.owner.in_(owners)).values(owner=None, leased_until=None))
    connection.execute(effects.update().where(effects.c.owner.in_(owners)).values(owner=None, begun_until=None))


def parked(connection: sa.Connection) -> tuple[Parked, ...]:
    """What waits for a person, oldest first."""
    waiting = [Parked(row.id, "message", row.reason, row.parked_at) for row in connection.execute(_parked(messages))]
    waiting += [Parked(row.key, "effect", row.refusal or row.reason, row.finished_at) for row in connection.execute(_parked(effects))]
    return tuple(sorted(waiting, key=lambda one: one.at))


def lengths(connection: sa.Connection) -> dict[str, int]:
    """How many messages and effects are open, and how many of both are set aside."""
    waiting = {"inbox": is_open(messages), "outbox": is_open(effects)}
    count = {name: _count(connection, condition) for name, condition in waiting.items()}
    return {**count, "parked": sum(_count(connection, in_state(table, "parked")) for table in (messages, effects))}


def _count(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> int:
    return connection.execute(sa.select(sa.func.count()).where(condition)).scalar_one()


def replay(connection: sa.Connection, parked_id: str) -> bool:
    """Opens a parked message or effect again, with its full number of attempts."""
    message = messages.update().where(in_state(messages, "parked"), messages.c.id == parked_id)
    effect = effects.update().where(in_state(effects, "parked"), effects.c.key == parked_id)
    opened = connection.execute(message.values(state="open", attempts=0, not_before=None)).rowcount
    opened += connection.execute(effect.values(state="open", spent=0, not_before=None, refusal=None)).rowcount
    return opened > 0


def recall(connection: sa.Connection, name: str) -> str | None:
    """A remembered value."""
    return connection.scalar(sa.select(memory.c.value).where(memory.c.name == name))


def remember(connection: sa.Connection, name: str, value: str) -> None:
    """Remembers a value."""
    connection.execute(insert_or_replace(memory, "name", "value"), {"name": name, "value": value})


def _parked(table: sa.Table) -> sa.Select[tuple[object, ...]]:
    return sa.select(table).where(in_state(table, "parked")).order_by(table.c.n)
