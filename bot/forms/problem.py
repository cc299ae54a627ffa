"""What is wrong with a filed form: the field and a sentence for the person, in both languages.

Never repeats a person's words unless nothing in them can act as a mention, a link or markup (`quotable`).
"""

import re
from dataclasses import dataclass

from bot.core.text import NO_BREAK, Text, same

QUOTED_AT_MOST = 40
_INERT = re.compile(r"[^\W_][\w .,$/’'-]*|\$[\w .,-]*|-[\w .,$-]*")
_ACTIVE = re.compile(r"(?i)_|www|gh-\d|[0-9a-f]{7}[a-f]|[a-f][0-9a-f]{6}|[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a form from being read: a field's id (none: the form as a whole), and what was wrong, where, what would work."""

    field: str | None
    sentence: Text


class UnreadableError(ValueError):
    """An answer that can't be read; its sentence says why and what would work, without naming the field."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def quotable(words: str) -> bool:
    """Whether GitHub would render these words as nothing but text: no mention, reference, link, markup or commit hash."""
    return len(words) <= QUOTED_AT_MOST and _INERT.fullmatch(words) is not None and _ACTIVE.search(words) is None


def quoted(words: str) -> Text:
    """The words between quotation marks if they are harmless and short, else `this answer`."""
    shown = " ".join(words.split())
    return Text(f"“{shown}”", f"«{NO_BREAK}{shown}{NO_BREAK}»") if quotable(shown) else Text("this answer", "cette réponse")


def named(label: Text) -> Text:
    """A label between each language's quotation marks."""
    return Text(f"“{label.en}”", f"«{NO_BREAK}{label.fr}{NO_BREAK}»")


def about(label: Text, sentence: Text) -> Text:
    """A sentence with its field's label before it."""
    return Text(f"{named(label).en}: {sentence.en}", f"{named(label).fr}{NO_BREAK}: {sentence.fr}")


def sides(label: str) -> Text:
    """A label's words in each language: forms write `English / français`; a label in one language is shared."""
    en, slash, fr = label.partition(" / ")
    return Text(en.strip(), fr.strip()) if slash and " / " not in fr else same(label)
