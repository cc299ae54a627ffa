"""Issues, comments and the lines of a timeline in JSON."""

from typing import Any
from urllib.parse import quote

from bot.sandbox.apps import App
from bot.sandbox.issues import Comment, Issue, IssueEvent
from bot.sandbox.permissions import association
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.repositories import api_url, html_url, label
from bot.sandbox.shapes.time import maybe, node_id, stamp
from bot.sandbox.world import World


def integration(world: World, app: App) -> dict[str, Any]:
    """An App, as `GET /app` and `performed_via_github_app` show it."""
    return {
        "id": app.id,
        "client_id": app.client_id,
        "slug": app.slug,
        "node_id": node_id("A", app.id),
        "owner": user(world, app.owner),
        "name": app.name,
        "description": None,
        "external_url": f"{world.url}/apps/{app.slug}",
        "html_url": f"{world.url}/apps/{app.slug}",
        "created_at": stamp(app.created_at),
        "updated_at": stamp(app.created_at),
        "permissions": app.permissions,
        "events": app.events,
    }


def _via(world: World, app_id: int | None) -> dict[str, Any] | None:
    return integration(world, world.apps[app_id]) if app_id else None


def _reactions(url: str) -> dict[str, Any]:
    kinds = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")
    return {"url": f"{url}/reactions", "total_count": 0} | dict.fromkeys(kinds, 0)


def _pull_links(world: World, one: Repository, issue: Issue) -> dict[str, Any]:
    page = f"{html_url(world, one)}/pull/{issue.number}"
    merged = issue.pull.merged_at if issue.pull else None
    return {
        "url": f"{api_url(world, one)}/pulls/{issue.number}",
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "merged_at": maybe(merged),
    }


def issue_page(world: World, issue: Issue) -> str:
    """An issue's or a pull request's page."""
    kind = "pull" if issue.pull else "issues"
    return f"{html_url(world, world.repository_of(issue))}/{kind}/{issue.number}"


def issue(world: World, of: Issue) -> dict[str, Any]:
    """An issue; a pull request as the issues routes show it."""
    one = world.repository_of(of)
    url = f"{api_url(world, one)}/issues/{of.number}"
    return {
        "id": of.id,
        "node_id": node_id("PR" if of.pull else "I", of.id),
        "url": url,
        "repository_url": api_url(world, one),
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": issue_page(world, of),
        "number": of.number,
        "state": of.state,
        "state_reason": of.state_reason,
        "title": of.title,
        "body": of.body,
        "user": user(world, of.user),
        "labels": [label(world, one, each) for each in of.labels],
        "assignees": [user(world, each) for each in of.assignees],
        "milestone": None,
        "locked": of.locked,
        "active_lock_reason": of.lock_reason,
        "comments": len(of.comments),
        "closed_at": maybe(of.closed_at),
        "created_at": stamp(of.created_at),
        "updated_at": stamp(of.updated_at),
        "author_association": association(world, one, of.user),
        "reactions": _reactions(url),
        "sub_issues_summary": {"total": 0, "completed": 0, "percent_completed": 0},
        "issue_dependencies_summary": {"blocked_by": 0, "total_blocked_by": 0, "blocking": 0, "total_blocking": 0},
        "performed_via_github_app": _via(world, of.app_id),
    } | ({"draft": of.pull.draft, "pull_request": _pull_links(world, one, of)} if of.pull else {})


def issue_told(world: World, of: Issue, action: str) -> dict[str, Any]:
    """An issue as webhooks show it: they kept `assignee`, and say of a label whether it is archived only when it is `labeled`."""
    shown = issue(world, of)
    if action != "labeled":
        shown["labels"] = [{key: value for key, value in each.items() if not key.startswith("archived_")} for each in shown["labels"]]
    return shown | {"assignee": user(world, of.assignees[0]) if of.assignees else None}


def issue_alone(world: World, of: Issue) -> dict[str, Any]:
    """An issue on its own page: also who closed it."""
    return issue(world, of) | {"closed_by": user(world, of.closed_by) if of.closed_by else None}


def comment(world: World, of: Comment) -> dict[str, Any]:
    """A comment."""
    one = world.repository_of(of.issue)
    url = f"{api_url(world, one)}/issues/comments/{of.id}"
    return {
        "id": of.id,
        "node_id": node_id("IC", of.id),
        "url": url,
        "html_url": f"{issue_page(world, of.issue)}#issuecomment-{of.id}",
        "issue_url": f"{api_url(world, one)}/issues/{of.issue.number}",
        "body": of.body,
        "user": user(world, of.user),
        "created_at": stamp(of.created_at),
        "updated_at": stamp(of.updated_at),
        "author_association": association(world, one, of.user),
        "reactions": _reactions(url),
        "performed_via_github_app": _via(world, of.app_id),
    }


def issue_event(world: World, one: Repository, of: IssueEvent) -> dict[str, Any]:
    """A line of the timeline, as both `/events` and `/timeline` show it."""
    return {
        "id": of.id,
        "node_id": node_id("LE", of.id),
        "url": f"{api_url(world, one)}/issues/events/{of.id}",
        "actor": user(world, of.actor),
        "event": of.event,
        "commit_id": None,
        "commit_url": None,
        "created_at": stamp(of.created_at),
        "performed_via_github_app": _via(world, of.app_id),
    } | of.details


def commented(world: World, of: Comment) -> dict[str, Any]:
    """A comment as a line of `/timeline`."""
    return comment(world, of) | {"event": "commented", "actor": user(world, of.user)}


def address_part(name: str) -> str:
    """A name as part of an address."""
    return quote(name, safe="")
