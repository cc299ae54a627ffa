"""The clocks of a case: since when the present wait counts, what stops them, and which notices have been said already.

Never reads a clock and never says when anything falls due (`deadlines` do, from what stands here and the policy).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.decision import Deadline
from bot.core.facts import instant


@dataclass(frozen=True, slots=True)
class Clocks:
    """`since` is when the present wait began (UTC): the state was entered, or work was submitted anew.

    `given_back` are the business days for which the clocks have stood still since then. `stopped` says what holds them (`hold`, `blocked`,
    `dispute`), each since when; they go on when nothing does. `stopped_at` is when the first of those came, `went_on_at` when they last
    went on. `said` are the deadlines whose notice was given, so that none is given twice, after a rebuild neither; `told` are their kinds
    in this wait.
    """

    since: datetime | None = None
    given_back: int = 0
    stopped: Mapping[str, datetime] = field(default_factory=dict)
    stopped_at: datetime | None = None
    went_on_at: datetime | None = None
    said: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def running(self) -> bool:
        """Whether time counts now."""
        return not self.stopped

    def passed(self, until: datetime, at: datetime) -> bool:
        """Whether a moment until which something counts has passed at another (UTC); none passes while the clocks stand still."""
        return self.running and at > until

    def has_said(self, deadline: Deadline) -> bool:
        """Whether this deadline's notice has been given, or had been in this wait when the clocks went on, which moved it into the past."""
        return said_key(deadline) in self.said or (self._had_passed(deadline) and deadline.kind in self.told)

    def _had_passed(self, deadline: Deadline) -> bool:
        return self.went_on_at is not None and deadline.due <= self.went_on_at

    def anew(self, at: datetime) -> "Clocks":
        """The clocks as another wait begins: no day is given back in it yet, and no notice given."""
        return replace(self, since=at, given_back=0, told=frozenset())


def said_key(deadline: Deadline) -> str:
    """A deadline as `said` remembers it."""
    return f"{deadline.kind}/{instant(deadline.due)}"
