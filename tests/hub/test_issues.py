"""Comments, labels and issues: one request for each write, all pages of each list, and whose comment is whose."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.core.effects import Label, Target
from bot.hub.access import path_of
from bot.hub.gateway import Hub
from bot.ports.gateway import CommentNow, Opened, Refused, Unavailable
from tests.hub.scripted import Asked, Says, Scripted

COMMENTS = "/repos/esdc/micro/issues/7/comments"
US = {"login": "microacq[bot]", "type": "Bot", "id": 70}
SAM = {"login": "sam", "type": "User", "id": 12}


def comment(number: int, user: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """A comment as GitHub gives it."""
    return {
        "id": number,
        "html_url": f"https://github.com/esdc/micro/issues/7#issuecomment-{number}",
        "body": f"b{number}",
        "user": user,
    } | more


def opened(number: int, user: dict[str, Any], body: str | None) -> dict[str, Any]:
    """An issue as GitHub gives it."""
    return {"id": 7000 + number, "number": number, "html_url": f"https://github.com/esdc/micro/issues/{number}", "body": body, "user": user}


async def test_comments_of_all_pages_come_in_order(hub: Hub, github: Scripted, target: Target) -> None:
    """Two pages by `Link`, each asked once; the next page is where GitHub says."""

    def page(asked: Asked) -> Says:
        if "page=2" in asked.query:
            return Says(200, [comment(3, US)])
        here = f"http://{asked.headers['host']}{COMMENTS}?per_page=100&page=2"
        return Says(200, [comment(1, SAM), comment(2, US)], {"link": f'<{here}>; rel="next", <{here}>; rel="last"'})

    github.on("GET", COMMENTS, page)
    assert [(one.id, one.by_us) for one in await hub.comments(target)] == [(1, False), (2, True), (3, True)]
    assert [asked.query for asked in github.wanted()] == ["per_page=100", "per_page=100&page=2"]


@pytest.mark.parametrize(
    "user",
    [
        SAM,
        None,
        {"login": "microacq", "type": "User", "id": 1},
        {"login": "microacq[bot]", "type": "User", "id": 1},
        {"login": "other[bot]", "type": "Bot", "id": 71},
        SAM | {"performed_via_github_app": {"slug": "microacq"}},
    ],
)
async def test_nobody_else_is_us(hub: Hub, github: Scripted, target: Target, user: dict[str, Any] | None) -> None:
    """A deleted account, a look-alike, another App, and a person who acts through ours."""
    github.on("GET", COMMENTS, Says(200, [comment(1, user, performed_via_github_app={"id": 7, "slug": "microacq"})]))
    assert [one.by_us for one in await hub.comments(target)] == [False]


async def test_comments_since_are_asked_in_utc(hub: Hub, github: Scripted, target: Target) -> None:
    """Whatever zone the moment is given in."""
    github.on("GET", COMMENTS, Says(200, []))
    await hub.comments(target, datetime(2027, 7, 12, 8, tzinfo=timezone(timedelta(hours=-4))))
    assert github.wanted()[0].query == "per_page=100&since=2027-07-12T12:00:00Z"


async def test_comment_is_posted_in_one_request(hub: Hub, github: Scripted, target: Target) -> None:
    """Token apart, and it's ours."""
    github.on("POST", COMMENTS, Says(201, comment(5, US)))
    url = "https://github.com/esdc/micro/issues/7#issuecomment-5"
    assert await hub.post_comment(target, "Bonjour") == CommentNow(5, url, "b5", by_us=True)
    assert [(asked.method, asked.data) for asked in github.wanted()] == [("POST", {"body": "Bonjour"})]


async def test_comment_is_edited_in_one_request(hub: Hub, github: Scripted, target: Target) -> None:
    """By its number, under the repository."""
    github.on("PATCH", "/repos/esdc/micro/issues/comments/5", Says(200, comment(5, SAM)))
    assert (await hub.edit_comment(target, 5, "x")).by_us is False
    assert github.tried() == ["PATCH /repos/esdc/micro/issues/comments/5"]


