"""What may follow a command's word: each kind of argument reads its own words, or says in both languages what it wanted.

Never knows a command, never repeats a person's words in a sentence, and never judges whether what was read makes sense in a case.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.amounts import read_amount
from bot.core.text import NO_BREAK, Text, same

Value = str | int | date
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an argument read, by name, and the words that are left."""

    values: Values
    rest: str


class Argument(Protocol):
    """One thing that follows a command's word: how the table prints it, words to copy, and how it is read."""

    @property
    def shown(self) -> Text:
        """As the command table prints it."""

    @property
    def example(self) -> Text:
        """Words that can be copied."""

    def take(self, words: str, before: Values) -> Taken | Text:
        """Reads from the beginning of the words, knowing what was read before; a `Text` says what was wanted instead."""


def folded(words: str) -> str:
    """Words without accents and case, as commands are compared; typographic apostrophes and hyphens become plain."""
    plain = words.replace("’", "'").replace("\u2011", "-")
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign)).casefold()


def split(words: str, count: int = 1) -> tuple[str, str]:
    """The first words joined by hyphens, without a comma or colon after them, and what follows."""
    parts = words.split(maxsplit=count)
    return "-".join(parts[:count]).rstrip(",;:."), parts[count] if len(parts) > count else ""


@dataclass(frozen=True, slots=True)
class Words:
    """TEXT or REASON: all that follows, to the next command or the end; optional after a value that was read before."""

    name: str
    shown: Text
    example: Text
    optional_after: tuple[str, str] | None = None

    def take(self, words: str, before: Values) -> Taken | Text:
        """Takes everything."""
        if words.strip() or (self.optional_after and before.get(self.optional_after[0]) == self.optional_after[1]):
            return Taken({self.name: words.strip()}, "")
        return Text(
            f"Say it in your own words after the command: {self.shown.en} is missing.",
            f"Dites-le dans vos mots après la commande : il manque {self.shown.fr}.",
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, in either language; what is read is the id."""

    name: str
    choices: Mapping[str, Text]
    picked: str
    title: Text | None = None

    @property
    def shown(self) -> Text:
        """The title, or all the words with a bar between."""
        return self.title or Text(*("|".join(words[language] for words in self.choices.values()) for language in ("en", "fr")))

    @property
    def example(self) -> Text:
        """One of the words."""
        return self.choices[self.picked]

    def take(self, words: str, before: Values) -> Taken | Text:  # noqa: ARG002 - every argument is asked the same way
        """Takes the longest of the words that stands here; a space counts as a hyphen (`non satisfait`)."""
        forms = {folded(form).replace(" ", "-"): choice for choice, text in self.choices.items() for form in (text.en, text.fr)}
        for count in (3, 2, 1):
            word, rest = split(words, count)
            if folded(word) in forms:
                return Taken({self.name: forms[folded(word)]}, rest)
        return Text(
            f"One of these words is wanted: {', '.join(text.en for text in self.choices.values())}.",
            f"L’un de ces mots est attendu : {', '.join(text.fr for text in self.choices.values())}.",
        )


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a given shape, such as a reservation number, a finding's id, an account or an address."""

    name: str
    shown: Text
    example: Text
    shape: re.Pattern[str]
    wanted: Text

    def take(self, words: str, before: Values) -> Taken | Text:  # noqa: ARG002 - as in Choice
        """Takes one word; the shape's group `word` is what is read."""
        parts = words.split(maxsplit=1)
        found = self.shape.fullmatch(parts[0]) if parts else None
        return Taken({self.name: found["word"]}, parts[1] if len(parts) > 1 else "") if found else self.wanted


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from 1, such as a question's or a criterion's; `Q3` and `#3` are 3."""

    name: str
    shown: Text
    wanted: Text

    @property
    def example(self) -> Text:
        """The first."""
        return same("1")

    def take(self, words: str, before: Values) -> Taken | Text:  # noqa: ARG002 - as in Choice
        """Takes one number of at most six digits."""
        word, rest = split(words)
        found = re.fullmatch(r"[Qq#]?([0-9]{1,6})", word)
        return Taken({self.name: int(found[1])}, rest) if found and int(found[1]) else self.wanted


@dataclass(frozen=True, slots=True)
class Day:
    """DATE, as YYYY-MM-DD."""

    name: str

    @property
    def shown(self) -> Text:
        """DATE in both languages."""
        return same("DATE")

    @property
    def example(self) -> Text:
        """A date."""
        return same("2027-07-12")

    def take(self, words: str, before: Values) -> Taken | Text:  # noqa: ARG002 - as in Choice
        """Takes one date that the calendar has."""
        word, rest = split(words)
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
            return Text("A date is written YYYY-MM-DD.", "Une date s’écrit AAAA-MM-JJ.")
        try:
            return Taken({self.name: date.fromisoformat(word)}, rest)
        except ValueError:
            return Text("The calendar has no such day; a date is written YYYY-MM-DD.", "Ce jour n’existe pas; une date s’écrit AAAA-MM-JJ.")


@dataclass(frozen=True, slots=True)
class Amount:
    """AMOUNT of money, read into cents: all that is left on the line."""

    name: str

    @property
    def shown(self) -> Text:
        """AMOUNT in both languages."""
        return Text("AMOUNT", "MONTANT")

    @property
    def example(self) -> Text:
        """An amount as each language writes it."""
        return Text("$7,345.00", f"7{NO_BREAK}345,00{NO_BREAK}$")

    def take(self, words: str, before: Values) -> Taken | Text:  # noqa: ARG002 - as in Choice
        """Takes the whole rest as one amount above zero."""
        cents = read_amount(words)
        return Taken({self.name: cents}, "") if cents else Text("An amount in digits is wanted.", "Un montant en chiffres est attendu.")


@dataclass(frozen=True, slots=True)
class Percent:
    """[PERCENT], 0 to 100, read only after a given word: of a termination for convenience, how much of the work is paid."""

    name: str
    only_after: tuple[str, str]

    @property
    def shown(self) -> Text:
        """In brackets, since it may be left out."""
        return Text("[PERCENT]", "[POURCENTAGE]")

    @property
    def example(self) -> Text:
        """Half the work."""
        return Text("50%", f"50{NO_BREAK}%")

    def take(self, words: str, before: Values) -> Taken | Text:
        """Takes a number if one stands here and the word before asks for it."""
        found = re.match(rf"([0-9]{{1,9}})[ {NO_BREAK}\u202f]?(?:%\s*|\s+|$)", words)
        if not found or before.get(self.only_after[0]) != self.only_after[1]:
            return Taken({}, words)
        if int(found[1]) > 100:  # noqa: PLR2004 - per cent
            return Text("A percentage goes from 0 to 100.", "Un pourcentage va de 0 à 100.")
        return Taken({self.name: int(found[1])}, words[found.end() :])


@dataclass(frozen=True, slots=True)
class Translations:
    """`en: TEXT fr: TEXTE`, either or both, in any order; read as `en` and `fr`. Where `optional`, nothing at all is fine, too."""

    optional: bool = False

    @property
    def shown(self) -> Text:
        """As both languages write it."""
        return same("en: TEXT fr: TEXTE")

    @property
    def example(self) -> Text:
        """The person's own language is enough to begin with."""
        return Text("en: Yes, any version will do.", "fr: Oui, toute version convient.")

    def take(self, words: str, before: Values) -> Taken | Text:  # noqa: ARG002 - as in Choice
        """The first mark stands first; the second at the beginning of a line, or else wherever it is written `fr:` or `en:`."""
        if self.optional and not words.strip():
            return Taken({}, "")
        first = re.match(r"\s*(en|fr)[ \u00a0\u202f]?:", words, re.IGNORECASE)
        if first is None:
            return Text("Begin with en: or fr: and then the text.", "Commencez par en: ou fr:, puis le texte.")
        read, other = first[1].lower(), "fr" if first[1].lower() == "en" else "en"
        rest = words[first.end() :]
        marks = (rf"^[ \t]*{other}[ \u00a0\u202f]?:", rf"(?<!\S){other}:")
        second = next((found for mark in marks if (found := re.search(mark, rest, re.IGNORECASE | re.MULTILINE))), None)
        texts = {read: (rest[: second.start()] if second else rest).strip(), other: rest[second.end() :].strip() if second else ""}
        present = {language: text for language, text in texts.items() if text}
        return Taken(present, "") if len(present) == 1 + bool(second) else Text("A text is empty.", "Un texte est vide.")
