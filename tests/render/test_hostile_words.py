"""Whatever people write, GitHub acts on no comment of ours as it would not with harmless words (S7): every template, its own fields."""

from dataclasses import replace
from functools import lru_cache

import pytest

from bench.hostile import CORPUS
from bench.oracle import acts_on
from bot.core.comments import Comment, Quoted, Value
from bot.core.text import Text
from bot.render.templates import render
from tests.texts.examples import comments

PARTS = 12
HOSTILE = "\n".join(word for word in CORPUS if not word.isspace())


@lru_cache(maxsize=1)
def quoting() -> tuple[Comment, ...]:
    """One comment of each name that repeats what somebody wrote."""
    return tuple({comment.name: comment for comment in comments() if with_words(comment, "x") != comment}.values())


def with_words(comment: Comment, words: str) -> Comment:
    """The comment with other words in every place where people's words stand."""
    return replace(comment, fields={name: replaced(value, words) for name, value in comment.fields.items()})


def replaced(value: Value, words: str) -> Value:
    """A field with other words."""
    if isinstance(value, Quoted):
        return Quoted(words)
    if isinstance(value, tuple):
        return tuple(replaced(one, words) for one in value)
    if isinstance(value, (Text, str, int)) or value is None or not hasattr(value, "items"):
        return value
    return {name: replaced(one, words) for name, one in value.items()}


@pytest.mark.parametrize(("turn", "comment"), list(enumerate(quoting())), ids=lambda one: getattr(one, "name", ""))
def test_hostile_words_add_nothing(turn: int, comment: Comment) -> None:
    """The whole corpus at once, and some of it alone (each comment another part), against harmless words in the same places."""
    harmless = acts_on(render(with_words(comment, "harmless")))
    assert acts_on(render(with_words(comment, HOSTILE))) == harmless
    for words in CORPUS[turn % PARTS :: PARTS]:
        assert acts_on(render(with_words(comment, words))) == harmless, words


def test_some_comments_repeat_what_people_write() -> None:
    """The test above has something to test."""
    assert len(quoting()) >= 5
