"""Pull requests, reviews, changed files and commit statuses in JSON."""

from typing import Any

from bot.sandbox.git_changes import Change, changes
from bot.sandbox.issues import Issue
from bot.sandbox.permissions import association
from bot.sandbox.pulls import Pull, Review, Status
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.issues import address_part, issue_page
from bot.sandbox.shapes.repositories import api_url, html_url, label, repository
from bot.sandbox.shapes.time import maybe, node_id, stamp
from bot.sandbox.world import World


def part_of(issue: Issue) -> Pull:
    """A pull request's own part. Only for issues that are pull requests."""
    assert issue.pull is not None
    return issue.pull


def commits_of(world: World, issue: Issue) -> list[str]:
    """The commits that a pull request brings, oldest first."""
    git, pull = world.repository_of(issue).git, part_of(issue)
    base = {one.sha for one in git.history(pull.base_sha)}
    return [one.sha for one in reversed(git.history(pull.head_sha)) if one.sha not in base]


def changes_of(world: World, issue: Issue) -> list[Change]:
    """The files that a pull request changes."""
    pull = part_of(issue)
    return changes(world.repository_of(issue).git, pull.base_sha, pull.head_sha)


def _side(world: World, one: Repository | None, ref: str, sha: str) -> dict[str, Any]:
    owner = one.owner if one else None
    return {
        "label": f"{owner.login}:{ref}" if owner else ref,
        "ref": ref,
        "sha": sha,
        "user": user(world, owner) if owner else None,
        "repo": repository(world, one) if one else None,
    }


def _links(world: World, one: Repository, issue: Issue, pull: Pull) -> dict[str, str]:
    url, page = f"{api_url(world, one)}/pulls/{issue.number}", issue_page(world, issue)
    return {
        "url": url,
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "issue_url": f"{api_url(world, one)}/issues/{issue.number}",
        "commits_url": f"{url}/commits",
        "review_comments_url": f"{url}/comments",
        "review_comment_url": f"{api_url(world, one)}/pulls/comments{{/number}}",
        "comments_url": f"{api_url(world, one)}/issues/{issue.number}/comments",
        "statuses_url": f"{api_url(world, one)}/statuses/{pull.head_sha}",
    }


def pull_request_simple(world: World, issue: Issue) -> dict[str, Any]:
    """A pull request in a list."""
    one, pull = world.repository_of(issue), part_of(issue)
    links = _links(world, one, issue, pull)
    hrefs = {
        key: {"href": links[f"{key}_url"]}
        for key in ("comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment")
    }
    return links | {
        "id": pull.id,
        "node_id": node_id("PR", issue.id),
        "number": issue.number,
        "state": issue.state,
        "locked": issue.locked,
        "active_lock_reason": issue.lock_reason,
        "title": issue.title,
        "body": issue.body,
        "user": user(world, issue.user),
        "labels": [label(world, one, each) for each in issue.labels],
        "assignees": [user(world, each) for each in issue.assignees],
        "requested_reviewers": [],
        "requested_teams": [],
        "milestone": None,
        "created_at": stamp(issue.created_at),
        "updated_at": stamp(issue.updated_at),
        "closed_at": maybe(issue.closed_at),
        "merged_at": maybe(pull.merged_at),
        "head": _side(world, world.repositories.get(pull.head_repository_id or 0), pull.head_ref, pull.head_sha),
        "base": _side(world, one, pull.base_ref, pull.base_sha),
        "_links": {"self": {"href": links["url"]}, **hrefs},
        "author_association": association(world, one, issue.user),
        "auto_merge": None,
        "draft": pull.draft,
    }


def pull_request_reviewed(world: World, issue: Issue) -> dict[str, Any]:
    """A pull request as `pull_request_review` shows it: it kept `assignee`."""
    return pull_request_simple(world, issue) | _assignee(world, issue)


