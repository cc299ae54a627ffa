"""Amounts of money as people write them in English and in French, read into integer cents.

Never guesses: what can mean two amounts, or none, is not read. Never writes an amount (`text.money` does).
"""

import re

SPACES = " \u00a0\u2009\u202f"
"""What French groups thousands with: a space, mostly one of the no-break kinds."""

_AMOUNT = re.compile(
    rf"""
    (?:CA\$|CAD|\$)? [{SPACES}]*
    (?P<dollars> [0-9]{{1,12}} | [0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}} | [0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}){{1,3}} )
    (?: [.,] (?P<cents>[0-9]{{2}}) )?
    [{SPACES}]* (?:\$[{SPACES}]*CA|CAD|\$)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read_amount(words: str) -> int | None:
    """An amount in cents: `$6,500`, `6 500,00 $`, `6500.00`; none for anything else (`6.500`, `six thousand`, `-1`)."""
    found = _AMOUNT.fullmatch(words.strip())
    if found is None:
        return None
    dollars = re.sub(rf"[,{SPACES}]", "", found["dollars"])
    return int(dollars) * 100 + int(found["cents"] or 0)
