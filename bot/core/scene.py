"""What a rule is given beside the case, and what it gives back. Data only: nothing here decides.

Gathered by handlers before deciding; `core` never asks anyone anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.comments import Comment, Mention, Quoted, Value
from bot.core.effects import Effect, KeepPanel, PostComment, Priority, Target
from bot.core.events import Place, Subject
from bot.core.facts import Cause, NewFact
from bot.core.people import ROLE_NAMES, Actor, Person, Role, Roster
from bot.core.policy import Policy
from bot.core.programme import Programme
from bot.core.text import Language, Text


@dataclass(frozen=True, slots=True)
class Secrets:
    """This case's derived secrets: a salt for each fact, the draw's seed, the order of Applicant A, B, C."""

    salt: Callable[[int], bytes]
    draw_seed: bytes
    applicant_order: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """GitHub as it is now: labels by issue number in the programme's repository.

    `people` are the accounts that commands name, by login in lower case.
    """

    labels: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What was gathered: the policy in force, the programme's time (UTC), who holds which role, GitHub now, this case's secrets.

    `site` is GitHub's address for people; `gaps` are the policy's missing keys, as sentences: they hold up publishing.
    `programme` has the repository's other cases, where a decision may ask for them (vetting, opening, award), else none.
    """

    policy: Policy
    now: datetime
    roster: Roster
    secrets: Secrets
    seen: Seen = Seen()
    site: str = "https://github.com"
    gaps: tuple[Text, ...] = ()
    programme: Programme = Programme()

    @property
    def today(self) -> date:
        """Today's date in the policy's zone."""
        return self.now.astimezone(ZoneInfo(self.policy.time_zone)).date()

    def mentions(self, *roles: Role) -> tuple[Value, ...]:
        """A mention of everybody who holds one of the roles, each once; a role whose people aren't listed is named instead."""
        people = {person.id: person for role in roles for person in self.roster.get(role, ())}
        unlisted = tuple(ROLE_NAMES[role] for role in roles if not self.roster.get(role))
        return (*(Mention(person.login) for person in people.values()), *unlisted)


@dataclass(frozen=True, slots=True)
class Scene:
    """One act: who, on which thread, in which language, why (for the facts), what was gathered; `url` is the comment's address."""

    actor: Actor
    subject: Subject
    language: Language
    cause: Cause
    context: Context
    url: str = ""

    @property
    def place(self) -> Place:
        """Where it was said."""
        return self.subject.place

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self.context.policy


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from an act: new facts, one answer on the same thread, and further effects (their keys are given later)."""

    facts: tuple[NewFact, ...] = ()
    answer: Comment | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, in sentences for people: every reason at once, what would work, and an example to copy."""

    reasons: tuple[Text, ...]
    works: Text | None = None
    example: Text | str | None = None


Answer = Outcome | Refusal

NOTHING = Outcome()


def new(kind: str, **data: object) -> NewFact:
    """A new public fact; people are written as [id, login]."""
    return NewFact(kind, {name: written(value) for name, value in data.items()})


def written(value: object) -> object:
    """A value as facts write it."""
    return [value.id, value.login] if isinstance(value, Person | Actor) else value


def refuse(reason: Text, works: Text | None = None, example: Text | str | None = None) -> Refusal:
    """A refusal with one reason."""
    return Refusal((reason,), works, example)


def post(target: Target, comment: Comment, priority: Priority = Priority.USUAL) -> PostComment:
    """A comment on another thread than the one where the act was."""
    return PostComment("", target, comment, priority=priority)


def panel(target: Target, name: str, comment: Comment) -> KeepPanel:
    """A panel of this name, kept current."""
    return KeepPanel("", target, name, comment)


def quoted(words: str) -> Quoted:
    """A person's own words."""
    return Quoted(words)


def mention(person: Person | Actor) -> Mention:
    """That person, notified."""
    return Mention(person.login)
