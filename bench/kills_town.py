"""A sandbox GitHub in this process for `bench/kills.py`: the hub in it, a case with its effects, and what GitHub shows of them.

Never looks into the bot's database: what is counted is read over HTTP with a person's token.
"""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from bot.core.decision import Deadline, Decision
from bot.core.effects import Effect, File, KeepPanel, OpenIssue, PostComment, Provision, SetLabels, Target
from bot.core.facts import GENESIS, CaseKey, Cause, Fact, NewFact, seal_all
from bot.engine import Routed
from bot.hub.gateway import Hub, connect
from bot.hub.pace import UNPACED
from bot.keys import MasterKeys
from bot.ports.store import Message
from bot.render.marker import Marker, read_marker
from bot.sandbox.application import WORLD, build
from bot.sandbox.apps import PersonToken
from bot.sandbox.clock import SandboxClock
from bot.sandbox.moments import NEVER
from tests.engine.world import FakeClock
from tests.hub.stage import Means, sandbox_means
from tests.perform.conftest import unreadable

Wanted = Counter[str]
"""Things at GitHub, each by what it is and its name, and how often."""

EVALUATION = "esdc/evaluation"
STEPS = ("filed", "vetted", "closed", "agreed", "accepted")
"""What GitHub sends, in order; each has its effects."""


class JumpingClock(FakeClock):
    """The sandbox's time for the engine: it jumps there to what is awaited."""

    def __init__(self, sandbox: SandboxClock) -> None:
        super().__init__()
        self._sandbox = sandbox

    def now(self) -> datetime:
        """The sandbox's."""
        return self._sandbox.now()

    async def wait_until(self, moment: datetime | None, idle: Callable[[], Awaitable[bool]]) -> None:
        """Moves the sandbox on to the moment; without one, waits for a call."""
        if moment is None:
            await super().wait_until(None, idle)
        elif await idle():
            self._sandbox.set(max(self.now(), moment))


