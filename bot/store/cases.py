"""Cases in the database: their facts, their lease, and the one transaction that writes a decision.

Plain queries on a connection; never a transaction of its own (`database.py` runs them), and never what a fact means.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.core.decision import Decision, SubjectKey
from bot.core.facts import CaseKey, Cause, Data, Fact, Visibility
from bot.ports.store import Conflict, Lease, Message
from bot.store import inbox, outbox, timers
from bot.store.codec import Codec, dumps, loads
from bot.store.dialects import insert_new
from bot.store.schema import WALL, cases, is_case, key_of, subjects
from bot.store.schema import facts as fact_rows

# Statements are built once: building one costs more than running it.
_MEET = insert_new(cases)
_FREE = sa.and_(is_case(cases), sa.or_(cases.c.leased_until.is_(None), cases.c.leased_until <= WALL))
_LEASED = {"owner": sa.bindparam("by"), "leased_until": sa.bindparam("until"), "fence": cases.c.fence + 1}
_LEASE = cases.update().where(_FREE).values(_LEASED).returning(cases.c.fence)
_HELD = sa.and_(is_case(cases), cases.c.fence == sa.bindparam("lease"), cases.c.owner.is_not(None))
_RENEW = cases.update().where(_HELD).values(leased_until=sa.bindparam("until"))
_RELEASE = cases.update().where(_HELD).values(owner=None, leased_until=None)
_HEAD = sa.select(cases).where(_HELD, cases.c.leased_until > WALL)
_GROW = cases.update().where(is_case(cases)).values(seq=sa.bindparam("last"), hash=sa.bindparam("head"))
_NUMBER = cases.update().where(is_case(cases)).values(number=sa.bindparam("issue_number"))
_SUMMARISE = cases.update().where(is_case(cases)).values(summary=sa.bindparam("short"))
_APPEND = fact_rows.insert()
_FACTS = sa.select(fact_rows).where(is_case(fact_rows)).order_by(fact_rows.c.seq)
_BELONG = insert_new(subjects)
_ISSUE_OR_ALL = subjects.c.subject_issue_id.in_((sa.bindparam("issue"), 0))
_CASE_OF = (
    sa.select(subjects.c.repository_id, subjects.c.issue_id)
    .where(subjects.c.subject_repository_id == sa.bindparam("repository"), _ISSUE_OR_ALL)
    .order_by(subjects.c.subject_issue_id.desc())
    .limit(1)
)


def lease(connection: sa.Connection, case: CaseKey, message_id: str, owner: str, span: tuple[float, float]) -> Lease | None:
    """Takes the case from now until the end of `span` (wall clock, seconds); none when it or the message is taken or behind another."""
    if not inbox.take(connection, message_id, case):
        return None
    now, until = span
    connection.execute(_MEET, {"repository_id": case.repository_id, "issue_id": case.issue_id})
    fence = connection.scalar(_LEASE, {**key_of(case), "wall": now, "by": owner, "until": until})
    return None if fence is None else Lease(case, fence)


def renew(connection: sa.Connection, held: Lease, until: float) -> None:
    """Moves the end of a lease, if it is still ours."""
    connection.execute(_RENEW, {**_held(held), "until": until})


def release(connection: sa.Connection, held: Lease) -> None:
    """Lets go, if it is still ours."""
    connection.execute(_RELEASE, _held(held))


def commit(
    connection: sa.Connection, codec: Codec, held: Lease, message: Message, decision: Decision, *, number: int | None, wall: float
) -> None:
    """Writes a decision whole. Raises `Conflict` when lease or message are lost, `ValueError` when the facts don't follow."""
    head = connection.execute(_HEAD, {**_held(held), "wall": wall}).one_or_none()
    if head is None or not inbox.finish(connection, message.id, "done"):
        raise Conflict(f"{held.case}: the lease is lost, or the message done")
    connection.execute(_RELEASE, _held(held))
    if decision.facts:
        _append(connection, codec, head, decision.facts, number)
    if decision.summary is not None:
        connection.execute(_SUMMARISE, {**key_of(held.case), "short": dumps(decision.summary)})
    outbox.add(connection, codec, held.case, decision.effects)
    if decision.deadlines is not None:
        timers.replace(connection, held.case, decision.deadlines)
    _belong(connection, held.case, decision.subjects)


def facts(connection: sa.Connection, codec: Codec, case: CaseKey) -> tuple[Fact, ...]:
    """All facts of a case, in order."""
    return tuple(_fact(codec, case, row) for row in connection.execute(_FACTS, key_of(case)))


