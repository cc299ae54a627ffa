"""The opportunity: what a client asks for, as its form says, and the figures that follow from it.

Never judges whether it meets the criteria (the package `criteria` does), and never moves a state (`rules` do).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.core.policy import MoneyRules, TaxRate
from bot.core.text import Text


class Organisation(StrEnum):
    """The client's tier: how far from the programme's own branch, which decides the budget transfer."""

    OWN_BRANCH = "own_branch"
    OTHER_BRANCH = "other_branch"
    OTHER_DEPARTMENT = "other_department"


class Declaration(StrEnum):
    """What the client declares when filing (each a check box of the form)."""

    UNCLASSIFIED = "unclassified"
    STANDALONE = "standalone"
    NO_CAPACITY = "no_capacity"
    NOT_SPLIT = "not_split"
    OPEN_WORK = "open_work"


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The form's answers, read: money in integer cents before tax, work in minutes, dates in the policy's zone.

    `acceptance` and `evaluation` hold one `Text` for each top-level list item; where a language is missing, its words are empty.
    An optional answer that is empty is `None` (dates, numbers) or an empty string.
    """

    title: Text
    summary: Text
    description: Text
    acceptance: tuple[Text, ...]
    evaluation: tuple[Text, ...]
    skills: tuple[str, ...]
    licence: str
    price: int
    work_minutes: int | None
    hourly_rate: int | None
    closing: date
    selection: date
    start: date | None
    delivery: date
    organisation: Organisation
    repository: str
    declarations: frozenset[Declaration]

    @property
    def work_start(self) -> date:
        """The first day of work: the start if given, else the selection date."""
        return self.start or self.selection

    def moved_to(self, closing: date) -> "Opportunity":
        """The same with closing on another day, and the later dates moved along by as many days (domain rule on dates)."""
        shift: timedelta = closing - self.closing
        return replace(
            self,
            closing=closing,
            selection=self.selection + shift,
            start=self.start + shift if self.start else None,
            delivery=self.delivery + shift,
        )


_NO_TAX = TaxRate(date.min, 0)


def tax_in_force(money: MoneyRules, on: date) -> int:
    """The tax rate on a day, in basis points; 0 before the first dated rate."""
    return max((rate.since, rate.basis_points) for rate in (*money.tax, _NO_TAX) if rate.since <= on)[1]


def with_tax(price: int, basis_points: int) -> int:
    """Cents with tax, rounded half up to the cent."""
    return price + (price * basis_points + 5_000) // 10_000
