"""Prices and hours as people write them, in either language, and the sentences for what has no reading or two."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import money
from bot.forms.amount import LARGEST, read_hourly_rate, read_hours, read_price
from bot.forms.problem import UnreadableError

READ = [
    ("$6,500", 650_000),
    ("6 500 $", 650_000),
    ("6500.00", 650_000),
    ("6500", 650_000),
    ("6 500,00 $", 650_000),
    ("6\u00a0500,00\u00a0$", 650_000),
    ("6\u202f500 $", 650_000),
    ("6\u2009500,50 $", 650_050),
    ("$ 6,500.50", 650_050),
    ("  6500$ ", 650_000),
    ("CAD 6500", 650_000),
    ("6500 CAD", 650_000),
    ("$6,500.00 before tax", 650_000),
    ("6 500 $ (avant taxes)", 650_000),
    ("6500 dollars", 650_000),
    ("6500 $ plus tax", 650_000),
    ("0.01", 1),
    ("$10,000", 1_000_000),
    ("999,999,999.99", LARGEST),
]
REFUSED = [
    ("six thousand", "for example 6500"),
    ("6.500", "If you mean $6,500, write 6500"),
    ("$6.500", "write 6500"),
    ("6.500,00 $", "write 6500"),
    ("-6500", "more than zero"),
    ("−6 500 $", "more than zero"),
    ("(6500)", "more than zero"),
    ("0", "more than zero"),
    ("0.00 $", "more than zero"),
    ("1 000 000 000 000 000,00 $", "too many figures"),
    ("9" * 39, "too many figures"),
    ("999999999999", "too many figures"),
    ("9" * 60_000, "too many figures"),
    ("6500 to 7000", "in figures"),
    ("6,50,0", "in figures"),
    ("6500.5", "in figures"),
    ("6,500,0", "in figures"),
    ("US$6500", "in figures"),
    ("6500 €", "in figures"),
    ("6k", "in figures"),
    ("٦٥٠٠", "in figures"),
    ("6500²", "in figures"),
    ("6500\n7000", "in figures"),
    ("NaN", "in figures"),
    ("1e9", "in figures"),
    ("@octocat", "this answer"),
]


@pytest.mark.parametrize(("words", "cents"), READ)
def test_price_is_read_as_people_write_it(words: str, cents: int) -> None:
    """Both languages' ways, with every kind of space."""
    assert read_price(words) == cents


@pytest.mark.parametrize(("words", "sentence"), REFUSED)
def test_price_that_has_no_single_reading_is_refused(words: str, sentence: str) -> None:
    """The sentence says what would work, in both languages, and never repeats words that could act."""
    with pytest.raises(UnreadableError) as refusal:
        read_price(words)
    assert sentence in refusal.value.sentence.en
    assert refusal.value.sentence.fr
    assert "@" not in refusal.value.sentence.en + refusal.value.sentence.fr


@given(st.integers(1, LARGEST))
def test_amount_that_the_bot_writes_can_be_typed_back(cents: int) -> None:
    """What a comment shows is a way to fill in the form, in both languages."""
    assert read_price(money(cents).en) == read_price(money(cents).fr) == cents


@given(st.text())
def test_any_words_are_a_price_or_a_sentence(words: str) -> None:
    """Nothing else escapes."""
    with suppress(UnreadableError):
        assert 0 < read_price(words) <= LARGEST


@pytest.mark.parametrize(
    "words",
    ["100", "$100", "100 $", "100/h", "$100 / hour", "100 $/h", "100 $ l’heure", "100 $ de l'heure", "$100 per hour", "100 an hour"],
)
def test_hourly_rate_may_say_that_it_is_one(words: str) -> None:
    """The field asks for a rate, so people write one."""
    assert read_hourly_rate(words) == 10_000


HOURS = {
    "55": 3300, "55.5": 3330, "55,5": 3330, "55 h": 3300, "55h": 3300, "55 hours": 3300, "55 heures": 3300, "55 h 30": 3330,
    "55:30": 3330, "0.5": 30, "7,25 h": 435, "55.33": 3320, "37\u00a0h\u00a030 min": 2250,
}  # fmt: skip


@pytest.mark.parametrize(("words", "minutes"), HOURS.items())
def test_hours_are_read_into_minutes(words: str, minutes: int) -> None:
    """Half hours are common in both ways of writing."""
    assert read_hours(words) == minutes


@pytest.mark.parametrize("words", ["55-98", "a week", "0", "-5", "55.555", "1,000", "55 h 75", "1" * 5000, "5²"])
def test_hours_that_are_not_one_number_are_refused(words: str) -> None:
    """One number, more than zero."""
    with pytest.raises(UnreadableError) as refusal:
        read_hours(words)
    assert "number" in refusal.value.sentence.en
    assert "nombre" in refusal.value.sentence.fr
