"""Stories of a request that is not published in time for its own dates."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.text import day
from tests.core.stories.play import OPPORTUNITY, Play


@pytest.mark.parametrize("way", ["files", "vetted", "funded"])
def test_client_is_told_when_the_call_can_no_longer_open_in_time(play: Play, way: str) -> None:
    """Once, when the last day is over, with the earliest closing that would do."""
    getattr(play, way)()
    (due,) = play.deadlines
    assert (due.kind, due.due) == ("unpublished", datetime(2027, 6, 8, 4, 0, tzinfo=UTC))
    said = play.due("unpublished")
    assert said[0].name == "unpublished"
    assert said[0].fields["earliest"] == day(date(2027, 6, 15))
    assert play.deadlines == frozenset()


def test_new_dates_have_a_last_day_of_their_own(play: Play) -> None:
    """Edited in time or not."""
    play.files()
    play.due("unpublished")
    play.edits(OPPORTUNITY.moved_to(date(2027, 6, 21)))
    assert [one.kind for one in play.deadlines] == ["unpublished"]


def test_nobody_is_told_what_the_checks_said_at_filing(play: Play) -> None:
    """The last day lies before the filing, or procurement has let a shorter call pass."""
    play.files(opportunity=replace(OPPORTUNITY, closing=date(2027, 5, 31)))
    assert play.deadlines == frozenset()
    late = Play()
    late.files()
    late.later(days=14)
    late.says("priya", "/waive open_days It is urgent.")
    assert late.deadlines == frozenset()


def test_opening_ends_it(play: Play) -> None:
    """Then the call has its own deadlines."""
    play.opened()
    assert "unpublished" not in {one.kind for one in play.deadlines}