def pull_request_told(world: World, issue: Issue) -> dict[str, Any]:
    """A pull request as the `pull_request` webhooks show it: they kept `assignee`, too."""
    return pull_request(world, issue) | _assignee(world, issue)


def _assignee(world: World, issue: Issue) -> dict[str, Any]:
    return {"assignee": user(world, issue.assignees[0]) if issue.assignees else None}


def pull_request(world: World, issue: Issue) -> dict[str, Any]:
    """A pull request's own page, and in webhooks: also its size and whether it can be merged."""
    pull, changed = part_of(issue), changes_of(world, issue)
    mergeable = issue.state == "open"
    return pull_request_simple(world, issue) | {
        "merged": pull.merged_at is not None,
        "mergeable": mergeable or None,
        "rebaseable": mergeable or None,
        "mergeable_state": ("draft" if pull.draft else "clean") if mergeable else "unknown",
        "merged_by": user(world, pull.merged_by) if pull.merged_by else None,
        "comments": len(issue.comments),
        "review_comments": 0,
        "maintainer_can_modify": pull.maintainer_can_modify,
        "commits": len(commits_of(world, issue)),
        "additions": sum(one.additions for one in changed),
        "deletions": sum(one.deletions for one in changed),
        "changed_files": len(changed),
    }


def review(world: World, issue: Issue, of: Review) -> dict[str, Any]:
    """A review, as the reviews routes show it."""
    url = f"{api_url(world, world.repository_of(issue))}/pulls/{issue.number}"
    page = f"{issue_page(world, issue)}#pullrequestreview-{of.id}"
    return {
        "id": of.id,
        "node_id": node_id("PRR", of.id),
        "user": user(world, of.user),
        "body": of.body,
        "state": of.state,
        "html_url": page,
        "pull_request_url": url,
        "_links": {"html": {"href": page}, "pull_request": {"href": url}},
        "submitted_at": stamp(of.submitted_at),
        "commit_id": of.commit_id,
        "author_association": association(world, world.repository_of(issue), of.user),
    }


def changed_file(world: World, one: Repository, of: Change, head: str) -> dict[str, Any]:
    """A file that a pull request changes."""
    path = "/".join(address_part(part) for part in of.path.split("/"))
    return {
        "sha": of.sha,
        "filename": of.path,
        "status": of.status,
        "additions": of.additions,
        "deletions": of.deletions,
        "changes": of.additions + of.deletions,
        "blob_url": f"{html_url(world, one)}/blob/{head}/{path}",
        "raw_url": f"{html_url(world, one)}/raw/{head}/{path}",
        "contents_url": f"{api_url(world, one)}/contents/{path}?ref={head}",
    } | ({"patch": of.patch} if of.patch else {})


def combined_status(world: World, one: Repository, sha: str) -> dict[str, Any]:
    """The newest of each context, and what they come to."""
    newest: dict[str, Status] = {}
    for each in one.statuses.get(sha, []):
        newest.setdefault(each.context, each)
    states = {each.state for each in newest.values()}
    state = "failure" if states & {"failure", "error"} else "success" if states == {"success"} else "pending"
    url = f"{api_url(world, one)}/commits/{sha}"
    shown = [{key: value for key, value in status(world, one, sha, each).items() if key != "creator"} for each in newest.values()]
    counted = {"state": state, "statuses": shown, "sha": sha, "total_count": len(shown)}
    return counted | {"repository": repository(world, one), "commit_url": url, "url": f"{url}/status"}


def status(world: World, one: Repository, sha: str, of: Status) -> dict[str, Any]:
    """What one context says of a commit."""
    return {
        "url": f"{api_url(world, one)}/statuses/{sha}",
        "avatar_url": f"{world.url}/avatars/{of.creator.id}",
        "id": of.id,
        "node_id": node_id("SC", of.id),
        "state": of.state,
        "description": of.description,
        "target_url": of.target_url,
        "context": of.context,
        "created_at": stamp(of.created_at),
        "updated_at": stamp(of.created_at),
        "creator": user(world, of.creator),
    }
