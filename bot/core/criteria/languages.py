"""Criteria on the two languages: every text in both, and the same figures, criteria and links in both.

Never judges a translation's quality: people do.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from urllib.parse import urlsplit

from bot.core.amounts import SPACES, read_amount
from bot.core.criteria.finding import Checking, Finding, must
from bot.core.opportunity import Opportunity
from bot.core.text import MONTHS_EN, MONTHS_FR, Language, Text, joined

COPIED = 60
"""A description of more characters than these that is the same in both languages was not translated; a name can be."""


def translation(opportunity: Opportunity, checking: Checking) -> Finding:
    """Every text is there in each of the policy's languages, and was not copied. Source: policy on official languages."""
    languages = checking.policy.languages
    lacking = [
        name
        for name, text in named_texts(opportunity)
        if not all(text[language].strip() for language in languages) or (len(languages) > 1 and _copied(text))
    ]
    seen = _LACKING.format(names=joined(lacking)) if lacking else _WHOLE
    return must("translation", _EVERY_TEXT).found(not lacking, seen, _TRANSLATE)


_EVERY_TEXT = Text("Every text is there in each language.", "Chaque texte existe dans chaque langue.")
_WHOLE = Text("No text is missing.", "Aucun texte ne manque.")
_LACKING = Text("Missing in one language: {names}.", "Manque dans une langue : {names}.")
_TRANSLATE = Text("Add the translation where it is missing.", "Ajoutez la traduction là où elle manque.")


def _copied(text: Text) -> bool:
    return len(text.en) > COPIED and text.en.strip() == text.fr.strip()


def named_texts(opportunity: Opportunity) -> Iterator[tuple[Text, Text]]:
    """The form's texts with the names that people know them by."""
    yield Text("title", "titre"), opportunity.title
    yield Text("short description", "courte description"), opportunity.summary
    yield Text("description", "description"), opportunity.description
    for number, text in zip(count(1), opportunity.acceptance, strict=False):
        yield Text(f"work acceptance criterion {number}", f"critère d’acceptation {number}"), text
    for number, text in zip(count(1), opportunity.evaluation, strict=False):
        yield Text(f"mandatory criterion {number}", f"exigence obligatoire {number}"), text


def same_in_both_languages(opportunity: Opportunity, checking: Checking) -> Finding:
    """Both languages hold the same number of criteria, the same amounts and dates, and as many links in the same order.

    The links themselves may differ by language; their order is compared where they differ by nothing else.
    Source: policy on official languages.
    """
    compared = _comparisons(opportunity) if set(_BOTH_LANGUAGES) <= set(checking.policy.languages) else ()
    differing = [name for name, differs in compared if differs]
    seen = _DIFFERENT.format(names=joined(differing)) if differing else _SAME
    return must("same_in_both_languages", _EQUAL).found(not differing, seen, _COMPARE)


_EQUAL = Text(
    "Both languages have the same price, dates, criteria, and links in the same order.",
    "Les deux langues ont le même prix, les mêmes dates, les mêmes critères, et les liens dans le même ordre.",
)
_SAME = Text("Both languages say the same figures.", "Les deux langues donnent les mêmes chiffres.")
_DIFFERENT = Text("The languages differ in: {names}.", "Les langues diffèrent : {names}.")
_COMPARE = Text("Compare them side by side and make them equal.", "Comparez-les côte à côte et rendez-les égales.")


def _comparisons(opportunity: Opportunity) -> Iterator[tuple[Text, bool]]:
    en, fr = (_whole(opportunity, language) for language in _BOTH_LANGUAGES)
    links_en, links_fr = links(en), links(fr)
    yield Text("number of work acceptance criteria", "nombre de critères d’acceptation"), _differ(opportunity.acceptance)
    yield Text("number of mandatory criteria", "nombre d’exigences obligatoires"), _differ(opportunity.evaluation)
    yield Text("number of links", "nombre de liens"), len(links_en) != len(links_fr)
    yield Text("order of links", "ordre des liens"), links_en != links_fr and sorted(links_en) == sorted(links_fr)
    yield Text("amounts", "montants"), amounts(en) != amounts(fr)
    yield Text("dates", "dates"), dates(en) != dates(fr)


_BOTH_LANGUAGES: tuple[Language, Language] = ("en", "fr")


def _whole(opportunity: Opportunity, language: Language) -> str:
    return "\n".join(text[language] for _, text in named_texts(opportunity))


def _differ(criteria: tuple[Text, ...]) -> bool:
    return sum(bool(text.en.strip()) for text in criteria) != sum(bool(text.fr.strip()) for text in criteria)


_LINK = re.compile(r"https?://[^\s<>()\[\]\"'«»]+", re.IGNORECASE)
_LANGUAGE_PART = re.compile(r"^(en|fr|eng|fra|en-[a-z]{2}|fr-[a-z]{2}|www)$", re.IGNORECASE)


def links(text: str) -> list[str]:
    """The addresses in a text, in order, without what only says the language (`/fr-ca/`, `en.`)."""
    return [_without_language(found[0].rstrip(".,;:!?")) for found in _LINK.finditer(text)]


def _without_language(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracketed host that is none
        return address
    host = ".".join(part for part in parts.netloc.lower().split(".") if not _LANGUAGE_PART.match(part))
    return host + "/".join(part for part in parts.path.split("/") if not _LANGUAGE_PART.match(part))


_FIGURE = rf"[0-9]{{1,3}}(?:[,{SPACES}][0-9]{{3}}){{1,3}}|[0-9]{{1,12}}"
_AMOUNT = re.compile(
    rf"\$[{SPACES}]?(?:{_FIGURE})(?:\.[0-9]{{2}})?(?![0-9])|(?<![0-9])(?<![0-9][.,])(?:{_FIGURE})(?:,[0-9]{{2}})?[{SPACES}]?\$"
)


def amounts(text: str) -> set[int]:
    """The amounts of money in a text, in cents, as English or French writes them."""
    found = (read_amount(one[0]) for one in _AMOUNT.finditer(text))
    return {cents for cents in found if cents is not None}


_MONTHS = {name: number for names in (MONTHS_EN, MONTHS_FR) for number, name in enumerate((name.lower() for name in names), 1)}
_NAMES = "|".join(_MONTHS)
_DATE = re.compile(
    rf"(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
    rf"|(?P<month_en>{_NAMES})\s+(?P<day_en>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_en>[0-9]{{4}})"
    rf"|(?P<day_fr>[0-9]{{1,2}})(?:er)?\s+(?P<month_fr>{_NAMES})\s+(?P<year_fr>[0-9]{{4}})",
    re.IGNORECASE,
)


def dates(text: str) -> set[date]:
    """The whole dates in a text: `2027-07-12`, `July 12, 2027`, `12 juillet 2027`."""
    return {read for found in _DATE.finditer(text) if (read := _read_date(found))}


def _read_date(found: re.Match[str]) -> date | None:
    month = found["month_en"] or found["month_fr"]
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        return date(int(found["year_en"] or found["year_fr"]), _MONTHS[month.lower()], int(found["day_en"] or found["day_fr"]))
    except ValueError:  # no such day
        return None
