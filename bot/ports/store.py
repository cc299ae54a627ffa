"""What is kept: deliveries, facts, effects, timers, and which issue belongs to which case.

Every method is one transaction. Nothing is acknowledged, performed or forgotten before its transaction is on disk.
`now`, `until` and `at` are the programme's time (UTC); leases lapse by the wall clock, which only the store reads.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from bot.core.decision import Decision
from bot.core.effects import Effect
from bot.core.facts import CaseKey, Data, Fact

ONCE: Mapping[str, tuple[str, str]] = {"issues": ("issue", "opened"), "issue_comment": ("comment", "created")}
"""What happens only once: GitHub's event → where its payload holds the thing, and the action."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to be handled, unique by `id` (a delivery's GUID, `due/CASE/KIND/INSTANT`, or `performed/KEY`) and by `about`.

    `name` is GitHub's event name, the timer's kind, or the effect's type; `payload` the JSON that came with it:
    of a timer `{repository_id, issue_id, kind, due}`, of a performed effect `{repository_id, issue_id, key, effect, result, refusal}`.
    `attempts` is how often it has crashed the programme.
    """

    id: str
    kind: Literal["webhook", "due", "performed"]
    name: str
    payload: Mapping[str, Any]
    received_at: datetime
    attempts: int = 0

    @property
    def thread(self) -> str | None:
        """The issue or pull request that a webhook is about: what happens there is handled in the order in which it was accepted."""
        repository, about = self.payload.get("repository"), self.payload.get("issue") or self.payload.get("pull_request")
        if not (self.kind == "webhook" and isinstance(repository, Mapping) and isinstance(about, Mapping)):
            return None
        return f"{repository.get('id')}#{about.get('number')}"

    @property
    def about(self) -> str | None:
        """What happens only once in the world: an issue was opened, a comment was made (GitHub's ids, never used again).

        A webhook may bring it, and whoever looks for what no webhook brought: the second is known. None for all else, and for what is
        handled again on purpose (ids that start with `rerun/`).
        """
        if self.kind != "webhook" or self.name not in ONCE or self.id.startswith("rerun/"):
            return None
        thing, action = ONCE[self.name]
        about = self.payload.get(thing)
        if self.payload.get("action") != action or not isinstance(about, Mapping) or not isinstance(about.get("id"), int):
            return None
        return f"{self.name}/{about['id']}/{action}"


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to decide for one case, until it lapses; `fence` grows with every lease, so that a late holder's commit is refused."""

    case: CaseKey
    fence: int


@dataclass(frozen=True, slots=True)
class Task:
    """An effect to perform. `attempts` is how often it was begun before: above 0, it must be looked for first.

    `spent` is how many of those attempts crashed the programme.
    """

    case: CaseKey
    effect: Effect
    attempts: int
    spent: int = 0


@dataclass(frozen=True, slots=True)
class Parked:
    """A message or an effect that was set aside for a person, with the reason."""

    id: str
    what: Literal["message", "effect"]
    reason: str
    at: datetime


class Conflict(Exception):  # noqa: N818 - a race that was lost, not our error
    """Somebody else has the case, the message or the effect by now, or our lease lapsed: look again."""


class Unwritable(Exception):  # noqa: N818 - a state of the machine, not our error
    """Nothing was kept: the disk is full, or the database is locked or gone."""


class Store(Protocol):
    """The bot's memory. Every method may raise `Unwritable`."""

    async def accept(self, message: Message) -> bool:
        """Keeps a message; True when it is new, False when its id, or what it is about, is known.

        The unique indexes decide, never a look before.

        Raises `Unwritable` within 2 seconds.
        """
        ...

    async def next_messages(self, now: datetime, at_most: int) -> Sequence[Message]:
        """The oldest messages that are not done, not parked, not held, and not of a case that is leased.

        Messages of one case go in order, as far as their case is known: one that is held makes the later ones wait.
        """
        ...

    async def lease(self, case: CaseKey, message: Message) -> Lease | None:
        """Takes the case for this message; none while somebody else has it, or when the message is not to be handled now (any more)."""
        ...

    async def renew(self, held: Collection[Lease | Task]) -> None:
        """Keeps leases and begun effects from lapsing while they are worked on."""
        ...

    async def release(self, lease: Lease) -> None:
        """Lets go of the case without having decided; nothing happens when the lease is lost already."""
        ...

    async def commit(self, lease: Lease, message: Message, decision: Decision, *, number: int | None) -> None:
        """Facts, effects, timers, subjects, the message's end and the lease's, in one transaction.

        `number` is the opportunity's issue number; it is kept with a case's first facts. An effect whose key is known is left as it is.
        Raises `Conflict` when the lease is lost or the message is done, `ValueError` when the facts don't follow from the case's last one.
        """
        ...

    async def hold(self, message: Message, until: datetime, reason: str, *, spent: bool) -> None:
        """Puts a message off (GitHub is down: no attempt spent; it crashed: one spent)."""
        ...

    async def drop(self, message: Message, reason: str) -> None:
        """Marks a message done that nothing follows from."""
        ...

    async def park(self, what: Message | Task, reason: str, *, at: datetime) -> None:
        """Sets a message or an effect aside for a person, with the reason; its case and its lane go on."""
        ...

    async def parked(self) -> Sequence[Parked]:
        """What waits for a person, oldest first."""
        ...

    async def lengths(self) -> Mapping[str, int]:
        """How many messages are not done (`inbox`), how many effects (`outbox`), and how many of both are set aside (`parked`)."""
        ...

    async def replay(self, parked_id: str) -> bool:
        """Takes a parked message (by id) or effect (by key) up again; False when there is none."""
        ...

    async def case_of(self, repository_id: int, issue_id: int) -> CaseKey | None:
        """The case that an issue, or else its whole repository, belongs to. A case's own issue belongs to it from its first fact on."""
        ...

    async def case_numbered(self, repository_id: int, number: int) -> CaseKey | None:
        """The case whose opportunity has this issue number in this repository."""
        ...

    async def facts(self, case: CaseKey) -> tuple[Fact, ...]:
        """All facts of a case, in order."""
        ...

    async def cases(self, repository_id: int) -> tuple[CaseKey, ...]:
        """All cases of a programme's repository that have facts, oldest first."""
        ...

    async def summaries(self, repository_id: int) -> Mapping[CaseKey, Data | None]:
        """What other cases may know of each of them, as `core.programme` wrote it; none of one that an earlier version left without."""
        ...

    async def next_tasks(self, now: datetime, at_most: int) -> Sequence[Task]:
        """The first effects, by priority and then age, of lanes with none under way; they are marked as begun (attempts grow) on disk.

        A lane's first effect that is held makes the lane wait. An effect that can't be read is parked, and the next one given.
        """
        ...

    async def done(self, task: Task, result: Mapping[str, Any], *, refusal: str | None, at: datetime) -> None:
        """Keeps an effect's result; for kinds that ask for it, `Performed` enters the inbox in the same transaction.

        Of all other kinds, one that was refused is set aside, since nobody else is told.
        Raises `Conflict` when somebody else has begun it since.
        """
        ...

    async def put_off(self, task: Task, until: datetime, reason: str, *, spent: bool) -> None:
        """Puts an effect off; with `spent` false, its attempt does not count towards parking (but it is still looked for)."""
        ...

    async def fire_due(self, now: datetime) -> int:
        """Moves every timer that is due into the inbox, once each; how many."""
        ...

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next timer, or the next held message or effect, falls due after now."""
        ...

    async def idle(self, now: datetime) -> bool:
        """True when every message and effect is done, parked, or waits for its time: nothing can be worked on, by anybody."""
        ...

    async def recall(self, name: str) -> str | None:
        """A small fact of the shell's own (a cursor, a cached policy), by name."""
        ...

    async def remember(self, name: str, value: str) -> None:
        """Keeps such a fact."""
        ...

    async def aclose(self) -> None:
        """Lets go of connections. What was in hand is somebody else's to take up."""
        ...
