"""Effects in the database: kept once by key, begun in the order of their lane, ended with their result.

Plain queries on a connection; never a transaction of its own (`database.py` runs them), and never what an effect does.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.core.effects import Effect, lane_of
from bot.core.facts import CaseKey
from bot.ports.store import Conflict, Message, Task
from bot.store import inbox
from bot.store.codec import Codec, dumps
from bot.store.dialects import insert_new
from bot.store.schema import NOW, WALL, Instant, effects, is_open

_other = effects.alias("other")
_SAME_LANE = sa.and_(is_open(_other), _other.c.lane == effects.c.lane)
_SOONER = sa.or_(_other.c.priority < effects.c.priority, sa.and_(_other.c.priority == effects.c.priority, _other.c.n < effects.c.n))

# Statements are built once: building one costs more than running it.
_ADD = insert_new(effects)
_RIPE = sa.or_(effects.c.not_before.is_(None), effects.c.not_before <= NOW)
_BEHIND = sa.exists().where(_SAME_LANE, _SOONER)
_UNDER_WAY = sa.exists().where(_SAME_LANE, _other.c.begun_until > WALL)
_FIRST = sa.select(effects.c.n).where(is_open(effects), _RIPE, ~_BEHIND, ~_UNDER_WAY).order_by(effects.c.priority, effects.c.n).limit(1)
_BEGUN = {"attempts": effects.c.attempts + 1, "owner": sa.bindparam("by"), "begun_until": sa.bindparam("until")}
_BEGIN = effects.update().where(effects.c.n == sa.bindparam("this")).values(_BEGUN).returning(effects)
_BEGUN_LAST = sa.and_(effects.c.attempts == sa.bindparam("fence"), effects.c.owner.is_not(None))
_HELD = sa.and_(effects.c.key == sa.bindparam("this"), is_open(effects), _BEGUN_LAST)
_ENDED = {"state": sa.bindparam("end"), "owner": None, "begun_until": None, "finished_at": sa.bindparam("at", type_=Instant)}
_DONE = effects.update().where(_HELD).values(_ENDED | {"result": sa.bindparam("what"), "refusal": sa.bindparam("why_not")})

WORKABLE = sa.exists().where(is_open(effects), _RIPE, ~sa.exists().where(_SAME_LANE, _SOONER, _other.c.not_before > NOW))
"""Whether there is an effect that is open, not put off, and not behind one of its lane that is. Asks for `now`."""


def add(connection: sa.Connection, codec: Codec, case: CaseKey, news: Sequence[Effect]) -> None:
    """Keeps effects in order; one whose key is known stays as it is."""
    if news:
        connection.execute(_ADD, [_row(codec, case, effect) for effect in news])


def ready(connection: sa.Connection, now: datetime, wall: float) -> int | None:
    """The first effect that can be begun; `wall` (seconds) decides whether one of its lane is under way."""
    return connection.scalar(_FIRST, {"now": now, "wall": wall})


def begin(connection: sa.Connection, now: datetime, owner: str, span: tuple[float, float]) -> sa.Row[Any] | None:
    """Marks the first effect that is ready as begun until the end of `span` (wall clock, seconds); its row, with attempts counted up."""
    wall, until = span
    n = ready(connection, now, wall)
    return None if n is None else connection.execute(_BEGIN, {"this": n, "by": owner, "until": until}).one()


def task(codec: Codec, row: sa.Row[Any]) -> Task:
    """The task of a begun row. Raises `Unreadable`."""
    return Task(CaseKey(row.repository_id, row.issue_id), codec.read_effect(row.effect), row.attempts - 1, row.spent)


def renew(connection: sa.Connection, held: Task, until: float) -> None:
    """Moves the moment at which somebody else may begin it."""
    _change(connection, held, begun_until=until)


def done(connection: sa.Connection, held: Task, result: Mapping[str, Any], *, refusal: str | None, at: datetime) -> None:
    """Ends an effect; `Performed` enters the inbox for kinds that ask for it. Raises `Conflict` when it is not ours any more.

    A refusal that no case is told of is set aside for a person.
    """
    end = "parked" if refusal is not None and not held.effect.performed else "done"
    kept = {"what": dumps(dict(result)), "why_not": refusal, "at": at, "end": end}
    if connection.execute(_DONE, _held(held) | kept).rowcount == 0:
        raise Conflict(f"{held.effect.key}: somebody else has begun it")
    if held.effect.performed:
        inbox.accept(connection, _performed(held, result, refusal, at))


def put_off(connection: sa.Connection, held: Task, until: datetime, reason: str, *, spent: bool) -> None:
    """Puts an effect off, with or without counting the attempt towards parking."""
    count = effects.c.spent + int(spent)
    _change(connection, held, owner=None, begun_until=None, not_before=until, reason=reason, spent=count)


def park(connection: sa.Connection, held: Task, reason: str, at: datetime) -> None:
    """Sets an effect aside."""
    _change(connection, held, state="parked", owner=None, begun_until=None, reason=reason, finished_at=at)


def park_unread(connection: sa.Connection, n: int, reason: str, at: datetime) -> None:
    """Sets an effect aside that this version can't read."""
    values = {"state": "parked", "owner": None, "begun_until": None, "reason": reason, "finished_at": at}
    connection.execute(effects.update().where(effects.c.n == n, is_open(effects)).values(**values))


def _change(connection: sa.Connection, held: Task, **values: Any) -> None:  # noqa: ANN401 - columns and expressions
    """Changes an effect that is ours: had somebody begun it since, its attempts would have grown."""
    connection.execute(effects.update().values(**values).where(_HELD), _held(held))


def _held(held: Task) -> dict[str, Any]:
    return {"this": held.effect.key, "fence": held.attempts + 1}


def _row(codec: Codec, case: CaseKey, effect: Effect) -> dict[str, Any]:
    place = {"repository_id": case.repository_id, "issue_id": case.issue_id, "lane": lane_of(effect), "priority": int(effect.priority)}
    return {"key": effect.key, **place, "effect": codec.effect(effect)}


def _performed(held: Task, result: Mapping[str, Any], refusal: str | None, at: datetime) -> Message:
    name, key = type(held.effect).__name__, held.effect.key
    case = {"repository_id": held.case.repository_id, "issue_id": held.case.issue_id}
    payload = {**case, "key": key, "effect": name, "result": dict(result), "refusal": refusal}
    return Message(f"performed/{key}", "performed", name, payload, at)
