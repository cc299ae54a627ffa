"""Reminders: the delivery date is near, a supplier waits for the client, approvals have not been seen.

Never changes a case, and never asks twice for the same date.
"""

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.comments import Comment, Value
from bot.core.deadlines.contract import THEN_PROCUREMENT
from bot.core.deadlines.counting import days_after, local_date
from bot.core.deadlines.selection import sign_off_until
from bot.core.events import Due
from bot.core.people import Role
from bot.core.scene import Context, Outcome, mention
from bot.core.text import day


def delivery_near(case: Case, due: Due, context: Context) -> Outcome:
    """So many business days are left, today not counted; none on the last day."""
    assert case.supplier is not None
    today = local_date(due.due, context.policy)
    left = business_days(context.policy).business_days_between(today, case.opportunity.delivery) - 1
    fields: dict[str, Value] = {
        "supplier": mention(case.supplier),
        "days": max(left, 0) if case.opportunity.delivery > today else 0,
        "delivery": day(case.opportunity.delivery),
    }
    return Outcome(answer=Comment("delivery_reminder", fields))


def client_again(case: Case, due: Due, context: Context) -> Outcome:
    """The client has kept the supplier waiting for two business days."""
    since = case.clocks.stopped["blocked"]
    fields: dict[str, Value] = {
        "clients": tuple(mention(person) for person in case.clients),
        "since": day(local_date(since, context.policy)),
        "until": day(local_date(days_after(since, THEN_PROCUREMENT, context.policy), context.policy)),
    }
    return Outcome(answer=Comment("blocked_reminder", fields))


def blocked_long(case: Case, due: Due, context: Context) -> Outcome:
    """For five: procurement is told, and the client once more."""
    fields: dict[str, Value] = {
        "clients": tuple(mention(person) for person in case.clients),
        "mentions": context.mentions(Role.PROCUREMENT),
        "since": day(local_date(case.clocks.stopped["blocked"], context.policy)),
    }
    return Outcome(answer=Comment("blocked_long", fields))


def sign_off_near(case: Case, due: Due, context: Context) -> Outcome:
    """The team is reminded of the approvals that it waits for."""
    asked = case.contract.signoff_asked
    assert asked is not None
    until = local_date(sign_off_until(case, asked, context.policy), context.policy)
    return Outcome(answer=Comment("signoff_reminder", {"mentions": context.mentions(Role.MAINTAINER), "until": day(until)}))
