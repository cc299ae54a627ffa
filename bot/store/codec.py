"""Effects and facts as JSON text, and back: exact, each dataclass by its name, so that what is read equals what was written.

A text that this version can't read is `Unreadable`, never guessed at. Secret facts are encrypted before they are kept.
Never touches the database.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, get_args

from bot.core.comments import Comment, Mention, Quoted
from bot.core.effects import Effect, File, Label, Priority, Target
from bot.core.facts import CaseKey, Cause, Data, Fact, Visibility, instant, read_instant
from bot.core.text import Text
from bot.ports.keys import Keys

TAG = "$"
"""The key that says what a JSON object is; every object in a stored effect has one."""

KNOWN: Mapping[str, type] = {
    kind.__name__: kind
    for kind in (*get_args(Effect), Target, Comment, Text, Quoted, Mention, File, Label, Fact, Cause, CaseKey, Priority, Visibility)
}
"""What may be kept, by name. A renamed class needs its old name here for as long as effects under it may be waiting."""


class Unreadable(ValueError):  # noqa: N818 - says what the text is
    """Kept by another version of the programme, or damaged: says which part can't be read."""


class Codec:
    """Writes and reads, with the keys that secret facts are encrypted with."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def effect(self, effect: Effect) -> str:
        """The text of an effect. Raises `TypeError` for a value that no effect may hold (a float, a set, an unknown class)."""
        return dumps(self._write(effect))

    def read_effect(self, text: str) -> Effect:
        """The effect of a text. Raises `Unreadable`."""
        value = self._read(loads(text))
        if not isinstance(value, get_args(Effect)):
            raise Unreadable(f"{type(value).__name__} is no effect")
        effect: Effect = value
        return effect

    def data(self, case: CaseKey, visibility: Visibility, data: Data) -> str:
        """The text of a fact's data: plain JSON, or base64 of the encrypted JSON for secret ones."""
        plain = dumps(data)
        if visibility is not Visibility.SECRET:
            return plain
        return base64.b64encode(self._keys.encrypt(case.repository_id, plain.encode())).decode()

    def read_data(self, case: CaseKey, visibility: Visibility, text: str) -> Data:
        """The data of a text. Raises `ValueError` when it was altered or encrypted with another key."""
        if visibility is Visibility.SECRET:
            text = self._keys.decrypt(case.repository_id, base64.b64decode(text)).decode()
        data: Data = loads(text)
        return data

    def _write(self, value: object) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, Fact):
            return self._write_fact(value)
        if isinstance(value, Enum):
            return _tagged(type(value), {"value": value.value})
        if value is None or isinstance(value, (str, int)):
            return value
        if isinstance(value, tuple):
            return [self._write(item) for item in value]
        if isinstance(value, datetime):
            return {TAG: "datetime", "at": instant(value)}
        return self._write_grouped(value)

    def _write_grouped(self, value: object) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, Mapping):
            return {TAG: "mapping", "of": {_name(name): self._write(item) for name, item in value.items()}}
        if isinstance(value, list):
            return {TAG: "list", "of": [self._write(item) for item in value]}
        if is_dataclass(value) and not isinstance(value, type):
            return _tagged(type(value), {field.name: self._write(getattr(value, field.name)) for field in fields(value)})
        raise TypeError(f"{type(value).__name__} can't be kept in an effect")

    def _write_fact(self, fact: Fact) -> Any:  # noqa: ANN401 - JSON
        plain = {field.name: self._write(getattr(fact, field.name)) for field in fields(fact) if field.name != "data"}
        return _tagged(Fact, {**plain, "data": self.data(fact.case, fact.visibility, fact.data)})

    def _read(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, list):
            return tuple(self._read(item) for item in value)
        if not isinstance(value, dict):
            return value
        tag = value.get(TAG)
        parts = {name: part for name, part in value.items() if name != TAG}
        try:
            return SHAPES[tag](self, parts) if tag in SHAPES else self._read_known(tag, parts)
        except Unreadable:
            raise
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            raise Unreadable(f"{tag}: {error}") from error

    def _read_known(self, tag: object, parts: dict[str, Any]) -> Any:  # noqa: ANN401 - any class of ours
        kind = KNOWN.get(tag) if isinstance(tag, str) else None
        if kind is None:
            raise Unreadable(f"nothing of this version is called {tag!r}")
        return kind(**{name: self._read(part) for name, part in parts.items()})

    def _read_fact(self, parts: dict[str, Any]) -> Fact:
        text = parts.pop("data")
        plain = {name: self._read(part) for name, part in parts.items()}
        return Fact(**plain, data=self.read_data(plain["case"], plain["visibility"], text))


SHAPES: Mapping[object, Callable[[Codec, dict[str, Any]], Any]] = {
    "Fact": Codec._read_fact,  # noqa: SLF001 - a table of this module's own
    "datetime": lambda _, parts: read_instant(parts["at"]),
    "mapping": lambda codec, parts: {name: codec._read(part) for name, part in parts["of"].items()},  # noqa: SLF001 - as above
    "list": lambda codec, parts: [codec._read(part) for part in parts["of"]],  # noqa: SLF001 - as above
}
"""What is not simply a class and its fields."""


def dumps(value: object) -> str:
    """Compact JSON text in ASCII: whatever people wrote, half a surrogate pair too, every database keeps it. NaN is a `ValueError`."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def loads(text: str) -> Any:  # noqa: ANN401 - JSON
    """The value of a JSON text. Raises `Unreadable`."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise Unreadable(f"not JSON: {error}") from error


def _tagged(kind: type, parts: Mapping[str, object]) -> dict[str, object]:
    if KNOWN.get(kind.__name__) is not kind:
        raise TypeError(f"{kind.__name__} can't be kept in an effect")
    return {TAG: kind.__name__, **parts}


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a mapping is kept by text, not by {type(name).__name__}")
    return name
