"""Issues: list, open, read, change, lock, timeline. GitHub Docs, REST, "Issues" and "Timeline events"."""

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.accounts import Account
from bot.sandbox.acts import issues as acts
from bot.sandbox.acts.labels import find_or_make
from bot.sandbox.issues import Comment, Issue, IssueEvent
from bot.sandbox.refusals import problem, refuse
from bot.sandbox.routes.call import Call, answer, nothing, page
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.shapes.issues import commented, issue, issue_alone, issue_event

LONGEST_BODY = 65_536
LONGEST_TITLE = 256
REASONS = ("completed", "not_planned", "duplicate", "reopened")


def list_issues(call: Call) -> web.Response:
    """By state, labels, creator, assignee and since; the newest created first unless asked otherwise. Pull requests are among them."""
    query = call.request.query
    state, since = query.get("state", "open"), call.since()
    wanted = {name.strip().lower() for name in query.get("labels", "").split(",") if name.strip()}
    found = [
        one
        for one in call.repository.issues.values()
        if state in {one.state, "all"}
        and (since is None or one.updated_at >= since)
        and wanted <= {label.name.lower() for label in one.labels}
        and query.get("creator", one.user.login).lower() == one.user.login.lower()
        and _assigned(one, query.get("assignee", "*any"))
    ]
    return page(call, _sorted(call, found), lambda one: issue(call.world, one))


def _assigned(one: Issue, wanted: str) -> bool:
    if wanted == "none":
        return not one.assignees
    return wanted == "*any" or (wanted == "*" and bool(one.assignees)) or wanted.lower() in {each.login.lower() for each in one.assignees}


def _sorted(call: Call, found: list[Issue]) -> Sequence[Issue]:
    keys: dict[str, Any] = {
        "created": lambda one: (one.created_at, one.id),
        "updated": lambda one: (one.updated_at, one.id),
        "comments": lambda one: (len(one.comments), one.id),
    }
    key = keys.get(call.request.query.get("sort", "created"), keys["created"])
    return sorted(found, key=key, reverse=call.request.query.get("direction", "desc") != "asc")


def open_issue(call: Call) -> web.Response:
    """A new issue. Labels and assignees of somebody without push are dropped without a word, as GitHub does."""
    if not call.repository.has_issues:
        refuse(refusals.ISSUES_DISABLED)
    title, body = _title(call), _body(call)
    trusted = call.may("write")
    labels = find_or_make(call.act, call.repository, call.texts("labels")) if trusted else []
    made = acts.open_issue(call.act, call.repository, title, body, labels, _assignees(call) if trusted else [])
    return answer(issue_alone(call.world, made), 201)


def _title(call: Call) -> str:
    title = call.body.get("title")
    if isinstance(title, int | float) and not isinstance(title, bool):
        return str(title)
    if isinstance(title, str) and len(title) > LONGEST_TITLE:
        message = f"title is too long (maximum is {LONGEST_TITLE} characters)"
        refuse(refusals.TITLE_TOO_LONG, errors=[problem("Issue", "title", "custom", message)])
    return call.text("Issue", "title")


def _body(call: Call) -> str | None:
    body = call.body.get("body")
    if body is not None and not isinstance(body, str):
        call.invalid("Issue", "body", "invalid")
    check_length(body, "Issue")
    return body


def check_length(body: str | None, resource: str) -> None:
    """Refuses a body over 65,536 characters."""
    if body is not None and len(body) > LONGEST_BODY:
        message = f"body is too long (maximum is {LONGEST_BODY} characters)"
        refuse(refusals.BODY_TOO_LONG, errors=[problem(resource, "body", "custom", message)])


def _assignees(call: Call) -> list[Account]:
    """Of `assignees`, or of `assignee`, which the API of 2022-11-28 still takes."""
    accounts = [call.world.account(login) for login in call.texts("assignees" if "assignees" in call.body else "assignee")]
    return [each for each in accounts if each is not None]


def read_issue(call: Call) -> web.Response:
    """One issue."""
    return answer(issue_alone(call.world, call.issue()))


