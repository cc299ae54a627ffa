"""What problem sentences may repeat of a person's words: only what can't act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.problem import quotable, quoted, sides

ACTIVE = [
    "@octocat", "octo@cat.org", "#1", "example/x#1", "GH-1", "gh-12", "www.example.org", "https://example.org", "<b>", "a`b", "*a*",
    "_a_", "[a](b)", "![a](b)", "&#64;x", "a|b", "~a~", "deadbeef", "0123456789abcdef", "a\nb", ":tada:", "\\@x", "＠octocat", "{en}",
    "a" * 41, "", "/vet",
]  # fmt: skip


@pytest.mark.parametrize("words", ACTIVE)
def test_words_that_could_act_are_not_repeated(words: str) -> None:
    """A mention, a reference, a link, markup, a hash, a command: the sentence says `this answer` instead."""
    assert not quotable(words)


@pytest.mark.parametrize(
    "words", ["six thousand", "6.500", "$6.500", "12/07/2027", "le 12 juillet 2027", "55-98", "-5", "2027-02-30", "l’an prochain"]
)
def test_plain_words_are_repeated(words: str) -> None:
    """So that people see what was read."""
    assert words in quoted(words).en
    assert words in quoted(words).fr


@given(st.text("@#`<&*_[]|~\\:ab1. /-", max_size=12))
def test_quoted_words_hold_no_sign_of_markup(words: str) -> None:
    """Whatever was typed."""
    assert not set(quoted(words).en) & set("@#`<&*_[]|~\\:")


def test_label_of_two_languages_is_split_for_each() -> None:
    """A label in one language, or with several slashes, is shared."""
    assert (sides("Skills / Compétences").en, sides("Skills / Compétences").fr) == ("Skills", "Compétences")
    assert sides("Statement").fr == "Statement"
    assert sides("a / b / c").en == "a / b / c"
