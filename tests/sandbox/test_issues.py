"""Issues, comments and labels as people and Apps work with them, beyond what the clients' tours show."""

import re
from typing import Any

import pytest

from tests.sandbox.site import Site


def names(issue: Any) -> list[str]:
    """An issue's labels."""
    return [label["name"] for label in issue["labels"]]


async def test_author_files_a_form(site: Site) -> None:
    """The body is composed from the form; of its labels, those that the repository has are applied, whoever files."""
    path = await site.repository()
    answer = await site.page(
        "POST", f"{path.removeprefix('/repos')}/issues/new?template=form.yml", {"price": "6 500 $", "title": "T"}, "stan"
    )
    assert (answer.status, answer.body["body"], names(answer.body)) == (201, "### Price\n\n6 500 $", ["bug"])
    assert answer.body["html_url"] == f"{site.url}{path.removeprefix('/repos')}/issues/1"


async def test_labels_of_a_stranger_are_dropped_silently(site: Site) -> None:
    """By REST, labels and assignees need push; without, GitHub says nothing and sets none."""
    path = await site.repository()
    opened = await site.ask("POST", f"{path}/issues", {"title": "T", "labels": ["bug"], "assignees": ["olive"]}, "stan")
    assert (opened.status, opened.body["labels"], opened.body["assignees"]) == (201, [], [])
    changed = await site.ask("PATCH", f"{path}/issues/1", {"labels": ["bug"], "body": "new"}, "stan")
    assert (changed.status, changed.body["labels"], changed.body["body"]) == (200, [], "new")


async def test_triager_labels_with_what_is_there(site: Site) -> None:
    """Triage sets labels; write also brings new ones about, in GitHub's grey."""
    path = await site.issue()
    assert names({"labels": (await site.ask("PUT", f"{path}/labels", {"labels": ["bug", "BUG"]}, "trina")).body}) == ["bug"]
    made = await site.ask("POST", f"{path}/labels", {"labels": ["brand new"]}, "wren")
    assert [(one["name"], one["color"]) for one in made.body][1:] == [("brand new", "ededed")]
    left = await site.ask("DELETE", f"{path}/labels/brand%20new", by="trina")
    assert names({"labels": left.body}) == ["bug"]


async def test_author_closes_and_reopens_only_their_own_closing(site: Site) -> None:
    """An author may close and reopen; what a maintainer closed stays closed."""
    path = await site.issue(by="stan")
    closed = await site.ask("PATCH", path, {"state": "closed"}, "stan")
    assert (closed.body["state_reason"], closed.body["closed_by"]["login"]) == ("completed", "stan")
    assert (await site.ask("PATCH", path, {"state": "open"}, "stan")).body["state_reason"] == "reopened"
    await site.ask("PATCH", path, {"state": "closed", "state_reason": "not_planned"}, "olive")
    assert (await site.ask("PATCH", path, {"state": "open"}, "stan")).status == 403


async def test_writer_edits_a_bots_comment_and_the_bot_stays_its_author(site: Site) -> None:
    """Anybody with write can edit it; `user` and `performed_via_github_app` stay."""
    path = await site.issue()
    made = await site.ask("POST", f"{path}/comments", {"body": "signed"}, await site.token())
    one = f"{path.rpartition('/')[0]}/comments/{made.body['id']}"
    edited = await site.ask("PATCH", one, {"body": "forged"}, "wren")
    assert (edited.body["user"]["login"], edited.body["user"]["type"], edited.body["body"]) == ("robot[bot]", "Bot", "forged")
    assert edited.body["performed_via_github_app"]["slug"] == "robot"


async def test_timeline_tells_who_did_what_when(site: Site) -> None:
    """Labels, title and state with their actors, in order."""
    path = await site.issue(by="stan")
    await site.ask("PUT", f"{path}/labels", {"labels": ["bug"]}, "trina")
    await site.ask("PUT", f"{path}/labels", {"labels": []}, await site.token())
    await site.ask("PATCH", path, {"title": "Other", "state": "closed"}, "stan")
    events = (await site.ask("GET", f"{path}/events", by="stan")).body
    told = [(one["event"], one["actor"]["login"]) for one in events]
    assert told == [("labeled", "trina"), ("unlabeled", "robot[bot]"), ("renamed", "stan"), ("closed", "stan")]
    assert events[0]["label"]["name"] == "bug"
    assert events[2]["rename"] == {"from": "One", "to": "Other"}