def change_issue(call: Call) -> web.Response:
    """Title and body by the author or write; state by the author or triage; labels and assignees by push, else dropped silently."""
    one, act, trusted = call.issue(), call.act, call.may("write")
    mine = one.user is call.account
    if not (mine or call.may("triage")) or (not (mine or trusted) and {"title", "body"} & call.body.keys()):
        refuse(refusals.MUST_HAVE_ADMIN)
    title = _title(call) if call.body.get("title") is not None else None
    body, state = _body(call), _state(call)
    acts.edit_issue(act, one, title, body, body_given="body" in call.body)
    if trusted and "labels" in call.body:
        acts.set_labels(act, one, find_or_make(act, call.repository, call.texts("labels")))
    if trusted and {"assignee", "assignees"} & call.body.keys():
        acts.set_assignees(act, one, _assignees(call))
    _move(call, one, state)
    return answer(issue_alone(call.world, one))


def _state(call: Call) -> str | None:
    state, reason = call.body.get("state"), call.body.get("state_reason")
    if state not in {None, "open", "closed"}:
        call.invalid("Issue", "state", "invalid")
    if reason not in {None, *REASONS}:
        call.invalid("Issue", "state_reason", "invalid")
    return state


def _move(call: Call, one: Issue, state: str | None) -> None:
    """An author can't reopen what a maintainer closed."""
    if state == "closed":
        acts.close_issue(call.act, one, call.body.get("state_reason"))
    if state == "open" and one.state == "closed":
        if one.closed_by is not call.account and not call.may("triage"):
            refuse(refusals.MUST_HAVE_ADMIN)
        acts.reopen_issue(call.act, one)


def lock_issue(call: Call) -> web.Response:
    """Locks the conversation."""
    reason = call.body.get("lock_reason")
    if reason not in {None, "off-topic", "too heated", "resolved", "spam"}:
        call.invalid("Issue", "lock_reason", "invalid")
    acts.lock_issue(call.act, call.issue(), reason)
    return nothing()


def unlock_issue(call: Call) -> web.Response:
    """Unlocks it."""
    acts.unlock_issue(call.act, call.issue())
    return nothing()


def list_events(call: Call) -> web.Response:
    """Labeled, unlabeled, closed … with actor and time."""
    return page(call, call.issue().timeline, lambda one: issue_event(call.world, call.repository, one))


def list_timeline(call: Call) -> web.Response:
    """The same among the comments, in order."""
    one = call.issue()
    lines: list[IssueEvent | Comment] = [*one.timeline, *one.comments]
    lines.sort(key=lambda line: line.id)

    def show(line: IssueEvent | Comment) -> Any:
        if isinstance(line, Comment):
            return commented(call.world, line)
        shown = issue_event(call.world, call.repository, line)
        return {key: value for key, value in shown.items() if key != "assigner"}

    return page(call, lines, show)


def add_assignees(call: Call) -> web.Response:
    """More assignees; of somebody without push they are dropped without a word."""
    one = call.issue()
    if call.may("write"):
        acts.set_assignees(call.act, one, [*one.assignees, *_assignees(call)])
    return answer(issue_alone(call.world, one), 201)


def remove_assignees(call: Call) -> web.Response:
    """Fewer assignees."""
    one, gone = call.issue(), _assignees(call)
    if call.may("write"):
        acts.set_assignees(call.act, one, [each for each in one.assignees if each not in gone])
    return answer(issue_alone(call.world, one))


_ISSUE = REPOSITORY + "/issues/{issue_number}"
_READ = "issues:read pull_requests:read"
_WRITE = "issues:write pull_requests:write"
ROUTES = (
    Route("GET", REPOSITORY + "/issues", list_issues, "issues:read"),
    Route("POST", REPOSITORY + "/issues", open_issue, "issues:write", content=True),
    Route("GET", _ISSUE, read_issue, _READ),
    Route("PATCH", _ISSUE, change_issue, _WRITE),
    Route("PUT", _ISSUE + "/lock", lock_issue, _WRITE, role="triage"),
    Route("DELETE", _ISSUE + "/lock", unlock_issue, _WRITE, role="triage"),
    Route("POST", _ISSUE + "/assignees", add_assignees, _WRITE),
    Route("DELETE", _ISSUE + "/assignees", remove_assignees, _WRITE),
    Route("GET", _ISSUE + "/events", list_events, _READ),
    Route("GET", _ISSUE + "/timeline", list_timeline, _READ),
)
