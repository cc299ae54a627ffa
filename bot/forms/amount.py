"""Amounts and hours as people fill them in, in either language, read into integer cents and minutes, or into a sentence.

Refuses what has two readings, and says what would work. Never judges whether a figure is allowed: the criteria do.
"""

import re

from bot.core import amounts
from bot.core.text import Text, money
from bot.forms.problem import UnreadableError, quoted
from bot.forms.typed import one_spaced

LARGEST = 99_999_999_999
"""Cents. Anything above is a slip of the keyboard."""
LONGEST = 40

_BEFORE_TAX = re.compile(r"[ ,]*\(?(?:before|avant|plus|\+) (?:tax(?:es)?|les taxes)\)?$", re.IGNORECASE)
_DOLLARS = re.compile(r" (?:canadian )?dollars?(?: canadiens)?$", re.IGNORECASE)
_HOURLY = re.compile(r" ?(?:/|per|an|par|(?:de )?l[’'])? ?(?:hours?|heures?|hrs?|h)\.?$", re.IGNORECASE)
_NEGATIVE = re.compile(r"\$? ?[-−–] ?\$?[\d., ]+\$?|\(\$?[\d., ]+\$?\)", re.ASCII)
_DOTTED = re.compile(r"\$? ?(?P<dollars>\d{1,3}(?:\.\d{3})+)(?:,\d\d)? ?\$?", re.ASCII)

_FIGURES = re.compile(r"\$? ?\d{1,3}(?:[, ]?\d{3}){4,}(?:[.,]\d\d)? ?\$?", re.ASCII)

_HOURS = re.compile(r"(?P<hours>\d{1,6})(?:[.,](?P<part>\d{1,2}))?(?: ?(?:hours?|heures?|hrs?|h)\.?)?", re.ASCII | re.IGNORECASE)
_CLOCK = re.compile(r"(?P<hours>\d{1,6}) ?[h:] ?(?P<minutes>[0-5]\d)(?: ?min\.?)?", re.ASCII | re.IGNORECASE)


def read_price(words: str) -> int:
    """Cents before tax from `$6,500`, `6 500 $`, `6500.00` or `6 500,00 $`, whatever the spaces. Raises `UnreadableError`."""
    plain = _DOLLARS.sub("", _BEFORE_TAX.sub("", one_spaced(words)))
    cents = amounts.read_amount(plain) if len(plain) <= LONGEST else None
    if cents is None:
        raise UnreadableError(_no_amount(words, plain))
    if cents == 0:
        raise UnreadableError(NOT_POSITIVE)
    if cents > LARGEST:
        raise UnreadableError(TOO_LARGE)
    return cents


def read_hourly_rate(words: str) -> int:
    """Cents an hour: an amount that may end in `/h`, `per hour` or `de l’heure`. Raises `UnreadableError`."""
    return read_price(_HOURLY.sub("", one_spaced(words)))


def read_hours(words: str) -> int:
    """Minutes from `55`, `55.5`, `55,5 h` or `55 h 30`, rounded half up. Raises `UnreadableError`."""
    plain = one_spaced(words)
    if clock := _CLOCK.fullmatch(plain):
        return _some(int(clock["hours"]) * 60 + int(clock["minutes"]))
    hours = _HOURS.fullmatch(plain)
    if hours is None:
        raise UnreadableError(NO_HOURS.format(seen=quoted(words)))
    hundredths = int((hours["part"] or "").ljust(2, "0"))
    return _some(int(hours["hours"]) * 60 + (hundredths * 60 + 50) // 100)


def _no_amount(words: str, plain: str) -> Text:
    """Says what would work; a dot before three figures means thousands in some countries and nothing here."""
    if _NEGATIVE.fullmatch(plain):
        return NOT_POSITIVE
    if (dotted := _DOTTED.fullmatch(plain)) and len(plain) <= LONGEST:
        dollars = int(dotted["dollars"].replace(".", ""))
        return TWO_READINGS.format(seen=quoted(words), guess=money(dollars * 100), plain=str(dollars))
    return TOO_LARGE if _FIGURES.fullmatch(plain) else NO_AMOUNT.format(seen=quoted(words))


def _some(minutes: int) -> int:
    if minutes == 0:
        raise UnreadableError(NO_TIME)
    return minutes


NO_AMOUNT = Text(
    "{seen} can’t be read as an amount. Write it in figures, in Canadian dollars before tax, for example 6500 or 6500.00.",
    "{seen} ne se lit pas comme un montant. Écrivez-le en chiffres, en dollars canadiens avant taxes, par exemple 6500 ou 6500,00.",
)
TWO_READINGS = Text(
    "{seen} can be read in more than one way. If you mean {guess}, write {plain}.",
    "{seen} peut se lire de plus d’une façon. Si vous voulez dire {guess}, écrivez {plain}.",
)
NOT_POSITIVE = Text("the amount must be more than zero.", "le montant doit être supérieur à zéro.")
TOO_LARGE = Text(
    "the amount has too many figures. Write it in dollars, for example 6500.",
    "le montant a trop de chiffres. Écrivez-le en dollars, par exemple 6500.",
)
NO_HOURS = Text(
    "{seen} can’t be read as a number of hours. Write one number, for example 55 or 55.5.",
    "{seen} ne se lit pas comme un nombre d’heures. Écrivez un seul nombre, par exemple 55 ou 55,5.",
)
NO_TIME = Text("the number of hours must be more than zero.", "le nombre d’heures doit être supérieur à zéro.")
