"""Counting days for deadlines: business days in the policy's zone, with those given back while the clocks stood still.

Never says what falls due.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.core.calendar import business_days
from bot.core.clocks import Clocks
from bot.core.policy import Policy
from bot.core.text import end_of


def local_date(moment: datetime, policy: Policy) -> date:
    """The date of an instant where the department is."""
    return moment.astimezone(ZoneInfo(policy.time_zone)).date()


def days_after(moment: datetime, number: int, policy: Policy) -> datetime:
    """The end of the business day that is so many business days after an instant's date."""
    return end_of(business_days(policy).add_business_days(local_date(moment, policy), number), policy.time_zone)


def days_into(clocks: Clocks, number: int, policy: Policy) -> datetime | None:
    """The same after the present wait began; days on which the clocks stood still don't count. None before there is a wait."""
    return days_after(clocks.since, number + clocks.given_back, policy) if clocks.since else None


def days_before(day: date, number: int, policy: Policy) -> datetime:
    """The end of the business day that is so many business days before a date."""
    return end_of(business_days(policy).add_business_days(day, -number), policy.time_zone)


MORNING = time(9)
"""When people are reminded, where the department is: early enough that the day is still theirs."""


def morning_before(day: date, number: int, policy: Policy) -> datetime:
    """The morning of the business day that is so many business days before a date; of the date itself with 0."""
    return _morning(business_days(policy).add_business_days(day, -number), policy)


def morning_after(moment: datetime, number: int, policy: Policy) -> datetime:
    """The morning of the business day that is so many business days after an instant's date."""
    return _morning(business_days(policy).add_business_days(local_date(moment, policy), number), policy)


def _morning(day: date, policy: Policy) -> datetime:
    return datetime.combine(day, MORNING, ZoneInfo(policy.time_zone))
