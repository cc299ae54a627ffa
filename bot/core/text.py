"""Text in two languages of equal rank, and money, dates and times as each language writes them.

Never translates, and never holds a sentence of its own: sentences stand beside their rule or in a template.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

Language = Literal["en", "fr"]

NO_BREAK = "\u00a0"

MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MONTHS_FR = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in French."""

    en: str
    fr: str

    def __getitem__(self, language: Language) -> str:
        """The words in one language."""
        return self.fr if language == "fr" else self.en

    def format(self, **words: "str | int | Text") -> "Text":
        """Fills the braces of both languages; a `Text` gives each its own words."""
        en = {name: word.en if isinstance(word, Text) else word for name, word in words.items()}
        fr = {name: word.fr if isinstance(word, Text) else word for name, word in words.items()}
        return Text(self.en.format(**en), self.fr.format(**fr))


def same(words: str) -> Text:
    """Words that both languages share: a name, a number, an identifier."""
    return Text(words, words)


def joined(texts: "tuple[Text, ...] | list[Text]", en: str = ", ", fr: str = ", ") -> Text:
    """Several texts in a row, separated as each language separates."""
    return Text(en.join(text.en for text in texts), fr.join(text.fr for text in texts))


def money(cents: int) -> Text:
    """An amount of integer cents: `$6,500.00` and `6 500,00 $`; whole dollars lose their zeros."""
    sign = "-" if cents < 0 else ""
    dollars, rest = divmod(abs(cents), 100)
    grouped = f"{dollars:,}"
    en = f"{sign}${grouped}.{rest:02}" if rest else f"{sign}${grouped}"
    fr_number = grouped.replace(",", NO_BREAK) + (f",{rest:02}" if rest else "")
    return Text(en, f"{sign}{fr_number}{NO_BREAK}$")


def day(value: date) -> Text:
    """A date in words: `July 12, 2027` and `le 12 juillet 2027`."""
    number = f"1{'er'}" if value.day == 1 else str(value.day)
    return Text(
        f"{MONTHS_EN[value.month - 1]} {value.day}, {value.year}",
        f"le {number} {MONTHS_FR[value.month - 1]} {value.year}",
    )


def moment(value: datetime, zone: str) -> Text:
    """An instant (UTC inside) as the zone's wall clock shows it, with the zone's short name.

    `July 12, 2027, 11:59 p.m. (EDT)` and `le 12 juillet 2027 à 23 h 59 (HAE)`.
    """
    local = value.astimezone(ZoneInfo(zone))
    half = "a.m." if local.hour < 12 else "p.m."  # noqa: PLR2004 - noon
    name = local.tzname() or zone
    in_words = day(local.date())
    hours_fr = f"{local.hour}{NO_BREAK}h" + (f"{NO_BREAK}{local.minute:02}" if local.minute else "")
    return Text(
        f"{in_words.en}, {local.hour % 12 or 12}:{local.minute:02} {half} ({name})",
        f"{in_words.fr} à {hours_fr} ({FRENCH_ZONES.get(name, name)})",
    )


FRENCH_ZONES = {
    "EST": "HNE", "EDT": "HAE", "CST": "HNC", "CDT": "HAC", "MST": "HNR", "MDT": "HAR",
    "PST": "HNP", "PDT": "HAP", "AST": "HNA", "ADT": "HAA", "NST": "HNT", "NDT": "HAT",
}  # fmt: skip
"""Time zones' short names in French, as the National Research Council of Canada writes them."""


def end_of(value: date, zone: str) -> datetime:
    """The last second of a day in a zone: a date means 23:59:59 there (domain rule on dates)."""
    return datetime.combine(value, time(23, 59, 59), ZoneInfo(zone))
