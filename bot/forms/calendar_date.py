"""Dates as forms ask for them, YYYY-MM-DD and nothing else; for other ways of writing, what to write instead.

Never guesses: where a date has one reading only, the sentence shows it written right, and the person decides. Never compares dates.
"""

import re
from calendar import isleap, monthrange
from datetime import date

from bot.core.text import MONTHS_EN, MONTHS_FR, NO_BREAK, Text
from bot.forms.problem import UnreadableError, quoted
from bot.forms.typed import likeness, one_spaced

YEARS = range(2000, 2200)

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_BIG_ENDIAN = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?|(\d{4})(\d\d)(\d\d)", re.ASCII)
_LITTLE_ENDIAN = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_DAY_FIRST = re.compile(r"(?:le )?(\d{1,2})(?:st|nd|rd|th|er)? (?:of )?([^\W\d]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([^\W\d]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_WEEKDAY = re.compile(r"[^\W\d]+day,? |(?:le )?[^\W\d]+di,? |(?:le )?dimanche,? ", re.IGNORECASE)
_SHORT_FRENCH = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "dec": 12}


def read_date(words: str) -> date:
    """The date that `YYYY-MM-DD` says. Raises `UnreadableError`."""
    plain = one_spaced(words)
    if iso := _ISO.fullmatch(plain):
        return _day(*(int(part) for part in iso.groups()))
    guess = _guess(plain)
    raise UnreadableError(WRITE_AS.format(seen=quoted(words), date=guess.isoformat()) if guess else NO_DATE.format(seen=quoted(words)))


def _day(year: int, month: int, number: int) -> date:
    if year not in YEARS:
        raise UnreadableError(NO_YEAR.format(year=str(year)))
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise UnreadableError(NO_MONTH.format(month=str(month)))
    if not 1 <= number <= monthrange(year, month)[1]:
        raise UnreadableError(_no_day(year, month, number))
    return date(year, month, number)


def _no_day(year: int, month: int, number: int) -> Text:
    name = Text(MONTHS_EN[month - 1], MONTHS_FR[month - 1])
    last = monthrange(year, month)[1]
    which = Text(f"{name.en} {year}", f"{name.fr} {year}") if month == 2 and not isleap(year) else name  # noqa: PLR2004 - February
    return NO_DAY.format(month=which, number=Text(_ordinal(number), f"{number}"), last=Text(_ordinal(last), str(last)))


def _ordinal(number: int) -> str:
    teens = range(11, 14)
    return f"{number}{'th' if number % 100 in teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _guess(plain: str) -> date | None:
    """The date that these words can only mean; none if they are no date, or two."""
    words = _WEEKDAY.sub("", plain, count=1) if _WEEKDAY.match(plain) else plain
    if big := _BIG_ENDIAN.fullmatch(words):
        year, month, number = (int(part) for part in big.groups() if part is not None)
        return _real(year, month, number)
    if little := _LITTLE_ENDIAN.fullmatch(words):
        return _only(*(int(part) for part in little.groups()))
    if day_first := _DAY_FIRST.fullmatch(words):
        return _real(int(day_first[3]), _month(day_first[2]), int(day_first[1]))
    if month_first := _MONTH_FIRST.fullmatch(words):
        return _real(int(month_first[3]), _month(month_first[1]), int(month_first[2]))
    return None


def _only(first: int, second: int, year: int) -> date | None:
    """`12/07/2027` is the seventh of December or the twelfth of July; `31/07/2027` has one reading."""
    readings = {_real(year, second, first), _real(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _real(year: int, month: int, number: int) -> date | None:
    try:
        return _day(year, month, number)
    except UnreadableError:
        return None


def _month(word: str) -> int:
    """The month that a word begins or names in either language; 0 if none or more than one."""
    plain = likeness(word)
    names = [(index, likeness(name)) for months in (MONTHS_EN, MONTHS_FR) for index, name in enumerate(months, 1)]
    short = {likeness(name): number for name, number in _SHORT_FRENCH.items()}
    months = {index for index, name in names if name.startswith(plain)}
    return short.get(plain) or (months.pop() if len(months) == 1 else 0)


NO_DATE = Text(
    "{seen} can’t be read as a date. Write the year, the month and the day as YYYY-MM-DD, for example 2027-07-12.",
    "{seen} ne se lit pas comme une date. Écrivez l’année, le mois et le jour sous la forme AAAA-MM-JJ, par exemple 2027-07-12.",
)
WRITE_AS = Text(
    "{seen} is not written as YYYY-MM-DD. Write {date} if that is the day you mean.",
    "{seen} n’est pas sous la forme AAAA-MM-JJ. Écrivez {date} si c’est bien le jour voulu.",
)
NO_YEAR = Text(
    "the year {year} can’t be right. Write the date as YYYY-MM-DD.",
    "l’année {year} ne peut pas être la bonne. Écrivez la date sous la forme AAAA-MM-JJ.",
)
NO_MONTH = Text(
    "there is no month {month}. Write the date as YYYY-MM-DD: the year, the month (01 to 12), the day.",
    f"il n’y a pas de mois {{month}}. Écrivez la date sous la forme AAAA-MM-JJ{NO_BREAK}: l’année, le mois (01 à 12), le jour.",
)
NO_DAY = Text(
    "{month} has no {number} day: its last day is the {last}. Write a day that exists.",
    f"{{month}} n’a pas de jour {{number}}{NO_BREAK}: il finit le {{last}}. Écrivez un jour qui existe.",
)
