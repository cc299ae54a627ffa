"""The delivery repository and the work: submissions, and verdicts on each acceptance criterion.

A verdict counts on one commit: a push makes it stale. Never merges and never judges code: the client does.
"""

from dataclasses import dataclass

from bot.core.people import Person


@dataclass(frozen=True, slots=True)
class Assessment:
    """The client's verdict on one acceptance criterion (from 1), on the commit that was submitted then."""

    criterion: int
    met: bool
    reason: str
    head: str
    by: Person


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the work is done, what was submitted last, and how it stands against the acceptance criteria."""

    repository_id: int = 0
    repository: str = ""
    url: str = ""
    pull: int | None = None
    head: str = ""
    submitted_url: str = ""
    assessments: tuple[Assessment, ...] = ()

    def standing(self) -> dict[int, Assessment]:
        """The newest verdict of each criterion on the newest commit; verdicts on older commits are stale."""
        return {one.criterion: one for one in self.assessments if one.head == self.head}

    def open_criteria(self, count: int) -> tuple[int, ...]:
        """The criteria that have no verdict on the newest commit."""
        standing = self.standing()
        return tuple(n for n in range(1, count + 1) if n not in standing)

    def unmet(self) -> tuple[Assessment, ...]:
        """The criteria that are unmet on the newest commit, in order."""
        return tuple(one for _, one in sorted(self.standing().items()) if not one.met)
