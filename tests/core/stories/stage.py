"""The stage on which a story happens: the core decides about each event, and the case goes on. No mocks, no clock, no files."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.case import Case
from bot.core.comments import Comment
from bot.core.decide import decide
from bot.core.decision import Deadline, Decision
from bot.core.effects import CloseIssue, Effect, KeepPanel, PostComment, SetLabels, Target
from bot.core.events import (
    Event,
    Happening,
    Place,
    Subject,
)
from bot.core.evolution import fold
from bot.core.facts import Fact
from bot.core.people import Actor, Person, Roster
from bot.core.policy import Policy
from bot.core.programme import Programme
from bot.core.scene import Context, Seen
from bot.core.text import Text
from tests.core.stories.cast import APPLICATION_TARGETS, DELIVERY, EVALUATION, KEY, PEOPLE, POLICY, PROGRAMME, ROSTER, START, secrets


def reasons(said: list[Comment]) -> str:
    """Why something was refused, in English."""
    assert said[0].name == "refused"
    told = said[0].fields["reasons"]
    assert isinstance(told, tuple)
    return " ".join(one.en for one in told if isinstance(one, Text))


@dataclass
class Stage:
    """One case as its story goes, and what the last event led to."""

    policy: Policy = POLICY
    now: datetime = START
    facts: list[Fact] = field(default_factory=list)
    deadlines: frozenset[Deadline] = frozenset()
    effects: list[Effect] = field(default_factory=list)
    last: Decision = field(default_factory=Decision)
    moves: set[tuple[str, str | None, str]] = field(default_factory=set)
    seen: dict[int, tuple[str, ...]] = field(default_factory=dict)
    gaps: tuple[Text, ...] = ()
    known: tuple[str, ...] = ("claire", "mathieu", "priya", "amelie", "stranger")
    deliveries: int = 0
    so_far: Case | None = None
    programme: Programme = field(default_factory=Programme)
    roster: Roster = field(default_factory=lambda: ROSTER)

    @property
    def case(self) -> Case:
        """The case so far."""
        assert self.so_far is not None
        return self.so_far

    @property
    def state(self) -> str:
        """The opportunity's state."""
        return self.case.state

    def application(self, login: str) -> str:
        """The state of somebody's application."""
        found = self.case.application(2000 + APPLICATION_TARGETS[login])
        assert found is not None
        return found.state

    def happens(self, what: Happening, at: datetime | None = None) -> list[Comment]:
        """The core decides about an event; the story goes on from there."""
        self.deliveries += 1
        before = self.so_far
        self.last = self.would(before, what, at)
        self._takes(before, self.last)
        return self.said()

    def would(self, case: Case | None, what: Happening, at: datetime | None = None) -> Decision:
        """What the core decides about an event in a case; the story itself does not go on."""
        event = Event(KEY, (at or self.now).astimezone(UTC), f"delivery-{self.deliveries}", what)
        return decide(case, event, self.context())

    def context(self) -> Context:
        """What is gathered for every decision."""
        return Context(
            self.policy,
            self.now,
            self.roster,
            secrets(),
            Seen(dict(self.seen), people={login: Person(PEOPLE[login][0], login) for login in self.known}),
            gaps=self.gaps,
            programme=self.programme,
        )

    def _takes(self, before: Case | None, decision: Decision) -> None:
        self.facts += decision.facts
        self.effects += decision.effects
        self.deadlines = self.deadlines if decision.deadlines is None else decision.deadlines
        for effect in decision.effects:
            if isinstance(effect, SetLabels):
                self.seen[effect.target.number] = effect.labels
        case = before
        for fact in decision.facts:
            after = fold((fact,), case)
            self._notes(case, after, fact)
            case = after
        self.so_far = case

    def _notes(self, before: Case | None, after: Case | None, fact: Fact) -> None:
        assert after is not None
        if before is None or fact.kind == "moved":
            self.moves.add(("opportunity", before.state if before else None, after.state))
        known = {one.issue_id: one.state for one in before.applications} if before else {}
        for one in after.applications:
            if known.get(one.issue_id) != one.state:
                self.moves.add(("application", known.get(one.issue_id), one.state))

    def said(self) -> list[Comment]:
        """What the last decision says: comments first, then panels."""
        comments: list[Comment] = []
        for effect in self.last.effects:
            if isinstance(effect, PostComment):
                comments += [effect.comment, *effect.also]
            elif isinstance(effect, KeepPanel):
                comments.append(effect.comment)
        return comments

    def names(self) -> list[str]:
        """The names of what the last decision says."""
        return [comment.name for comment in self.said()]

    def actor(self, login: str) -> Actor:
        """Somebody with their programme roles."""
        number, roles = PEOPLE[login]
        return Actor(number, login, frozenset(roles))

    def on_opportunity(self) -> Subject:
        """The opportunity's thread."""
        return Subject(Place.OPPORTUNITY, Target(KEY.repository_id, PROGRAMME, 7, KEY.issue_id), 1)

    def on_application(self, login: str) -> Subject:
        """The thread of somebody's application."""
        number = APPLICATION_TARGETS[login]
        return Subject(Place.APPLICATION, Target(KEY.repository_id, PROGRAMME, number, 2000 + number), PEOPLE[login][0])

    def closes_issue(self) -> bool:
        """Whether the last decision closes the opportunity's issue."""
        return any(isinstance(effect, CloseIssue) for effect in self.last.effects)

    def on_evaluation(self) -> Subject:
        """The evaluation's thread."""
        return Subject(Place.EVALUATION, EVALUATION, 0)

    def on_delivery(self) -> Subject:
        """A thread of the delivery repository."""
        return Subject(Place.DELIVERY, DELIVERY, 0)

    def later(self, **period: float) -> None:
        """Time passes."""
        self.now += timedelta(**period)

    def with_policy(self, **changes: Any) -> None:
        """The department changes its policy."""
        self.policy = replace(self.policy, **changes)
