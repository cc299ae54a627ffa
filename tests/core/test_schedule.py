"""Dates that move along: which of them, by how much, and what a fact keeps of them."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.calendar import business_days
from bot.core.policy import Policy
from bot.core.schedule import call_data, later_by, same_window, schedule_data, with_schedule
from tests.core.stories.cast import OPPORTUNITY

CALENDAR = business_days(Policy())


def test_a_fact_keeps_the_four_dates() -> None:
    """Written and read again, they are the same; so is a start that was not given."""
    for opportunity in (OPPORTUNITY, replace(OPPORTUNITY, start=None)):
        assert with_schedule(replace(OPPORTUNITY, closing=date(2030, 1, 1)), schedule_data(opportunity)) == opportunity


@pytest.mark.parametrize(
    ("state", "moved"),
    [
        ("open", {"closing", "selection", "start", "delivery"}),
        ("evaluation", {"selection", "start", "delivery"}),
        ("selected", {"start", "delivery"}),
        ("awarded", {"delivery"}),
        ("delivered", {"delivery"}),
        ("accepted", set()),
    ],
)
def test_only_the_dates_that_lie_ahead_move(state: str, moved: set[str]) -> None:
    """By business days: Wednesday the 16th and two days are Friday the 18th."""
    later = later_by(OPPORTUNITY, 2, CALENDAR, from_stage=state)
    assert {name for name in ("closing", "selection", "start", "delivery") if getattr(later, name) != getattr(OPPORTUNITY, name)} == moved
    assert state not in ("open", "evaluation") or later.selection == date(2027, 6, 18)
    assert later_by(replace(OPPORTUNITY, start=None), 2, CALENDAR, from_stage=state).start is None


def test_the_delivery_window_keeps_its_length() -> None:
    """The runner-up has as many business days as the first had; nothing is taken from whoever may start in time."""
    later = same_window(OPPORTUNITY, date(2027, 6, 28), CALENDAR)
    assert (later.start, later.delivery) == (date(2027, 6, 28), date(2027, 7, 26))
    assert same_window(OPPORTUNITY, date(2027, 7, 2), CALENDAR).delivery == date(2027, 7, 29)
    assert same_window(OPPORTUNITY, date(2027, 6, 18), CALENDAR) == OPPORTUNITY


def test_the_call_closes_with_its_day() -> None:
    """23:59:59 in Toronto; questions two business days before."""
    assert call_data(OPPORTUNITY, Policy()) == {
        "call_closing": "2027-06-15T03:59:59.000000Z",
        "questions_until": "2027-06-11T03:59:59.000000Z",
    }
