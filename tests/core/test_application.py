"""The application's small figures: words of a statement, the letters of applicants, and their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.application import derived_order, letter, words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("one", 1),
        ("Two words", 2),
        ("– a dash — is no word …", 5),
        ("l’été dernier", 2),
        ("line\nbreaks\tand  spaces", 4),
        ("* 3 items", 2),
    ],
)
def test_words_are_runs_with_a_letter_or_a_digit(text: str, number: int) -> None:
    """Punctuation between spaces is no word."""
    assert words(text) == number


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_applicants_are_lettered_without_end(index: int, name: str) -> None:
    """After Z comes AA."""
    assert letter(index) == name


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_no_two_applicants_share_a_letter(one: int, other: int) -> None:
    """Equal letters mean the same applicant."""
    assert (letter(one) == letter(other)) == (one == other)


@given(st.binary(min_size=16, max_size=32), st.lists(st.integers(1, 10**12), unique=True, max_size=20))
def test_order_depends_on_the_secret_alone(secret: bytes, issue_ids: list[int]) -> None:
    """Whatever the order in which applications came, the secret puts them in the same one, and leaves none out."""
    order = derived_order(secret, tuple(issue_ids))
    assert derived_order(secret, tuple(reversed(issue_ids))) == order
    assert sorted(order) == sorted(issue_ids)


def test_another_secret_gives_another_order() -> None:
    """Who does not know the secret can't foresee the order."""
    ids = tuple(range(1, 30))
    assert derived_order(b"one", ids) != derived_order(b"two", ids)
    assert derived_order(b"one", ids) != ids
