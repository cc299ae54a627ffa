"""What is kept is read back exactly, and what can't be read is said."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.comments import Comment, Mention, Quoted
from bot.core.effects import Effect, Priority, Target
from bot.core.facts import CaseKey, Cause, Fact, Visibility
from bot.core.text import Text
from bot.store.codec import Codec, Unreadable
from tests.store.material import KEYS, comment

CODEC = Codec(KEYS)
words = st.text(max_size=12) | st.just("half a pair: \ud83d") | st.just("nothing: \x00")
numbers = st.integers(-(2**63), 2**63 - 1)
json = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
plain = st.none() | st.booleans() | numbers | words | st.builds(Text, words, words) | st.builds(Quoted, words) | st.builds(Mention, words)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=2).map(tuple) | st.dictionaries(words | st.just("$"), inner, max_size=2),
    max_leaves=4,
)
comments = st.builds(Comment, words, st.dictionaries(words, values, max_size=2), st.sampled_from(["en", "fr", "both"]))
instants = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(fold=0))
keys = st.builds(CaseKey, numbers, numbers)
facts = st.builds(
    Fact,
    keys,
    numbers,
    st.builds(Cause, instants, numbers, words),
    words,
    st.dictionaries(words, json, max_size=2),
    st.sampled_from(Visibility),
    words,
    words,
)
known = {
    Comment: comments,
    Fact: facts,
    str: words,
    int: numbers,
    Priority: st.sampled_from(Priority),
    Target: st.builds(Target, numbers, words, numbers, numbers),
}
for kind, strategy in known.items():
    st.register_type_strategy(kind, strategy)


def a_few(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field, with at most two items where it holds many; every field is filled, whether it has a default or not."""
    if get_origin(hint) is tuple:
        return st.lists(st.from_type(get_args(hint)[0]), max_size=2).map(tuple)
    return st.dictionaries(words, json, max_size=2) if get_origin(hint) is Mapping else st.from_type(hint)


@pytest.mark.parametrize("kind", get_args(Effect), ids=lambda kind: kind.__name__)
def test_every_effect_comes_back_equal(kind: type) -> None:
    """For every kind of effect, whatever it holds: the same value, and the same types inside."""

    @settings(max_examples=40, deadline=None)
    @given(st.builds(kind, **{name: a_few(hint) for name, hint in get_type_hints(kind).items() if name != "performed"}))
    def comes_back(effect: Any) -> None:
        again = CODEC.read_effect(CODEC.effect(effect))
        assert again == effect
        assert repr(again) == repr(effect)

    comes_back()


@settings(deadline=None)
@given(keys, st.sampled_from(Visibility), st.dictionaries(words, json, max_size=2))
def test_data_comes_back_equal(case: CaseKey, visibility: Visibility, data: dict[str, Any]) -> None:
    """JSON as it was, secret or not."""
    assert CODEC.read_data(case, visibility, CODEC.data(case, visibility, data)) == data


def test_secret_of_another_programme_is_refused() -> None:
    """A row that was moved to another programme's case can't be read."""
    sealed = CODEC.data(CaseKey(7, 70), Visibility.SECRET, {"a": 1})
    with pytest.raises(ValueError, match="another key"):
        CODEC.read_data(CaseKey(8, 70), Visibility.SECRET, sealed)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON"),
        ('{"$":"SingSong"}', "nothing of this version is called 'SingSong'"),
        ('{"a":1}', "nothing of this version is called None"),
        ('{"$":["a"],"of":1}', "unhashable"),
        ('{"$":"Target","repository_id":1}', "Target: .*missing"),
        ('{"$":"Mention","login":"a","colour":"red"}', "Mention: .*unexpected"),
        ('{"$":"Mention","login":"a"}', "Mention is no effect"),
        ('{"$":"Priority","value":4}', "Priority"),
        ('{"$":"datetime"}', "datetime"),
        ("5", "int is no effect"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, says: str) -> None:
    """Never guessed at: the operator reads which part it is."""
    with pytest.raises(Unreadable, match=says):
        CODEC.read_effect(text)


@pytest.mark.parametrize("value", [1.5, {1, 2}, b"bytes", object(), {1: "a"}, Text])
def test_what_no_effect_may_hold_is_refused_when_it_is_written(value: Any) -> None:
    """A mistake is found where it is made, not when the effect is to be performed."""
    effect = comment("1")
    with pytest.raises(TypeError):
        CODEC.effect(type(effect)(effect.key, effect.target, Comment("told", {"n": value})))


def test_instants_and_lists_inside_come_back_equal() -> None:
    """In UTC, whatever zone they were written in."""
    at = datetime(2027, 3, 2, 7, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
    fields: Any = {"at": at, "list": [1, (2,)], "$": "word"}
    again: Any = CODEC.read_effect(CODEC.effect(type(comment("1"))("1", comment("1").target, Comment("told", fields))))
    assert again.comment.fields == fields
