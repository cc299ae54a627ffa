"""Criteria on price and work: the cap with tax, the client guide's price estimate, and the workload that the dates can hold.

Amounts are integer cents, work is minutes. Never rounds in the department's favour without saying so.
"""

from math import ceil

from bot.core.criteria.finding import Checking, Finding, must, should
from bot.core.opportunity import Opportunity, tax_in_force, with_tax
from bot.core.text import NO_BREAK, Text, day, money

ROUNDING = 20
"""A price may differ from its estimate by one twentieth: clients round."""

_PLURAL_FR = 2
"""French counts in the plural from two on: 0 and 1.5 are singular."""

LONGEST_WORK = 250
"""Work of more business days than a year has is not given a date but the advice to divide it."""


def price(opportunity: Opportunity, checking: Checking) -> Finding:
    """The fixed price with the tax in force on the delivery date is at most the cap. Source: client guide; tax agency for the rate."""
    rules = checking.policy.money
    rate = tax_in_force(rules, opportunity.delivery)
    rule = must("price", _CAP.format(cap=money(rules.cap)))
    seen = _PRICE.format(price=money(opportunity.price), total=money(with_tax(opportunity.price, rate)), rate=percent(rate))
    cure = _HIGHEST.format(highest=money(highest_price(rules.cap, rate)))
    return rule.found(0 < opportunity.price <= highest_price(rules.cap, rate), seen, cure)


_CAP = Text("With tax, the price is above zero and at most {cap}.", "Taxes comprises, le prix est supérieur à zéro et d’au plus {cap}.")
_PRICE = Text(
    "The price is {price}, or {total} with tax ({rate}).",
    "Le prix est de {price}, soit {total} taxes comprises ({rate}).",
)
_HIGHEST = Text("A price of {highest} or less before tax would do.", "Un prix de {highest} ou moins avant taxes conviendrait.")


def highest_price(cap: int, basis_points: int) -> int:
    """The highest price in cents whose amount with tax, rounded to the cent, does not pass the cap."""
    highest = cap * 10_000 // (10_000 + basis_points)
    return highest + (with_tax(highest + 1, basis_points) <= cap)


def percent(basis_points: int) -> Text:
    """A rate as each language writes it: `13%`, and with a no-break space and a comma in French."""
    whole, part = divmod(basis_points, 100)
    digits = f"{part:02}".rstrip("0")
    return Text(f"{whole}{'.' * bool(digits)}{digits}%", f"{whole}{',' * bool(digits)}{digits}{NO_BREAK}%")


def estimate(opportunity: Opportunity, checking: Checking) -> Finding:
    """The price is about rate × (hours + administration), at a rate in the guide's range. Source: client guide."""
    rules = checking.policy.money
    rule = should(
        "estimate",
        _ESTIMATE.format(low=money(rules.hourly_low), high=money(rules.hourly_high), hours=hours(rules.administration_minutes)),
    )
    low, high = _rates(opportunity, checking)
    if not rules.hourly_low <= low <= high <= rules.hourly_high:
        return rule.found(met=False, seen=_RATE.format(rate=money(low)))
    if opportunity.work_minutes is None:
        return rule.found(met=True, seen=_PAYS.format(**_range(opportunity, checking)))
    minutes = opportunity.work_minutes + rules.administration_minutes
    least, most = low * minutes // 60, high * minutes // 60
    seen = _ESTIMATED.format(hours=hours(minutes), least=money(least), most=money(most), price=money(opportunity.price))
    close = least * (ROUNDING - 1) <= opportunity.price * ROUNDING <= most * (ROUNDING + 1)
    return rule.found(close, seen, _NEARER)


_ESTIMATE = Text(
    "The price is the hourly rate ({low} to {high}) times the hours of work and {hours} hours of administration.",
    "Le prix est le taux horaire (de {low} à {high}) multiplié par les heures de travail et {hours} heures d’administration.",
)
_RATE = Text("The hourly rate is {rate}.", "Le taux horaire est de {rate}.")
_PAYS = Text("The price pays for {least} to {most} hours of work.", "Le prix paie de {least} à {most} heures de travail.")
_ESTIMATED = Text(
    "{hours} hours, administration included, come to between {least} and {most}; the price is {price}.",
    "{hours} heures, administration comprise, valent entre {least} et {most}; le prix est de {price}.",
)
_NEARER = Text("Bring price, hours and rate together.", "Accordez le prix, les heures et le taux.")


