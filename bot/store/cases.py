"""Cases in the database: their facts, their lease, and the one transaction that writes a decision.

Plain queries on a connection; never a transaction of its own (`database.py` runs them), and never what a fact means.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.core.decision import Decision, SubjectKey
from bot.core.facts import CaseKey, Cause, Fact, Visibility
from bot.ports.store import Conflict, Lease, Message
from bot.store import inbox, outbox, timers
from bot.store.codec import Codec
from bot.store.dialects import insert_new
from bot.store.schema import cases, subjects
from bot.store.schema import facts as fact_rows


def lease(connection: sa.Connection, case: CaseKey, message_id: str, owner: str, span: tuple[float, float]) -> Lease | None:
    """Takes the case from now until the end of `span` (wall clock, seconds); none when it or the message is taken or behind another."""
    if not inbox.take(connection, message_id, case):
        return None
    now, until = span
    connection.execute(insert_new(cases), {"repository_id": case.repository_id, "issue_id": case.issue_id})
    free = sa.or_(cases.c.leased_until.is_(None), cases.c.leased_until <= now)
    taken = cases.update().where(_is(case), free).values(owner=owner, leased_until=until, fence=cases.c.fence + 1)
    fence = connection.scalar(taken.returning(cases.c.fence))
    return None if fence is None else Lease(case, fence)


def renew(connection: sa.Connection, held: Lease, until: float) -> None:
    """Moves the end of a lease, if it is still ours."""
    connection.execute(cases.update().where(_held(held)).values(leased_until=until))


def release(connection: sa.Connection, held: Lease) -> None:
    """Lets go, if it is still ours."""
    connection.execute(cases.update().where(_held(held)).values(owner=None, leased_until=None))


def commit(
    connection: sa.Connection, codec: Codec, held: Lease, message: Message, decision: Decision, *, number: int | None, wall: float
) -> None:
    """Writes a decision whole. Raises `Conflict` when lease or message are lost, `ValueError` when the facts don't follow."""
    head = connection.execute(sa.select(cases).where(_held(held), cases.c.leased_until > wall)).one_or_none()
    if head is None or not inbox.finish(connection, message.id, "done"):
        raise Conflict(f"{held.case}: the lease is lost, or the message done")
    connection.execute(cases.update().where(_is(held.case)).values(owner=None, leased_until=None))
    if decision.facts:
        _append(connection, codec, head, decision.facts, number)
    outbox.add(connection, codec, held.case, decision.effects)
    if decision.deadlines is not None:
        timers.replace(connection, held.case, decision.deadlines)
    _belong(connection, held.case, decision.subjects)


def facts(connection: sa.Connection, codec: Codec, case: CaseKey) -> tuple[Fact, ...]:
    """All facts of a case, in order."""
    rows = connection.execute(sa.select(fact_rows).where(_is(case, fact_rows)).order_by(fact_rows.c.seq))
    return tuple(_fact(codec, case, row) for row in rows)


def case_of(connection: sa.Connection, repository_id: int, issue_id: int) -> CaseKey | None:
    """The case of an issue, or else of its whole repository (issue 0)."""
    mine = sa.and_(subjects.c.subject_repository_id == repository_id, subjects.c.subject_issue_id.in_((issue_id, 0)))
    found = sa.select(subjects.c.repository_id, subjects.c.issue_id).where(mine).order_by(subjects.c.subject_issue_id.desc()).limit(1)
    return _key(connection.execute(found).one_or_none())


def case_numbered(connection: sa.Connection, repository_id: int, number: int) -> CaseKey | None:
    """The case whose opportunity has this issue number."""
    found = sa.select(cases.c.repository_id, cases.c.issue_id).where(cases.c.repository_id == repository_id, cases.c.number == number)
    return _key(connection.execute(found.limit(1)).one_or_none())


def of_programme(connection: sa.Connection, repository_id: int) -> tuple[CaseKey, ...]:
    """All cases of a repository that have facts; GitHub counts ids up, so the oldest is first."""
    found = sa.select(cases.c.issue_id).where(cases.c.repository_id == repository_id, cases.c.seq > 0).order_by(cases.c.issue_id)
    return tuple(CaseKey(repository_id, issue_id) for issue_id in connection.scalars(found))


def _append(connection: sa.Connection, codec: Codec, head: sa.Row[Any], news: Sequence[Fact], number: int | None) -> None:
    case = CaseKey(head.repository_id, head.issue_id)
    seq, prev = head.seq, head.hash
    for fact in news:
        if (fact.case, fact.seq, fact.prev) != (case, seq + 1, prev):
            raise ValueError(f"{case}: fact {fact.seq} ({fact.kind}) does not follow fact {seq}")
        seq, prev = fact.seq, fact.hash
    connection.execute(fact_rows.insert(), [_row(codec, fact) for fact in news])
    first = {"number": number} if head.seq == 0 else {}
    connection.execute(cases.update().where(_is(case)).values(seq=seq, hash=prev, **first))
    if head.seq == 0:
        _belong(connection, case, (SubjectKey(case.repository_id, case.issue_id),))


def _belong(connection: sa.Connection, case: CaseKey, keys: Sequence[SubjectKey]) -> None:
    """Whose an issue or repository is, is written once and never changed."""
    for key in keys:
        row = {"subject_repository_id": key.repository_id, "subject_issue_id": key.issue_id}
        connection.execute(insert_new(subjects), row | {"repository_id": case.repository_id, "issue_id": case.issue_id})


def _row(codec: Codec, fact: Fact) -> dict[str, Any]:
    place = {"repository_id": fact.case.repository_id, "issue_id": fact.case.issue_id, "seq": fact.seq}
    cause = {"at": fact.cause.at, "by": fact.cause.by, "via": fact.cause.via}
    what = {"kind": fact.kind, "visibility": fact.visibility.value, "data": codec.data(fact.case, fact.visibility, fact.data)}
    return {**place, **cause, **what, "prev": fact.prev, "hash": fact.hash}


def _fact(codec: Codec, case: CaseKey, row: sa.Row[Any]) -> Fact:
    visibility = Visibility(row.visibility)
    data = codec.read_data(case, visibility, row.data)
    return Fact(case, row.seq, Cause(row.at, row.by, row.via), row.kind, data, visibility, row.prev, row.hash)


def _is(case: CaseKey, table: sa.Table = cases) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.repository_id == case.repository_id, table.c.issue_id == case.issue_id)


def _held(held: Lease) -> sa.ColumnElement[bool]:
    return sa.and_(_is(held.case), cases.c.fence == held.fence, cases.c.owner.is_not(None))


def _key(row: sa.Row[Any, Any] | None) -> CaseKey | None:
    return None if row is None else CaseKey(row.repository_id, row.issue_id)
