"""Dates: YYYY-MM-DD and nothing else, with a sentence that shows how to write what was meant where that is certain."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import day
from bot.forms.calendar_date import read_date
from bot.forms.problem import UnreadableError


def refusal(words: str) -> str:
    """The English sentence that refuses these words; there is a French one too."""
    with pytest.raises(UnreadableError) as refused:
        read_date(words)
    assert refused.value.sentence.fr
    return refused.value.sentence.en


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_date_is_read_as_asked_for(value: date) -> None:
    """The one format of the form."""
    assert read_date(f" {value.isoformat()} ") == value


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("2027-02-30", "February 2027 has no 30th day: its last day is the 28th"),
        ("2028-02-30", "February has no 30th day: its last day is the 29th"),
        ("2027-06-31", "June has no 31st day: its last day is the 30th"),
        ("2027-06-00", "June has no 0th day"),
        ("2027-13-01", "there is no month 13"),
        ("2027-00-01", "there is no month 0"),
        ("0207-06-30", "the year 207 can’t be right"),
        ("9999-12-31", "the year 9999 can’t be right"),
    ],
)
def test_impossible_date_is_named_for_what_it_is(words: str, sentence: str) -> None:
    """A day that does not exist is a slip, and the sentence shows which."""
    assert sentence in refusal(words)


OTHER_FORMATS = [
    "2027/06/30", "2027.6.30", "2027-6-30", "20270630", "2027-06-30T23:59:59Z", "2027-06-30 23:59", "30/06/2027", "06/30/2027",
    "30-06-2027", "June 30, 2027", "Jun 30 2027", "Jun. 30, 2027", "30 June 2027", "30th of June 2027", "June 30th, 2027",
    "Wednesday, June 30, 2027", "30 juin 2027", "le 30 juin 2027", "mercredi 30 juin 2027", "le mercredi 30 juin 2027", "30 JUIN 2027",
]  # fmt: skip


@pytest.mark.parametrize("words", OTHER_FORMATS)
def test_date_in_another_format_is_shown_written_right(words: str) -> None:
    """Only one day can be meant, so the sentence says how to write it; the person decides."""
    assert "Write 2027-06-30" in refusal(words)


@pytest.mark.parametrize(
    ("words", "iso"),
    [("1er août 2027", "2027-08-01"), ("12 déc. 2027", "2027-12-12"), ("3 févr. 2027", "2027-02-03"), ("07/07/2027", "2027-07-07")],
)
def test_month_is_known_by_its_short_name_in_both_languages(words: str, iso: str) -> None:
    """Accents and dots are no obstacle."""
    assert f"Write {iso}" in refusal(words)


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_date_in_words_as_the_bot_writes_it_is_recognised(value: date) -> None:
    """In both languages."""
    assert value.isoformat() in refusal(day(value).en)
    assert value.isoformat() in refusal(day(value).fr)


@pytest.mark.parametrize(
    "words",
    [
        "12/07/2027",
        "07-12-2027",
        "12/07/27",
        "June 2027",
        "next Friday",
        "juin",
        "31/31/2027",
        "30 feb 2027",
        "2027-06-30 or later?",
        "x" * 60_000,
    ],
)
def test_date_that_can_mean_two_days_or_none_is_not_guessed(words: str) -> None:
    """`12/07/2027` is in July for some and in December for others."""
    assert "Write 2027-06-30" not in refusal(words)
    assert "YYYY-MM-DD" in refusal(words)


@given(st.text())
def test_any_words_are_a_date_or_a_sentence(words: str) -> None:
    """Nothing else escapes."""
    with suppress(UnreadableError):
        assert read_date(words).year >= 2000
