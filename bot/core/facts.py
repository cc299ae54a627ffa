"""What is so: facts, in canonical form, chained by hash.

A fact is never changed and never removed; what it means for a case is `case.evolve`'s to say. Times are UTC, money is integer cents.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import rfc8785

Data = Mapping[str, Any]
"""JSON: text, whole numbers, booleans, null, lists and objects. No floats, so that every language hashes the same bytes."""

GENESIS = "0" * 64
"""What the first fact of a case names as its predecessor."""


class Visibility(StrEnum):
    """Who may read a fact: all, in a comment's marker; the evaluators, likewise in their repository; the database alone."""

    PUBLIC = "public"
    EVALUATION = "evaluation"
    SECRET = "secret"  # noqa: S105 - a visibility, no password


@dataclass(frozen=True, slots=True)
class CaseKey:
    """A case is known by its opportunity's repository id and issue id: ids, never names (records must survive a rename)."""

    repository_id: int
    issue_id: int

    def __str__(self) -> str:
        """`repository:issue`, as logs and leases write it."""
        return f"{self.repository_id}:{self.issue_id}"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something is so: GitHub's time of the cause, who caused it (0 for the bot), the delivery or timer that brought it."""

    at: datetime
    by: int
    via: str


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact before it has its place in the chain."""

    kind: str
    data: Data
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so in a case, in its place in the chain."""

    case: CaseKey
    seq: int
    cause: Cause
    kind: str
    data: Data
    visibility: Visibility
    prev: str
    hash: str


def canonical(fact: Fact) -> bytes:
    """The fact's RFC 8785 form without `prev` and `hash`: what its salt and its neighbours are hashed with."""
    return rfc8785.dumps(
        {
            "at": instant(fact.cause.at),
            "by": fact.cause.by,
            "case": [fact.case.repository_id, fact.case.issue_id],
            "data": fact.data,
            "kind": fact.kind,
            "seq": fact.seq,
            "via": fact.cause.via,
            "visibility": fact.visibility.value,
        }
    )


def inner_hash(fact: Fact, salt: bytes) -> str:
    """SHA-256 of salt and canonical form. Of a fact that is not public, only this is ever shown."""
    return hashlib.sha256(salt + canonical(fact)).hexdigest()


def link(prev: str, inner: str) -> str:
    """The hash of a fact: SHA-256 over its predecessor's hash and its own inner hash (both hexadecimal)."""
    return hashlib.sha256(bytes.fromhex(prev) + bytes.fromhex(inner)).hexdigest()


def seal(new: NewFact, place: tuple[CaseKey, int, str], cause: Cause, salt: bytes) -> Fact:
    """Gives a new fact its place `(case, seq, prev)` in the chain, and its hash."""
    case, seq, prev = place
    open_ended = Fact(case, seq, cause, new.kind, new.data, new.visibility, prev, "")
    return replace(open_ended, hash=link(prev, inner_hash(open_ended, salt)))


def seal_all(news: Iterable[NewFact], place: tuple[CaseKey, int, str], cause: Cause, salt: Callable[[int], bytes]) -> tuple[Fact, ...]:
    """Seals several facts in a row; `place` is the first one's, `salt` gives each sequence number its own."""
    case, seq, prev = place
    sealed: list[Fact] = []
    for new in news:
        fact = seal(new, (case, seq, prev), cause, salt(seq))
        sealed.append(fact)
        seq, prev = seq + 1, fact.hash
    return tuple(sealed)


def broken_at(facts: Iterable[Fact], salt: Callable[[int], bytes]) -> int | None:
    """The sequence number of the first fact that does not follow from the one before it; none in a whole chain."""
    prev, expected = GENESIS, 1
    for fact in facts:
        if (fact.seq, fact.prev) != (expected, prev) or fact.hash != link(prev, inner_hash(fact, salt(fact.seq))):
            return fact.seq
        prev, expected = fact.hash, expected + 1
    return None


def instant(value: datetime) -> str:
    """An instant as facts write it: UTC, microseconds, `Z`."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_instant(text: str) -> datetime:
    """The instant that a fact wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)
