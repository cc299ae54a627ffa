"""What one failure says of GitHub, and what it says of itself alone."""

from datetime import timedelta

import pytest

from bot.engine.outage import LONGEST, SHORTEST, Outage
from bot.ports.gateway import Unavailable
from tests.store.material import NOON, later

DOWN = Unavailable("502")


def test_first_failures_put_off_what_failed_and_nothing_else() -> None:
    """Two in a row: each is tried again after ten seconds, and others go on."""
    outage = Outage()
    assert [outage.failed(DOWN, NOON) for _ in range(2)] == [NOON + SHORTEST] * 2
    assert not outage.on
    assert not outage.forbids(NOON)


def test_third_failure_in_a_row_stops_all_for_a_minute() -> None:
    """Then one trial at a time, until one succeeds."""
    outage = Outage()
    for _ in range(3):
        again = outage.failed(DOWN, NOON)
    assert again == outage.until == NOON + LONGEST
    assert outage.forbids(later(59))
    assert not outage.forbids(later(60))
    assert outage.on, "on trial"
    outage.answered()
    assert not outage.on


def test_answer_between_failures_starts_the_count_anew() -> None:
    """A GitHub that answers most of the time is not down."""
    outage = Outage()
    for _ in range(10):
        outage.failed(DOWN, NOON)
        outage.failed(DOWN, NOON)
        outage.answered()
    assert not outage.on


@pytest.mark.parametrize(("named", "until"), [(3300, 3300), (-60, 1)])
def test_limit_stops_all_until_the_time_it_names(named: int, until: int) -> None:
    """At once; and for a second at least, when GitHub's clock is behind ours."""
    outage = Outage()
    assert outage.failed(Unavailable("limit", retry_at=later(named)), NOON) == later(until)
    assert outage.forbids(later(until) - timedelta(microseconds=1))
    assert not outage.forbids(later(until))


def test_ambiguous_failures_stop_nobody_else() -> None:
    """However many: what may have been applied is looked for by itself, at its own time."""
    outage = Outage()
    for _ in range(10):
        assert outage.failed(Unavailable("502", retry_at=later(15), ambiguous=True), NOON) == later(15)
        assert outage.failed(Unavailable("502", ambiguous=True), NOON) == later(10)
    assert not outage.on
