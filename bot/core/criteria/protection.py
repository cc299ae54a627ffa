"""The criterion on protected information: markings, personal numbers, keys. By shape only; people look at the rest.

Never repeats what it found, only where: a sentence that quotes a secret spreads it. Source: client guide (unclassified information only).
"""

import re
from collections.abc import Iterator

from bot.core.criteria.finding import Checking, Finding, must
from bot.core.criteria.languages import named_texts
from bot.core.opportunity import Opportunity
from bot.core.text import NO_BREAK, Text, joined

PROTECTED = re.compile(rf"\b(?:[Pp]rotected|PROTECTED|[Pp]rotégée?s?|PROTÉGÉE?S?)[ {NO_BREAK}-]+[\"“«]?[ {NO_BREAK}]?[ABC]\b")
CLASSIFIED = re.compile(r"\b(?:TOP SECRET|TRÈS SECRET|SECRET|CONFIDENTIAL|CONFIDENTIEL)\b")
"""The Government of Canada's markings; of the classified ones only in capitals, since "secret" is a common word in code."""

INSURANCE_NUMBER = re.compile(rf"(?<![0-9-])[0-9]{{3}}([ {NO_BREAK}-])[0-9]{{3}}\1[0-9]{{3}}(?![0-9-])")

CREDENTIAL = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bgh[pousr]_[A-Za-z0-9_]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}"
    r"|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
    r"|\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/=]{20,}"
)
"""Private keys, and tokens whose shape their makers publish: GitHub, AWS, Slack, JSON Web Tokens, Azure."""


def protected_information(opportunity: Opportunity, _: Checking) -> Finding:
    """Nothing looks like a marking, a social insurance number, a private key or a token."""
    found = list(_found(opportunity))
    seen = _FOUND.format(places=joined(found, "; ", "; ")) if found else _NOTHING
    return must("protected_information", _UNCLASSIFIED).found(not found, seen, _REMOVE)


_UNCLASSIFIED = Text("All information is unclassified.", "Toute l’information est non classifiée.")
_NOTHING = Text("Nothing looks protected.", "Rien ne semble protégé.")
_FOUND = Text("This looks protected: {places}.", "Ceci semble protégé : {places}.")
_REMOVE = Text(
    "Remove it, change any key or password, and tell your security team: what was once written here can have been read.",
    "Supprimez-le, changez toute clé ou tout mot de passe, et avisez votre équipe de sécurité : ce qui a été écrit ici peut avoir été lu.",
)


def _found(opportunity: Opportunity) -> Iterator[Text]:
    for name, text in named_texts(opportunity):
        both = f"{text.en}\n{text.fr}"
        for looks_like, what in _SHAPES:
            if looks_like(both):
                yield _PLACE.format(what=what, name=name)


def _marked(text: str) -> bool:
    return bool(PROTECTED.search(text) or CLASSIFIED.search(text))


def _insurance_number(text: str) -> bool:
    return any(_checks(re.sub(r"\D", "", found[0])) for found in INSURANCE_NUMBER.finditer(text))


def _checks(digits: str) -> bool:
    """The check digit of a social insurance number (Luhn's), which most other numbers of nine digits fail."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(digits))
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0  # noqa: PLR2004 - digits of a doubled number are added


def _credential(text: str) -> bool:
    return bool(CREDENTIAL.search(text))


_SHAPES = (
    (_marked, Text("a marking", "une cote de sécurité")),
    (_insurance_number, Text("a social insurance number", "un numéro d’assurance sociale")),
    (_credential, Text("a key or token", "une clé ou un jeton")),
)
_PLACE = Text("{what} in: {name}", "{what} dans : {name}")
