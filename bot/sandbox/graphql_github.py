"""GitHub's GraphQL types, as far as a bot that works on issues asks for them; whatever is not here is refused as unknown.

Source: GitHub Docs, GraphQL, Queries, Objects and Interfaces. It shows the sandbox's state to those who may see it, and changes nothing.
"""

from collections.abc import Callable, Sequence
from typing import Any

from bot.sandbox import graphql_find as find
from bot.sandbox import graphql_git as git
from bot.sandbox.accounts import Account
from bot.sandbox.graphql_find import Asker, id_of, type_of
from bot.sandbox.graphql_schema import PAGE_INFO, Arguments, Field, Schema, connection, connection_types
from bot.sandbox.issues import Comment, Edit, Issue, Written
from bot.sandbox.permissions import association
from bot.sandbox.shapes.issues import issue_page
from bot.sandbox.shapes.time import maybe, node_id, stamp
from bot.sandbox.world import World

Read = Callable[[Any], Any]


def _field(type_name: str, read: Read) -> Field:
    """A field that depends on its object only."""
    return Field(type_name, lambda _asker, of, _arguments: read(of))


def _world(type_name: str, read: Callable[[World, Any], Any]) -> Field:
    """A field that must look around."""
    return Field(type_name, lambda asker, of, _arguments: read(asker.world, of))


def versions(of: Written) -> list[Edit]:
    """`userContentEdits`: newest first; nothing before the first edit, and after it the original too, as the oldest."""
    return of.edits[::-1] if len(of.edits) > 1 else []


def _last(of: Written) -> Edit | None:
    return next(iter(versions(of)), None)


def _login(of: Account) -> str:
    """GraphQL's `login` of a Bot has no `[bot]` at its end, unlike REST's; `viewer`, a User even for an App, has it."""
    return of.login.removesuffix("[bot]")


def _pull_state(of: Issue) -> str:
    return "MERGED" if of.pull and of.pull.merged_at else of.state.upper()


def _association(asker: Asker, of: Issue | Comment, _arguments: Arguments) -> str:
    issue = of.issue if isinstance(of, Comment) else of
    return association(asker.world, asker.world.repository_of(issue), of.user)


