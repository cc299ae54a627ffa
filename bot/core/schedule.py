"""The dates of a case moving along: closing, selection, start, delivery, and the moments of the call.

Never says that they move (rules on extensions, holds and offers do), only what they become.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.core.calendar import Calendar, business_days
from bot.core.facts import Data, instant
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy
from bot.core.text import end_of


def schedule_data(opportunity: Opportunity) -> dict[str, Any]:
    """The four dates as facts write them, YYYY-MM-DD."""
    start = opportunity.start
    return {
        "closing": opportunity.closing.isoformat(),
        "selection": opportunity.selection.isoformat(),
        "start": start.isoformat() if start else None,
        "delivery": opportunity.delivery.isoformat(),
    }


def with_schedule(opportunity: Opportunity, data: Data) -> Opportunity:
    """The opportunity with the dates that a fact recorded."""
    return replace(
        opportunity,
        closing=date.fromisoformat(data["closing"]),
        selection=date.fromisoformat(data["selection"]),
        start=date.fromisoformat(data["start"]) if data["start"] else None,
        delivery=date.fromisoformat(data["delivery"]),
    )


def call_moments(opportunity: Opportunity, policy: Policy) -> tuple[datetime, datetime]:
    """Closing (the day's last second) and the end of questions, some business days before (user guide, process 2A); both UTC."""
    last = business_days(policy).add_business_days(opportunity.closing, -policy.dates.questions_until)
    return end_of(opportunity.closing, policy.time_zone), end_of(last, policy.time_zone)


def call_data(opportunity: Opportunity, policy: Policy) -> dict[str, Any]:
    """The same moments as facts write them."""
    closing, until = call_moments(opportunity, policy)
    return {"call_closing": instant(closing), "questions_until": instant(until)}


def later_by(opportunity: Opportunity, days: int, calendar: Calendar, *, from_stage: str) -> Opportunity:
    """The dates that still lie ahead in a state, each so many business days later.

    While open, closing and all that follows; in evaluation, selection and what follows; then start and delivery; from the award, delivery.
    """
    ahead, add = _AHEAD.get(from_stage, ()), calendar.add_business_days
    return replace(
        opportunity,
        closing=add(opportunity.closing, days) if "closing" in ahead else opportunity.closing,
        selection=add(opportunity.selection, days) if "selection" in ahead else opportunity.selection,
        start=add(opportunity.start, days) if opportunity.start and "start" in ahead else opportunity.start,
        delivery=add(opportunity.delivery, days) if "delivery" in ahead else opportunity.delivery,
    )


_AHEAD: dict[str, tuple[str, ...]] = {
    "open": ("closing", "selection", "start", "delivery"),
    "evaluation": ("selection", "start", "delivery"),
    "selected": ("start", "delivery"),
    "awarded": ("delivery",),
    "delivered": ("delivery",),
}


def same_window(opportunity: Opportunity, start: date, calendar: Calendar) -> Opportunity:
    """The work beginning on a later day, with as many business days for it as were promised (domain: the runner-up's date)."""
    if start <= opportunity.work_start:
        return opportunity
    days = calendar.business_days_between(opportunity.work_start, opportunity.delivery)
    return replace(opportunity, start=start, delivery=calendar.add_business_days(start - timedelta(days=1), days))
