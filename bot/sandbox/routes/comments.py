"""Comments of issues and pull requests. GitHub Docs, REST, "Issue comments"."""

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.acts import comments as acts
from bot.sandbox.issues import Comment
from bot.sandbox.refusals import problem, refuse
from bot.sandbox.routes.call import Call, answer, nothing, page
from bot.sandbox.routes.issues import check_length
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.shapes.issues import comment


def list_all(call: Call) -> web.Response:
    """Every comment of the repository, changed from `since` on, by id; or sorted, and only then in a `direction`."""
    query, since = call.request.query, call.since()
    found = [one for one in call.world.comments(call.repository) if since is None or one.updated_at >= since]
    if query.get("sort") == "updated":
        found.sort(key=lambda one: (one.updated_at, one.id))
    if query.get("sort") and query.get("direction", "desc") == "desc":
        found.reverse()
    return page(call, found, lambda one: comment(call.world, one))


def list_of_issue(call: Call) -> web.Response:
    """An issue's comments, oldest first."""
    since = call.since()
    found = [one for one in call.issue().comments if since is None or one.updated_at >= since]
    return page(call, found, lambda one: comment(call.world, one))


def write_comment(call: Call) -> web.Response:
    """A new comment; on a locked issue only by those with write."""
    one = call.issue()
    body = _body(call)
    if one.locked and not call.may("write"):
        refuse(refusals.LOCKED)
    return answer(comment(call.world, acts.write_comment(call.act, one, body)), 201)


def _body(call: Call) -> str:
    body = call.body.get("body")
    if not isinstance(body, str) or not body.strip():
        refuse(refusals.COMMENT_EMPTY, errors=[problem("IssueComment", "body", "missing_field", "Body cannot be blank")])
    check_length(body, "IssueComment")
    return body


def _found(call: Call) -> Comment:
    number = call.number("comment_id")
    every = (one for issue in call.repository.issues.values() for one in issue.comments)
    return next((one for one in every if one.id == number), None) or refuse(refusals.NOT_FOUND)


def read_comment(call: Call) -> web.Response:
    """One comment."""
    return answer(comment(call.world, _found(call)))


def _mine_to_change(call: Call) -> Comment:
    found = _found(call)
    if found.user is not call.account and not call.may("write"):
        refuse(refusals.MAY_NOT_EDIT_COMMENT)
    return found


def edit_comment(call: Call) -> web.Response:
    """A new body, by the author or anybody with write: the author stays who it was."""
    found = _mine_to_change(call)
    acts.edit_comment(call.act, found, _body(call))
    return answer(comment(call.world, found))


def delete_comment(call: Call) -> web.Response:
    """Takes it away, by the same."""
    acts.delete_comment(call.act, _mine_to_change(call))
    return nothing()


_COMMENT = REPOSITORY + "/issues/comments/{comment_id}"
_READ = "issues:read pull_requests:read"
_WRITE = "issues:write pull_requests:write"
ROUTES = (
    Route("GET", REPOSITORY + "/issues/comments", list_all, _READ),
    Route("GET", _COMMENT, read_comment, _READ),
    Route("PATCH", _COMMENT, edit_comment, _WRITE),
    Route("DELETE", _COMMENT, delete_comment, _WRITE),
    Route("GET", REPOSITORY + "/issues/{issue_number}/comments", list_of_issue, _READ),
    Route("POST", REPOSITORY + "/issues/{issue_number}/comments", write_comment, _WRITE, content=True),
)