_ID = _field("ID!", id_of)
_ACTOR = {
    "login": _field("String!", _login),
    "url": _world("URI!", lambda world, of: f"{world.url}/{'apps/' if of.type == 'Bot' else ''}{_login(of)}"),
    "resourcePath": _field("URI!", lambda of: f"/{'apps/' if of.type == 'Bot' else ''}{_login(of)}"),
    "avatarUrl": _world("URI!", lambda world, of: f"{world.url}/avatars/{of.id}"),
}
_ACCOUNT = _ACTOR | {
    "id": _ID,
    "databaseId": _field("Int", lambda of: of.id),
    "createdAt": _field("DateTime!", lambda of: stamp(of.created_at)),
}
_NAMED = _ACCOUNT | {"login": _field("String!", lambda of: of.login), "name": _field("String", lambda of: of.name)}
_WRITTEN = {
    "id": _ID,
    "databaseId": _field("Int", lambda of: of.id),
    "fullDatabaseId": _field("BigInt", lambda of: str(of.id)),
    "author": _field("Actor", lambda of: of.user),
    "authorAssociation": Field("CommentAuthorAssociation!", _association),
    "body": _field("String!", lambda of: of.body or ""),
    "createdAt": _field("DateTime!", lambda of: stamp(of.created_at)),
    "updatedAt": _field("DateTime!", lambda of: stamp(of.updated_at)),
    "lastEditedAt": _field("DateTime", lambda of: maybe(edit.at) if (edit := _last(of)) else None),
    "editor": _field("Actor", lambda of: edit.editor if (edit := _last(of)) else None),
    "includesCreatedEdit": _field("Boolean!", lambda of: bool(versions(of))),
    "viewerDidAuthor": Field("Boolean!", lambda asker, of, _: of.user is asker.account),
    "userContentEdits": connection("UserContentEdit", "userContentEdits", versions),
}
_DISCUSSION = _WRITTEN | {
    "number": _field("Int!", lambda of: of.number),
    "title": _field("String!", lambda of: of.title),
    "url": _world("URI!", issue_page),
    "closed": _field("Boolean!", lambda of: of.state == "closed"),
    "closedAt": _field("DateTime", lambda of: maybe(of.closed_at)),
    "locked": _field("Boolean!", lambda of: of.locked),
    "repository": _world("Repository!", lambda world, of: world.repository_of(of)),
    "labels": connection("Label", "labels", lambda of: of.labels),
    "assignees": connection("User", "assignees", lambda of: of.assignees),
    "comments": connection("IssueComment", "comments", lambda of: of.comments),
}
_NUMBER = {"number": "Int!"}
_TYPES: dict[str, Any] = {
    "Query": {
        "viewer": Field("User!", lambda asker, _of, _: asker.account),
        "repository": Field("Repository", find.repository, {"owner": "String!", "name": "String!"}),
        "node": Field("Node", find.node, {"id": "ID!"}),
    },
    "Node": {"id": _ID},
    "Actor": _ACTOR,
    "User": _NAMED,
    "Organization": _NAMED,
    "Mannequin": _NAMED,
    "Bot": _ACCOUNT,
    "Repository": {
        "id": _ID,
        "databaseId": _field("Int", lambda of: of.id),
        "name": _field("String!", lambda of: of.name),
        "nameWithOwner": _field("String!", lambda of: of.full_name),
        "owner": _field("RepositoryOwner!", lambda of: of.owner),
        "url": _world("URI!", lambda world, of: f"{world.url}/{of.full_name}"),
        "isPrivate": _field("Boolean!", lambda of: of.private),
        "isArchived": _field("Boolean!", lambda of: of.archived),
        "isEmpty": _field("Boolean!", lambda of: not of.git.refs()),
        "issue": Field("Issue", find.issue, _NUMBER),
        "pullRequest": Field("PullRequest", find.pull, _NUMBER),
        "issueOrPullRequest": Field("IssueOrPullRequest", find.either, _NUMBER),
        "label": Field("Label", lambda _asker, of, arguments: of.label(arguments["name"]), {"name": "String!"}),
        "labels": connection("Label", "labels", lambda of: of.labels),
        "object": Field("GitObject", find.git_object, {"expression": "String", "oid": "GitObjectID"}),
        "ref": Field("Ref", find.ref, {"qualifiedName": "String!"}),
        "defaultBranchRef": Field("Ref", find.default_branch),
    },
    "RepositoryOwner": {name: _ACCOUNT[name] for name in ("id", "login", "url", "resourcePath", "avatarUrl")},
    "Issue": _DISCUSSION
    | {
        "state": _field("IssueState!", lambda of: of.state.upper()),
        "stateReason": _field("IssueStateReason", lambda of: of.state_reason.upper() if of.state_reason else None),
    },
    "PullRequest": _DISCUSSION
    | {
        "state": _field("PullRequestState!", _pull_state),
        "isDraft": _field("Boolean!", lambda of: of.pull.draft),
        "merged": _field("Boolean!", lambda of: of.pull.merged_at is not None),
        "mergedAt": _field("DateTime", lambda of: maybe(of.pull.merged_at)),
        "headRefName": _field("String!", lambda of: of.pull.head_ref),
        "headRefOid": _field("GitObjectID!", lambda of: of.pull.head_sha),
        "baseRefName": _field("String!", lambda of: of.pull.base_ref),
        "baseRefOid": _field("GitObjectID!", lambda of: of.pull.base_sha),
        "reviews": connection("PullRequestReview", "reviews", lambda of: of.pull.reviews),
    },
    "PullRequestReview": {
        "id": _field("ID!", lambda of: node_id("PRR", of.id)),
        "databaseId": _field("Int", lambda of: of.id),
        "author": _field("Actor", lambda of: of.user),
        "state": _field("PullRequestReviewState!", lambda of: of.state),
        "body": _field("String!", lambda of: of.body),
        "submittedAt": _field("DateTime", lambda of: maybe(of.submitted_at)),
        "commit": Field("Commit", find.review_commit),
    },
    "IssueComment": _WRITTEN
    | {
        "url": _world("URI!", lambda world, of: f"{issue_page(world, of.issue)}#issuecomment-{of.id}"),
        "issue": _field("Issue!", lambda of: of.issue),
    },
    "Label": {
        "id": _ID,
        "name": _field("String!", lambda of: of.name),
        "color": _field("String!", lambda of: of.color),
        "description": _field("String", lambda of: of.description),
    },
    "UserContentEdit": {
        "id": _field("ID!", lambda of: node_id("UCE", of.id)),
        "createdAt": _field("DateTime!", lambda of: stamp(of.at)),
        "editedAt": _field("DateTime!", lambda of: stamp(of.at)),
        "updatedAt": _field("DateTime!", lambda of: stamp(of.at)),
        "deletedAt": _field("DateTime", lambda _of: None),
        "diff": _field("String", lambda of: of.body),
        "editor": _field("Actor", lambda of: of.editor),
    },
    "PageInfo": PAGE_INFO,
    **git.GIT_TYPES,
}
_CONNECTED: Sequence[str] = ("Label", "User", "IssueComment", "UserContentEdit", "PullRequestReview")
for _name in _CONNECTED:
    _TYPES |= connection_types(_name)

SCHEMA = Schema(
    types=_TYPES,
    possible={
        "Node": ("Repository", "Issue", "PullRequest", "IssueComment", "Label", "User", "Organization", "Bot"),
        "Actor": ("User", "Organization", "Bot", "Mannequin"),
        "RepositoryOwner": ("User", "Organization"),
        "IssueOrPullRequest": ("Issue", "PullRequest"),
        "GitObject": ("Blob", "Tree", "Commit"),
    },
    type_of=type_of,
)
"""The types that can be asked for. An interface's own fields are those of its entry in `types`."""
