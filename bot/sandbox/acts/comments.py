"""Comments are written, edited, deleted. Who may is asked by the routes."""

from typing import Any

from bot.sandbox.acts.act import Act
from bot.sandbox.issues import Comment, Issue
from bot.sandbox.shapes.issues import comment as shown
from bot.sandbox.shapes.issues import issue_told


def _tell(act: Act, comment: Comment, action: str, **parts: Any) -> None:
    issue = comment.issue
    seen = {"issue": issue_told(act.world, issue, action), "comment": shown(act.world, comment)}
    act.tell("issue_comment", action, act.world.repository_of(issue), **parts, **seen)


def write_comment(act: Act, issue: Issue, body: str) -> Comment:
    """A new comment."""
    now = act.now
    comment = Comment(
        id=act.world.next_id(),
        user=act.user,
        body=body,
        created_at=now,
        updated_at=now,
        app_id=act.app_id,
        edits=[act.version(body)],
        issue=issue,
    )
    issue.comments.append(comment)
    issue.updated_at = now
    _tell(act, comment, "created")
    return comment


def edit_comment(act: Act, comment: Comment, body: str) -> None:
    """A new body; nothing happens when it does not differ. The issue's `updated_at` moves too, as on GitHub."""
    if body == comment.body:
        return
    before = act.rewrite(comment, body)
    comment.issue.updated_at = act.now
    _tell(act, comment, "edited", changes={"body": {"from": before or ""}})


def delete_comment(act: Act, comment: Comment) -> None:
    """Gone for good."""
    comment.issue.comments.remove(comment)
    comment.issue.updated_at = act.now
    _tell(act, comment, "deleted")
