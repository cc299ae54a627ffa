"""Messages, facts, effects and decisions to keep, made short."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.comments import Comment
from bot.core.decision import Deadline, Decision, SubjectKey
from bot.core.effects import OpenIssue, PostComment, Priority, Target
from bot.core.facts import GENESIS, CaseKey, Cause, Fact, NewFact, Visibility, seal_all
from bot.ports.store import Message, Store, Task
from tests.store.keys import FakeKeys

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)
CASE = CaseKey(7, 70)
OTHER = CaseKey(7, 80)
KEYS = FakeKeys()


def later(seconds: float) -> datetime:
    """Seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def message(name: str, **payload: Any) -> Message:
    """A webhook message with this id."""
    return Message(name, "webhook", "issues", payload, NOON)


def facts(
    case: CaseKey, kinds: Iterable[str], after: tuple[Fact, ...] = (), visibility: Visibility = Visibility.PUBLIC
) -> tuple[Fact, ...]:
    """Facts of these kinds that follow those before."""
    news = [NewFact(kind, {"kind": kind, "words": ["é", 1, None, True]}, visibility) for kind in kinds]
    place = (case, len(after) + 1, after[-1].hash if after else GENESIS)
    return seal_all(news, place, Cause(NOON, 5, "delivery"), lambda seq: KEYS.salt(case, seq))


def comment(key: str, number: int = 1, priority: Priority = Priority.USUAL) -> PostComment:
    """A comment on an issue."""
    return PostComment(key, Target(7, "o/r", number, number * 10), Comment("told", {"n": number}), priority=priority)


def opened(key: str) -> OpenIssue:
    """An effect whose result comes back as a message."""
    return OpenIssue(key, "o/evaluation", "Evaluation", Comment("evaluation", {}))


def decision(*effects: Any, facts: tuple[Fact, ...] = (), due: Iterable[tuple[str, float]] | None = None, subjects: Any = ()) -> Decision:
    """A decision; `due` holds kinds and seconds after noon."""
    deadlines = None if due is None else frozenset(Deadline(later(seconds), kind) for kind, seconds in due)
    return Decision(facts, effects, deadlines, tuple(SubjectKey(*key) for key in subjects))


async def decide(store: Store, name: str, made: Decision, case: CaseKey = CASE, number: int | None = 1) -> None:
    """Accepts a message and commits what follows from it."""
    it = message(name)
    await store.accept(it)
    lease = await store.lease(case, it)
    assert lease is not None
    await store.commit(lease, it, made, number=number)


async def next_message(store: Store, now: datetime) -> Message | None:
    """The first message that can be handled; none when there is none."""
    return next(iter(await store.next_messages(now, 1)), None)


async def next_task(store: Store, now: datetime) -> Task | None:
    """The first effect, begun; none when there is none."""
    return next(iter(await store.next_tasks(now, 1)), None)
