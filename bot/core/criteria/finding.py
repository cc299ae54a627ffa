"""What a criterion gives: a finding, not a bool. What was seen, what is required, and what would work, in both languages.

Never repeats a person's own words: a finding shows numbers, dates and names of fields, so that nothing they wrote speaks with our voice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.calendar import Calendar
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy
from bot.core.text import Text, joined

Level = Literal["must", "should"]

LEVELS: tuple[Level, ...] = ("must", "should")
"""The order in which the panel shows them: an unmet *must* refuses `/vet`, a *should* is only shown."""

NOTHING = Text("", "")
RULE = Text("**Rule:** {required}", "**Règle\N{NO-BREAK SPACE}:** {required}")
"""A rule says how things must be; unmarked, it would read as how they are, right after what was seen."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion's result. `seen` and `required` are sentences; `sentence` says all that a person needs, the rule marked as one."""

    id: str
    met: bool
    level: Level
    seen: Text
    required: Text
    sentence: Text


@dataclass(frozen=True, slots=True)
class Checking:
    """What a criterion may know beside the opportunity: the policy, today in the policy's zone, the policy's business days."""

    policy: Policy
    today: date
    calendar: Calendar


Criterion = Callable[[Opportunity, Checking], Finding]
"""Named as its finding's id."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding is measured against: the criterion's id, its level, and what it requires."""

    id: str
    level: Level
    required: Text

    def found(self, met: bool, seen: Text, cure: Text = NOTHING) -> Finding:
        """The finding: if it is met, what was seen is enough; if not, what is required and what would work follow."""
        rule = RULE.format(required=self.required)
        told = (seen,) if met else tuple(text for text in (seen, rule, cure) if text != NOTHING)
        return Finding(self.id, met, self.level, seen, self.required, joined(told, " ", " "))


def must(criterion: str, required: Text) -> Rule:
    """A rule whose unmet finding refuses `/vet` until procurement waives it."""
    return Rule(criterion, "must", required)


def should(criterion: str, required: Text) -> Rule:
    """A rule whose unmet finding is only shown."""
    return Rule(criterion, "should", required)
