"""What is kept: deliveries, facts, effects, timers, and which issue belongs to which case.

Every method is one transaction. Nothing is acknowledged, performed or forgotten before its transaction is on disk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from bot.core.decision import Decision
from bot.core.effects import Effect
from bot.core.facts import CaseKey, Fact


@dataclass(frozen=True, slots=True)
class Message:
    """Something to be handled, unique by `id`: a delivery's GUID, a timer's `case/kind/due`, or a performed effect's key.

    `name` is GitHub's event name, the timer's kind, or the effect's type; `payload` the JSON that came with it.
    """

    id: str
    kind: Literal["webhook", "due", "performed"]
    name: str
    payload: Mapping[str, Any]
    received_at: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to decide for one case, until it lapses; `fence` grows with every lease, so that a late holder's commit is refused."""

    case: CaseKey
    fence: int


@dataclass(frozen=True, slots=True)
class Task:
    """An effect to perform. `attempts` is how often it was begun before: above 0, it must be looked for first."""

    case: CaseKey
    effect: Effect
    attempts: int


@dataclass(frozen=True, slots=True)
class Parked:
    """A message or an effect that was set aside for a person, with the reason."""

    id: str
    what: Literal["message", "effect"]
    reason: str
    at: datetime


class Conflict(Exception):  # noqa: N818 - a race that was lost, not our error
    """Somebody else committed for this case first, or our lease lapsed: look again."""


class Store(Protocol):
    """The bot's memory."""

    async def accept(self, message: Message) -> bool:
        """Keeps a message; True when it is new, False when its id is known (the unique index decides, never a look before)."""
        ...

    async def next_message(self) -> Message | None:
        """The oldest message that is not done, not parked, not held, and not of a case that is leased."""
        ...

    async def hold(self, message: Message, until: datetime | None, reason: str, *, spent: bool) -> None:
        """Puts a message off (GitHub is down: no attempt spent; it crashed: one spent)."""
        ...

    async def park(self, message: Message, reason: str) -> None:
        """Sets a message aside for a person, with the reason."""
        ...

    async def drop(self, message: Message, reason: str) -> None:
        """Marks a message done that nothing follows from."""
        ...

    async def case_of(self, repository_id: int, issue_id: int) -> CaseKey | None:
        """The case that an issue, or else its whole repository, belongs to."""
        ...

    async def case_numbered(self, repository_id: int, number: int) -> CaseKey | None:
        """The case whose opportunity has this issue number in this repository."""
        ...

    async def facts(self, case: CaseKey) -> tuple[Fact, ...]:
        """All facts of a case, in order."""
        ...

    async def cases(self, repository_id: int) -> tuple[CaseKey, ...]:
        """All cases of a programme's repository."""
        ...

    async def lease(self, case: CaseKey) -> Lease | None:
        """Takes the case; none while somebody else has it."""
        ...

    async def release(self, lease: Lease) -> None:
        """Lets go of the case."""
        ...

    async def commit(self, lease: Lease, message: Message, decision: Decision, *, number: int) -> None:
        """Facts, effects, timers, subjects and the message's end, in one transaction. Raises `Conflict`."""
        ...

    async def next_task(self) -> Task | None:
        """The first effect of the first lane in which nothing is under way or held; it is marked as begun (attempts grow) on disk."""
        ...

    async def done(self, task: Task, result: Mapping[str, Any], *, refusal: str | None, at: datetime) -> None:
        """Keeps an effect's result; for kinds that ask for it, `Performed` enters the inbox in the same transaction."""
        ...

    async def put_off(self, task: Task, until: datetime | None, reason: str, *, spent: bool) -> None:
        """Puts an effect off; with `spent` false, its attempt does not count towards parking (but it is still looked for)."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next timer, or the next held message or effect, falls due."""
        ...

    async def fire_due(self, now: datetime) -> int:
        """Moves every timer that is due into the inbox, once each; how many."""
        ...

    async def idle(self, now: datetime) -> bool:
        """True when no message and no effect can be worked on now."""
        ...

    async def parked(self) -> Sequence[Parked]:
        """What waits for a person."""
        ...

    async def replay(self, parked_id: str) -> bool:
        """Takes a parked message or effect up again."""
        ...

    async def recall(self, name: str) -> str | None:
        """A small fact of the shell's own (a cursor, a cached policy), by name."""
        ...

    async def remember(self, name: str, value: str) -> None:
        """Keeps such a fact."""
        ...

    async def aclose(self) -> None:
        """Lets go of connections."""
        ...
