"""A performer, its GitHub, and effects to perform."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.comments import Comment, Mention
from bot.core.effects import Effect, KeepPanel, PostComment, Target
from bot.core.facts import GENESIS, CaseKey, Cause, Fact, NewFact, Visibility, seal_all
from bot.core.text import Text
from bot.keys import MasterKeys
from bot.perform import Performer
from bot.ports.gateway import Unavailable
from bot.ports.store import Task
from bot.render.marker import Marker, read_marker
from tests.perform.github import GitHub

KEYS = MasterKeys(bytes(range(3, 35)))
CASE = CaseKey(11, 42)
TARGET = Target(11, "esdc/micro", 5, 42)
NOON = datetime(2027, 7, 12, 16, tzinfo=UTC)
CAUSE = Cause(NOON - timedelta(seconds=5), 7, "delivery")


@dataclass
class Memory:
    """The Store's small facts."""

    values: dict[str, str] = field(default_factory=dict)

    async def recall(self, name: str) -> str | None:
        """As the Store does it."""
        return self.values.get(name)

    async def remember(self, name: str, value: str) -> None:
        """As the Store does it."""
        self.values[name] = value


@dataclass
class Desk:
    """A performer at work; `restart` is a new process with the same store and the same GitHub."""

    github: GitHub
    memory: Memory
    performer: Performer

    def restart(self) -> None:
        """Everything that was not on disk is forgotten."""
        self.performer = performer(self.github, self.memory)

    async def perform(self, effect: Effect, attempts: int = 0) -> dict[str, Any]:
        """Once, at GitHub's time."""
        return dict(await self.performer.perform(Task(CASE, effect, attempts), self.github.now))

    async def until_done(self, effect: Effect, attempts: int = 0) -> dict[str, Any]:
        """As the engine does it: put off until the moment given, then again."""
        while True:
            try:
                return await self.perform(effect, attempts)
            except Unavailable as later:
                self.github.now = max(self.github.now, later.retry_at or self.github.now + timedelta(minutes=1))
                attempts += 1


def performer(github: GitHub, memory: Memory) -> Performer:
    """A performer whose evaluation repository is `esdc/evaluation`."""

    async def evaluation_repository(programme: int) -> str | None:
        return "esdc/evaluation" if programme == CASE.repository_id else None

    return Performer(github, KEYS, memory, evaluation_repository)


@pytest.fixture
def desk() -> Desk:
    """A performer with an empty GitHub."""
    github, memory = GitHub(NOON), Memory()
    return Desk(github, memory, performer(github, memory))


def unreadable(problem: str = "missing", language: Any = "en") -> Comment:
    """A small comment."""
    return Comment("unreadable", {"author": Mention("zoe"), "problems": (Text(problem, problem),)}, language)


def facts(*visibilities: Visibility, start: int = 1) -> tuple[Fact, ...]:
    """Facts of these visibilities in a chain."""
    news = [NewFact("noted", {"number": number}, visibility) for number, visibility in enumerate(visibilities)]
    return seal_all(news, (CASE, start, GENESIS), CAUSE, lambda seq: KEYS.salt(CASE, seq))


def post(key: str = "7/0", **more: Any) -> PostComment:
    """A comment to post."""
    return PostComment(key, TARGET, unreadable(), **more)


def keep(key: str, problem: str, **more: Any) -> KeepPanel:
    """A panel to keep."""
    return KeepPanel(key, TARGET, "findings", unreadable(problem), **more)


def marker(body: str) -> Marker:
    """The marker of a body, believed."""
    read = read_marker(body, KEYS)
    assert isinstance(read, Marker), read
    return read
