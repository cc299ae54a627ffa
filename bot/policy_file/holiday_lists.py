"""Whether the library `holidays` has a list for a country, a subdivision and categories. Never counts days (`core.calendar` does)."""

from holidays import country_holidays

from bot.core.policy import HolidayRules


def known_list(rules: HolidayRules) -> bool:
    """Asks the library for one year of it."""
    try:
        country_holidays(rules.country, subdiv=rules.subdivision, years=2027, categories=rules.categories)
    except (NotImplementedError, ValueError, AttributeError):
        return False
    return True
