"""The sweep: what of GitHub's two lists is accepted as if a webhook had told of it, and what is left out."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core.events import Edited
from bot.handlers.desk import Desk
from bot.handlers.sweep import sweep
from bot.handlers.table import handle
from bot.ports.gateway import Unavailable
from bot.ports.store import Message
from bot.store import SqlStore
from tests.core.stories.play import KEY, PROGRAMME, Play
from tests.handlers.office import NOON, Town, account, desk_of, keep

OPENED = NOON
CLOSING = datetime.fromisoformat("2027-06-15T03:59:59Z")


@dataclass
class Listing(Town):
    """GitHub with its two lists."""

    listed: list[dict[str, Any]] = field(default_factory=list)
    written: list[dict[str, Any]] = field(default_factory=list)
    since: list[datetime] = field(default_factory=list)

    async def issues_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """The issues."""
        assert repository == PROGRAMME
        self.since.append(since)
        if self.broken:
            raise self.broken
        return tuple(self.listed)

    async def comments_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """The comments."""
        assert (repository, since) == (PROGRAMME, self.since[-1])
        return tuple(self.written)


def issue(login: str, number: int, body: str = "body", *, minutes: float = 1, changed: datetime | None = None) -> dict[str, Any]:
    """An issue as the list has it, opened so many minutes after the call."""
    at = OPENED + timedelta(minutes=minutes)
    user = account(login) if login else None
    times = {"created_at": at.isoformat(), "updated_at": (changed or at).isoformat()}
    return {"id": 2000 + number, "number": number, "user": user, "body": body, **times}


def comment(login: str, number: int, words: str, comment_id: int = 1, *, minutes: float = 2, edited: bool = False) -> dict[str, Any]:
    """A comment as the list has it."""
    at = OPENED + timedelta(minutes=minutes)
    times = {"created_at": at.isoformat(), "updated_at": (at + timedelta(seconds=edited)).isoformat()}
    address = f"https://api.github.com/repos/{PROGRAMME}/issues/{number}"
    return {"id": comment_id, "issue_url": address, "html_url": "url", "body": words, "user": account(login), **times}


@pytest.fixture
def town() -> Listing:
    """GitHub, with nothing new."""
    return Listing()


@pytest.fixture
def desk(store: SqlStore, town: Listing) -> Desk:
    """The handlers' means."""
    return desk_of(store, town)


@pytest.fixture
def play() -> Play:
    """A call that has closed, with Amélie's and Noor's applications."""
    play = Play().opened()
    for login in ("amelie", "noor"):
        play.applies(login)
        known = hashlib.sha256(b"body").hexdigest()
        play.happens(Edited(play.actor(login), play.on_application(login), None, play.case.applications[0].answers, (), known))
    play.due("closing")
    return play


async def found(desk: Desk, store: SqlStore, play: Play) -> list[str]:
    """The ids of what a sweep accepts, sorted; it is done with then."""
    await sweep(desk, play.case)
    accepted: list[str] = []
    while messages := await store.next_messages(CLOSING + timedelta(days=1), 50):
        for message in messages:
            accepted.append(message.id)
            await store.drop(message, "seen")
    return sorted(accepted)


async def test_what_nobody_told_of_is_accepted(desk: Desk, store: SqlStore, town: Listing, play: Play) -> None:
    """An issue and a command, since the call opened; swept again, nothing comes twice."""
    town.listed, town.written = [issue("ben", 24), issue("tomasz", 23)], [comment("ben", 24, "/withdraw")]
    expected = ["sweep/issue_comment/1/created", "sweep/issues/2023/opened", "sweep/issues/2024/opened"]
    assert await found(desk, store, play) == expected
    assert await found(desk, store, play) == []
    assert play.case.call is not None
    assert town.since == [play.case.call.opened] * 2


