"""Business days: weekends, holidays, the policy's own days, and counting them both ways."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.calendar import LONGEST, Calendar, business_days
from bot.core.policy import HolidayRules, Policy

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""

FEDERAL = business_days(Policy())

DAYS: tuple[tuple[date, bool], ...] = (
    (date(2027, 7, 12), True),  # a Monday
    (date(2027, 7, 10), False),  # a Saturday
    (date(2027, 7, 11), False),  # a Sunday
    (date(2027, 7, 1), False),  # Canada Day
    (date(2027, 9, 30), False),  # National Day for Truth and Reconciliation
    (date(2027, 11, 11), False),  # Remembrance Day
    (date(2027, 12, 27), False),  # Christmas, observed
    (date(2027, 2, 15), True),  # Family Day is a province's
    (date(9999, 12, 31), True),  # a Friday
)


@pytest.mark.parametrize(("day", "worked"), DAYS)
def test_calendar_knows_a_business_day(day: date, worked: bool) -> None:
    """Mondays to Fridays that are no holiday of a federal workplace."""
    assert FEDERAL.is_business_day(day) is worked


def test_policy_adds_and_removes_days() -> None:
    """The department's own closing is no business day; a holiday on which it works is one; a Saturday never is."""
    calendar = Calendar(HolidayRules(added=(date(2027, 8, 2),), removed=(date(2027, 9, 30), date(2027, 7, 10))))
    assert [calendar.is_business_day(day) for day in (date(2027, 8, 2), date(2027, 9, 30), date(2027, 7, 10))] == [False, True, False]


def test_policy_may_follow_a_province() -> None:
    """Ontario has Family Day, and no Remembrance Day."""
    calendar = Calendar(HolidayRules(subdivision="ON", categories=("public",)))
    assert [calendar.is_business_day(day) for day in (date(2027, 2, 15), date(2027, 11, 11))] == [False, True]


STEPS: tuple[tuple[date, int, date], ...] = (
    (date(2027, 7, 9), 1, date(2027, 7, 12)),  # Friday to Monday
    (date(2027, 7, 10), 1, date(2027, 7, 12)),  # from a Saturday
    (date(2027, 6, 30), 1, date(2027, 7, 2)),  # over Canada Day
    (date(2027, 7, 12), -1, date(2027, 7, 9)),
    (date(2027, 7, 12), -2, date(2027, 7, 8)),
    (date(2027, 7, 10), 0, date(2027, 7, 10)),
    (date(2027, 12, 23), 5, date(2028, 1, 4)),  # over a year's end: 24, 29, 30, 31 December, 4 January (3 January is observed)
)


@pytest.mark.parametrize(("day", "number", "reached"), STEPS)
def test_calendar_steps_over_business_days(day: date, number: int, reached: date) -> None:
    """Forwards and backwards; 0 stays, even on a weekend."""
    assert FEDERAL.add_business_days(day, number) == reached


def test_calendar_stops_at_its_ends() -> None:
    """The first and the last day of the calendar are as far as it goes."""
    assert FEDERAL.add_business_days(date(9999, 12, 30), 5) == date.max
    assert FEDERAL.add_business_days(date(1, 1, 3), -5) == date.min


SPANS: tuple[tuple[date, date, int], ...] = (
    (date(2027, 7, 16), date(2027, 7, 23), 6),  # the pilot's dates of work
    (date(2027, 7, 12), date(2027, 7, 12), 1),
    (date(2027, 7, 10), date(2027, 7, 11), 0),
    (date(2027, 7, 12), date(2027, 7, 9), 0),
    (date(2027, 6, 28), date(2027, 7, 2), 4),
)


@pytest.mark.parametrize(("first", "last", "number"), SPANS)
def test_calendar_counts_both_ends(first: date, last: date, number: int) -> None:
    """Both days are included; the wrong way round is none."""
    assert FEDERAL.business_days_between(first, last) == number


def test_calendar_counts_ten_years_at_most() -> None:
    """A mistyped year counts no further."""
    assert FEDERAL.business_days_between(date(2027, 1, 1), date.max) == FEDERAL.business_days_between(
        date(2027, 1, 1), date(2027, 1, 1) + LONGEST
    )


@UNHURRIED
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_steps_and_counts_agree(day: date, number: int) -> None:
    """The n-th business day after a day is a business day, with n of them from the next day on, and back again is no later."""
    reached = FEDERAL.add_business_days(day, number)
    assert FEDERAL.is_business_day(reached)
    assert FEDERAL.business_days_between(day + timedelta(days=1), reached) == number
    assert FEDERAL.add_business_days(reached, -number) <= day
