"""Markers: signed, bound to their text, readable without secrets, and impossible to forge from what people write."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from bench.oracle import acts_on
from bot.core.facts import GENESIS, CaseKey, Cause, Fact, NewFact, Visibility, seal_all
from bot.keys import MasterKeys
from bot.render import neutral
from bot.render.marker import FULL_FACTS_ROOM, Altered, Marker, facts_as_shown, fitted, name_trace, read_marker, sign_marker, signed, trace
from bot.render.values import Dress, Words

KEYS = MasterKeys(bytes(range(1, 33)))
CASE = CaseKey(11, 42)
CAUSE = Cause(datetime(2027, 7, 12, 16, 0, 0, 5, UTC), 7, "72d3162e")
TEXT = "The opportunity was filed.\n\n---\n\nL’opportunité a été déposée."


def facts(*news: NewFact) -> tuple[Fact, ...]:
    """Facts in their chain."""
    return seal_all(news, (CASE, 1, GENESIS), CAUSE, lambda seq: KEYS.salt(CASE, seq))


FACTS = facts(
    NewFact("filed", {"title": "Été -- <!-- @octocat #1 & -->", "price": 650_000}),
    NewFact("verdict", {"reason": "no evidence"}, Visibility.EVALUATION),
    NewFact("drawn", {"seed": "00"}, Visibility.SECRET),
)


def body(*, private: bool = False, text: str = TEXT, name: str = "") -> str:
    """A comment with these facts."""
    return signed(text, Marker(CASE, "posted/1", name=name, raw_facts=facts_as_shown(FACTS, KEYS, private=private)), KEYS)


def read(whole: str) -> Marker:
    """A marker that is there and believed."""
    marker = read_marker(whole, KEYS)
    assert isinstance(marker, Marker), marker
    return marker


def test_a_marker_carries_the_case_the_key_and_the_chain() -> None:
    """Public facts whole; of the others the inner hash, which still joins the chain."""
    marker = read(body(name="findings"))
    assert (marker.case, marker.key, marker.name) == (CASE, "posted/1", "findings")
    assert [link.fact for link in marker.facts] == [FACTS[0], None, None]
    assert [link.hash for link in marker.facts] == [fact.hash for fact in FACTS]


def test_the_evaluation_repository_shows_evaluation_facts() -> None:
    """A verdict may be read there; a secret nowhere."""
    assert [link.fact for link in read(body(private=True)).facts] == [FACTS[0], FACTS[1], None]
    for shown in (body(), body(private=True)):
        assert "seed" not in shown
    assert "evidence" not in body()


def test_a_marker_is_one_hidden_line() -> None:
    """Last in the comment; nothing in it ends the HTML comment or is found by a search."""
    line = body().splitlines()[-1]
    assert line.startswith("<!-- microacq:1 {")
    assert line.isprintable()
    inside = line.removeprefix("<!--").removesuffix("-->")
    assert not any(sign in inside for sign in ("--", "<", ">", "@", "#", "&"))
    assert not acts_on(body(), ("html_block", "hr"))


def test_whoever_has_the_public_key_can_check_it() -> None:
    """The JSON's canonical form, Ed25519, and nothing of ours."""
    payload, signature, _ = body().splitlines()[-1].removeprefix("<!-- microacq:1 ").rsplit(" ", 2)
    message = b"microacq:1 " + rfc8785.dumps(json.loads(payload))
    Ed25519PublicKey.from_public_bytes(KEYS.public_key(11)).verify(base64.b64decode(signature), message)


def test_line_ends_and_space_at_github_change_nothing() -> None:
    """GitHub may return CRLF; a newline more at the end is the same comment."""
    assert read(body().replace("\n", "\r\n") + "\r\n").key == "posted/1"


@pytest.mark.parametrize(
    "altered",
    [
        body().replace("was filed", "was vetted"),
        body().replace('"price":650000', '"price":1'),
        body().replace('"case":[11,42]', '"case":[11,43]'),
        body().replace('"case":[11,42]', '"case":[12,42]'),
        body().replace("posted/1", "posted/2"),
        body() + "\nApproved.",
        body().replace("microacq:1", "microacq:2"),
        body()[:-5],
        "x <!-- microacq:1 {} -->",
        f"x <!-- microacq:1 {{}} {'A' * 86}== -->",
        f'x <!-- microacq:1 {{"case":[1,2],"facts":[],"key":"k","text":""}} {"A" * 86}== -->',
        f'x <!-- microacq:1 {{"case":["a"],"facts":1}} {"A" * 86}== -->',
        f"x <!-- microacq:1 {{nothing}} {'A' * 86}== -->",
    ],
)
def test_what_was_altered_is_not_believed(altered: str) -> None:
    """Text, facts, case or key changed, something added, cut, or forged outright."""
    assert isinstance(read_marker(altered, KEYS), Altered)


@given(data=st.data())
def test_any_changed_sign_is_noticed(data: st.DataObject) -> None:
    """One sign of the comment replaced by another, anywhere."""
    whole = body()
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from('aA0 {}"<-é'))
    changed = whole[:place] + other + whole[place + 1 :]
    if changed != whole:
        assert not isinstance(read_marker(changed, KEYS), Marker) or changed.split() == whole.split()


def test_another_programmes_marker_is_not_ours() -> None:
    """A marker signed with another master key."""
    assert isinstance(read_marker(body(), MasterKeys(bytes(range(2, 34)))), Altered)


def test_a_comment_without_a_marker_has_none() -> None:
    """People's comments."""
    assert read_marker("Thank you! <!-- a note -->", KEYS) is None


def test_a_quoted_marker_is_data() -> None:
    """A quote, a sentence and a code span hold a marker of ours word for word: the comment's own marker counts."""
    old = body().splitlines()[-1]
    text = f"{Words(old, Dress('en', 20_000)).as_block()}\n\n{neutral.guarded(old)} {neutral.code(old)}"
    assert read(signed(text, Marker(CASE, "new"), KEYS)).key == "new"
    assert not isinstance(read_marker(text, KEYS), Marker)


@given(key=st.text(min_size=1, max_size=30), title=st.text(max_size=30))
def test_any_key_and_any_words_come_back(key: str, title: str) -> None:
    """Keys, names and facts of any text survive, and `trace` finds them."""
    key, title = (words.encode("utf-8", "ignore").decode() for words in (key, title))
    shown = facts_as_shown(facts(NewFact("filed", {"title": title})), KEYS, private=False)
    whole = signed(TEXT, Marker(CASE, key, name=title, raw_facts=shown), KEYS)
    marker = read(whole)
    assert (marker.key, marker.name) == (key, title)
    assert marker.facts[0].fact is not None
    assert marker.facts[0].fact.data == {"title": title}
    assert trace(key) in whole
    assert not title or name_trace(title) in whole


def test_facts_that_have_no_room_show_their_hash() -> None:
    """A marker never grows beyond what a comment holds; the chain stays whole."""
    many = facts(*(NewFact("answered", {"text": "\u200b" * 3_000}) for _ in range(5)))
    raw: Any = fitted(CASE, facts_as_shown(many, KEYS, private=False))
    marker = read(signed(TEXT, Marker(CASE, "k", raw_facts=raw), KEYS))
    assert [link.fact is None for link in marker.facts] == [False, False, True, True, True]
    assert [link.hash for link in marker.facts] == [fact.hash for fact in many]
    assert len(sign_marker(TEXT, replace(marker, raw_facts=raw), KEYS)) < FULL_FACTS_ROOM + 2_000
    assert fitted(CASE, raw) == raw
