"""Facts: canonical, chained by hash, and never altered unseen."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.facts import (
    GENESIS,
    CaseKey,
    Cause,
    Fact,
    NewFact,
    Visibility,
    broken_at,
    canonical,
    inner_hash,
    instant,
    read_instant,
    seal_all,
)

KEY = CaseKey(10, 1001)
CAUSE = Cause(datetime(2027, 5, 25, 13, tzinfo=UTC), 1, "delivery")


def salt(seq: int) -> bytes:
    """A salt of its own for each fact."""
    return hashlib.sha256(str(seq).encode()).digest()


def chain(*kinds: str) -> tuple[Fact, ...]:
    """Facts of these kinds in a row."""
    return seal_all([NewFact(kind, {"n": n}) for n, kind in enumerate(kinds)], (KEY, 1, GENESIS), CAUSE, salt)


def test_chain_holds() -> None:
    """Each fact follows from the one before it."""
    facts = chain("filed", "approved", "moved")
    assert [fact.seq for fact in facts] == [1, 2, 3]
    assert facts[1].prev == facts[0].hash
    assert broken_at(facts, salt) is None


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "paid"},
        {"data": {"n": 9}},
        {"seq": 7},
        {"prev": GENESIS},
        {"hash": GENESIS},
        {"visibility": Visibility.SECRET},
        {"case": CaseKey(1, 1)},
    ],
)
def test_altered_fact_is_found(change: dict[str, object]) -> None:
    """Whatever is changed in a fact, the chain breaks there."""
    facts = chain("filed", "approved", "moved")
    altered = replace(facts[1], **change)  # type: ignore[arg-type]
    assert broken_at((facts[0], altered, facts[2]), salt) is not None


def test_removed_fact_is_found() -> None:
    """A gap is a break."""
    facts = chain("filed", "approved", "moved")
    assert broken_at((facts[0], facts[2]), salt) == 3


def test_canonical_form_is_sorted_json_in_utc() -> None:
    """The bytes that are hashed do not depend on the order of keys or the time zone."""
    fact = chain("filed")[0]
    toronto = replace(fact, cause=replace(CAUSE, at=CAUSE.at.astimezone(timezone(timedelta(hours=-4)))))
    assert canonical(fact) == canonical(toronto)
    assert list(json.loads(canonical(fact))) == ["at", "by", "case", "data", "kind", "seq", "via", "visibility"]


def test_salt_hides_what_a_fact_says() -> None:
    """The inner hash of a fact that is not public can't be guessed from its content."""
    fact = chain("filed")[0]
    assert inner_hash(fact, b"a") != inner_hash(fact, b"b")


def test_case_key_is_written_as_two_numbers() -> None:
    """As logs and leases write it."""
    assert str(KEY) == "10:1001"


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_are_read_as_they_were_written(value: datetime) -> None:
    """To the microsecond."""
    assert read_instant(instant(value)) == value
