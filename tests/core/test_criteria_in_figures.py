"""Criteria of amounts, hours and dates: how they are counted and written, and that what a finding proposes would do."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.core.criteria.amount import counted_days, counted_hours, highest_price, hours, percent
from bot.core.criteria.dates import fiscal_end
from bot.core.criteria.languages import dates
from bot.core.opportunity import with_tax
from bot.core.policy import DateRules, MoneyRules, Policy, TaxRate
from bot.core.text import Text
from tests.core.good_opportunity import check

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""


def test_pilot_does_not_fit_its_own_dates() -> None:
    """The pilot asked for $6,500 of work (55 to 98 hours) between 16 and 23 July, which hold 45 hours."""
    found = check("workload", start=date(2027, 7, 16), delivery=date(2027, 7, 23))
    assert not found.met
    assert "6 business days, which hold 45 hours" in found.seen.en
    assert "55 to 98 hours" in found.required.en
    assert "July 27, 2027 or later would do" in found.sentence.en
    assert "de 55 à 98 heures" in found.sentence.fr


def test_french_counts_in_the_plural_from_two_on() -> None:
    """Zero and one and a half are singular in French, plural in English."""
    assert counted_days(0) == Text("0 business days", "0 jour ouvrable")
    assert counted_days(1) == Text("1 business day", "1 jour ouvrable")
    assert counted_days(2) == Text("2 business days", "2 jours ouvrables")
    assert counted_hours(90) == Text("1.5 hours", "1,5 heure")
    assert counted_hours(60) == Text("1 hour", "1 heure")


def test_work_without_end_is_to_be_divided() -> None:
    """More than a year's work gets the advice to ask for less, not a date."""
    assert "smaller piece" in check("workload", price=99_999_999_999).sentence.en


def test_price_names_the_highest_that_would_do() -> None:
    """With 13 % the cap of $10,000 leaves $8,849.56: one cent more passes it."""
    assert "$8,849.56 or less" in check("price", price=900_000).sentence.en
    assert "8\u00a0849,56\u00a0$" in check("price", price=900_000).sentence.fr


def test_price_is_taxed_at_the_rate_in_force_on_delivery() -> None:
    """A rate that comes into force before delivery counts; a later one does not."""
    rates = (TaxRate(date(2010, 7, 1), 500), TaxRate(date(2027, 8, 1), 1500))
    policy = Policy(money=MoneyRules(tax=rates))
    assert "15%" in check("price", policy).seen.en
    assert "5%" in check("price", policy, delivery=date(2027, 7, 31)).seen.en


@UNHURRIED
@given(st.integers(1, 10**9), st.integers(0, 3_000))
def test_highest_price_is_the_highest(cap: int, basis_points: int) -> None:
    """It does not pass the cap with tax, and one cent more does."""
    highest = highest_price(cap, basis_points)
    assert with_tax(highest, basis_points) <= cap < with_tax(highest + 1, basis_points)


def test_figures_are_written_as_each_language_writes_them() -> None:
    """Rates and hours have a point in English and a comma in French."""
    assert percent(1300) == Text("13%", "13\u00a0%")
    assert percent(1450) == Text("14.5%", "14,5\u00a0%")
    assert (hours(450), hours(600)) == (Text("7.5", "7,5"), Text("10", "10"))


def test_fiscal_year_ends_on_the_next_last_of_march() -> None:
    """In January, the year ends this March; in April, the next."""
    assert fiscal_end(date(2027, 1, 5), (3, 31)) == date(2027, 3, 31)
    assert fiscal_end(date(2027, 3, 31), (3, 31)) == date(2027, 3, 31)
    assert fiscal_end(date(2027, 4, 1), (3, 31)) == date(2028, 3, 31)


def test_policy_sets_how_long_a_call_is_open() -> None:
    """The earliest closing that would do is named."""
    found = check("open_days", Policy(dates=DateRules(open_at_least=20)), closing=date(2027, 7, 9))
    assert "19 business days" not in found.seen.en
    assert (found.met, "July 13, 2027 or later" in found.sentence.en) == (False, True)


@UNHURRIED
@given(st.integers(100_000, 800_000), st.dates(date(2027, 7, 14), date(2028, 1, 1)), st.integers(1, 30))
def test_delivery_date_that_would_do_does(price: int, start: date, days: int) -> None:
    """Whoever follows the sentence meets the criterion, and a day less would not do."""
    found = check("workload", price=price, start=start, delivery=start + timedelta(days=days))
    assume(not found.met)
    proposed = max(dates(found.sentence.en.rpartition("With this start")[2]))
    assert check("workload", price=price, start=start, delivery=proposed).met
    assert not check("workload", price=price, start=start, delivery=proposed - timedelta(days=1)).met


@UNHURRIED
@given(st.dates(date(2027, 6, 1), date(2028, 6, 1)), st.integers(1, 20))
def test_closing_date_that_would_do_does(today: date, least: int) -> None:
    """The named closing is long enough, and the day before is not."""
    policy = Policy(dates=DateRules(open_at_least=least))
    (proposed,) = dates(check("open_days", policy, today, closing=today).sentence.en)
    assert check("open_days", policy, today, closing=proposed).met
    assert not check("open_days", policy, today, closing=proposed - timedelta(days=1)).met
