"""The signed marker: what a comment of ours announces, so that GitHub carries the record, and what it was posted for.

`<!-- microacq:1 {JSON} SIGNATURE -->` stands last in a comment. Signed is the RFC 8785 form of the JSON: the case, the effect's key,
the facts and the hash of the text above, so neither can be moved or changed. A fact that may not be read there shows its inner hash
alone. Never posts anything, and never believes a marker without its signature.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

import rfc8785

from bot.core.facts import CaseKey, Cause, Fact, Visibility, inner_hash, instant, link, read_instant
from bot.ports.keys import Keys

HEAD = "<!-- microacq:"
VERSION = "1"
SHAPE = re.compile(r"<!-- microacq:1 (?P<payload>\{.*\}) (?P<signature>[A-Za-z0-9+/]{86}==) -->")
HIDDEN_SIGNS = re.compile("[<>@#&]|--|[^\x20-\x7e\xa1-\xac\xae-\u017f\u2013\u2018-\u201d\u2026]")
"""What could end the HTML comment, be found by a search of the raw text, or not be seen, is written as JSON's `\\uXXXX`."""

FULL_FACTS_ROOM = 45_000
"""Beyond this many characters of facts, further ones show their inner hash alone: the comment must fit (65 536)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A fact as a marker shows it: its place in the chain, and the fact itself with its salt where it may be read."""

    seq: int
    prev: str
    inner: str
    fact: Fact | None = None

    @property
    def hash(self) -> str:
        """The hash of the fact in its chain."""
        return link(self.prev, self.inner)