async def test_labels_are_set_in_one_put(hub: Hub, github: Scripted, target: Target) -> None:
    """GitHub may write a label in another case: it knows none."""
    github.on("PUT", "/repos/esdc/micro/issues/7/labels", Says(200, [{"name": "Opportunity"}, {"name": "opportunity: open"}]))
    await hub.set_labels(target, ["opportunity", "opportunity: open"])
    assert [asked.data for asked in github.wanted()] == [{"labels": ["opportunity", "opportunity: open"]}]


async def test_dropped_label_is_refused(hub: Hub, github: Scripted, target: Target) -> None:
    """Without the permission GitHub answers 200 and drops them."""
    github.on("PUT", ".*/labels", Says(200, []))
    with pytest.raises(Refused, match="dropped the labels opportunity"):
        await hub.set_labels(target, ["opportunity"])


async def test_issue_is_opened_with_one_write(hub: Hub, github: Scripted) -> None:
    """The repository's number is read once and kept."""
    github.on("POST", "/repos/esdc/evaluations/issues", Says(201, opened(4, US, "b")))
    github.on("GET", "/repos/esdc/evaluations", Says(200, {"id": 902}))
    for _ in range(2):
        told = await hub.open_issue("esdc/evaluations", "Evaluation", "b", ["evaluation"])
        assert told == Opened(902, 7004, 4, "https://github.com/esdc/micro/issues/4")
    post, read = "POST /repos/esdc/evaluations/issues", "GET /repos/esdc/evaluations"
    assert github.tried() == [read, post, post]


@pytest.mark.parametrize("act", ["open_issue", "edit_comment"])
async def test_write_comes_after_all_that_can_fail(hub: Hub, github: Scripted, target: Target, act: str) -> None:
    """Whatever a write's answer needs is asked before it: a failure without doubt means that nothing was written."""
    github.on("GET", "/repos/esdc/micro|/app", Says(503))
    github.on("POST", ".*/issues", Says(201, opened(4, US, "b")))
    github.on("PATCH", ".*", Says(200, comment(5, US)))
    with pytest.raises(Unavailable) as down:
        await (hub.open_issue(target.repository, "t", "b", []) if act == "open_issue" else hub.edit_comment(target, 5, "b"))
    assert not down.value.ambiguous
    assert not github.writes


async def test_issue_is_found_by_its_marker(hub: Hub, github: Scripted) -> None:
    """Among our App's issues alone: a person who copies the marker isn't taken for us."""
    marker = "<!-- microacq:1 abc -->"
    issues = [opened(6, SAM, marker), opened(5, US, None), opened(4, US, f"text {marker}")]
    github.on("GET", "/repos/esdc/micro/issues", Says(200, issues))
    github.on("GET", "/repos/esdc/micro", Says(200, {"id": 901}))
    found = await hub.find_issue("esdc/micro", marker, datetime.fromisoformat("2027-07-12T12:00:00Z"))
    assert found is not None
    assert found.number == 4
    query = "state=all&per_page=100&since=2027-07-12T12:00:00Z"
    assert github.wanted()[0].query == query
    assert await hub.find_issue("esdc/micro", "<!-- other -->") is None


async def test_what_changed_since_is_listed_in_the_order_of_creation(hub: Hub, github: Scripted) -> None:
    """Nothing slips between two pages while they are read; pull requests, which share the list, are no issues."""

    def page(asked: Asked) -> Says:
        if "page=2" in asked.query:
            return Says(200, [opened(6, SAM, "b")])
        here = f"http://{asked.headers['host']}{asked.path}?{asked.query}&page=2"
        pull = opened(5, SAM, "b") | {"pull_request": {"url": "x"}}
        return Says(200, [opened(4, SAM, "b"), pull], {"link": f'<{here}>; rel="next"'})

    github.on("GET", "/repos/esdc/micro/issues", page)
    since = datetime.fromisoformat("2027-07-12T08:00:00-04:00")
    assert [one["number"] for one in await hub.issues_since("esdc/micro", since)] == [4, 6]
    query = "state=all&sort=created&direction=asc&per_page=100&since=2027-07-12T12:00:00Z"
    assert [asked.query for asked in github.wanted()] == [query, f"{query}&page=2"]