async def test_what_a_webhook_told_of_is_known(desk: Desk, store: SqlStore, town: Listing, play: Play) -> None:
    """By GitHub's ids: whether it was the webhook or the sweep, once."""
    town.listed, town.written = [issue("ben", 24)], [comment("ben", 24, "/withdraw")]
    payloads: tuple[tuple[str, dict[str, Any]], ...] = (
        ("issues", {"action": "opened", "issue": {"id": 2024}}),
        ("issue_comment", {"action": "created", "issue": {"id": 2024}, "comment": {"id": 1}}),
    )
    for event, payload in payloads:
        assert await store.accept(Message(event, "webhook", event, payload, NOON))
    assert await found(desk, store, play) == ["issue_comment", "issues"]


@pytest.mark.parametrize(
    ("issues", "comments"),
    [
        ([issue("microacq[bot]", 24)], []),
        ([issue("", 24)], []),
        ([issue("ben", 24, minutes=-1)], []),
        ([issue("amelie", 21, minutes=-1)], [comment("amelie", 21, "Thank you!")]),
        ([issue("amelie", 21, minutes=-1)], [comment("amelie", 21, "/withdraw", edited=True)]),
        ([issue("amelie", 21, minutes=-1)], [comment("amelie", 21, "/withdraw", minutes=-1)]),
        ([issue("amelie", 21, minutes=-1)], [comment("microacq[bot]", 21, "/withdraw")]),
        ([], [comment("amelie", 21, "/withdraw")]),
        ([issue("amelie", 21, "body", minutes=-1, changed=OPENED + timedelta(hours=1))], []),
    ],
    ids=[
        "a bot’s",
        "a ghost’s",
        "older",
        "no command",
        "an edited comment",
        "an older comment",
        "a bot’s comment",
        "a pull request’s",
        "known",
    ],
)
async def test_what_is_left_out(
    desk: Desk, store: SqlStore, town: Listing, play: Play, issues: list[dict[str, Any]], comments: list[dict[str, Any]]
) -> None:
    """Nothing follows from it, or what it said when it counted can't be seen."""
    town.listed, town.written = issues, comments
    assert await found(desk, store, play) == []


async def test_another_text_is_read_as_of_closing_and_as_of_now(desk: Desk, store: SqlStore, town: Listing, play: Play) -> None:
    """Whether it was edited in time is for the core to say; one that changed by closing is read once."""
    after, before = CLOSING + timedelta(seconds=30), CLOSING - timedelta(hours=1)
    town.listed = [
        issue("amelie", 21, "other", minutes=-1, changed=after),
        issue("noor", 22, "other", minutes=-1, changed=before),
        issue("ben", 24, "other", changed=before),
    ]
    assert await found(desk, store, play) == [
        "sweep/issues/2021/edited/2027-06-15T03:59:59.000000Z",
        "sweep/issues/2021/edited/2027-06-15T04:00:29.000000Z",
        "sweep/issues/2022/edited/2027-06-15T02:59:59.000000Z",
        "sweep/issues/2024/edited/2027-06-15T02:59:59.000000Z",
        "sweep/issues/2024/opened",
    ]


def due(play: Play, kind: str) -> Message:
    """The timer of a deadline."""
    at = min(one.due for one in play.deadlines if one.kind == kind)
    payload = {"repository_id": KEY.repository_id, "issue_id": KEY.issue_id, "kind": kind, "due": at.isoformat()}
    return Message(f"due/{kind}", "due", kind, payload, at)


async def test_sweep_is_on_the_record_once_github_answered(desk: Desk, store: SqlStore, town: Listing, play: Play) -> None:
    """While it doesn't, nothing is recorded and nothing accepted; nor is anything asked once it was done."""
    await keep(store, play)
    await desk.policies.in_force(KEY.repository_id, town.files[".github/micro-acquisition.yml"])
    town.listed, town.broken = [issue("ben", 24)], Unavailable("502")
    message, facts = due(play, "sweep"), await store.facts(KEY)
    with pytest.raises(Unavailable):
        await handle(desk, message, KEY, facts)
    town.broken = None
    decision = await handle(desk, message, KEY, facts)
    assert [fact.kind for fact in decision.facts if fact.kind == "swept"] == ["swept"]
    asked = len(town.since)
    assert (await handle(desk, message, KEY, (*facts, *decision.facts))).facts == ()
    assert len(town.since) == asked