@dataclass(frozen=True, slots=True)
class Marker:
    """What a comment of ours was posted for. `name` is that of a panel or notice, which later ones of that name replace."""

    case: CaseKey
    key: str
    facts: tuple[Link, ...] = ()
    name: str = ""
    text_hash: str = ""
    raw_facts: tuple[Mapping[str, Any], ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Altered:
    """A marker that is not to be believed, with the reason for the operator."""

    reason: str


def facts_as_shown(facts: Iterable[Fact], keys: Keys, *, private: bool) -> tuple[Mapping[str, Any], ...]:
    """Facts as JSON for a marker; `private` is true in the evaluation repository, where facts of that visibility may be read."""
    readable = {Visibility.PUBLIC, Visibility.EVALUATION} if private else {Visibility.PUBLIC}
    return tuple(_whole(fact, keys) if fact.visibility in readable else _inner(fact, keys) for fact in facts)


def fitted(case: CaseKey, facts: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Facts as a marker has room for them: once it is used up, a further one shows its inner hash alone."""
    shown, room = [], FULL_FACTS_ROOM
    for raw in facts:
        cost = len(_hidden(raw))
        fits = cost <= room
        room -= cost if fits else 0
        shown.append(raw if fits or "inner" in raw else _hashed(_link(case, raw)))
    return tuple(shown)


def sign_marker(text: str, marker: Marker, keys: Keys) -> str:
    """The marker for a text, signed with the programme's key; `marker.raw_facts` is what `facts_as_shown` made."""
    payload: dict[str, Any] = {
        "case": [marker.case.repository_id, marker.case.issue_id],
        "facts": list(marker.raw_facts),
        "key": marker.key,
        "text": text_hash(text),
    }
    if marker.name:
        payload["name"] = marker.name
    signature = base64.b64encode(keys.sign(marker.case.repository_id, _signed_bytes(payload))).decode()
    return f"{HEAD}{VERSION} {_hidden(payload)} {signature} -->"


def signed(text: str, marker: Marker, keys: Keys) -> str:
    """The whole body: the text, and its marker last."""
    return f"{text}\n\n{sign_marker(text, marker, keys)}"


def read_marker(body: str, keys: Keys) -> Marker | Altered | None:
    """The marker of a comment; `Altered` if it, the text above or what follows was changed or forged; none if there is none."""
    text, head, rest = _unix(body).rpartition(HEAD)
    if not head:
        return None
    shape = SHAPE.fullmatch((head + rest).strip())
    if shape is None:
        return Altered("The marker is cut, of another version, or not last.")
    try:
        return _believed(text, json.loads(shape["payload"]), base64.b64decode(shape["signature"]), keys)
    except (ValueError, KeyError, TypeError, binascii.Error, rfc8785.CanonicalizationError) as error:
        return Altered(f"The marker can't be read: {type(error).__name__}.")


def trace(key: str) -> str:
    """What a marker for this effect holds word for word, to search for; only `read_marker` says whether it is one."""
    return f'"key":{_hidden(key)}'


def name_trace(name: str) -> str:
    """What the marker of a panel or notice of this name holds word for word."""
    return f'"name":{_hidden(name)}'


def text_hash(text: str) -> str:
    """SHA-256 of a text, whatever became of line ends and surrounding space at GitHub."""
    return hashlib.sha256(_unix(text).strip().encode()).hexdigest()


def _believed(text: str, payload: Any, signature: bytes, keys: Keys) -> Marker | Altered:  # noqa: ANN401 - any JSON until it is verified
    case = CaseKey(*payload["case"])
    if not keys.verify(case.repository_id, _signed_bytes(payload), signature):
        return Altered("The signature is not this programme's.")
    if payload["text"] != text_hash(text):
        return Altered("The text was changed after it was signed.")
    raw = tuple(payload["facts"])
    return Marker(case, payload["key"], tuple(_link(case, one) for one in raw), payload.get("name", ""), payload["text"], raw)


def _whole(fact: Fact, keys: Keys) -> dict[str, Any]:
    return {
        "at": instant(fact.cause.at),
        "by": fact.cause.by,
        "data": fact.data,
        "kind": fact.kind,
        "prev": fact.prev,
        "salt": keys.salt(fact.case, fact.seq).hex(),
        "seq": fact.seq,
        "via": fact.cause.via,
        "visibility": fact.visibility.value,
    }


def _inner(fact: Fact, keys: Keys) -> dict[str, Any]:
    return _hashed(Link(fact.seq, fact.prev, inner_hash(fact, keys.salt(fact.case, fact.seq))))


def _hashed(place: Link) -> dict[str, Any]:
    return {"inner": place.inner, "prev": place.prev, "seq": place.seq}


def _link(case: CaseKey, raw: Mapping[str, Any]) -> Link:
    if "inner" in raw:
        return Link(raw["seq"], raw["prev"], raw["inner"])
    cause = Cause(read_instant(raw["at"]).astimezone(UTC), raw["by"], raw["via"])
    fact = Fact(case, raw["seq"], cause, raw["kind"], raw["data"], Visibility(raw["visibility"]), raw["prev"], "")
    inner = inner_hash(fact, bytes.fromhex(raw["salt"]))
    whole = Fact(case, fact.seq, cause, fact.kind, fact.data, fact.visibility, fact.prev, link(fact.prev, inner))
    return Link(fact.seq, fact.prev, inner, whole)


def _signed_bytes(payload: Any) -> bytes:  # noqa: ANN401 - any JSON
    return b"microacq:1 " + rfc8785.dumps(payload)


def _hidden(payload: Any) -> str:  # noqa: ANN401 - any JSON
    """JSON in RFC 8785's order, without anything that HTML or a search could act on, and without anything that can't be seen."""
    return HIDDEN_SIGNS.sub(_as_escape, rfc8785.dumps(payload).decode())


def _as_escape(found: re.Match[str]) -> str:
    """The last sign found, as JSON writes it by its UTF-16 halves; of two hyphens the first may stay."""
    halves = found[0][-1].encode("utf-16-be").hex()
    return found[0][:-1] + "".join(f"\\u{halves[at : at + 4]}" for at in range(0, len(halves), 4))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