async def test_list_is_cut_in_pages(site: Site) -> None:
    """Link leads to the next and last page, and back; the newest comes first."""
    path = await site.repository()
    for _ in range(5):
        await site.issue(path)
    first = await site.ask("GET", f"{path}/issues?per_page=2", by="stan")
    assert [one["number"] for one in first.body] == [5, 4]
    links = {rel: to for to, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', first.headers["Link"])}
    assert set(links) == {"next", "last"}
    last = await site.page("GET", links["last"].removeprefix(site.url), by="stan")
    assert [one["number"] for one in last.body] == [1]
    assert 'rel="first"' in last.headers["Link"]


async def test_since_finds_what_was_touched(site: Site) -> None:
    """`since` looks at `updated_at`, which a comment moves too."""
    path = await site.repository()
    await site.control("PUT", "clock", {"now": "2027-07-12T12:00:00Z"})
    for _ in range(2):
        await site.issue(path)
    await site.control("PUT", "clock", {"now": "2027-07-13T12:00:00Z"})
    await site.ask("POST", f"{path}/issues/1/comments", {"body": "x"}, "stan")
    since = "?state=all&since=2027-07-13T00:00:00Z"
    assert [one["number"] for one in (await site.ask("GET", f"{path}/issues{since}", by="olive")).body] == [1]
    assert [one["body"] for one in (await site.ask("GET", f"{path}/issues/comments{since}", by="olive")).body] == ["x"]


@pytest.mark.parametrize(
    ("asked", "bodies"),
    [
        ("", ["x", "y"]),
        ("?direction=desc", ["x", "y"]),
        ("?sort=created", ["y", "x"]),
        ("?sort=created&direction=asc", ["x", "y"]),
        ("?sort=updated&direction=asc", ["y", "x"]),
    ],
)
async def test_comments_of_a_repository_are_sorted(site: Site, asked: str, bodies: list[str]) -> None:
    """By id; a direction counts only with a sort. GitHub Docs, "List issue comments for a repository"."""
    path = await site.repository()
    await site.control("PUT", "clock", {"now": "2027-07-12T12:00:00Z"})
    await site.issue(path)
    first = await site.ask("POST", f"{path}/issues/1/comments", {"body": "w"}, "stan")
    await site.ask("POST", f"{path}/issues/1/comments", {"body": "y"}, "stan")
    await site.control("PUT", "clock", {"now": "2027-07-13T12:00:00Z"})
    await site.ask("PATCH", f"{path}/issues/comments/{first.body['id']}", {"body": "x"}, "stan")
    assert [one["body"] for one in (await site.ask("GET", f"{path}/issues/comments{asked}", by="olive")).body] == bodies


async def test_transferred_issue_answers_301(site: Site) -> None:
    """The old address leads to the new one; labels go along where they exist."""
    path, to = await site.issue(labels=["bug", "special"]), await site.repository()
    await site.control(
        "POST", "issues/transfer", {"owner": "acme", "repo": path.split("/")[3], "number": 1, "to": to.split("/")[3], "as": "olive"}
    )
    moved = await site.ask("GET", path, by="olive")
    assert moved.status == 301
    there = await site.page("GET", moved.headers["Location"].removeprefix(site.url), by="olive")
    assert (there.body["title"], names(there.body)) == ("One", ["bug"])


async def test_issue_transferred_out_of_sight_is_not_found(site: Site) -> None:
    """Who can't see the new repository is not told of it."""
    path, to = await site.issue(), await site.repository(private=True)
    await site.control(
        "POST", "issues/transfer", {"owner": "acme", "repo": path.split("/")[3], "number": 1, "to": to.split("/")[3], "as": "olive"}
    )
    assert [(await site.ask("GET", path, by=login)).status for login in ("olive", "stan")] == [301, 404]


async def test_deleted_label_leaves_its_issues(site: Site) -> None:
    """Renaming keeps it on, deleting takes it off."""
    path = await site.issue(labels=["bug"])
    repository = path.rpartition("/issues")[0]
    await site.ask("PATCH", f"{repository}/labels/bug", {"new_name": "defect"}, "wren")
    assert names((await site.ask("GET", path, by="stan")).body) == ["defect"]
    assert (await site.ask("DELETE", f"{repository}/labels/defect", by="wren")).status == 204
    assert names((await site.ask("GET", path, by="stan")).body) == []
