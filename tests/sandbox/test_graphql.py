"""GraphQL over HTTP against a small world: what GitHub shows, what it withholds, and its words when a query is wrong."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.git import MemoryGit
from bot.sandbox.graphql import add_graphql_route
from tests.sandbox.small_world import small_world

Ask = Callable[..., Any]


@pytest.fixture
async def ask() -> AsyncIterator[Ask]:
    """Asks a query as somebody; the body of the answer, whose status must be 200 unless said otherwise."""
    app = web.Application()
    add_graphql_route(app, small_world())
    async with TestClient(TestServer(app)) as http:

        async def query(text: str, variables: Mapping[str, Any] | None = None, *, token: str = "person", status: int = 200) -> Any:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            body = {"query": text, "variables": variables or {}}
            async with http.post("/api/graphql", json=body, headers=headers) as response:
                assert response.status == status
                return await response.json()

        yield query


def repository(fields: str) -> str:
    """A query for fields of the public repository."""
    return f'{{ repository(owner: "amel", name: "work") {{ {fields} }} }}'


async def test_issue_with_its_history(ask: Ask) -> None:
    """The query by which a bot reads a body as of a moment: every version, newest first, the original as the oldest, whole texts."""
    text = """
    query BodyAsOf($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) {
        issue(number: $number) {
          id databaseId title body lastEditedAt state
          author { login ... on User { databaseId } ... on Bot { databaseId } }
          labels(first: 100) { nodes { name } }
          userContentEdits(first: 2) { totalCount nodes { editedAt diff deletedAt editor { login } } pageInfo { hasNextPage endCursor } }
        }
      }
    }"""
    answer = await ask(text, {"owner": "amel", "name": "work", "number": 1})
    issue = answer["data"]["repository"]["issue"]
    edits = issue.pop("userContentEdits")
    assert issue == {
        "id": "I_20",
        "databaseId": 20,
        "title": "First",
        "body": "body 2",
        "lastEditedAt": "2027-07-12T14:00:00Z",
        "state": "OPEN",
        "author": {"login": "amel", "databaseId": 1},
        "labels": {"nodes": [{"name": "label 0"}, {"name": "label 1"}]},
    }
    assert edits["totalCount"] == 3
    assert [(one["editedAt"], one["diff"], one["deletedAt"], one["editor"]) for one in edits["nodes"]] == [
        ("2027-07-12T14:00:00Z", "body 2", None, {"login": "amel"}),
        ("2027-07-12T13:00:00Z", "body 1", None, {"login": "amel"}),
    ]
    rest = repository('issue(number: 1) { userContentEdits(first: 2, after: "%s") { nodes { diff } pageInfo { hasNextPage } } }')
    more = (await ask(rest % edits["pageInfo"]["endCursor"]))["data"]["repository"]["issue"]["userContentEdits"]
    assert more == {"nodes": [{"diff": "body 0"}], "pageInfo": {"hasNextPage": False}}


async def test_unedited_has_no_history(ask: Ask) -> None:
    """Before the first edit there is no version to show, not even the original."""
    history = "lastEditedAt includesCreatedEdit userContentEdits(first: 9) { nodes { diff } }"
    fields = f"comments(last: 1) {{ nodes {{ databaseId author {{ __typename login }} {history} }} }}"
    comment = (await ask(repository(f"issue(number: 1) {{ {fields} }}")))["data"]["repository"]["issue"]["comments"]["nodes"][0]
    assert comment == {
        "databaseId": 23,
        "author": {"__typename": "Bot", "login": "microacq"},
        "lastEditedAt": None,
        "includesCreatedEdit": False,
        "userContentEdits": {"nodes": []},
    }


@pytest.mark.parametrize(
    ("arguments", "names", "previous", "following"),
    [
        ("first: 2", [0, 1], False, True),
        ("last: 2", [3, 4], True, False),
        ("first: 5", [0, 1, 2, 3, 4], False, False),
        ("first: 0", [], False, True),
        ("last: 100", [0, 1, 2, 3, 4], False, False),
    ],
)
async def test_connection_gives_pages(ask: Ask, arguments: str, names: list[int], previous: bool, following: bool) -> None:
    """The first or the last of a list, and whether there are others."""
    answer = await ask(repository(f"labels({arguments}) {{ totalCount nodes {{ name }} pageInfo {{ hasNextPage hasPreviousPage }} }}"))
    assert answer["data"]["repository"]["labels"] == {
        "totalCount": 5,
        "nodes": [{"name": f"label {number}"} for number in names],
        "pageInfo": {"hasNextPage": following, "hasPreviousPage": previous},
    }


async def test_cursors_walk_a_list_both_ways(ask: Ask) -> None:
    """`after` goes on where a page ended, `before` back to where it began; edges carry the cursors."""
    first = (await ask(repository("labels(first: 2) { edges { cursor node { name } } }")))["data"]["repository"]["labels"]["edges"]
    after = (await ask(repository(f'labels(first: 2, after: "{first[1]["cursor"]}") {{ pageInfo {{ startCursor }} nodes {{ name }} }}')))[
        "data"
    ]
    assert [one["name"] for one in after["repository"]["labels"]["nodes"]] == ["label 2", "label 3"]
    start = after["repository"]["labels"]["pageInfo"]["startCursor"]
    before = (await ask(repository(f'labels(last: 1, before: "{start}") {{ nodes {{ name }} }}')))["data"]
    assert [one["name"] for one in before["repository"]["labels"]["nodes"]] == ["label 1"]


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ("", "MISSING_PAGINATION_BOUNDARIES"),
        ("(first: 101)", "EXCESSIVE_PAGINATION"),
        ("(last: 101)", "EXCESSIVE_PAGINATION"),
        ("(first: -1)", "INVALID_PAGINATION_BOUNDARIES"),
        ("(first: 1, last: 1)", "INVALID_PAGINATION_BOUNDARIES"),
        ('(first: 1, after: "x")', "INVALID_CURSOR_ARGUMENTS"),
    ],
)
async def test_page_must_have_bounds(ask: Ask, arguments: str, kind: str) -> None:
    """A connection without `first` or `last`, or beyond 100, is refused, and the nearest nullable field above is null."""
    answer = await ask(repository(f"labels{arguments} {{ totalCount }}"))
    assert answer["data"] == {"repository": None}
    assert [(error["type"], error["path"]) for error in answer["errors"]] == [(kind, ["repository", "labels"])]


async def test_git_objects_by_expression(ask: Ask) -> None:
    """A file's text and id by `branch:path`, a folder's lines, a commit, the default branch; what is not there is null without an error."""
    fields = """
      form: object(expression: "HEAD:a/form.yml") { __typename oid ... on Blob { text isBinary byteSize } }
      binary: object(expression: "main:b.bin") { ... on Blob { text isBinary } }
      root: object(expression: "main:") { ... on Tree { entries { name type mode object { ... on Tree { entries { name } } } } } }
      commit: object(expression: "main") { ... on Commit { messageHeadline author { email } } }
      none: object(expression: "main:nothing") { oid }
      strange: object(expression: "nowhere:a") { oid }
      defaultBranchRef { name prefix target { oid } }
      ref(qualifiedName: "refs/heads/main") { name }
    """
    found = (await ask(repository(fields)))["data"]["repository"]
    assert found["form"] == {
        "__typename": "Blob",
        "oid": MemoryGit().write_blob("name: é\n".encode()),
        "text": "name: é\n",
        "isBinary": False,
        "byteSize": 9,
    }
    assert found["binary"] == {"text": None, "isBinary": True}
    assert found["root"]["entries"] == [
        {"name": "a", "type": "tree", "mode": 0o40000, "object": {"entries": [{"name": "form.yml"}]}},
        {"name": "b.bin", "type": "blob", "mode": 0o100644, "object": {}},
    ]
    assert found["commit"] == {"messageHeadline": "First", "author": {"email": "a@b.c"}}
    assert (found["none"], found["strange"]) == (None, None)
    assert (found["defaultBranchRef"]["name"], found["defaultBranchRef"]["prefix"]) == ("main", "refs/heads/")
    assert found["ref"] == {"name": "main"}
    by_oid = await ask(repository(f'object(oid: "{found["form"]["oid"]}") {{ oid }}'))
    assert by_oid["data"]["repository"]["object"] == {"oid": found["form"]["oid"]}


async def test_pull_request_is_its_own_type(ask: Ask) -> None:
    """A pull request by its number has a head; as an issue it is not there, and the other way round."""
    fields = "pullRequest(number: 2) { headRefOid state body author { login } reviews(first: 1) { nodes { state commit { oid } } } }"
    pull = (await ask(repository(fields)))["data"]["repository"]["pullRequest"]
    assert (pull["state"], pull["body"]) == ("OPEN", "")
    assert pull["reviews"]["nodes"] == [{"state": "APPROVED", "commit": {"oid": pull["headRefOid"]}}]
    answer = await ask(repository("issue(number: 2) { id } pullRequest(number: 1) { id } issueOrPullRequest(number: 2) { __typename }"))
    assert answer["data"]["repository"] == {"issue": None, "pullRequest": None, "issueOrPullRequest": {"__typename": "PullRequest"}}
    assert [(one["type"], one["path"], one["message"]) for one in answer["errors"]] == [
        ("NOT_FOUND", ["repository", "issue"], "Could not resolve to an Issue with the number of 2."),
        ("NOT_FOUND", ["repository", "pullRequest"], "Could not resolve to a PullRequest with the number of 1."),
    ]


async def test_node_by_its_id(ask: Ask) -> None:
    """REST's `node_id` finds repositories, issues, comments, labels and accounts; a strange id is NOT_FOUND."""
    text = """query($id: ID!) { node(id: $id) { __typename id ...who ... on Issue { number } } } fragment who on Actor { login }"""
    kinds = {"R_10": "Repository", "I_20": "Issue", "PR_30": "PullRequest", "IC_21": "IssueComment", "LA_100": "Label", "U_1": "User"}
    assert {one: (await ask(text, {"id": one}))["data"]["node"]["__typename"] for one in kinds} == kinds
    assert (await ask(text, {"id": "BOT_2"}))["data"]["node"] == {"__typename": "Bot", "id": "BOT_2", "login": "microacq"}
    answer = await ask(text, {"id": "I_0"})
    assert (answer["data"], answer["errors"][0]["type"]) == ({"node": None}, "NOT_FOUND")


