"""A price estimated as the client guide does, before there is an opportunity: rate × (hours + administration), with tax, against the cap.

Never proposes an amount above the cap, and never says that an estimate is a price.
"""

from dataclasses import dataclass
from datetime import date

from bot.core.criteria.amount import highest_price, hours, percent
from bot.core.opportunity import tax_in_force, with_tax
from bot.core.policy import MoneyRules
from bot.core.text import Text, joined, money


@dataclass(frozen=True, slots=True)
class Estimate:
    """A price before tax and with it, in cents; whether that is within the cap; the sentence that says it all."""

    price: int
    total: int
    within: bool
    sentence: Text


def estimate(work_minutes: int, hourly_rate: int, rules: MoneyRules, on: date) -> Estimate:
    """The estimate of so many minutes of work at a rate in cents an hour, with the tax in force on a day (of delivery, if it is known)."""
    minutes = work_minutes + rules.administration_minutes
    price, tax = hourly_rate * minutes // 60, tax_in_force(rules, on)
    total = with_tax(price, tax)
    words = {
        "hours": hours(work_minutes),
        "administration": hours(rules.administration_minutes),
        "rate": money(hourly_rate),
        "price": money(price),
        "total": money(total),
        "percent": percent(tax),
    }
    told, within = _ESTIMATE.format(**words), total <= rules.cap
    most = money(highest_price(rules.cap, tax))
    verdict = (_WITHIN if within else _ABOVE).format(cap=money(rules.cap), most=most)
    return Estimate(price, total, within, joined((told, verdict), " ", " "))


_ESTIMATE = Text(
    "{hours} hours of work and {administration} of administration at {rate} come to {price}, or {total} with tax ({percent}).",
    "{hours} heures de travail et {administration} d’administration à {rate} donnent {price}, soit {total} taxes comprises ({percent}).",
)
_WITHIN = Text("That is within {cap}.", "Cela respecte le plafond de {cap}.")
_ABOVE = Text(
    "That is above {cap}: ask for less work, or set a price of {most} or less before tax.",
    "Cela dépasse {cap} : demandez moins de travail, ou fixez un prix de {most} ou moins avant taxes.",
)
