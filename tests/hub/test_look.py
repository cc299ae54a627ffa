"""One question for all that a decision sees, and bodies as of the moment that counts."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.people import Person
from bot.hub.gateway import Hub
from bot.hub.look import GHOST, body_as_of
from bot.ports.gateway import FileNow, FilesAt, Refused, Unavailable
from tests.hub.scripted import NOON, Asked, Says, Scripted

PROGRAMME = "esdc/micro"


def iso(minutes: float) -> str:
    """GitHub's time, so many minutes after noon."""
    return f"{NOON + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%SZ}"


def edit(minutes: float, body: str | None) -> dict[str, Any]:
    """One entry of the edit history; a deleted one has no text."""
    return {"editedAt": iso(minutes), "diff": body, "deletedAt": None if body is not None else iso(minutes + 1)}


def issue(number: int, edits: list[dict[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    """An issue as GraphQL gives it; `edits` are newest first."""
    page = {"nodes": edits or [], "pageInfo": {"hasNextPage": False, "endCursor": None}}
    return {
        "fullDatabaseId": str(7_000_000_000 + number),
        "number": number,
        "title": "Title",
        "body": "now",
        "state": "OPEN",
        "createdAt": iso(0),
        "lastEditedAt": edits[0]["editedAt"] if edits else None,
        "author": {"login": "sam", "databaseId": 12},
        "labels": {"nodes": [{"name": "opportunity"}]},
        "userContentEdits": page,
    } | changes


def answer(github: Scripted, *pages: dict[str, Any], errors: list[dict[str, Any]] | None = None) -> None:
    """GitHub's GraphQL answers with these repositories."""
    told = [{"data": {"repository": page}} | ({"errors": errors} if errors else {}) for page in pages]
    github.on("POST", "/graphql", *(Says(200, one) for one in told))


async def test_all_is_asked_in_one_request(hub: Hub, github: Scripted) -> None:
    """Two issues, two files and a pull request: one POST."""
    answer(
        github,
        {
            "databaseId": 901,
            "i7": issue(7),
            "i8": issue(8, state="CLOSED", author=None),
            "f0": {"oid": "b10b", "text": "labels: en\n", "isTruncated": False, "isBinary": False},
            "f1": None,
            "pull": {"headRefOid": "abc"},
        },
    )
    seen = await hub.look(PROGRAMME, issues=[7, 8], files=["a.yml", "b.yml"], pull=9)
    assert (seen.repository_id, seen.head, github.tried()) == (901, "abc", ["POST /graphql"])
    assert seen.files == {"a.yml": FileNow("b10b", "labels: en\n"), "b.yml": None}
    first, second = seen.issues[7], seen.issues[8]
    assert (first.issue_id, first.author, first.labels, first.closed) == (7_000_000_007, Person(12, "sam"), ("opportunity",), False)
    assert (first.body, first.exact, first.created_at) == ("now", True, NOON)
    assert (second.author, second.closed) == (GHOST, True)


async def test_paths_travel_as_variables(hub: Hub, github: Scripted) -> None:
    """So that no path can change the question."""
    answer(github, {"databaseId": 1, "f0": None})
    path = '") { evil } #'
    assert (await hub.look(PROGRAMME, files=[path])).files == {path: None}
    data = github.wanted()[0].data
    assert data["variables"] == {"owner": "esdc", "name": "micro", "path0": f"HEAD:{path}"}
    assert "evil" not in data["query"]


def blob(text: str) -> dict[str, Any]:
    """A file as GraphQL gives it, with an id made of its text."""
    return {"oid": f"sha of {text}", "text": text, "isTruncated": False, "isBinary": False}


def stood(*nodes: dict[str, Any]) -> dict[str, Any]:
    """The default branch with these commits in its history."""
    return {"target": {"history": {"nodes": list(nodes)}}}


async def test_files_are_those_of_a_moment_in_the_same_request(hub: Hub, github: Scripted) -> None:
    """Beside files of now; one that was not there then is none, as is a submodule in its place."""
    commit = {"s0": {"object": blob("old")}, "s1": None, "s2": {"object": None}}
    answer(github, {"databaseId": 1, "f0": blob("policy"), "defaultBranchRef": stood(commit)})
    seen = await hub.look(PROGRAMME, files=["policy.yml"], files_at=FilesAt(NOON, ("a.yml", "b.yml", "c.yml")))
    old = FileNow("sha of old", "old")
    assert seen.files == {"policy.yml": FileNow("sha of policy", "policy"), "a.yml": old, "b.yml": None, "c.yml": None}
    data = github.wanted()[0].data
    assert data["variables"] == {
        "owner": "esdc",
        "name": "micro",
        "path0": "HEAD:policy.yml",
        "filesAt": "2027-07-12T12:00:00+00:00",
        "stood0": "a.yml",
        "stood1": "b.yml",
        "stood2": "c.yml",
    }
    assert "history(first: 1, until: $filesAt)" in data["query"]
    assert len(github.wanted()) == 1


async def test_files_before_the_first_commit_are_those_of_now(hub: Hub, github: Scripted) -> None:
    """An issue that was transferred may be older than the repository; asked once more."""
    answer(github, {"databaseId": 1, "defaultBranchRef": stood()}, {"databaseId": 1, "f0": blob("now"), "f1": None})
    seen = await hub.look(PROGRAMME, files_at=FilesAt(NOON, ("a.yml", "b.yml")))
    assert seen.files == {"a.yml": FileNow("sha of now", "now"), "b.yml": None}
    assert github.wanted()[1].data["variables"]["path0"] == "HEAD:a.yml"


async def test_empty_repository_has_no_files(hub: Hub, github: Scripted) -> None:
    """It has no branch, and is not asked again."""
    answer(github, {"databaseId": 1, "defaultBranchRef": None})
    assert (await hub.look(PROGRAMME, files_at=FilesAt(NOON, ("a.yml",)))).files == {"a.yml": None}


async def test_half_a_file_that_stood_is_refused(hub: Hub, github: Scripted) -> None:
    """As of one of now."""
    answer(github, {"databaseId": 1, "defaultBranchRef": stood({"s0": {"object": blob("x") | {"isTruncated": True}}})})
    with pytest.raises(Refused, match="too large"):
        await hub.look(PROGRAMME, files_at=FilesAt(NOON, ("big.yml",)))


async def test_missing_issue_is_left_out(hub: Hub, github: Scripted) -> None:
    """Deleted or never there: GitHub answers the rest, with an error of its own kind."""
    missing = [{"type": "NOT_FOUND", "path": ["repository", "i8"], "message": "Could not resolve to an Issue with the number of 8."}]
    answer(github, {"databaseId": 1, "i7": issue(7), "i8": None, "pull": None}, errors=missing)
    seen = await hub.look(PROGRAMME, issues=[7, 8], pull=3)
    assert (list(seen.issues), seen.head) == ([7], None)


@pytest.mark.parametrize(
    ("errors", "error"),
    [
        ([{"type": "NOT_FOUND", "path": ["repository"], "message": "Could not resolve to a Repository"}], Refused),
        ([{"type": "FORBIDDEN", "message": "Resource not accessible by integration"}], Refused),
        ([{"message": "Field 'x' doesn't exist on type 'Issue'", "extensions": {"code": "undefinedField"}}], Refused),
        ([{"message": "Something went wrong while executing your query. Please include `EF12` when reporting this issue."}], Unavailable),
        ([{"message": "You have exceeded a secondary rate limit."}], Unavailable),
    ],
)
async def test_other_errors_raise(hub: Hub, github: Scripted, errors: list[dict[str, Any]], error: type[Exception]) -> None:
    """GraphQL says 200 to everything; half an answer is never taken for a whole one."""
    github.on("POST", "/graphql", Says(200, {"data": {"repository": None}, "errors": errors}))
    with pytest.raises(error):
        await hub.look(PROGRAMME, issues=[7])


async def test_half_a_file_is_refused(hub: Hub, github: Scripted) -> None:
    """GraphQL cuts a large text short."""
    answer(github, {"databaseId": 1, "f0": {"oid": "b", "text": "x", "isTruncated": True, "isBinary": False}})
    with pytest.raises(Refused, match="too large"):
        await hub.look(PROGRAMME, files=["big.yml"])


@pytest.mark.parametrize("told", [{}, {"oid": "b", "text": None, "isTruncated": False, "isBinary": True}])
async def test_folder_or_binary_is_no_file(hub: Hub, github: Scripted, told: dict[str, Any]) -> None:
    """There is no text of it."""
    answer(github, {"databaseId": 1, "f0": told})
    assert (await hub.look(PROGRAMME, files=["x"])).files == {"x": None}


@pytest.mark.parametrize(
    ("name", "edits", "as_of", "body", "exact"),
    [
        ("never edited", None, 5, "now", True),
        ("edited before the moment", [edit(4, "now"), edit(0, "first")], 5, "now", True),
        ("edited at the moment", [edit(5, "now"), edit(0, "first")], 5, "now", True),
        ("edited after the moment", [edit(6, "now"), edit(0, "first")], 5, "first", True),
        ("between two edits", [edit(9, "now"), edit(4, "second"), edit(0, "first")], 5, "second", True),
        ("before it was opened", [edit(9, "now"), edit(0, "first")], -5, "first", True),
        ("the revision was deleted", [edit(9, "now"), edit(4, None), edit(0, "first")], 5, "", False),
        ("every revision was deleted", [edit(9, "now"), edit(4, None), edit(0, None)], 5, "", False),
        ("a later revision was deleted", [edit(9, "now"), edit(7, None), edit(4, "second"), edit(0, "first")], 5, "second", True),
        ("emptied", [edit(9, "now"), edit(4, ""), edit(0, "first")], 5, "", True),
    ],
)
async def test_body_is_that_of_the_moment(
    hub: Hub, github: Scripted, name: str, edits: list[dict[str, Any]] | None, as_of: float, body: str, *, exact: bool
) -> None:
    """Whatever was edited after it, and one request all the same."""
    answer(github, {"databaseId": 1, "i7": issue(7, edits)})
    seen = (await hub.look(PROGRAMME, issues=[7], as_of=NOON + timedelta(minutes=as_of))).issues[7]
    assert (seen.body, seen.exact) == (body, exact), name
    assert len(github.wanted()) == 1


async def test_history_that_is_not_told_is_not_guessed(hub: Hub, github: Scripted) -> None:
    """Edited since, and GitHub gives no edits: today's body must not pass for the earlier one."""
    hidden = issue(7, [edit(9, "now")], userContentEdits=None, labels=None)
    answer(github, {"databaseId": 1, "i7": hidden})
    seen = (await hub.look(PROGRAMME, issues=[7], as_of=NOON)).issues[7]
    assert (seen.body, seen.exact, seen.labels) == ("", False, ())


async def test_body_now_asks_for_no_history(hub: Hub, github: Scripted) -> None:
    """Without a moment, today's body counts."""
    answer(github, {"databaseId": 1, "i7": issue(7, [edit(9, "now"), edit(0, "first")])})
    assert (await hub.look(PROGRAMME, issues=[7])).issues[7].body == "now"
    assert github.wanted()[0].data["variables"]["edits"] is False


async def test_long_history_is_paged(hub: Hub, github: Scripted) -> None:
    """Over twenty edits since the moment: asked further, until it's reached."""
    edits = [edit(minutes, f"edit {minutes}") for minutes in range(50, 0, -1)] + [edit(0, "first")]

    def page(asked: Asked) -> Says:
        start = int(asked.data["variables"].get("after") or 0)
        count = 20 if start == 0 else 10
        nodes = {"nodes": edits[start : start + count], "pageInfo": {"hasNextPage": start + count < 51, "endCursor": str(start + count)}}
        key = "i7" if start == 0 else "issue"
        return Says(200, {"data": {"repository": {"databaseId": 1, key: issue(7, edits) | {"userContentEdits": nodes}}}})

    github.on("POST", "/graphql", page)
    seen = await hub.look(PROGRAMME, issues=[7], as_of=NOON + timedelta(minutes=25.5))
    assert (seen.issues[7].body, len(github.wanted())) == ("edit 25", 2)


@settings(deadline=None)  # two cores, many tests
@given(
    st.lists(st.tuples(st.integers(0, 60), st.text(max_size=3)), min_size=1, max_size=12, unique_by=lambda pair: pair[0]),
    st.integers(-5, 65),
)
def test_body_as_of_is_the_last_one_written_by_then(history: list[tuple[int, str]], minute: int) -> None:
    """Beside a plain model: play the history forward and stop."""
    history.sort()
    written = history[0][1]
    for at, body in history:
        written = body if at <= minute else written
    moment: datetime = NOON + timedelta(minutes=minute)
    assert body_as_of([edit(at, body) for at, body in reversed(history)], moment) == (written, True)
