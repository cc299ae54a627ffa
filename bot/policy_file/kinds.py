"""The kinds of values in a policy file: amounts, dates, hours, accounts, each read exactly (no floats) into the core's units.

A value of another kind raises `PydanticCustomError("wanted")`, which carries what is wanted in both languages and an example.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.core.amounts import read_amount
from bot.core.text import Text


def wanted(what: Text, example: str) -> PydanticCustomError:
    """The error that says what is wanted in this place, with an example."""
    return PydanticCustomError("wanted", "wanted", {"en": what.en, "fr": what.fr, "example": example})


def _dollars(value: object) -> int:
    """Dollars as a whole number or an amount in text → integer cents."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value * 100
    leading_zero = isinstance(value, str) and re.match(r"[^0-9]*0[0-9]", value)  # octal in old YAML
    cents = read_amount(value) if isinstance(value, str) and not leading_zero else None
    if cents is None:
        raise wanted(Text("an amount in dollars", "un montant en dollars"), "10000")
    return cents


def _scaled(value: object, scale: int) -> int | None:
    """A number with at most two decimals, times a scale; none if it is no such number, or leaves a fraction."""
    words = str(value).replace(",", ".").rstrip("% \u00a0") if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", words):
        return None
    scaled = Decimal(words) * scale
    return int(scaled) if scaled == int(scaled) else None


def _percentage(value: object) -> int:
    """Per cent → basis points."""
    points = _scaled(value, 100)
    if points is None or points > 10_000:  # noqa: PLR2004 - a hundred per cent
        raise wanted(Text("a percentage with at most two decimals", "un pourcentage d’au plus deux décimales"), "13")
    return points


def _hours(value: object) -> int:
    """Hours → minutes."""
    minutes = _scaled(value, 60)
    if minutes is None:
        raise wanted(Text("hours, in whole minutes", "des heures, en minutes entières"), "7.5")
    return minutes


def _day(value: object) -> date:
    """YYYY-MM-DD → a date."""
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise wanted(Text("a date of the calendar, YYYY-MM-DD", "une date du calendrier, AAAA-MM-JJ"), "2027-08-02")


def _month_and_day(value: object) -> tuple[int, int]:
    """MM-DD → month and day, of a day that every year has."""
    found = re.fullmatch(r"([0-9]{2})-([0-9]{2})", value) if isinstance(value, str) else None
    try:
        day = date(2027, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise wanted(Text("a month and a day that every year has, MM-DD", "un mois et un jour que chaque année a, MM-JJ"), "03-31")
    return day.month, day.day


def _account(value: object) -> int | str:
    """A GitHub account: its number, or its login."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if isinstance(value, str) and re.fullmatch(r"@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})", value):
        return value.removeprefix("@")
    raise wanted(Text("a GitHub account, by number or name", "un compte GitHub, par numéro ou par nom"), "583231")


def _shaped(shape: str, en: str, fr: str, example: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(shape, value):
            raise wanted(Text(en, fr), example)
        return value

    return read


def _time_zone(value: object) -> str:
    """A zone that this machine's (or tzdata's) list has."""
    try:
        return ZoneInfo(value).key if isinstance(value, str) else _no_zone()
    except (KeyError, ValueError, OSError):
        return _no_zone()


def _no_zone() -> str:
    raise wanted(Text("a time zone", "un fuseau horaire"), "America/Toronto")


def _kind(read: Callable[[object], Any], schema: dict[str, object]) -> tuple[BeforeValidator, WithJsonSchema]:
    return BeforeValidator(read), WithJsonSchema(schema)


_AMOUNT = (
    r"^\s*(CA\$|[Cc][Aa][Dd]|\$)?\s*([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3}|[0-9]{1,3}([ \u00a0\u2009\u202f][0-9]{3}){1,3})"
    r"([.,][0-9]{2})?\s*(\$\s*CA|[Cc][Aa][Dd]|\$)?\s*$"
)
_TWO_DECIMALS = r"^[0-9]{1,6}([.,][0-9]{1,2})?[% \u00a0]*$"
_DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_MONTH_AND_DAY = r"^(?!02-(29|3)|(04|06|09|11)-31)(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
"""What a JSON schema can see of values in text; patterns as editors know them (ECMA-262), never narrower than the reader."""

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})"

Dollars = Annotated[int, *_kind(_dollars, {"type": ["integer", "string"], "minimum": 0, "pattern": _AMOUNT})]
Percentage = Annotated[int, *_kind(_percentage, {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": _TWO_DECIMALS})]
Hours = Annotated[int, *_kind(_hours, {"type": ["number", "string"], "minimum": 0, "pattern": _TWO_DECIMALS})]
Day = Annotated[date, *_kind(_day, {"type": "string", "format": "date", "pattern": _DAY})]
MonthAndDay = Annotated[tuple[int, int], *_kind(_month_and_day, {"type": "string", "pattern": _MONTH_AND_DAY})]
Account = Annotated[int | str, *_kind(_account, {"type": ["integer", "string"], "minimum": 1, "pattern": f"^@?{_NAME}$"})]
TimeZone = Annotated[str, *_kind(_time_zone, {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"})]


def _text_of(shape: str, en: str, fr: str, example: str) -> tuple[BeforeValidator, WithJsonSchema]:
    return _kind(_shaped(shape, en, fr, example), {"type": "string", "pattern": f"^{shape}$", "examples": [example]})


Organization = Annotated[str, *_text_of(_NAME, "an organization’s name", "le nom d’une organisation", "my-department-deliveries")]
Team = Annotated[str, *_text_of(rf"{_NAME}/[\w.-]+", "a team, organization/name", "une équipe, organisation/nom", "my-department/finance")]
Repository = Annotated[
    str, *_text_of(rf"{_NAME}/[\w.-]+", "a repository, owner/name", "un dépôt, propriétaire/nom", "my-department/evaluation")
]
Licence = Annotated[str, *_text_of(r"[A-Za-z0-9][A-Za-z0-9.+-]*", "a licence’s SPDX id", "l’identifiant SPDX d’une licence", "MIT")]
Address = Annotated[
    str,
    *_text_of(
        r"https://[^\s<>\"]+", "an address that begins with https://", "une adresse qui commence par https://", "https://example.org"
    ),
]
Mailbox = Annotated[str, *_text_of(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", "an e-mail address", "une adresse électronique", "team@example.org")]
Words = Annotated[
    str,
    *_kind(
        _shaped(r"(?s)\s*\S.{0,999}", "text", "du texte", "Employment and Social Development Canada"), {"type": "string", "pattern": r"\S"}
    ),
]
