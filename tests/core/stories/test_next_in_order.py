"""Stories of whoever comes next in the drawn order: the price is the same, and so is the length of the work."""

from datetime import date, timedelta

from bot.core.calendar import business_days
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy
from tests.core.stories.play import OPPORTUNITY, Play


def days(dated: Opportunity) -> int:
    """The business days that there are for the work."""
    return business_days(Policy()).business_days_between(dated.work_start, dated.delivery)


def test_next_has_as_many_days_for_the_work(play: Play) -> None:
    """The start moves to the day after the answer, and delivery keeps its distance in business days; the offer and the page say so."""
    play.drawn("amelie", "noor")
    first = play.winner
    play.later(days=1)
    said = play.says(first, "/decline", play.on_application(first))
    dated = play.case.opportunity
    assert (dated.work_start, days(dated)) == (date(2027, 6, 19), days(OPPORTUNITY))
    assert [one.fields["delivery"].en for one in said[1:]] == ["July 19, 2027", "July 19, 2027"]  # type: ignore[union-attr]
    assert said[1].fields["moved"] is True
    assert next(one.data["why"] for one in play.facts if one.kind == "rescheduled") == "next"


def test_next_may_start_in_time(play: Play) -> None:
    """Where the answer comes before the published start, no date moves."""
    play.drawn("amelie", "noor")
    said = play.says(play.winner, "/decline", play.on_application(play.winner))
    assert play.case.opportunity == OPPORTUNITY
    assert said[1].fields["moved"] is False


def test_silent_supplier_is_told_that_the_offer_has_ended(play: Play) -> None:
    """On their own application, beside what everybody reads."""
    play.drawn("amelie", "noor", "tomasz")
    first = play.winner
    assert [one.name for one in play.due("offer")] == ["next_offered", "offer", "lapsed"]
    second = play.winner
    play.due("offer")
    assert len({first, second, play.winner}) == 3
    assert [one.name for one in play.due("offer")] == ["nobody_next", "lapsed"]
    assert play.case.offer is None


def test_each_further_offer_moves_the_dates_along(play: Play) -> None:
    """The window is as long for the third as for the first."""
    play.drawn("amelie", "noor", "tomasz")
    for _ in range(2):
        play.due("offer")
    dated = play.case.opportunity
    assert days(dated) == days(OPPORTUNITY)
    assert dated.work_start > play.now.date() + timedelta(days=1)


def test_dispute_about_an_offer_outlives_it(play: Play) -> None:
    """The supplier disputes and then declines: procurement still ends the dispute, and the next one's days count again."""
    play.drawn("amelie", "noor")
    first = play.winner
    play.says(first, "/dispute The terms are not those of the call.")
    play.says(first, "/decline", play.on_application(first))
    assert play.winner != first
    assert not any(one.kind == "offer" for one in play.deadlines)
    play.says("claire", "/dispute They are the terms of the call.")
    play.says("priya", "/resolve They are; the sample was newer.")
    assert any(one.kind == "offer" for one in play.deadlines)
