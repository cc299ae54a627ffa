"""Business days: Mondays to Fridays that are no public holiday, with the days that the policy adds or removes.

Holidays come from the library `holidays`, a year at a time, and are kept. Never reads the clock: who asks brings the day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from bot.core.policy import HolidayRules, Policy

SATURDAY = 5
LONGEST = timedelta(days=3_660)
"""Ten years: a longer span makes no difference to any rule, and a mistyped year must not keep the bot counting."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One policy's business days."""

    rules: HolidayRules

    def is_business_day(self, day: date) -> bool:
        """Whether people work on this day."""
        if day in self.rules.added or day.weekday() >= SATURDAY:
            return False
        return day in self.rules.removed or day not in _holidays(
            self.rules.country, self.rules.subdivision, self.rules.categories, day.year
        )

    def add_business_days(self, day: date, number: int) -> date:
        """The business day that is so many business days after a day (before it, if negative); with 0 the day itself, whatever it is.

        At the end of the calendar (year 1 or 9999) it stops.
        """
        step, edge = (_DAY, date.max) if number > 0 else (-_DAY, date.min)
        left = abs(number)
        while left and day != edge:
            day += step
            left -= self.is_business_day(day)
        return day

    def business_days_between(self, first: date, last: date) -> int:
        """How many business days there are from one day to another, both included; 0 if they are the wrong way round.

        At most the first ten years are counted.
        """
        days = min(last - first, LONGEST).days + 1
        return sum(self.is_business_day(first + timedelta(days=number)) for number in range(days))


def business_days(policy: Policy) -> Calendar:
    """The calendar that a policy counts by."""
    return Calendar(policy.holidays)


@lru_cache(maxsize=256)
def _holidays(country: str, subdivision: str | None, categories: tuple[str, ...], year: int) -> frozenset[date]:
    return frozenset(country_holidays(country, subdiv=subdivision, years=year, categories=categories))
