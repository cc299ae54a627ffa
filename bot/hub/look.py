"""One GraphQL question for all that a decision needs to see in one repository: issues as of a moment, files, a pull request's head.

Never falls back to another body when the one that counts was deleted from the history: it says so (`exact`). Never knows when a commit
was pushed, for GraphQL doesn't tell: files as they stood are those of the last commit dated by then, on the branch or merged into it since.

Source of `body_as_of`: docs.github.com/graphql/reference/objects#usercontentedit. The `diff` of an issue body's edit holds the whole
body after that edit; the first edit also adds the original, dated as the issue; a deleted revision keeps its date and loses its text.
Source of `file`, `history` and `GitTimestamp`: docs.github.com/graphql/reference/objects#commit.
An issue's number in the database has outgrown GraphQL's 32-bit `databaseId`; `fullDatabaseId` is a text (octokit/graphql-schema).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.core.people import Person
from bot.hub.access import Access
from bot.hub.tokens import Grant
from bot.ports.gateway import FileNow, FilesAt, IssueNow, Look, Refused

GHOST = Person(10137, "ghost")
"""GitHub's own stand-in for an account that was deleted."""

_NOTHING: Mapping[str, Any] = {"nodes": (), "pageInfo": {"hasNextPage": False}}
"""GitHub's schema lets a connection be null."""

ISSUE = """
fragment IssueNow on Issue {
  fullDatabaseId number title body state createdAt lastEditedAt
  author { login ... on User { databaseId } ... on Bot { databaseId } ... on Organization { databaseId } ... on Mannequin { databaseId } }
  labels(first: 100) { nodes { name } }
  userContentEdits(first: 20) @include(if: $edits) { nodes { editedAt deletedAt diff } pageInfo { hasNextPage endCursor } }
}
"""
FILE = "... on Blob { oid text isTruncated isBinary }"
EDITS = """
query Edits($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      userContentEdits(first: 100, after: $after) { nodes { editedAt deletedAt diff } pageInfo { hasNextPage endCursor } }
    }
  }
}
"""


def question(issues: Sequence[int], files: Sequence[str], stood: Sequence[str], pull: int | None) -> str:
    """The query: `i7` is issue 7, `f0` the first file, `s0` the first of those that stood, `pull` the pull request.

    Paths are variables; numbers are numbers.
    """
    arguments = ["$owner: String!", "$name: String!", *(f"$path{n}: String!" for n in range(len(files)))]
    asked = ["databaseId"]
    if issues:
        arguments.append("$edits: Boolean!")
        asked += [f"i{number}: issue(number: {number}) {{ ...IssueNow }}" for number in dict.fromkeys(issues)]
    asked += [f"f{n}: object(expression: $path{n}) {{ {FILE} }}" for n in range(len(files))]
    if stood:
        arguments += ["$filesAt: GitTimestamp!", *(f"$stood{n}: String!" for n in range(len(stood)))]
        asked.append(_standing(len(stood)))
    if pull is not None:
        asked.append(f"pull: pullRequest(number: {pull}) {{ headRefOid }}")
    body = "\n    ".join(asked)
    query = f"query Look({', '.join(arguments)}) {{\n  repository(owner: $owner, name: $name) {{\n    {body}\n  }}\n}}\n"
    return query + ISSUE if issues else query


def _standing(count: int) -> str:
    """So many files in the last commit of the default branch by the moment `$filesAt`."""
    files = " ".join(f"s{n}: file(path: $stood{n}) {{ object {{ {FILE} }} }}" for n in range(count))
    return f"defaultBranchRef {{ target {{ ... on Commit {{ history(first: 1, until: $filesAt) {{ nodes {{ {files} }} }} }} }} }}"


async def look(
    access: Access,
    repository: str,
    *,
    issues: Sequence[int] = (),
    files: Sequence[str] = (),
    files_at: FilesAt | None = None,
    as_of: datetime | None = None,
    pull: int | None = None,
) -> Look:
    """Asks once; once more for an issue edited over twenty times since, and for files as they stood before the first commit.

    Raises `Refused(404)` for a repository that isn't there.
    """
    owner, _, name = repository.partition("/")
    stood = files_at.paths if files_at else ()
    variables = {"owner": owner, "name": name, **_paths(files, files_at), **({"edits": as_of is not None} if issues else {})}
    told = (await access.graphql(Grant(repository), question(issues, files, stood, pull), variables)).get("repository")
    if told is None:
        raise Refused(404, f"{repository} is not there, or our App can't see it")
    access.repository_ids[repository.lower()] = told["databaseId"]
    seen = [(number, told.get(f"i{number}")) for number in issues]
    return Look(
        repository_id=told["databaseId"],
        issues={number: await _issue(access, repository, issue, as_of) for number, issue in seen if issue is not None},
        files={path: _file(path, told.get(f"f{n}")) for n, path in enumerate(files)} | await _stood(access, repository, told, stood),
        head=(told.get("pull") or {}).get("headRefOid"),
    )


