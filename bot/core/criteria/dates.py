"""Criteria on dates: their order, how long the call is open, holidays, and the fiscal year.

A date means the end of its day in the policy's zone. Never moves a date (`Opportunity.moved_to` does).
"""

from datetime import date, timedelta

from bot.core.criteria.amount import counted_days
from bot.core.criteria.finding import Checking, Finding, must, should
from bot.core.opportunity import Opportunity
from bot.core.text import Text, day, joined

YEARS_AHEAD = 2
"""A delivery date further away than this is a year mistyped: work of $10,000 takes weeks."""


def dates_order(opportunity: Opportunity, checking: Checking) -> Finding:
    """Today < closing < selection ≤ start (if given) < delivery. Source: opportunity template; the horizon is ours."""
    start = opportunity.work_start
    wrong = [
        sentence
        for fails, sentence in (
            (opportunity.closing <= checking.today, _PAST.format(today=day(checking.today))),
            (opportunity.selection <= opportunity.closing, _SELECTION),
            (start < opportunity.selection, _START),
            (opportunity.delivery <= start, _DELIVERY),
            (opportunity.delivery.year > checking.today.year + YEARS_AHEAD, _FAR),
        )
        if fails
    ]
    seen = _DATES.format(
        closing=day(opportunity.closing), selection=day(opportunity.selection), start=day(start), delivery=day(opportunity.delivery)
    )
    return must("dates_order", _ORDER).found(not wrong, seen, joined(wrong, " ", " "))


_ORDER = Text(
    "Closing comes after today, selection after closing, the start on the selection date or later, delivery after the start.",
    "La clôture vient après aujourd’hui, la sélection après la clôture, le début à la sélection ou plus tard, la livraison après le début.",
)
_DATES = Text(
    "Closing: {closing}; selection: {selection}; start: {start}; delivery: {delivery}.",
    "Clôture : {closing}; sélection : {selection}; début : {start}; livraison : {delivery}.",
)
_PAST = Text("Put closing after today ({today}).", "Mettez la clôture après aujourd’hui ({today}).")
_SELECTION = Text("Put the selection after closing.", "Mettez la sélection après la clôture.")
_START = Text("Put the start on the selection date or later.", "Mettez le début à la date de sélection ou plus tard.")
_DELIVERY = Text("Put delivery after the start.", "Mettez la livraison après le début.")
_FAR = Text("Look at the year of the delivery date.", "Vérifiez l’année de la date de livraison.")


def open_days(opportunity: Opportunity, checking: Checking) -> Finding:
    """Open at least the policy's number of business days, counted from tomorrow, the closing day included.

    Source: Annex A of the closeout report (the pilot planned 5 and used 14).
    """
    least = checking.policy.dates.open_at_least
    first = checking.calendar.add_business_days(checking.today, 1)
    days = checking.calendar.business_days_between(first, opportunity.closing)
    earliest = checking.calendar.add_business_days(checking.today, least)
    rule = must("open_days", _OPEN_AT_LEAST.format(days=counted_days(least)))
    return rule.found(days >= least, _OPEN.format(days=days), _CLOSE_LATER.format(day=day(earliest)))


_OPEN_AT_LEAST = Text(
    "A call is open at least {days}, counted from tomorrow.",
    "Un appel est ouvert au moins {days}, à compter de demain.",
)
_OPEN = Text("Business days open: {days}.", "Jours ouvrables d’ouverture : {days}.")
_CLOSE_LATER = Text("Closing on {day} or later would do.", "Une clôture {day} ou plus tard conviendrait.")


def closing_business_day(opportunity: Opportunity, checking: Checking) -> Finding:
    """Closing on a holiday or at a weekend is shown: nobody is there to help with a last question. Source: domain's situations."""
    on_duty = checking.calendar.is_business_day(opportunity.closing)
    following = checking.calendar.add_business_days(opportunity.closing, 1)
    seen = (_WORKDAY if on_duty else _FREE_DAY).format(day=day(opportunity.closing))
    return should("closing_business_day", _ON_WORKDAY).found(on_duty, seen, _NEXT_WORKDAY.format(day=day(following)))


_ON_WORKDAY = Text("Closing falls on a business day.", "La clôture tombe un jour ouvrable.")
_WORKDAY = Text("Closing, {day}, is on a business day.", "La clôture, {day}, tombe un jour ouvrable.")
_FREE_DAY = Text("Closing, {day}, is on a weekend or a holiday.", "La clôture, {day}, tombe une fin de semaine ou un jour férié.")
_NEXT_WORKDAY = Text("The next business day is {day}.", "Le jour ouvrable suivant est {day}.")


def fiscal_year(opportunity: Opportunity, checking: Checking) -> Finding:
    """A delivery or payment after the fiscal year's end (31 March) needs next year's funds. Source: Annex A, domain rule on dates.

    The payment's target is counted in calendar days, as the usual 30 are: from delivery, at the earliest.
    """
    end = fiscal_end(checking.today, checking.policy.dates.fiscal_year_end)
    payment = opportunity.delivery + timedelta(days=checking.policy.dates.payment)
    seen = _PAID_ABOUT.format(delivery=day(opportunity.delivery), payment=day(payment))
    return should("fiscal_year", _THIS_YEAR.format(end=day(end))).found(payment <= end, seen, _NEXT_YEAR)


_THIS_YEAR = Text(
    "This year’s funds pay for what is delivered and paid by {end}.",
    "Les fonds de l’exercice servent à ce qui est livré et payé au plus tard {end}.",
)
_PAID_ABOUT = Text(
    "Delivery is on {delivery}, and payment is due by {payment}.",
    "La livraison est {delivery}, et le paiement est dû au plus tard {payment}.",
)
_NEXT_YEAR = Text(
    "Reserve next year’s funds, or set an earlier delivery date.",
    "Réservez les fonds du prochain exercice, ou fixez une livraison plus tôt.",
)


def fiscal_end(today: date, month_and_day: tuple[int, int]) -> date:
    """The last day of the fiscal year in which a day falls."""
    this_year = date(today.year, *month_and_day)
    return this_year if today <= this_year else date(today.year + 1, *month_and_day)
