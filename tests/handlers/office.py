"""A desk of a test's own: a store on a file, a GitHub that is only looked at, people with fixed roles, and a clock that a test moves.

What is in the store is a case of the core's own stories, so that what handlers gather can be told from what the core decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from bot.core.people import Actor, Person, Roster
from bot.core.policy import Policy
from bot.handlers.desk import Desk
from bot.handlers.policies import PATH, Policies
from bot.ports.gateway import App, FileNow, FilesAt, Gateway, IssueNow, Look
from bot.ports.store import Message
from bot.store import SqlStore
from demo.opportunity import POLICY
from tests.core.stories.play import APPLICATION_TARGETS, DELIVERY, EVALUATION, KEY, PEOPLE, PROGRAMME, ROSTER, START, Play
from tests.engine.world import FakeClock
from tests.store.material import KEYS, decide, decision

NOON = START.astimezone(UTC)
OURS = "microacq[bot]"
IDS = {PROGRAMME: KEY.repository_id, EVALUATION.repository: EVALUATION.repository_id, DELIVERY.repository: DELIVERY.repository_id}


@dataclass
class Town:
    """GitHub, to be looked at: files (of now, and as they `stood` at a moment) and issues of the programme. Notes what it was asked."""

    files: dict[str, FileNow | None] = field(default_factory=lambda: {PATH: FileNow("blob", POLICY)})
    stood: dict[datetime, dict[str, FileNow | None]] = field(default_factory=dict)
    issues: dict[int, IssueNow] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: Exception | None = None

    async def look(
        self, repository: str, *, issues: Sequence[int] = (), files: Sequence[str] = (), files_at: FilesAt | None = None, **_: object
    ) -> Look:
        """What there is, and was."""
        self.asked.append(repository)
        if self.broken:
            raise self.broken
        found = {number: self.issues[number] for number in issues if number in self.issues}
        then = self.stood.get(files_at.moment, self.files) if files_at else {}
        stood = {path: then.get(path) for path in files_at.paths} if files_at else {}
        return Look(IDS[repository], found, {path: self.files.get(path) for path in files} | stood)

    async def bot_login(self) -> str:
        """Ours."""
        return OURS


class Hall:
    """Who holds which role."""

    async def actor(self, person: Person, policy: Policy, repository: str) -> Actor:  # noqa: ARG002 - the port's
        """By login."""
        return Actor(person.id, person.login, frozenset(PEOPLE.get(person.login, (0, ()))[1]))

    async def roster(self, policy: Policy, repository: str) -> Roster:  # noqa: ARG002 - the port's
        """Everybody."""
        return ROSTER

    def forget(self) -> None:
        """Nothing is kept."""


def desk_of(store: SqlStore, town: Town) -> Desk:
    """A desk over a store and a town."""
    clock = FakeClock()
    return Desk(cast("Gateway", town), cast("App", town), store, KEYS, Hall(), clock, Policies(store), "https://github.com")


async def keep(store: SqlStore, play: Play) -> None:
    """Keeps a story's case as it stands, with everything that belongs to it."""
    applications = [(KEY.repository_id, 2000 + number) for number in APPLICATION_TARGETS.values()]
    delivery = [(DELIVERY.repository_id, 0)] if play.case.delivery.repository_id else []
    subjects = [*applications, (EVALUATION.repository_id, EVALUATION.issue_id), *delivery]
    await decide(store, "the story", decision(facts=tuple(play.facts), subjects=subjects), KEY, 7)


def account(login: str) -> dict[str, Any]:
    """Somebody, as GitHub's payloads have it."""
    bot = login.endswith("[bot]")
    return {"id": 900 if bot else PEOPLE[login][0], "login": login, "type": "Bot" if bot else "User"}


def told(event: str, action: str, login: str, number: int, issue_id: int, *, repository: str = PROGRAMME, **more: Any) -> Message:
    """A webhook about a thread, as GitHub sends it."""
    at = NOON.isoformat()
    thread = {"number": number, "id": issue_id, "user": account("claire"), "created_at": at, "updated_at": at, **more.pop("thread", {})}
    noun = "pull_request" if event == "pull_request" else "issue"
    where = {"id": IDS[repository], "full_name": repository}
    payload = {"action": action, noun: thread, "repository": where, "sender": account(login), **more}
    return Message(f"{event}-{action}-{issue_id}-{login}", "webhook", event, payload, NOON)


def labelled(login: str, label: str, *, action: str = "labeled", number: int = 7, issue_id: int = KEY.issue_id, **more: Any) -> Message:
    """A label set or removed; on the opportunity, if no other issue is named."""
    return told("issues", action, login, number, issue_id, label={"name": label}, **more)


def said(login: str, words: str, number: int = 7, issue_id: int = KEY.issue_id, **more: Any) -> Message:
    """A comment; on the opportunity, if no other issue is named."""
    comment = {"id": 1, "html_url": "url", "body": words, "created_at": NOON.isoformat(), "user": account(login)}
    return told("issue_comment", "created", login, number, issue_id, comment=comment, **more)