async def test_comments_since_are_listed_in_the_order_of_creation(hub: Hub, github: Scripted) -> None:
    """Of the whole repository, as GitHub has them."""
    github.on("GET", "/repos/esdc/micro/issues/comments", Says(200, [comment(1, SAM), comment(2, US)]))
    found = await hub.comments_since("esdc/micro", datetime.fromisoformat("2027-07-12T12:00:00Z"))
    assert [one["id"] for one in found] == [1, 2]
    assert github.wanted()[0].query == "sort=created&direction=asc&per_page=100&since=2027-07-12T12:00:00Z"


async def test_issue_is_closed_with_its_reason(hub: Hub, github: Scripted, target: Target) -> None:
    """Only what is given is sent."""
    github.on("PATCH", "/repos/esdc/micro/issues/7", Says(200, opened(7, US, "b")))
    await hub.edit_issue(target, state="closed", reason="not_planned")
    await hub.edit_issue(target, body="b")
    assert [asked.data for asked in github.wanted()] == [{"state": "closed", "state_reason": "not_planned"}, {"body": "b"}]


async def test_labels_are_created_and_mended_and_others_left(hub: Hub, github: Scripted) -> None:
    """One read; a write for the missing one and for each that differs in name, colour or description."""
    there = [
        {"name": "same", "color": "abcdef", "description": "d"},
        {"name": "Case", "color": "abcdef", "description": "d"},
        {"name": "paint it", "color": "000000", "description": "d"},
        {"name": "silent", "color": "abcdef", "description": None},
        {"name": "theirs", "color": "000000", "description": "d"},
    ]
    github.on("GET", "/repos/esdc/micro/labels", Says(200, there))
    github.on("POST", "/repos/esdc/micro/labels", Says(201, {}))
    github.on("PATCH", "/repos/esdc/micro/labels/.*", Says(200, {}))
    names = ("same", "case", "paint it", "silent", "new: one")
    await hub.keep_labels("esdc/micro", [Label(name, "ABCDEF", "d") for name in names])
    assert github.tried() == [
        "GET /repos/esdc/micro/labels",
        "PATCH /repos/esdc/micro/labels/Case",
        "PATCH /repos/esdc/micro/labels/paint it",
        "PATCH /repos/esdc/micro/labels/silent",
        "POST /repos/esdc/micro/labels",
    ]
    assert github.wanted()[1].data == {"new_name": "case", "color": "abcdef", "description": "d"}


async def test_renamed_label_is_named_back(hub: Hub, github: Scripted) -> None:
    """It stays on its issues; where the old name is there again, the other is left alone."""
    github.on("GET", "/repos/esdc/micro/labels", Says(200, [{"name": "other", "color": "abcdef", "description": "d"}]))
    github.on("PATCH", "/repos/esdc/micro/labels/other", Says(200, {}))
    await hub.keep_labels("esdc/micro", [Label("case", "ABCDEF", "d", renamed="Other")])
    assert github.wanted()[-1].data == {"new_name": "case", "color": "abcdef", "description": "d"}


async def test_label_that_came_to_be_meanwhile_is_mended(hub: Hub, github: Scripted) -> None:
    """Somebody set it on an issue between our read and our write: GitHub refuses a second one."""
    github.on("GET", "/repos/esdc/micro/labels", Says(200, []))
    github.on("POST", "/repos/esdc/micro/labels", Says(422, {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}))
    github.on("PATCH", "/repos/esdc/micro/labels/case", Says(200, {}))
    await hub.keep_labels("esdc/micro", [Label("case", "ABCDEF", "d")])
    assert github.tried()[-1] == "PATCH /repos/esdc/micro/labels/case"


@pytest.mark.parametrize(
    "name", ["", "esdc", "esdc/micro/x", "esdc/../x", "../x", "esdc/mi cro", "esdc/micro?x", "esdc/micro#", "é/x", "./x"]
)
def test_text_is_no_path(name: str) -> None:
    """What is no repository's name reaches no other address."""
    with pytest.raises(ValueError, match="not owner/name"):
        path_of(name)
