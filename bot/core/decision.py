"""What `decide` gives: the facts that are now so, what to do about them, and when to look again.

Frozen data; one decision is written in one transaction, whole or not at all.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.effects import Effect
from bot.core.facts import Data, Fact


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """Something falls due in a case: what, and when (UTC)."""

    due: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """An issue that belongs to a case, or a whole repository (`issue_id` 0)."""

    repository_id: int
    issue_id: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Facts, effects and deadlines of one event. `deadlines` and `summary` replace the case's; none means they stay as they are.

    `summary` is what other cases may know of this one (`programme.py`), as JSON.
    """

    facts: tuple[Fact, ...] = ()
    effects: tuple[Effect, ...] = ()
    deadlines: frozenset[Deadline] | None = None
    subjects: tuple[SubjectKey, ...] = ()
    summary: Data | None = None
