"""The contract between award and end: the fork when delivery is in doubt, a proposed date, a dispute, a termination, a sign-off.

Never decides what follows from them (`rules` do), and never holds what a party wrote: that is theirs, in their comment.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.people import Person, Role


@dataclass(frozen=True, slots=True)
class Fork:
    """There may be no delivery in time: the supplier is asked to go on or to give up. `by` is none when the date itself passed.

    `until` is when procurement is asked, if nobody answers (UTC, ISO); `given_up` is true once the supplier discontinued.
    """

    until: str
    by: Person | None = None
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new delivery date that one party proposed and the other answers; `until` is when procurement is asked (UTC, ISO)."""

    delivery: date
    by: Person
    side: Literal[Role.CLIENT, Role.SUPPLIER]
    until: str


@dataclass(frozen=True, slots=True)
class Termination:
    """How the contract ended: for default nothing is paid, for convenience the share of the work that was done, in percent.

    `before` is the state that `/rescind` goes back to; `most` what may be invoiced at most, in cents with tax. `worked_after` is true once
    the supplier was told that work after the notice does not count.
    """

    ground: Literal["default", "convenience"]
    before: str
    percent: int = 0
    most: int = 0
    worked_after: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """An open dispute: who raised it, in which comment (its address), and whether the client has said their side."""

    by: Person
    side: Literal[Role.CLIENT, Role.SUPPLIER]
    client_heard: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """Everything about the contract that is no state of its own.

    `number` counts the suppliers who agreed, from 1: each has a delivery repository of their own. `signoff_asked` is when the approvals
    were asked for, `amended_at` when both sides last agreed to another delivery date (UTC).
    """

    number: int = 1
    signoff: Literal["", "needed", "seen"] = ""
    signoff_asked: datetime | None = None
    amended_at: datetime | None = None
    fork: Fork | None = None
    proposal: Proposal | None = None
    dispute: Dispute | None = None
    termination: Termination | None = None
