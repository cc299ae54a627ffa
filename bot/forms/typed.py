"""What a person typed, made plain (line breaks, invisible characters, the spelling of letters), and what a line looks like.

Never judges words and never neutralises Markdown: that is for whoever shows them.
"""

import html
import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_SPACES = re.compile(r"[^\S\n]")

_TAG = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(r"[\W_]+")
_LINK_TARGET = re.compile(r"\]\([^()]*\)")
_LOOKS = {
    "a": "аɑα", "b": "вß", "c": "сϲ", "d": "ԁɗđ", "e": "еҽε", "f": "ꜰ", "g": "ɡց", "h": "һհнħ",
    "j": "јϳ", "k": "кκ", "l": "іӏιıiǀ1ł", "m": "мμ", "n": "ηոп", "o": "оοօ0ø", "p": "рρ", "q": "ԛ",
    "r": "г", "s": "ѕꜱ", "t": "тτŧ", "u": "υսц", "v": "νѵ", "w": "ԝѡω", "x": "хχ", "y": "уγү", "z": "ᴢζ",
}  # fmt: skip
"""A letter, and those that a reader takes for it, after case folding. Source: Unicode's confusables, shortened to what labels use."""
_LATIN = str.maketrans({mark: letter for letter, marks in _LOOKS.items() for mark in marks})


def with_plain_breaks(text: str) -> str:
    """The text with every line or paragraph break that any reader knows written as a line feed."""
    return _BREAKS.sub("\n", text)


def clean(text: str) -> str:
    """The text in NFC with plain breaks and without control, format (zero-width, direction) and surrogate characters.

    Of marks heaped on one letter the first 30 stay (UAX #15, stream-safe text): more make normalising take seconds.
    """
    plain = with_plain_breaks(text)
    if plain.isascii() and plain.isprintable():
        return plain
    marks = set(plain)
    gone = {ord(mark): None for mark in marks if mark not in "\n\t" and unicodedata.category(mark) in _INVISIBLE}
    return unicodedata.normalize("NFC", _stream_safe(plain.translate(gone), marks))


def _stream_safe(text: str, marks: set[str]) -> str:
    heaped = "".join(re.escape(mark) for mark in marks if unicodedata.combining(mark))
    return re.sub(f"([{heaped}]{{30}})[{heaped}]+", r"\1", text) if heaped else text


def one_spaced(text: str) -> str:
    """The text with each run of white space, no-break and narrow spaces among them, as one plain space."""
    return " ".join(_SPACES.sub(" ", text).split())


def likeness(text: str) -> str:
    """What a line looks like: letters and digits only, without case, accents, markup, entities; look-alike letters made one.

    Two lines with the same likeness can be taken for each other by a reader. It is a caution, not Unicode's full table of confusables.
    """
    plain = _LINK_TARGET.sub("]", _TAG.sub("", html.unescape(text)))
    apart = unicodedata.normalize("NFKD", plain).casefold()
    return _SIGNS.sub("", apart).translate(_LATIN)
