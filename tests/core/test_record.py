"""The record: public facts that no comment carried wait for the next one; the steps that led here."""

from datetime import UTC, datetime

from bot.core.facts import CaseKey, Cause, Fact, NewFact, Visibility, seal
from bot.core.record import KEPT, Record

KEY = CaseKey(10, 1001)
NOON = datetime(2027, 6, 1, 16, tzinfo=UTC)


def fact(via: str, kind: str, visibility: Visibility = Visibility.PUBLIC, **data: str) -> Fact:
    """A fact of a delivery."""
    return seal(NewFact(kind, data, visibility), (KEY, 1, "0" * 64), Cause(NOON, 2, via), b"salt")


def record(*facts: Fact) -> Record:
    """The record of these facts."""
    kept = Record()
    for one in facts:
        kept = kept.with_fact(one)
    return kept


def test_facts_that_were_announced_are_carried_already() -> None:
    """A decision without the closing fact `kept` had a comment."""
    assert record(fact("1", "filed"), fact("1", "moved", to="vetted")).uncarried == ()


def test_facts_of_a_silent_decision_wait_for_the_next_comment() -> None:
    """Also over several silent decisions, and those that are secret: a marker shows their hash, so that the chain has no hole."""
    facts = (
        fact("1", "edited"),
        fact("1", KEPT, Visibility.SECRET),
        fact("2", "stated", Visibility.SECRET),
        fact("2", KEPT, Visibility.SECRET),
    )
    assert record(*facts).uncarried == facts


def test_a_comment_carries_what_waited() -> None:
    """After it, nothing waits."""
    silent = record(fact("1", "edited"), fact("1", KEPT, Visibility.SECRET))
    assert silent.with_fact(fact("2", "approved", role="procurement")).uncarried == ()


def test_steps_name_what_they_led_to() -> None:
    """What is many and no step is left out."""
    steps = record(fact("1", "filed"), fact("2", "asked"), fact("3", "moved", to="open"), fact("4", "terminated", ground="default")).steps
    assert [(one.kind, one.detail, one.by) for one in steps] == [("filed", "", 2), ("moved", "open", 2), ("terminated", "default", 2)]