async def test_fields_asked_twice_are_merged(ask: Ask) -> None:
    """The same key in a selection and in fragments is answered once, with all that was asked of it; an alias is another key."""
    text = repository("owner { login } ...more again: name") + " fragment more on Repository { owner { id } }"
    assert (await ask(text))["data"]["repository"] == {"owner": {"login": "amel", "id": "U_1"}, "again": "work"}


async def test_renamed_repository_is_found(ask: Ask) -> None:
    """A name of the past still leads to the repository, which says its present one."""
    answer = await ask('{ repository(owner: "amel", name: "old") { nameWithOwner } }')
    assert answer["data"]["repository"] == {"nameWithOwner": "amel/work"}


@pytest.mark.parametrize(("owner", "name"), [("amel", "secret"), ("nobody", "work")])
async def test_what_may_not_be_seen_is_not_there(ask: Ask, owner: str, name: str) -> None:
    """A private repository of others is answered like one that never was."""
    answer = await ask(f'{{ repository(owner: "{owner}", name: "{name}") {{ id }} }}', token="stranger")
    assert answer == {
        "data": {"repository": None},
        "errors": [
            {
                "type": "NOT_FOUND",
                "path": ["repository"],
                "locations": [{"line": 1, "column": 3}],
                "message": f"Could not resolve to a Repository with the name '{owner}/{name}'.",
            }
        ],
    }