def workload(opportunity: Opportunity, checking: Checking) -> Finding:
    """The work fits between start and delivery, both included, at the policy's hours a business day (37.5 a week).

    Without stated hours, the price at the highest rate says how many there are at the least: $6,500 is 55 to 98 hours.
    Source: opportunity template. The pilot's own opportunity broke this.
    """
    a_day, first, last = checking.policy.dates.work_minutes_a_day, opportunity.work_start, opportunity.delivery
    days = checking.calendar.business_days_between(first, last)
    least, most = work_range(opportunity, checking)
    seen = _HOLDS.format(first=day(first), last=day(last), days=counted_days(days), hours=counted_hours(days * a_day))
    needed = ceil(least / a_day)
    rule = must("workload", _NEEDS.format(work=_work(least, most), a_day=counted_hours(a_day)))
    return rule.found(needed <= days, seen, _later(opportunity, checking, needed))


_HOLDS = Text(
    "Time for the work, between {first} and {last}: {days}, which hold {hours} of work.",
    "Temps pour les travaux, entre {first} et {last} : {days}, soit {hours} de travail.",
)
_NEEDS = Text(
    "The dates leave time for the work of {work}, at {a_day} a business day.",
    "Les dates laissent le temps de faire le travail, soit {work}, à raison de {a_day} par jour ouvrable.",
)
_FROM_TO = Text("{least} to {most}", "de {least} à {most}")
_DAYS = (Text("{days} business day", "{days} jour ouvrable"), Text("{days} business days", "{days} jours ouvrables"))
_HOURS = (Text("{hours} hour", "{hours} heure"), Text("{hours} hours", "{hours} heures"))
_LATER = Text(
    "With this start, delivery on {day} or later would do; so would less work.",
    "Avec ce début, une livraison {day} ou plus tard conviendrait; moins de travail aussi.",
)
_SMALLER = Text("Ask for a smaller piece of work.", "Demandez une plus petite partie du travail.")


def work_range(opportunity: Opportunity, checking: Checking) -> tuple[int, int]:
    """The work in minutes, at the least and at the most: as stated, or what the price pays for at the range of rates."""
    if opportunity.work_minutes is not None:
        return opportunity.work_minutes, opportunity.work_minutes
    low, high = (max(rate, 1) for rate in _rates(opportunity, checking))
    administration = checking.policy.money.administration_minutes
    return max(opportunity.price * 60 // high - administration, 0), max(opportunity.price * 60 // low - administration, 0)


def hours(minutes: int) -> Text:
    """Minutes as hours, to the tenth: `7.5` and `7,5`."""
    tenths = minutes // 6
    words = str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
    return Text(words, words.replace(".", ","))


def counted_days(days: int) -> Text:
    """Business days with their noun, in the singular where each language has it: `0 business days`, `0 jour ouvrable`."""
    return _counted(_DAYS, days == 1, days < _PLURAL_FR).format(days=days)


def counted_hours(minutes: int) -> Text:
    """Minutes as hours with their noun: `1.5 hours` and `1,5 heure`."""
    return _counted(_HOURS, minutes // 6 == 10, minutes // 6 < 10 * _PLURAL_FR).format(hours=hours(minutes))  # noqa: PLR2004 - an hour's tenths


def _counted(nouns: tuple[Text, Text], one_en: bool, one_fr: bool) -> Text:
    singular, plural = nouns
    return Text((singular if one_en else plural).en, (singular if one_fr else plural).fr)


def _rates(opportunity: Opportunity, checking: Checking) -> tuple[int, int]:
    rules = checking.policy.money
    return (rules.hourly_low, rules.hourly_high) if opportunity.hourly_rate is None else (opportunity.hourly_rate,) * 2


def _range(opportunity: Opportunity, checking: Checking) -> dict[str, Text]:
    least, most = work_range(opportunity, checking)
    return {"least": hours(least // 60 * 60), "most": hours(most // 60 * 60)}


def _work(least: int, most: int) -> Text:
    if least == most:
        return counted_hours(least)
    return _FROM_TO.format(least=hours(least // 60 * 60), most=counted_hours(most // 60 * 60))


def _later(opportunity: Opportunity, checking: Checking, needed: int) -> Text:
    if needed > LONGEST_WORK:
        return _SMALLER
    before = checking.calendar.add_business_days(opportunity.work_start, -1)
    return _LATER.format(day=day(checking.calendar.add_business_days(before, needed)))
