"""The record of a case as its facts come: the steps that `/why` shows, and the public facts that no comment has carried yet.

Never judges a fact, and never signs or posts one: it only keeps what is to be shown, and where.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.facts import Fact, Visibility

KEPT = "kept"
"""A fact of this kind ends a decision in which nothing was said: its facts are kept for the next comment, so that the chain has no hole."""

QUIET = frozenset({"asked", "answered", "applied", "application_moved", "edit_noted", "assessed", "submitted"})
"""Public facts that are many and no step of the case."""


DETAILS = ("to", "role", "finding", "code", "step", "ground", "flag", "what")
"""What a step's one word of detail is taken from: the first of these that the fact has."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that led here: a fact's kind, its place, when (UTC), by whom (0 = the bot), and its detail."""

    seq: int
    kind: str
    at: datetime
    by: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """`steps` led here, oldest first. `fresh` are the facts of the last decision, `kept` those of earlier ones without a comment."""

    steps: tuple[Step, ...] = ()
    via: str = ""
    fresh: tuple[Fact, ...] = ()
    kept: tuple[Fact, ...] = ()
    silent: bool = field(default=False)

    @property
    def uncarried(self) -> tuple[Fact, ...]:
        """The facts that the next comment carries beside its own; of those that are not public, it shows the inner hash alone."""
        return (*self.kept, *self.fresh) if self.silent else ()

    def with_fact(self, fact: Fact) -> "Record":
        """The record after one more fact."""
        begun = self if fact.cause.via == self.via else replace(self, via=fact.cause.via, fresh=(), kept=self.uncarried, silent=False)
        step = fact.visibility is Visibility.PUBLIC and fact.kind not in QUIET
        steps = (*begun.steps, _step(fact)) if step else begun.steps
        return replace(begun, fresh=(*begun.fresh, fact), steps=steps, silent=fact.kind == KEPT)


def _step(fact: Fact) -> Step:
    detail = next((str(fact.data[name]) for name in DETAILS if fact.data.get(name)), "")
    return Step(fact.seq, fact.kind, fact.cause.at, fact.cause.by, detail)
