"""An opportunity that was written for no form: a page with keys at its head and sections, as the pilot published them, in one file or two.

    page = read_page(text)                       # one language
    free = of_pages((page, other), policy)       # answers under the form's ids, and what was taken for granted

Follows names of keys and headings that people use, in both languages. What a page does not say stays unsaid, but for two dates that follow
from the others, which are told. Never guesses an amount, and never judges.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.calendar import business_days
from bot.core.contradictions import stated_days
from bot.core.policy import Policy
from bot.core.text import Language, Text, day
from bot.forms.calendar_date import read_date
from bot.forms.choices import licence
from bot.forms.front_matter import read_front_matter
from bot.forms.problem import Problem, UnreadableError
from bot.forms.sections import Section, criteria, sections
from bot.forms.submission import Submission
from bot.forms.template import packaged
from bot.forms.typed import clean, likeness

KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "titre"),
    "summary": ("short_desc", "short_description", "summary", "courte_description", "resume"),
    "skills": ("skills", "competences"),
    "licence": ("licence", "license"),
    "price": ("value", "price", "fixed_price", "valeur", "prix"),
    "hours": ("hours", "heures"),
    "rate": ("rate", "hourly_rate", "taux", "taux_horaire"),
    "closing": ("closing_date", "closing", "date_de_cloture", "cloture"),
    "selection": ("selection_date", "selection", "date_de_selection"),
    "start": ("start_date", "start", "date_de_debut", "debut"),
    "delivery": ("delivery_date", "delivery", "date_de_livraison", "livraison"),
    "repository": ("repository", "depot"),
}
"""Noun → the keys under which people write it, the first one as the pilot did."""

HEADINGS: Mapping[str, re.Pattern[str]] = {
    "acceptance": re.compile(r"accept", re.IGNORECASE),
    "evaluation": re.compile(r"evaluation|évaluation|mandatory|obligatoire", re.IGNORECASE),
    "description": re.compile(r"^(?:full |complete )?description(?: complète)?$", re.IGNORECASE),
}
SHARED = ("price", "hours", "rate", "closing", "selection", "start", "delivery")
"""What both languages must say alike."""

_FRENCH = re.compile(r"\b(?:le|la|les|des|une|pour|est|et|vous|dans|avec|du)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|a|an|and|of|to|for|is|you|in|with|that)\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Page:
    """One language's page: nouns with what stands there, and their lines; `problem` if its head can't be read."""

    language: Language
    words: Mapping[str, str]
    lines: Mapping[str, int]
    problem: tuple[int, Text] | None = None


@dataclass(frozen=True, slots=True)
class Free:
    """The pages' answers by the form's field ids, nouns that both languages say differently, and what was taken for granted."""

    submission: Submission
    differing: tuple[str, ...]
    assumed: tuple[Text, ...]


def read_page(text: str, language: Language | None = None) -> Page:
    """One page, in the language that it names or is written in."""
    plain = clean(text)
    head = read_front_matter(plain)
    found = sections(plain.split("\n")[head.body - 1 :], head.body)
    words, lines = _from_head(head.values, head.lines)
    named = head.values.get("lang", "")[:2].lower()
    spoken: Language = "fr" if len(_FRENCH.findall(plain)) > len(_ENGLISH.findall(plain)) else "en"
    for noun, (said, line) in _from_sections(found, plain.split("\n")[head.body - 1 :], head.body).items():
        words.setdefault(noun, said)
        lines.setdefault(noun, line)
    tongue: Language = language or ("fr" if named == "fr" else "en" if named == "en" else spoken)
    return Page(tongue, {noun: said for noun, said in words.items() if said.strip()}, lines, head.problem)


def _from_head(values: Mapping[str, str], lines: Mapping[str, int]) -> tuple[dict[str, str], dict[str, int]]:
    alike = {likeness(key): key for key in values}
    found = {noun: next((alike[likeness(key)] for key in keys if likeness(key) in alike), None) for noun, keys in KEYS.items()}
    return {noun: values[key] for noun, key in found.items() if key}, {noun: lines[key] for noun, key in found.items() if key}


def _from_sections(found: tuple[Section, ...], lines: list[str], first: int) -> dict[str, tuple[str, int]]:
    """Criteria under their headings (several of one kind are joined), a title, and as the description whatever is neither."""
    outer = [one for one in found if not any(_within(one, other) for other in found if other.level > 1)]
    kinds = {noun: [one for one in outer if one.level > 1 and pattern.search(one.title)] for noun, pattern in HEADINGS.items()}
    taken = {one.line for noun in ("acceptance", "evaluation") for one in kinds[noun]}
    said = {
        noun: ("\n".join(filter(None, (criteria(one) for one in kinds[noun]))), kinds[noun][0].line)
        for noun in ("acceptance", "evaluation")
        if kinds[noun]
    }
    title = next((one for one in found if one.level == 1), None)
    if title:
        said["title"] = (title.title, title.line)
    rest = kinds["description"] or [one for one in outer if one.level > 1 and one.line not in taken]
    before = "\n".join(lines[: outer[0].line - first] if outer else lines).strip()
    words = "\n\n".join(filter(None, ([] if kinds["description"] else [before]) + [one.text for one in rest]))
    return {**said, "description": (words, rest[0].line if rest else first)}


def _within(one: Section, other: Section) -> bool:
    return other.line < one.line <= other.line + len(other.lines)


def of_pages(pages: tuple[Page, ...], policy: Policy) -> Free:
    """The pages' answers, as if they had been typed into the form: what both languages share is the first page's."""
    values: dict[str, str] = {}
    for page in pages:
        for noun, said in page.words.items():
            field = f"{noun}_{page.language}" if noun in _BOTH else noun
            values.setdefault(field, _typed(noun, said, policy.time_zone))
    differing = tuple(noun for noun in SHARED if len({_alike(noun, page, policy) for page in pages if noun in page.words}) > 1)
    if "licence" not in values and (named := _licence(values)):
        values["licence"] = named
    assumed = _dates_that_follow(values, policy)
    return Free(Submission(packaged("opportunity.yml"), values), differing, assumed)


_BOTH = frozenset({"title", "summary", "description", "acceptance", "evaluation"})


def _alike(noun: str, page: Page, policy: Policy) -> str:
    """What a page says of a noun, without what each language writes otherwise."""
    return re.sub(r"[\s$,.]", "", _typed(noun, page.words[noun], policy.time_zone).replace(",00", "").replace(".00", ""))


def _typed(noun: str, said: str, zone: str) -> str:
    """As somebody would have typed it into the form: a moment is a day there, and a note in brackets is no part of an amount."""
    if noun in {"closing", "selection", "start", "delivery"}:
        return _day_of(said, zone)
    return _NOTE.sub("", said) if noun in {"price", "hours", "rate"} else said


def _day_of(said: str, zone: str) -> str:
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError:
        return said
    return (moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment).date().isoformat()


def _licence(values: Mapping[str, str]) -> str | None:
    """The one licence of the form's that the criteria or the description name."""
    field = packaged("opportunity.yml").field("licence")
    words = "\n".join(value for name, value in values.items() if name.startswith(("acceptance", "description")))
    named = [label for label in (field.labels if field else ()) if re.search(rf"(?<![\w-]){re.escape(licence(label))}(?![\w-])", words)]
    return named[0] if len(named) == 1 else None


