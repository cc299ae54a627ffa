"""Where an opportunity's words contradict its dates, or themselves: what a reader stumbles over, and no form can ask.

Shown as advice to people who look before they file. It knows a few shapes of words in both languages, and is silent about all else: it
never refuses anything, and never says which of two sayings is right. Like a finding, it shows figures and dates, never people's words.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from bot.core.calendar import business_days
from bot.core.criteria.amount import counted_days
from bot.core.criteria.finding import Finding, Rule, should
from bot.core.criteria.languages import named_texts
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy
from bot.core.text import MONTHS_EN, MONTHS_FR, Text, day

DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def contradictions(opportunity: Opportunity, said: AbstractSet[str], policy: Policy) -> tuple[Finding, ...]:
    """Each contradiction as advice, not met; nothing where there is none. `said` names the nouns that are not made up."""
    found = [*weekdays(opportunity), *either_or(opportunity)]
    if {"selection", "delivery"} <= said:
        found += delivery_time(opportunity, policy)
    return tuple(found)


_MONTHS = {name: number for names in (MONTHS_EN, MONTHS_FR) for number, name in enumerate((name.lower() for name in names), 1)}
_NAMES = "|".join(_MONTHS)
_DATED = re.compile(
    rf"\b(?P<day_en>{'|'.join(DAYS_EN)}),? (?P<month_en>{_NAMES}) (?P<number_en>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year_en>\d{{4}})"
    rf"|\b(?P<day_fr>{'|'.join(DAYS_FR)}),? (?:le )?(?P<number_fr>\d{{1,2}})(?:er)? (?P<month_fr>{_NAMES}) (?P<year_fr>\d{{4}})",
    re.IGNORECASE,
)
_ON_ITS_DAY = should("weekdays", Text("A date is on the day of the week that is named.", "Une date tombe le jour de la semaine nommé."))


def weekdays(opportunity: Opportunity) -> Iterator[Finding]:
    """A date that is named with a day of the week falls on it."""
    for name, text in named_texts(opportunity):
        for one in _DATED.finditer(f"{text.en}\n{text.fr}"):
            if (real := _date(one)) and DAYS[(one["day_en"] or one["day_fr"]).lower()] != real.weekday():
                yield _ON_ITS_DAY.found(met=False, seen=_ANOTHER_DAY.format(name=name, date=day(real), day=_weekday(real)), cure=_RIGHT_DAY)


DAYS = {name.lower(): number for names in (DAYS_EN, DAYS_FR) for number, name in enumerate(names)}
_ANOTHER_DAY = Text(
    "In: {name}. {date} is a {day}, not the day that is named.", "Dans : {name}. On y nomme un autre jour : {date} est un {day}."
)
_RIGHT_DAY = Text("Correct the day or the date.", "Corrigez le jour ou la date.")


def _date(found: re.Match[str]) -> date | None:
    month = _MONTHS[(found["month_en"] or found["month_fr"]).lower()]
    try:
        return date(int(found["year_en"] or found["year_fr"]), month, int(found["number_en"] or found["number_fr"]))
    except ValueError:  # no such day
        return None


def _weekday(value: date) -> Text:
    return Text(DAYS_EN[value.weekday()], DAYS_FR[value.weekday()])


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "fifteen": 15, "twenty": 20,
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "quinze": 15, "vingt": 20,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_WITHIN, _FR = (_COUNT.replace("count", name) for name in ("within", "fr"))
_DELIVER = re.compile(
    rf"\b{_COUNT}\s+(?:business|working)\s+days\b[^.\n]{{0,60}}?\bto\s+(?:deliver|finish|complete)"
    rf"|\b(?:deliver(?:y|ed)?|finish|complete)\b[^.\n]{{0,60}}?\bwithin\s+{_WITHIN}\s+(?:business|working)\s+days\b"
    rf"|\b{_FR}\s+jours\s+ouvrables\b[^.\n]{{0,60}}?\bpour\s+(?:livrer|terminer|remettre)",
    re.IGNORECASE,
)


def stated_days(text: Text) -> tuple[int, ...]:
    """The business days that words give for the delivery: `five business days to deliver`, `cinq jours ouvrables pour livrer`."""
    found = (one["count"] or one["within"] or one["fr"] for one in _DELIVER.finditer(f"{text.en}\n{text.fr}"))
    return tuple(int(word) if word.isdigit() else _NUMBERS[word.lower()] for word in found)


_AS_SAID = should(
    "delivery_time", Text("The dates leave the time that the words give.", "Les dates laissent le temps que les mots accordent.")
)


def delivery_time(opportunity: Opportunity, policy: Policy) -> Iterator[Finding]:
    """The time that the words give for the work is the time between its start and its delivery, one day more or less."""
    days = business_days(policy).business_days_between(opportunity.work_start, opportunity.delivery)
    for name, text in named_texts(opportunity):
        for stated in sorted(set(stated_days(text))):
            if abs(stated - days) > 1:
                seen = _DIFFERENT.format(name=name, stated=counted_days(stated), days=counted_days(days))
                yield _AS_SAID.found(met=False, seen=seen, cure=_SAME_TIME)


_DIFFERENT = Text(
    "In: {name}. The words give {stated} to deliver; the dates, from start to delivery, hold {days}.",
    "Dans : {name}. Les mots accordent {stated} pour livrer; les dates, du début à la livraison, en comptent {days}.",
)
_SAME_TIME = Text("Correct the words or the dates.", "Corrigez les mots ou les dates.")


_EITHER = re.compile(
    r"\b(?P<one>start|begin(?:ning)?|end(?:ing)?)\s+dates?\s+(?:and\s+|and/)?or\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?P<other>start|end(?:ing)?)\s+dates?\b"
    r"|\bdates?\s+de\s+(?P<un>début|fin)\s+(?:et\s+|et/)?ou\s+(?:une\s+|la\s+)?(?:dates?\s+)?de\s+(?P<autre>début|fin)\b",
    re.IGNORECASE,
)
_THEN = re.compile(r"^\W*(?:then|alors)\b", re.IGNORECASE | re.MULTILINE)
_BEGIN_AND_END = tuple(re.compile(words, re.IGNORECASE) for words in (r"\b(?:start|begin\w*)\b|\bdébut\b", r"\bend(?:ing)?\b|\bfin\b"))
_ONE_OR_BOTH = re.compile(r"\bor\b|\bou\b|\bif\b|\bs['’]il\b|\bsi\b", re.IGNORECASE)


def either_or(opportunity: Opportunity) -> Iterator[Finding]:
    """A scenario that begins with one date *or* the other can't end with one *and* the other: one of them may not be there."""
    for name, text in named_texts(opportunity):
        if any(_contradicts(scenario) for words in (text.en, text.fr) for scenario in _scenarios(words)):
            yield _BOTH_ARE_THERE.found(met=False, seen=_EITHER_THEN_BOTH.format(name=name), cure=_SAY_WHICH)