async def test_token_reads_only_what_it_was_given(ask: Ask) -> None:
    """An installation's token with issues only: contents and pull requests are forbidden, field by field."""
    text = repository('issue(number: 1) { number } object(expression: "main:b.bin") { oid } pullRequest(number: 2) { id }')
    answer = await ask(text, token="app")
    assert answer["data"]["repository"] == {"issue": {"number": 1}, "object": None, "pullRequest": None}
    assert {(one["type"], one["message"]) for one in answer["errors"]} == {("FORBIDDEN", "Resource not accessible by integration")}


async def test_app_sees_what_its_bot_wrote(ask: Ask) -> None:
    """`viewer` is the App's Bot shown as a User, and its comments are known as its own."""
    answer = await ask("{ viewer { login } }", token="app")
    assert answer["data"]["viewer"] == {"login": "microacq[bot]"}
    answer = await ask(repository("issue(number: 1) { viewerDidAuthor comments(first: 1) { nodes { viewerDidAuthor } } }"), token="app")
    assert answer["data"]["repository"]["issue"] == {"viewerDidAuthor": False, "comments": {"nodes": [{"viewerDidAuthor": True}]}}


@pytest.mark.parametrize("token", ["", "unknown"])
async def test_nobody_may_ask(ask: Ask, token: str) -> None:
    """GraphQL has no public part: 401 without a good token."""
    assert (await ask("{ viewer { login } }", token=token, status=401))["message"]


async def test_request_must_name_one_operation(ask: Ask) -> None:
    """A request without a query, or with two operations and no name, is an error and no crash."""
    assert "query attribute" in (await ask(None))["errors"][0]["message"]
    assert "operation name" in (await ask("query A { viewer { login } } query B { viewer { login } }"))["errors"][0]["message"]


async def test_body_must_be_a_json_object() -> None:
    """As with REST: 400 and GitHub's words."""
    app = web.Application()
    add_graphql_route(app, small_world())
    async with TestClient(TestServer(app)) as http:
        for body, message in (("{", "Problems parsing JSON"), ("[]", "Body should be a JSON object")):
            async with http.post("/api/graphql", data=body, headers={"Authorization": "bearer person"}) as response:
                assert (response.status, (await response.json())["message"]) == (400, message)


async def test_named_operation_is_the_one_that_is_answered() -> None:
    """`operationName` chooses among several."""
    app = web.Application()
    add_graphql_route(app, small_world())
    two = {"query": "query A { viewer { login } } query B { viewer { name: login } }", "operationName": "B"}
    async with (
        TestClient(TestServer(app)) as http,
        http.post("/api/graphql", json=two, headers={"Authorization": "token person"}) as response,
    ):
        assert await response.json() == {"data": {"viewer": {"name": "amel"}}}