def _dates_that_follow(values: dict[str, str], policy: Policy) -> tuple[Text, ...]:
    """The selection after the closing, and a delivery that is given in days only: written into the values, and told."""
    calendar, told = business_days(policy), []
    closing = _day(values.get("closing"))
    if closing and "selection" not in values:
        selection = calendar.add_business_days(closing, policy.dates.selection_after_closing)
        values["selection"] = selection.isoformat()
        told.append(SELECTION.format(day=day(selection)))
    words = Text(values.get("description_en", ""), values.get("description_fr", ""))
    begins = _day(values.get("start")) or _day(values.get("selection"))
    if begins and "delivery" not in values and (stated := stated_days(words)):
        delivery = calendar.add_business_days(begins, stated[0])
        values["delivery"] = delivery.isoformat()
        told.append(DELIVERY.format(day=day(delivery), days=stated[0]))
    return tuple(told)


def _day(said: str | None) -> date | None:
    try:
        return read_date(said) if said else None
    except UnreadableError:
        return None


def place_of(problem: Problem, pages: tuple[Page, ...]) -> tuple[int, int]:
    """The page (from 0) and line on which a problem's answer stands; the first line where it stands nowhere."""
    noun = (problem.field or "").removesuffix("_en").removesuffix("_fr")
    tongue = (problem.field or "")[len(noun) + 1 :]
    order = sorted(range(len(pages)), key=lambda number: pages[number].language != tongue)
    return next(((number, pages[number].lines[noun]) for number in order if noun in pages[number].lines), (0, 1))


SELECTION = Text(
    "No selection date is given; {day} was taken, the usual time after closing.",
    "Aucune date de sélection n’est donnée; on a pris {day}, le délai habituel après la clôture.",
)
DELIVERY = Text(
    "No delivery date is given, but {days} business days to deliver: {day} was taken.",
    "Aucune date de livraison n’est donnée, mais {days} jours ouvrables pour livrer; on a pris {day}.",
)