def _paths(files: Sequence[str], files_at: FilesAt | None) -> dict[str, Any]:
    """The variables that say which files."""
    now = {f"path{n}": f"HEAD:{path}" for n, path in enumerate(files)}
    if files_at is None:
        return now
    return now | {"filesAt": files_at.moment.isoformat(), **{f"stood{n}": path for n, path in enumerate(files_at.paths)}}


async def _stood(access: Access, repository: str, told: Mapping[str, Any], paths: Sequence[str]) -> dict[str, FileNow | None]:
    """Files as they stood; those of now where the repository has no commit that old (a transferred issue's, say)."""
    branch = told.get("defaultBranchRef")
    if not paths or not branch:
        return dict.fromkeys(paths)
    commits = branch["target"]["history"]["nodes"]
    if not commits:
        return dict((await look(access, repository, files=paths)).files)
    return {path: _file(path, (commits[0][f"s{n}"] or {}).get("object")) for n, path in enumerate(paths)}


def _file(path: str, blob: Mapping[str, Any] | None) -> FileNow | None:
    """A blob's text. Raises `Refused(413)` for one that GraphQL cuts short, for half a file must not be taken for the whole."""
    if not blob or "oid" not in blob or blob.get("isBinary"):
        return None
    if blob.get("isTruncated"):
        raise Refused(413, f"{path} is too large to be read")
    return FileNow(blob["oid"], blob.get("text") or "")


async def _issue(access: Access, repository: str, told: Mapping[str, Any], as_of: datetime | None) -> IssueNow:
    """An issue, with its body as of the moment."""
    body, exact = told["body"], True
    if as_of is not None and told["lastEditedAt"] is not None and _moment(told["lastEditedAt"]) > as_of:
        body, exact = body_as_of(await _edits(access, repository, told, as_of), as_of)
    return IssueNow(
        issue_id=int(told["fullDatabaseId"]),
        number=told["number"],
        title=told["title"],
        body=body,
        author=_author(told["author"]),
        labels=tuple(label["name"] for label in (told["labels"] or _NOTHING)["nodes"]),
        closed=told["state"] == "CLOSED",
        created_at=_moment(told["createdAt"]),
        exact=exact,
    )


def _author(told: Mapping[str, Any] | None) -> Person:
    """Who wrote it; GitHub gives none for a deleted account. GraphQL leaves out the suffix that REST and webhooks give to bots."""
    return Person(told["databaseId"], told["login"]) if told and "databaseId" in told else GHOST


async def _edits(access: Access, repository: str, told: Mapping[str, Any], as_of: datetime) -> list[Mapping[str, Any]]:
    """The edits, newest first, at least as far back as the moment."""
    page: Mapping[str, Any] = told["userContentEdits"] or _NOTHING
    edits = list(page["nodes"])
    owner, _, name = repository.partition("/")
    while page["pageInfo"]["hasNextPage"] and _moment(edits[-1]["editedAt"]) > as_of:
        variables = {"owner": owner, "name": name, "number": told["number"], "after": page["pageInfo"]["endCursor"]}
        page = (await access.graphql(Grant(repository), EDITS, variables))["repository"]["issue"]["userContentEdits"]
        edits += page["nodes"]
    return edits


def body_as_of(edits: Sequence[Mapping[str, Any]], as_of: datetime) -> tuple[str, bool]:
    """The body after the newest edit not after the moment (UTC), of edits given newest first; whether there is that one still.

    Before the first edit there is the original, which GitHub gives as the oldest edit. A revision that was deleted has no text any more:
    then there is an empty text, and it isn't exact.
    """
    counting = next((edit for edit in edits if _moment(edit["editedAt"]) <= as_of), edits[-1] if edits else None)
    if counting is None or counting["diff"] is None or counting.get("deletedAt") is not None:
        return "", False
    return counting["diff"], True


def _moment(told: str) -> datetime:
    """GitHub's time, UTC."""
    return datetime.fromisoformat(told)