def first_facts(connection: sa.Connection, codec: Codec, at_most: int) -> tuple[Fact, ...]:
    """The first fact of so many cases."""
    found = connection.execute(sa.select(fact_rows).where(fact_rows.c.seq == 1).limit(at_most))
    return tuple(_fact(codec, CaseKey(row.repository_id, row.issue_id), row) for row in found)


def case_of(connection: sa.Connection, repository_id: int, issue_id: int) -> CaseKey | None:
    """The case of an issue, or else of its whole repository (issue 0)."""
    return _key(connection.execute(_CASE_OF, {"repository": repository_id, "issue": issue_id}).one_or_none())


def case_numbered(connection: sa.Connection, repository_id: int, number: int) -> CaseKey | None:
    """The case whose opportunity has this issue number."""
    found = sa.select(cases.c.repository_id, cases.c.issue_id).where(cases.c.repository_id == repository_id, cases.c.number == number)
    return _key(connection.execute(found.limit(1)).one_or_none())


def of_programme(connection: sa.Connection, repository_id: int) -> tuple[CaseKey, ...]:
    """All cases of a repository that have facts; GitHub counts ids up, so the oldest is first."""
    found = sa.select(cases.c.issue_id).where(cases.c.repository_id == repository_id, cases.c.seq > 0).order_by(cases.c.issue_id)
    return tuple(CaseKey(repository_id, issue_id) for issue_id in connection.scalars(found))


def summaries(connection: sa.Connection, repository_id: int) -> dict[CaseKey, Data | None]:
    """What is known in short of every case of a repository that has facts; none of one that an earlier version wrote."""
    found = sa.select(cases.c.issue_id, cases.c.summary).where(cases.c.repository_id == repository_id, cases.c.seq > 0)
    rows = connection.execute(found.order_by(cases.c.issue_id))
    return {CaseKey(repository_id, row.issue_id): loads(row.summary) if row.summary else None for row in rows}


def _append(connection: sa.Connection, codec: Codec, head: sa.Row[Any], news: Sequence[Fact], number: int | None) -> None:
    case = CaseKey(head.repository_id, head.issue_id)
    seq, prev = head.seq, head.hash
    for fact in news:
        if (fact.case, fact.seq, fact.prev) != (case, seq + 1, prev):
            raise ValueError(f"{case}: fact {fact.seq} ({fact.kind}) does not follow fact {seq}")
        seq, prev = fact.seq, fact.hash
    connection.execute(_APPEND, [_row(codec, fact) for fact in news])
    connection.execute(_GROW, {**key_of(case), "last": seq, "head": prev})
    if head.seq == 0:
        connection.execute(_NUMBER, {**key_of(case), "issue_number": number})
        _belong(connection, case, (SubjectKey(case.repository_id, case.issue_id),))


def _belong(connection: sa.Connection, case: CaseKey, keys: Sequence[SubjectKey]) -> None:
    """Whose an issue or repository is, is written once and never changed."""
    whose = {"repository_id": case.repository_id, "issue_id": case.issue_id}
    rows = [{"subject_repository_id": key.repository_id, "subject_issue_id": key.issue_id, **whose} for key in keys]
    if rows:
        connection.execute(_BELONG, rows)


def _row(codec: Codec, fact: Fact) -> dict[str, Any]:
    place = {"repository_id": fact.case.repository_id, "issue_id": fact.case.issue_id, "seq": fact.seq}
    cause = {"at": fact.cause.at, "by": fact.cause.by, "via": fact.cause.via}
    what = {"kind": fact.kind, "visibility": fact.visibility.value, "data": codec.data(fact.case, fact.visibility, fact.data)}
    return {**place, **cause, **what, "prev": fact.prev, "hash": fact.hash}


def _fact(codec: Codec, case: CaseKey, row: sa.Row[Any]) -> Fact:
    visibility = Visibility(row.visibility)
    data = codec.read_data(case, visibility, row.data)
    return Fact(case, row.seq, Cause(row.at, row.by, row.via), row.kind, data, visibility, row.prev, row.hash)


def _held(held: Lease) -> dict[str, int]:
    return {**key_of(held.case), "lease": held.fence}


def _key(row: sa.Row[Any, Any] | None) -> CaseKey | None:
    return None if row is None else CaseKey(row.repository_id, row.issue_id)
