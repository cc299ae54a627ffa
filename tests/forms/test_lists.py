"""Criteria as list items, skills between commas, answers under their numbers."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.listed import LONGEST, numbered_answers, read_criteria, read_skills
from bot.forms.problem import UnreadableError


@pytest.mark.parametrize(
    ("words", "criteria"),
    [
        ("1. a\n2. b", ("a", "b")),
        ("1) a\n2) b", ("a", "b")),
        ("- a\n- b", ("a", "b")),
        ("* a\n\n* b", ("a", "b")),
        ("1. a\n1. b\n1. c", ("a", "b", "c")),
        ("1. a\n- b", ("a", "b")),
        ("1. a\n   - nested\n   - nested too\n2. b", ("a\n- nested\n- nested too", "b")),
        ("1. a\n\n   second paragraph\n\n2. b", ("a\n\nsecond paragraph", "b")),
        ("1. a\nsoft wrapped\n2. b", ("a\nsoft wrapped", "b")),
        ("10. a\n    more\n11. b", ("a\nmore", "b")),
        ("- [ ] a\n- [x] b", ("a", "b")),
        ("- ```\n  code\n  ```\n- b", ("```\ncode\n```", "b")),
        ("The work is accepted if:\n\n1. a\n2. b", ("a", "b")),
        ("Les travaux sont acceptés si :\n- a", ("a",)),
        ("-     indented code\n- b", ("indented code", "b")),
        ("  1. a\n  2. b", ("a", "b")),
        ("", ()),
        ("  \n", ()),
    ],
)
def test_each_top_level_item_is_one_criterion(words: str, criteria: tuple[str, ...]) -> None:
    """What is nested or indented belongs to its item; the number in front is not part of it."""
    assert read_criteria(words) == criteria


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("It works.", "as a list item"),
        ("It works.\n\nIt is tested.", "as a list item"),
        ("> - quoted", "as a list item"),
        ("```\n- code\n```", "as a list item"),
        ("All must run on Linux.\n\n- a", "outside of the list"),
        ("Intro:\n\n- a\n\nAnd it must be fast.", "outside of the list"),
        ("# Criteria\n\n- a", "outside of the list"),
        ("- a [tests][1]\n\n[1]: https://example.org", "outside of the list"),
        ("One.\n\nTwo:\n\n- a", "outside of the list"),
        ("1. a\n2.\n3. c", "criterion 2 has no words"),
        ("- a\n" * 401, "too long"),
        ("- " + "a" * LONGEST, "too long"),
    ],
)
def test_text_that_is_no_list_is_refused(words: str, sentence: str) -> None:
    """A criterion that nobody counts is worse than a question to the client."""
    with pytest.raises(UnreadableError) as refusal:
        read_criteria(words)
    assert sentence in refusal.value.sentence.en
    assert refusal.value.sentence.fr


@pytest.mark.parametrize(
    "hostile", ["- " * 9_000, ">" * 19_000, ">" * 18 + "a\n" + "a\n" * 390, "[" * 19_000, "- a\n" + "b\n" * 390, "[a]: b '\n" * 390]
)
def test_hostile_list_is_read_in_time(hostile: str) -> None:
    """A general Markdown parser is held to a short text."""
    began = time.process_time()
    with suppress(UnreadableError):
        read_criteria(hostile)
    assert time.process_time() - began < 0.5


@given(st.lists(st.text("ab cé.", min_size=1).filter(str.strip).map(str.strip), min_size=1, max_size=12))
def test_criteria_that_the_bot_would_list_are_read_back(criteria: list[str]) -> None:
    """Numbered or with hyphens, the items are the same."""
    plain = [criterion.replace(".", "") or "a" for criterion in criteria]
    expected = tuple(criterion.strip() or "a" for criterion in plain)
    assert read_criteria("\n".join(f"{number}. {words}" for number, words in enumerate(expected, 1))) == expected
    assert read_criteria("\n".join(f"- {words}" for words in expected)) == expected


@pytest.mark.parametrize(
    ("words", "skills"),
    [
        ("Python or similar, HTML", ("Python or similar", "HTML")),
        ("Python; HTML,, ,CSS,", ("Python", "HTML", "CSS")),
        ("Python,\n  unit   tests", ("Python", "unit tests")),
        ("HTML, html", ("HTML",)),
        ("", ()),
    ],
)
def test_skills_stand_between_commas(words: str, skills: tuple[str, ...]) -> None:
    """Each once, in order, as written."""
    assert read_skills(words) == skills


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("1. a\n2. b", ("a", "b")),
        ("1) a\n\n2) b", ("a", "b")),
        ("1. a\n\nMore of a, not indented.\n\n2. b", ("a\n\nMore of a, not indented.", "b")),
        ("1.\na\n2.\nb", ("a", "b")),
        ("1. a\n   1. nested\n   2. nested\n2. b", ("a\n   1. nested\n   2. nested", "b")),
        ("1. a\n1. b", ("a", "b")),
        ("1. a\n```\n2. code\n```\n2. b", ("a\n```\n2. code\n```", "b")),
        ("Hello.\n\n1. a\n2. b", ("Hello.\n\na", "b")),
        ("1. In 2025 I did it.\n2025. is not a number here\n2. b", ("In 2025 I did it.\n2025. is not a number here", "b")),
        ("1. a\n3. still a\n2. b", ("a\n3. still a", "b")),
        ("Just words.", ()),
        ("- a\n- b", ()),
        ("2. b", ()),
        ("1.5 years", ()),
        ("", ()),
    ],
)
def test_answers_stand_under_their_numbers(words: str, answers: tuple[str, ...]) -> None:
    """Numbers count in sequence, at the margin, outside code; nothing that was written is lost."""
    assert numbered_answers(words) == answers
