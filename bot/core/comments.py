"""What the bot says: each comment is a template's name and its fields, never rendered text.

Fields that people wrote are `Quoted`, so that nothing they wrote can speak with the bot's voice. Never renders, never reads a template.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.text import Language, Text

Spoken = Language | Literal["both"]
"""The language of a comment: one person's, or both where several people read."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A person's own words: shown as data, neutralised."""

    words: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An account that is to be notified here: the one way in which a comment mentions anybody."""

    login: str


Value = str | int | bool | None | Text | Quoted | Mention | tuple["Value", ...] | Mapping[str, "Value"]
"""What a template may be given. Plain `str` is the bot's own (URLs, hashes, labels, ids)."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment by the name of its template pair, its fields, and the language (or both, where several people read)."""

    name: str
    fields: Mapping[str, Value]
    language: Spoken = "both"
