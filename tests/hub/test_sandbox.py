"""The hub in the sandbox, live: the same journeys as recorded, and what only a GitHub with a memory can show."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.core.comments import Comment
from bot.core.effects import File, Target
from bot.hub.gateway import Hub, connect
from bot.hub.pace import UNPACED
from bot.ports.gateway import Blueprint, FilesAt, Refused, Unavailable
from bot.render.licences import written
from bot.sandbox.application import WORLD, build
from tests.hub.journeys import JOURNEYS, Stage
from tests.hub.scripted import WallClock
from tests.hub.stage import AFTER, prepared, sandbox_means


@dataclass(frozen=True)
class Live:
    """A sandbox on a port of this machine, the hub in it, and its controls."""

    hub: Hub
    stage: Stage
    http: aiohttp.ClientSession
    url: str

    async def control(self, method: str, path: str, /, **data: Any) -> Any:
        """One of the sandbox's controls."""
        async with self.http.request(method, f"{self.url}/_sandbox/{path}", json=data or None) as response:
            return await response.json()

    async def fault(self, method: str, path: str, kind: str, times: int = 1, **more: Any) -> None:
        """The next such requests go wrong."""
        await self.control("POST", "faults", method=method, path=path, kind=kind, times=times, **more)

    async def sent(self, act: Callable[[], Awaitable[object]]) -> list[dict[str, Any]]:
        """The requests that an act makes, as the sandbox counts them."""
        before = (await self.control("GET", "requests"))["last"]
        await act()
        told: list[dict[str, Any]] = (await self.control("GET", f"requests?after={before}"))["requests"]
        return told


@pytest.fixture
async def live() -> AsyncIterator[Live]:
    """A new sandbox with a prepared stage."""
    application = build("http://127.0.0.1")
    async with TestServer(application) as server, aiohttp.ClientSession() as http:
        url = str(server.make_url("")).rstrip("/")
        application[WORLD].url = url
        means = await sandbox_means(http, url)

        async def later() -> None:
            now = datetime.now(UTC) + timedelta(seconds=2 * AFTER)
            async with http.put(f"{url}/_sandbox/clock", json={"now": now.isoformat()}) as held:
                assert held.ok

        stage = await prepared(http, means, later)
        async with connect(means.issuer, means.pem, WallClock(), api_url=means.api_url, pace=UNPACED) as hub:
            hub.access.pauses = (0, 0)
            yield Live(hub, stage, http, url)


@pytest.mark.parametrize("name", JOURNEYS)
async def test_journey_is_walked_in_the_sandbox(live: Live, name: str) -> None:
    """What was recorded still holds."""
    if name == "open_find_and_close_an_issue":
        await JOURNEYS["keep_and_set_labels"](live.hub, live.stage)
    await JOURNEYS[name](live.hub, live.stage)


async def test_comment_that_was_applied_before_a_502_is_never_doubled(live: Live) -> None:
    """GitHub took it, and failed to say so: this layer sends nothing more, and it can be found."""
    await live.fault("POST", ".*/comments", "apply_then_fail", status=502)
    with pytest.raises(Unavailable) as lost:
        await live.hub.post_comment(live.stage.target, "once")
    assert lost.value.ambiguous
    assert [one.body for one in await live.hub.comments(live.stage.target)] == ["once"]


async def test_comment_that_was_refused_with_a_502_is_not_there(live: Live) -> None:
    """Equally uncertain to us; looking shows it."""
    await live.fault("POST", ".*/comments", "refuse", status=502)
    with pytest.raises(Unavailable) as lost:
        await live.hub.post_comment(live.stage.target, "never")
    assert lost.value.ambiguous
    assert await live.hub.comments(live.stage.target) == ()


async def test_comment_costs_one_request_and_a_look_one(live: Live) -> None:
    """Once the token is there."""
    await live.hub.comments(live.stage.target)
    posted = await live.sent(lambda: live.hub.post_comment(live.stage.target, "x"))
    assert [(one["method"], one["content"]) for one in posted] == [("POST", True)]
    looked = await live.sent(lambda: live.hub.look(live.stage.repository, issues=[live.stage.issue], files=["README.md"]))
    assert [one["path"].rpartition("/")[2] for one in looked] == ["graphql"]
    then = FilesAt(datetime.now(UTC) + timedelta(days=1), ("README.md",))
    looked = await live.sent(lambda: live.hub.look(live.stage.repository, issues=[live.stage.issue], files_at=then, as_of=then.moment))
    assert len(looked) == 1
    labelled = await live.sent(lambda: live.hub.set_labels(live.stage.target, []))
    assert [one["method"] for one in labelled] == ["PUT"]


