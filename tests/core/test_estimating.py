"""An estimate before there is a price: by the guide's formula, with the tax in force, held against the cap."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.core.estimating import estimate
from bot.core.policy import MoneyRules, TaxRate

DAY = date(2027, 6, 14)


def test_pilots_hours_come_to_its_price() -> None:
    """55 hours and 10 at $100: $6,500, within the cap."""
    found = estimate(55 * 60, 10_000, MoneyRules(), DAY)
    assert (found.price, found.total, found.within) == (650_000, 734_500, True)
    assert found.sentence.en == (
        "55 hours of work and 10 of administration at $100 come to $6,500, or $7,345 with tax (13%). That is within $10,000."
    )
    assert "6\u00a0500\u00a0$, soit 7\u00a0345\u00a0$ taxes comprises (13\u00a0%)" in found.sentence.fr


def test_estimate_above_the_cap_says_what_would_do() -> None:
    """$8,849.55 with 13% is $10,000."""
    found = estimate(90 * 60, 10_000, MoneyRules(), DAY)
    assert not found.within
    assert "a price of $8,849.56 or less before tax" in found.sentence.en or "a price of $8,849.55 or less before tax" in found.sentence.en


@given(st.integers(1, 30_000), st.integers(1, 50_000), st.integers(0, 2_500))
def test_estimate_within_the_cap_costs_no_more(minutes: int, rate: int, tax: int) -> None:
    """Whatever the tax."""
    rules = MoneyRules(tax=(TaxRate(date(2010, 1, 1), tax),))
    found = estimate(minutes, rate, rules, DAY)
    assert found.within == (found.total <= rules.cap)
    assert found.price <= found.total