def _scenarios(words: str) -> list[str]:
    """Given, when, then: cut where the next one is given. `étant donné` in French."""
    return re.split(r"^\W*(?:scenario|scénario|given|étant donné)\b", words, flags=re.IGNORECASE | re.MULTILINE)


def _contradicts(scenario: str) -> bool:
    either = _EITHER.search(scenario)
    then = _THEN.search(scenario, either.end()) if either else None
    if then is None:
        return False
    promised = [line for line in scenario[then.start() :].splitlines() if re.search(r"\bdates?\b", line, re.IGNORECASE)]
    certain = "\n".join(line for line in promised if not _ONE_OR_BOTH.search(line))
    return all(words.search(certain) for words in _BEGIN_AND_END)


_BOTH_ARE_THERE: Rule = should(
    "either_or",
    Text("What a criterion promises can be there in each case.", "Ce qu’un critère promet peut exister dans chaque cas."),
)
_EITHER_THEN_BOTH = Text(
    "In: {name}. The dates contradict each other: a case has a start date or an end date, and then both must be shown.",
    "Dans : {name}. Les dates se contredisent : un cas a une date de début ou une date de fin, puis les deux doivent être montrées.",
)
_SAY_WHICH = Text("Say what is shown where one of them is missing.", "Dites ce qui est montré quand l’une d’elles manque.")
