"""Repositories, labels, invitations and rulesets in JSON."""

from typing import Any

from bot.sandbox.issues import Label
from bot.sandbox.repositories import ROLES, Invitation, Repository, Role, Ruleset
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.time import node_id, stamp
from bot.sandbox.world import World

_PARTS = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}
"""Keys of a repository whose value is its own address and a part."""

_SAME_FOR_ALL = {
    "mirror_url": None,
    "language": None,
    "stargazers_count": 0,
    "watchers_count": 0,
    "watchers": 0,
    "size": 0,
    "is_template": False,
    "has_projects": True,
    "has_wiki": True,
    "has_pages": False,
    "has_discussions": False,
    "disabled": False,
    "license": None,
    "allow_forking": True,
    "web_commit_signoff_required": False,
}
"""What the sandbox has no use for and GitHub always shows."""


def api_url(world: World, repository: Repository) -> str:
    """A repository's address in REST."""
    return f"{world.api}/repos/{repository.full_name}"


def html_url(world: World, repository: Repository) -> str:
    """A repository's page."""
    return f"{world.url}/{repository.full_name}"


def permissions(role: Role | None) -> dict[str, bool]:
    """A role as the five flags that GitHub shows; "read" is `pull` there, "write" is `push`."""
    flags = zip(("pull", "triage", "push", "maintain", "admin"), ROLES, strict=True)
    return {flag: role is not None and ROLES.index(each) <= ROLES.index(role) for flag, each in flags}


def repository(world: World, one: Repository, role: Role | None = None) -> dict[str, Any]:
    """A repository in a list, in webhooks, and as part of other things; with `role`, what the asker may do is shown."""
    url, page = api_url(world, one), html_url(world, one)
    forks = sum(other.parent_id == one.id for other in world.repositories.values())
    open_issues = sum(issue.state == "open" for issue in one.issues.values())
    host = world.url.split("://", 1)[-1]
    return {
        "id": one.id,
        "node_id": node_id("R", one.id),
        "name": one.name,
        "full_name": one.full_name,
        "owner": user(world, one.owner),
        "private": one.private,
        "visibility": "private" if one.private else "public",
        "html_url": page,
        "description": one.description,
        "homepage": one.homepage,
        "fork": one.parent_id is not None,
        "url": url,
        **{key: url + part for key, part in _PARTS.items()},
        "git_url": f"git://{host}/{one.full_name}.git",
        "ssh_url": f"git@{host}:{one.full_name}.git",
        "clone_url": f"{page}.git",
        "svn_url": page,
        **_SAME_FOR_ALL,
        "archived": one.archived,
        "has_issues": one.has_issues,
        "topics": one.topics,
        "default_branch": one.default_branch,
        "forks_count": forks,
        "forks": forks,
        "open_issues_count": open_issues,
        "open_issues": open_issues,
        "pushed_at": stamp(one.pushed_at),
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.updated_at),
    } | ({"permissions": permissions(role)} if role else {})


def repository_full(world: World, one: Repository, role: Role | None = None) -> dict[str, Any]:
    """A repository's own page: also its network, how it merges, its organisation and what it was forked from."""
    parent = world.repositories.get(one.parent_id) if one.parent_id else None
    return (
        repository(world, one, role)
        | {"subscribers_count": 0, "network_count": 0}
        | {"allow_squash_merge": True, "allow_merge_commit": True, "allow_rebase_merge": True, "delete_branch_on_merge": False}
        | ({"organization": user(world, one.owner)} if one.owner.type == "Organization" else {})
        | ({"parent": repository(world, parent), "source": repository(world, parent)} if parent else {})
    )


def repository_named(one: Repository) -> dict[str, Any]:
    """A repository as `installation` events name it."""
    return {"id": one.id, "node_id": node_id("R", one.id), "name": one.name, "full_name": one.full_name, "private": one.private}


def label(world: World, one: Repository, of: Label) -> dict[str, Any]:
    """A label."""
    return {
        "id": of.id,
        "node_id": node_id("LA", of.id),
        "url": f"{api_url(world, one)}/labels/{of.name.replace(' ', '%20')}",
        "name": of.name,
        "color": of.color,
        "default": of.default,
        "description": of.description,
        "archived_at": None,
        "archived_by": None,
    }


def invitation(world: World, one: Repository, of: Invitation, *, expired: bool) -> dict[str, Any]:
    """An invitation to collaborate."""
    return {
        "id": of.id,
        "node_id": node_id("RI", of.id),
        "repository": repository(world, one),
        "invitee": user(world, of.invitee),
        "inviter": user(world, of.inviter),
        "permissions": of.role,
        "created_at": stamp(of.created_at),
        "expired": expired,
        "url": f"{world.api}/user/repository_invitations/{of.id}",
        "html_url": f"{html_url(world, one)}/invitations",
    }


def ruleset(world: World, one: Repository, of: Ruleset) -> dict[str, Any]:
    """A ruleset of a repository."""
    return {
        "id": of.id,
        "name": of.name,
        "target": of.target,
        "source_type": "Repository",
        "source": one.full_name,
        "enforcement": of.enforcement,
        "bypass_actors": of.bypass_actors,
        "conditions": of.conditions,
        "rules": of.rules,
        "node_id": node_id("RRS", of.id),
        "_links": {
            "self": {"href": f"{api_url(world, one)}/rulesets/{of.id}"},
            "html": {"href": f"{html_url(world, one)}/rules/{of.id}"},
        },
        "created_at": stamp(of.created_at),
        "updated_at": stamp(of.updated_at),
    }
