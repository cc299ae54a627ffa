"""A comment's fields as a template sees them: safe to print in any way, in one language.

A template never gets a person's raw words: `Words` prints them neutralised, and hides the rest from the sandbox. Never reads a template.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from bot.core.comments import Mention, Quoted, Value
from bot.core.text import NO_BREAK, Language, Text
from bot.render import neutral

LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:_[A-Za-z0-9]{1,38})?")
"""A GitHub login: letters, digits and hyphens, at most 39; an enterprise's managed accounts end in `_` and its short code."""

FRENCH_SPACES = re.compile(r" (?=»|:(?:\s|$))|(?<=«) ")
"""Ordinary spaces that must not break a line (Translation Bureau)."""

NOTHING = Text("(nothing)", "(rien)")
SHORTENED = Text("shortened", "abrégé")
SHORTENED_BLOCK = Text(
    "Shortened: {shown} of {whole} characters are shown here. The whole text stands where it was written.",
    f"Abrégé{NO_BREAK}: {{shown}} caractères sur {{whole}} figurent ici. Le texte complet se trouve là où il a été écrit.",
)

INLINE_LIMIT = 1_000
"""What somebody wrote within a line of ours is a name or a reason; a longer text is for `block`."""


@dataclass(frozen=True, slots=True)
class Dress:
    """How values are shown: the language, how many characters of each quoted text, and whether Markdown is meant."""

    language: Language
    limit: int
    markdown: bool = True


class Words:
    """A person's words: printed, they stand in quotation marks; `block` makes a quote of them, `code` a code span."""

    __slots__ = ("_dress", "_words")

    def __init__(self, words: str, dress: Dress) -> None:
        self._words, self._dress = words, dress

    def __str__(self) -> str:
        """Within a line: “words” or « mots », cut at a length that suits a line."""
        limit = min(self._dress.limit, INLINE_LIMIT)
        if not self._dress.markdown:
            return " ".join(neutral.clean(self._words).split())[:limit]
        shown = neutral.inline(neutral.clean(self._words)[:limit]) or NOTHING[self._dress.language]
        cut = f" […] ({SHORTENED[self._dress.language]})" if len(neutral.clean(self._words)) > limit else ""
        return _in_quotation_marks(shown, self._dress.language) + cut

    def __bool__(self) -> bool:
        """Whether there are any words to see."""
        return bool(neutral.clean(self._words))

    def as_block(self) -> str:
        """A Markdown quote, with a sentence after it when it had to be cut."""
        words, limit = neutral.clean(self._words), self._dress.limit
        quote = neutral.lines(words[:limit] or NOTHING[self._dress.language])
        if len(words) <= limit:
            return quote
        sentence = SHORTENED_BLOCK.format(shown=limit, whole=len(words))[self._dress.language]
        return f"{quote}\n\n_{sentence}_"

    def as_code(self) -> str:
        """A code span without a pipe, which would end a table's cell in its middle."""
        return neutral.code(neutral.clean(self._words)[: min(self._dress.limit, INLINE_LIMIT)].replace("|", "¦"))


Shown = str | int | bool | None | Words | tuple["Shown", ...] | Mapping[str, "Shown"]
"""What a template is given."""


def shown(value: Value, dress: Dress) -> Shown:
    """A field as a template may see it."""
    match value:
        case Text():
            return own_words(value[dress.language], dress)
        case Quoted(words):
            return Words(words, dress)
        case Mention(login):
            return mention(login)
        case tuple():
            return tuple(shown(one, dress) for one in value)
        case Mapping():
            return {name: shown(one, dress) for name, one in value.items()}
        case _:
            return value


def own_words(words: str, dress: Dress) -> str:
    """The bot's own sentence, guarded; French gets its no-break spaces, before a colon and inside guillemets, but for code spans."""
    if not dress.markdown:
        return words
    spaced = neutral.outside_code(words, partial(FRENCH_SPACES.sub, NO_BREAK)) if dress.language == "fr" else words
    return neutral.guarded(spaced)


def mention(login: str) -> str:
    """`@login`; what is no GitHub login (an App's name, or anything forged) stays plain text."""
    return f"@{login}" if LOGIN.fullmatch(login) else neutral.inline(login)


def _in_quotation_marks(words: str, language: Language) -> str:
    return f"«{NO_BREAK}{words}{NO_BREAK}»" if language == "fr" else f"“{words}”"