async def test_comments_of_two_pages_are_all_there(live: Live) -> None:
    """A hundred and one, by `Link`."""
    for number in range(101):
        await live.hub.post_comment(live.stage.target, str(number))
    assert [one.body for one in await live.hub.comments(live.stage.target)] == [str(number) for number in range(101)]


async def test_delivery_repository_of_two_hundred_files_takes_twelve_requests(live: Live) -> None:
    """From nothing, lookups and tokens included; and again, none of them writes."""
    files = {"README.md": "# x\n", **{f"criteria/{number}.md": f"{number} é\r\n" for number in range(200)}}
    plan = Blueprint("esdc", "delivery", "micro-acquisition: esdc/micro#1", files, "sam", ("anna", "olga"), "invite")
    sent = await live.sent(lambda: live.hub.provision(plan))
    assert len(sent) <= 12
    again = await live.sent(lambda: live.hub.provision(plan))
    assert {one["method"] for one in again} == {"GET"}
    seen = await live.hub.look("esdc/delivery", files=list(files))
    assert {path: file and file.text for path, file in seen.files.items()} == files


async def test_delivery_repository_shows_its_licence_in_full(live: Live) -> None:
    """The longest of all, in two files: as many requests as any, and GitHub shows them letter by letter."""
    words = Comment("delivery/LICENSE.txt", {"licence": "LGPL-3.0-or-later", "year": 2027, "supplier": "sam"})
    plan = Blueprint(
        "esdc", "delivery", "micro-acquisition: esdc/micro#1", written(File("LICENSE", words)), "sam", ("anna", "olga"), "invite"
    )
    assert len(await live.sent(lambda: live.hub.provision(plan))) <= 12
    seen = await live.hub.look("esdc/delivery", files=list(plan.files))
    assert sorted(plan.files) == ["COPYING", "LICENSE"]
    assert {path: file and file.text for path, file in seen.files.items()} == plan.files


WRITES = [
    ("POST", "/orgs/.*/repos"),
    ("POST", ".*/trees"),
    ("POST", ".*/commits"),
    ("PATCH", ".*/refs/.*"),
    ("PUT", ".*/collaborators/sam"),
]


@pytest.mark.parametrize(("method", "path"), [*WRITES, ("POST", ".*/rulesets")])
async def test_delivery_repository_is_finished_after_a_lost_answer(live: Live, method: str, path: str) -> None:
    """Whichever write it was: one commit, one invitation, one ruleset in the end."""
    plan = Blueprint("esdc", "delivery", "micro-acquisition: esdc/micro#1", {"README.md": "# x\n"}, "sam", ("anna",), "invite")
    await live.fault(method, path, "apply_then_fail", status=502)
    with pytest.raises(Unavailable):
        await live.hub.provision(plan)
    made = await live.hub.provision(plan)
    assert made.invited == "sam"
    again = await live.sent(lambda: live.hub.provision(plan))
    assert {one["method"] for one in again} == {"GET"}
    public = f"{live.url}/api/v3/repos/esdc/delivery"
    async with live.http.get(f"{public}/commits") as response:
        assert len(json.loads(await response.read())) == 1
    async with live.http.get(f"{public}/rulesets") as response:
        assert len(json.loads(await response.read())) == 1


async def test_repository_out_of_reach_is_refused(live: Live) -> None:
    """Our App isn't installed there."""
    await live.control("POST", "repositories", owner="olga", name="private", private=True, files={"a": "b"})
    with pytest.raises(Refused):
        await live.hub.look("olga/private")


async def test_time_that_jumps_ahead_costs_one_more_request(live: Live) -> None:
    """GitHub's time is a day later than ours: the token is no longer good, and the JWT is made by GitHub's time."""
    await live.hub.comments(live.stage.target)
    await live.control("PUT", "clock", now=f"{datetime.now(UTC):2099-%m-%dT%H:%M:%SZ}")
    sent = await live.sent(lambda: live.hub.post_comment(live.stage.target, "later"))
    assert [one["status"] for one in sent] == [401, 401, 201, 201]


async def test_repository_that_was_renamed_is_still_served(live: Live) -> None:
    """By its former name, which the records hold: reads, writes, and the next token, which GitHub mints by names of now only."""
    target = Target(live.stage.repository_id, live.stage.repository, live.stage.issue, live.stage.issue_id)
    await live.hub.post_comment(target, "Before.")
    owner, _, name = live.stage.repository.partition("/")
    await live.control("POST", "repositories/rename", owner=owner, repo=name, name="renamed", **{"as": "olga"})
    await live.hub.post_comment(target, "By the token of before.")
    live.hub.access.tokens.forget_account("esdc")
    await live.hub.post_comment(target, "By a token of now.")
    assert [one.body for one in await live.hub.comments(target)] == ["Before.", "By the token of before.", "By a token of now."]
    assert (await live.hub.look(live.stage.repository, issues=[live.stage.issue])).repository_id == live.stage.repository_id
