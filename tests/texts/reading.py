"""How hard a text is to read: Flesch–Kincaid for English, Kandel–Moles for French, over the bot's own sentences. Never judges a text.

Flesch–Kincaid grade = 0.39 × words/sentences + 11.8 × syllables/words − 15.59, in years of school in the United States (Kincaid,
Fishburne, Rogers and Chissom, 1975). Kandel–Moles ease = 207 − 1.015 × words/sentences − 73.6 × syllables/words, on Flesch's scale from
0 (hard) to 100 (easy), set for French, whose words are longer (Kandel and Moles, 1958).

Counted strictly: a sentence ends at a period, question or exclamation mark, and at the end of a paragraph or list item, but not at a colon
or semicolon. Left out: code (it counts as one short word), addresses, quotes of people's words, table cells, headings.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.core.text import Language

GFM = MarkdownIt("commonmark", {"html": True}).enable("table")

HEARD: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?<![tscg])i(?=[aou])|[aeiouy]+"),
    "fr": re.compile("[éèêëï]|[aeiouyàâîôùûüœæ]+"),
}
SILENT: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[^laeiouy]e$|[^aeiouysxzcg]es$|[^aeiouytd]ed$|(?<=[aeiouy]l)e$"),
    "fr": re.compile("[^aeiouyàâîôùûüœæèêëï]es?$"),
}
PEOPLES_WORDS = re.compile(r"“[^”]*”|«[^»]*»")
ADDRESS = re.compile(r"\(?https?://\S+|\S+@\S+")


@dataclass(frozen=True, slots=True)
class Counts:
    """What both formulas count."""

    sentences: int
    words: int
    syllables: int


def counts(markdown: str, language: Language) -> Counts:
    """Sentences, words and syllables of what the bot itself says."""
    sentences = [words for words in map(_words, sentences_of(markdown)) if words]
    every = [word for words in sentences for word in words]
    return Counts(len(sentences), len(every), sum(syllables(word, language) for word in every))


def flesch_kincaid(markdown: str) -> float:
    """The grade of an English text."""
    found = counts(markdown, "en")
    return 0.39 * found.words / found.sentences + 11.8 * found.syllables / found.words - 15.59


def kandel_moles(markdown: str) -> float:
    """The ease of a French text."""
    found = counts(markdown, "fr")
    return 207 - 1.015 * found.words / found.sentences - 73.6 * found.syllables / found.words


def syllables(word: str, language: Language) -> int:
    """Groups of vowels, without those that are not heard at the end; at least one."""
    lower = word.casefold().replace("qu", "q")
    groups = len(HEARD[language].findall(lower))
    return max(groups - bool(SILENT[language].search(lower)), 1)


def sentences_of(markdown: str) -> list[str]:
    """The bot's own sentences, as a reader sees them."""
    found: list[str] = []
    skipped = 0
    for token in GFM.parse(markdown):
        skipped += token.nesting * (token.type.split("_")[0] in {"blockquote", "heading", "table"})
        if token.type == "inline" and not skipped:
            found += re.split(r"(?<=[.?!])\s+", PEOPLES_WORDS.sub("", ADDRESS.sub("", _text(token))))
    return found


def _text(inline: Token) -> str:
    return "".join(
        " " if one.type.endswith("break") else "1" if one.type == "code_inline" else one.content for one in inline.children or []
    )


def _words(sentence: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[’-][^\W_]+)*", sentence)
