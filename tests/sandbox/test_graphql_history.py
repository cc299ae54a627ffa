"""Files as they stood: a commit's history until a moment, and what stood at a path in a commit. Other filters are refused."""

from datetime import datetime
from typing import Any

import pytest

from bot.sandbox.authentication import Person
from bot.sandbox.graphql_execution import answer
from bot.sandbox.graphql_find import Asker
from bot.sandbox.graphql_github import SCHEMA
from bot.sandbox.objects import Signature
from tests.sandbox.small_world import AMEL, HOUR, NOON, small_world

AUTHOR = Signature(name="A", email="a@b.c")


def history(arguments: str, until: datetime | str | None = None) -> Any:
    """`a/form.yml` in the commits of the default branch: written at noon, changed at one o'clock, removed at two."""
    world = small_world()
    git = world.repositories[10].git
    git.commit_files("main", {"a/form.yml": "name: ê\n"}, "Second", AUTHOR, NOON + HOUR)
    git.commit_files("main", {"a/form.yml": None}, "Third", AUTHOR, NOON + 2 * HOUR)
    form = 'messageHeadline form: file(path: "a/form.yml") { name object { ... on Blob { text } } }'
    commits = f"history({arguments}) {{ totalCount nodes {{ {form} }} pageInfo {{ hasNextPage endCursor }} }}"
    declared = "($until: GitTimestamp!)" if "$until" in arguments else ""
    branch = f"defaultBranchRef {{ target {{ ... on Commit {{ {commits} }} }} }}"
    query = f'query Then{declared} {{ repository(owner: "amel", name: "work") {{ {branch} }} }}'
    variables = {"until": until.isoformat() if isinstance(until, datetime) else until} if declared else {}
    return answer(SCHEMA, Asker(world, Person(AMEL)), query, variables)


def commits(told: Any) -> Any:
    """The connection in an answer."""
    return told["data"]["repository"]["defaultBranchRef"]["target"]["history"]


@pytest.mark.parametrize(
    ("hours", "headline", "text"),
    [(0.0, "First", "name: é\n"), (0.99, "First", "name: é\n"), (1.0, "Second", "name: ê\n"), (1.5, "Second", "name: ê\n")],
)
def test_file_is_that_of_the_last_commit_by_then(hours: float, headline: str, text: str) -> None:
    """The moment of a commit is its own."""
    (found,) = commits(history("first: 1, until: $until", NOON + hours * HOUR))["nodes"]
    assert found == {"messageHeadline": headline, "form": {"name": "form.yml", "object": {"text": text}}}


def test_file_that_was_removed_is_not_there() -> None:
    """Without an error."""
    assert commits(history("first: 1"))["nodes"] == [{"messageHeadline": "Third", "form": None}]


def test_before_the_first_commit_there_is_no_history() -> None:
    """Nor a cursor."""
    told = commits(history("first: 1, until: $until", NOON - HOUR))
    assert told == {"totalCount": 0, "nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}


def test_history_is_paged_like_every_connection() -> None:
    """Newest first; `after` goes on where a page ended."""
    first = commits(history("first: 2"))
    assert ([one["messageHeadline"] for one in first["nodes"]], first["totalCount"]) == (["Third", "Second"], 3)
    rest = commits(history(f'first: 2, after: "{first["pageInfo"]["endCursor"]}"'))
    assert ([one["messageHeadline"] for one in rest["nodes"]], rest["pageInfo"]["hasNextPage"]) == (["First"], False)
    assert history("until: $until", NOON)["errors"][0]["type"] == "MISSING_PAGINATION_BOUNDARIES"


@pytest.mark.parametrize("until", ["yesterday", "2027-07-12T12:00:00", "2027-02-30T12:00:00Z", None])
def test_moment_must_be_a_timestamp_with_its_offset(until: str | None) -> None:
    """GitHub's GitTimestamp."""
    told = history("first: 1, until: $until", until)
    assert [one["message"] for one in told["errors"]] == ["Variable $until of type GitTimestamp! was provided invalid value"]


@pytest.mark.parametrize("filter", ['path: "a"', 'since: "2027-07-12T12:00:00Z"', 'author: "a"'])
def test_filter_that_nobody_needs_is_refused(filter: str) -> None:  # noqa: A002 - GitHub's word
    """Rather than ignored."""
    assert history(f"first: 1, {filter}")["errors"][0]["extensions"]["code"] == "argumentNotAccepted"
