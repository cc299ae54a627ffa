"""Text in two languages, and money, dates and times as each writes them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.amounts import read_amount
from bot.core.text import Text, day, end_of, joined, moment, money, same


def test_text_gives_the_words_of_a_language() -> None:
    """English for `en`, French for `fr`."""
    assert (Text("open", "ouverte")["en"], Text("open", "ouverte")["fr"]) == ("open", "ouverte")


def test_text_fills_each_language_with_its_own_words() -> None:
    """A `Text` in a brace gives each language its own; a name or number is the same in both."""
    filled = Text("{what} {number}", "{number} {what}").format(what=Text("days", "jours"), number=5)
    assert filled == Text("days 5", "5 jours")


def test_texts_are_joined_as_each_language_separates() -> None:
    """Separators may differ; `same` gives both languages the same words."""
    assert joined([same("A"), same("B")], ": ", "\u00a0: ") == Text("A: B", "A\u00a0: B")
    assert joined(()) == Text("", "")


MONEY: tuple[tuple[int, str, str], ...] = (
    (650_000, "$6,500", "6\u00a0500\u00a0$"),
    (734_500, "$7,345", "7\u00a0345\u00a0$"),
    (884_956, "$8,849.56", "8\u00a0849,56\u00a0$"),
    (5, "$0.05", "0,05\u00a0$"),
    (0, "$0", "0\u00a0$"),
    (-150, "-$1.50", "-1,50\u00a0$"),
    (100_000_000_000, "$1,000,000,000", "1\u00a0000\u00a0000\u00a0000\u00a0$"),
)


@pytest.mark.parametrize(("cents", "en", "fr"), MONEY)
def test_money_is_written_as_each_language_writes_it(cents: int, en: str, fr: str) -> None:
    """Whole dollars have no cents; French has its no-break spaces and the sign last."""
    assert money(cents) == Text(en, fr)


@given(st.integers(0, 10**11))
def test_amount_that_is_written_is_read_again(cents: int) -> None:
    """What we write, in either language, we read."""
    written = money(cents)
    assert (read_amount(written.en), read_amount(written.fr)) == (cents, cents)


READ: tuple[tuple[str, int], ...] = (
    ("$6,500", 650_000),
    ("6 500 $", 650_000),
    ("6\u202f500\u00a0$", 650_000),
    ("6500.00", 650_000),
    ("6500,00", 650_000),
    ("CA$6,500.00", 650_000),
    ("6 500,00 $ CA", 650_000),
    ("CAD 6500", 650_000),
    (" 7345 ", 734_500),
    ("0", 0),
)


@pytest.mark.parametrize(("words", "cents"), READ)
def test_amount_is_read_as_people_write_it(words: str, cents: int) -> None:
    """With sign or without, grouped or not, in either language."""
    assert read_amount(words) == cents


@pytest.mark.parametrize(
    "words",
    ["", "six thousand", "6.500", "6,50,0", "1,2345", "7.345,00", "6500.5", "-6500", "$", "6500 or 7000", "1e4", "9" * 5000, "٦٥٠٠"],
)
def test_amount_is_never_guessed(words: str) -> None:
    """What can mean two amounts, or none, is not read."""
    assert read_amount(words) is None


@given(st.text())
def test_amount_reading_never_raises(words: str) -> None:
    """Any words are an amount or none."""
    assert read_amount(words) is None or read_amount(words) is not None


def test_day_is_written_in_words() -> None:
    """The first of a month is `1er` in French."""
    assert day(date(2027, 7, 12)) == Text("July 12, 2027", "le 12 juillet 2027")
    assert day(date(2027, 8, 1)) == Text("August 1, 2027", "le 1er août 2027")


MOMENTS: tuple[tuple[datetime, str, str, str], ...] = (
    (
        datetime(2027, 7, 13, 3, 59, 59, tzinfo=UTC),
        "America/Toronto",
        "July 12, 2027, 11:59 p.m. (EDT)",
        "le 12 juillet 2027 à 23\u00a0h\u00a059 (HAE)",
    ),
    (
        datetime(2027, 1, 1, 17, 0, tzinfo=UTC),
        "America/Toronto",
        "January 1, 2027, 12:00 p.m. (EST)",
        "le 1er janvier 2027 à 12\u00a0h (HNE)",
    ),
    (
        datetime(2027, 1, 1, 5, 5, tzinfo=UTC),
        "America/Toronto",
        "January 1, 2027, 12:05 a.m. (EST)",
        "le 1er janvier 2027 à 0\u00a0h\u00a005 (HNE)",
    ),
    (datetime(2027, 7, 1, 12, 0, tzinfo=UTC), "UTC", "July 1, 2027, 12:00 p.m. (UTC)", "le 1er juillet 2027 à 12\u00a0h (UTC)"),
)


@pytest.mark.parametrize(("instant", "zone", "en", "fr"), MOMENTS)
def test_moment_is_written_by_the_zone_s_wall_clock(instant: datetime, zone: str, en: str, fr: str) -> None:
    """With the zone's short name in each language; one that has no French name keeps its own."""
    assert moment(instant, zone) == Text(en, fr)


def test_date_means_the_end_of_its_day() -> None:
    """23:59:59 in the policy's zone, in winter and in summer."""
    assert end_of(date(2027, 7, 12), "America/Toronto").astimezone(UTC) == datetime(2027, 7, 13, 3, 59, 59, tzinfo=UTC)
    assert end_of(date(2027, 1, 12), "America/Toronto").astimezone(UTC) == datetime(2027, 1, 13, 4, 59, 59, tzinfo=UTC)
