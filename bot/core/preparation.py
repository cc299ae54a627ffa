"""What is so about an opportunity before and beside its call: the budget transfer, the question of splitting, and running it again.

Never judges: procurement does (`rules/splitting.py`), finance does (`rules/transfer.py`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.people import Person

Transfer = Literal["", "started", "risk", "done"]
"""How far another branch's budget transfer is: under way, its risk carried until it is done, done."""


@dataclass(frozen=True, slots=True)
class Splitting:
    """The question of contract splitting: the issue numbers that were named, and what procurement found, if it has decided.

    What was named once is not named again, whatever was found.
    """

    named: frozenset[int] = frozenset()
    verdict: Literal["", "cleared", "upheld"] = ""


@dataclass(frozen=True, slots=True)
class Rerun:
    """This opportunity run again: who asked for it, and the number of the new issue once it is open (0 before)."""

    by: Person
    number: int = 0


@dataclass(frozen=True, slots=True)
class Preparation:
    """When it was filed (UTC), and everything of the preparation that is no state of its own."""

    filed_at: datetime | None = None
    transfer: Transfer = ""
    splitting: Splitting = Splitting()
    rerun: Rerun | None = None