@dataclass
class Town:
    """The hub, the sandbox, and the case that is worked off now. `applied` is called after each write that GitHub has answered."""

    hub: Hub
    http: aiohttp.ClientSession
    means: Means
    sandbox: SandboxClock
    keys: MasterKeys = field(default_factory=lambda: MasterKeys(bytes(range(32))))
    applied: Callable[[], None] = lambda: None
    seed: int = -1
    target: Target = field(default_factory=lambda: Target(0, "", 0, 0))
    began: datetime = NEVER

    def clock(self) -> JumpingClock:
        """A life's clock."""
        return JumpingClock(self.sandbox)

    async def new_case(self, seed: int) -> None:
        """A person opens an issue."""
        self.applied = lambda: None
        repository = await self._asked("GET", f"repos/{self.means.repository}")
        issue = await self._asked("POST", f"repos/{self.means.repository}/issues", title=f"Opportunity {seed}", body="x")
        self.target = Target(repository["id"], self.means.repository, issue["number"], issue["id"])
        self.seed, self.began = seed, self.sandbox.now()

    @property
    def case(self) -> CaseKey:
        """Its key."""
        return CaseKey(self.target.repository_id, self.target.issue_id)

    def messages(self) -> Sequence[Message]:
        """What GitHub sends, and sends again to each new process."""
        return [Message(f"{self.seed}/{step}", "webhook", "issues", {"step": step}, self.began) for step in STEPS]

    async def route(self, _message: Message) -> Routed | None:
        """There is one case."""
        return Routed(self.case, self.target.number)

    async def handle(self, message: Message, _routed: Routed, facts: tuple[Fact, ...]) -> Decision:
        """One fact, the step's effects, and after the first step a deadline with an effect of its own."""
        step = str(message.payload.get("step") or message.name)
        place = (self.case, len(facts) + 1, facts[-1].hash if facts else GENESIS)
        cause = Cause(message.received_at, 0, message.id)
        sealed = seal_all([NewFact("heard", {"step": step})], place, cause, lambda seq: self.keys.salt(self.case, seq))
        deadlines = frozenset({Deadline(self.began + timedelta(hours=1), "offer")}) if step == "filed" else None
        return Decision(sealed, tuple(self._effects(step, sealed)), deadlines)

    def _effects(self, step: str, facts: tuple[Fact, ...]) -> list[Effect]:
        """A comment and the labels with every step; and what the step is for."""
        key = f"{self.seed}/{step}"
        made: list[Effect] = [PostComment(f"{key}/said", self.target, unreadable(step), facts)]
        if step in {"filed", "vetted"}:
            made.append(KeepPanel(f"{key}/panel", self.target, "findings", unreadable(step)))
        elif step == "closed":
            made.append(OpenIssue(f"{key}/issue", EVALUATION, f"Evaluation {self.seed}", unreadable(step), facts=facts))
        elif step == "agreed":
            made.append(self._provision(f"{key}/repository"))
        return [*made, SetLabels(f"{key}/labels", self.target, ("opportunity", f"opportunity: {step}"), ())]

    def _provision(self, key: str) -> Provision:
        name, file = f"opportunity-{self.seed}", File("README.md", unreadable("readme"))
        return Provision(key, "esdc", name, f"For {self.case}", (file,), "MIT", "sam", ("anna",), "invite")

    def wanted(self) -> Wanted:
        """What there must be in the end, once each. The last label is that of the deadline, which comes an hour later."""
        said = [f"comment {self.seed}/{step}/said" for step in (*STEPS, "OpenIssue", "Provision", "offer")]
        name = f"opportunity-{self.seed}"
        parts = [f"{part} of {name}" for part in ("repository", "first commit", "ruleset", "reviewer", "invitation")]
        return Counter([*said, "panel findings", "label opportunity", "label opportunity: offer", f"issue Evaluation {self.seed}", *parts])

    async def found(self) -> Wanted:
        """What GitHub shows."""
        issue = f"repos/{self.target.repository}/issues/{self.target.number}"
        comments = await self._asked("GET", f"{issue}/comments?per_page=100")
        labels = (await self._asked("GET", issue))["labels"]
        issues = await self._asked("GET", f"repos/{EVALUATION}/issues?per_page=100&state=all")
        ours = [one["title"] for one in issues if one["title"] == f"Evaluation {self.seed}"]
        return Counter(
            [
                *(self._named(comment["body"]) for comment in comments),
                *(f"label {label['name']}" for label in labels),
                *(f"issue {title}" for title in ours),
                *[part for name in await self._repositories() for part in await self._parts(name)],
            ]
        )

    def _named(self, body: str) -> str:
        marker = read_marker(body, self.keys)
        assert isinstance(marker, Marker), body
        return f"panel {marker.name}" if marker.name else f"comment {marker.key}"

    async def _repositories(self) -> list[str]:
        """All that this case made, under whatever name."""
        made = await self._asked("GET", "orgs/esdc/repos?per_page=100&sort=created&direction=desc")
        return [one["name"] for one in made if one["description"] == f"For {self.case}"]

    async def _parts(self, name: str) -> list[str]:
        path = f"repos/esdc/{name}"
        commits = await self._asked("GET", f"{path}/commits")
        rulesets = await self._asked("GET", f"{path}/rulesets")
        inside = await self._asked("GET", f"{path}/collaborators?affiliation=direct")
        invited = await self._asked("GET", f"{path}/invitations")
        counts = {"repository": 1, "first commit": len(commits), "ruleset": len(rulesets)}
        counts |= {"reviewer": sum(one["login"] == "anna" for one in inside), "invitation": len(invited)}
        return [f"{part} of {name}" for part, count in counts.items() for _ in range(count)]

    async def _asked(self, method: str, path: str, **data: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.means.token}", "User-Agent": "bench"}
        async with self.http.request(method, f"{self.means.api_url}/{path}", json=data or None, headers=headers) as answer:
            assert answer.ok, f"{method} {path}: {answer.status} {await answer.text()}"
            return await answer.json()

    async def evaluation_repository(self, _programme: int) -> str | None:
        """Where evaluation facts may be read."""
        return EVALUATION


@asynccontextmanager
async def opened_town() -> AsyncIterator[Town]:
    """A new sandbox with an organisation, people, an App and two repositories, its clock held."""
    application = build("http://127.0.0.1")
    async with TestServer(application) as server, aiohttp.ClientSession() as http:
        url = str(server.make_url("")).rstrip("/")
        world = application[WORLD]
        world.url = url
        means = await sandbox_means(http, url)
        owner = next(one.token for one in world.tokens.values() if isinstance(one, PersonToken) and one.account.login == "olga")
        async with http.post(f"{url}/_sandbox/repositories", json={"owner": "esdc", "name": "evaluation", "files": {"a": "b"}}) as made:
            assert made.ok
        clock = world.clock
        assert isinstance(clock, SandboxClock)
        clock.set(clock.now().replace(microsecond=0))
        async with connect(means.issuer, means.pem, JumpingClock(clock), api_url=means.api_url, pace=UNPACED) as hub:
            town = Town(hub, http, replace(means, token=owner), clock)
            _tell_of_writes(hub, town)
            yield town


def _tell_of_writes(hub: Hub, town: Town) -> None:
    """Calls `town.applied` when GitHub has answered a write, before anybody here knows of it."""

    def telling(method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def write(*args: Any, **kwargs: Any) -> Any:
            answer: Mapping[str, Any] = await method(*args, **kwargs)
            town.applied()
            return answer

        return write

    for name in ("post", "put", "patch"):
        setattr(hub.access, name, telling(getattr(hub.access, name)))
