"""The opportunity's figures: tax, and dates that move together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.opportunity import Declaration, Opportunity, Organisation, tax_in_force, with_tax
from bot.core.policy import MoneyRules, TaxRate
from bot.core.text import Text

EMPTY = Text("", "")


def opportunity(start: date | None) -> Opportunity:
    """One with the pilot's dates, moved to 2027."""
    return Opportunity(
        title=EMPTY,
        summary=EMPTY,
        description=EMPTY,
        acceptance=(),
        evaluation=(),
        skills=(),
        licence="MIT",
        price=650_000,
        work_minutes=None,
        hourly_rate=None,
        closing=date(2027, 7, 12),
        selection=date(2027, 7, 14),
        start=start,
        delivery=date(2027, 7, 23),
        organisation=Organisation.OWN_BRANCH,
        repository="",
        declarations=frozenset(Declaration),
    )


def test_work_starts_on_the_selection_date_unless_said() -> None:
    """A start that is given counts; else the selection date."""
    assert opportunity(date(2027, 7, 16)).work_start == date(2027, 7, 16)
    assert opportunity(None).work_start == date(2027, 7, 14)


def test_later_dates_move_with_closing() -> None:
    """A week's extension moves selection, start and delivery by a week; a start that is not given stays so."""
    moved = opportunity(date(2027, 7, 16)).moved_to(date(2027, 7, 19))
    assert (moved.closing, moved.selection, moved.start, moved.delivery) == (
        date(2027, 7, 19),
        date(2027, 7, 21),
        date(2027, 7, 23),
        date(2027, 7, 30),
    )
    assert opportunity(None).moved_to(date(2027, 7, 19)).start is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_closing_that_moves_back_restores_everything(closing: date) -> None:
    """There and back again is where one was."""
    before = opportunity(date(2027, 7, 16))
    assert before.moved_to(closing).moved_to(before.closing) == before


RATES = MoneyRules(tax=(TaxRate(date(2028, 1, 1), 1500), TaxRate(date(2010, 7, 1), 1300)))


@pytest.mark.parametrize(
    ("on", "rate"),
    [(date(2010, 6, 30), 0), (date(2010, 7, 1), 1300), (date(2027, 12, 31), 1300), (date(2028, 1, 1), 1500)],
)
def test_newest_rate_that_has_come_is_in_force(on: date, rate: int) -> None:
    """In whatever order they are listed; before the first there is none."""
    assert tax_in_force(RATES, on) == rate


@pytest.mark.parametrize(
    ("price", "rate", "total"), [(650_000, 1300, 734_500), (869_000, 1500, 999_350), (1, 1300, 1), (50, 1300, 57), (100, 0, 100)]
)
def test_tax_is_rounded_half_up_to_the_cent(price: int, rate: int, total: int) -> None:
    """In whole cents, exactly."""
    assert with_tax(price, rate) == total
