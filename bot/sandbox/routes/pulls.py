"""Pull requests, their reviews, and commit statuses. GitHub Docs, REST, "Pull requests", "Pull request reviews", "Commit statuses"."""

from typing import Any, Literal, cast

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.acts import issues as issue_acts
from bot.sandbox.acts import pulls as acts
from bot.sandbox.issues import Issue
from bot.sandbox.permissions import can_see
from bot.sandbox.pulls import Review, ReviewState, Status
from bot.sandbox.refusals import problem, refuse
from bot.sandbox.repositories import Repository
from bot.sandbox.routes.call import Call, answer, nothing, page
from bot.sandbox.routes.issues import check_length
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.shapes import contents
from bot.sandbox.shapes import pulls as shapes

_EVENTS: dict[str, ReviewState] = {"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED"}


def _pull(call: Call) -> Issue:
    one = call.issue("pull_number")
    return one if one.pull else refuse(refusals.NOT_FOUND)


def list_pulls(call: Call) -> web.Response:
    """By state, head (`owner:branch`) and base; the newest first."""
    query = call.request.query
    state = query.get("state", "open")
    found = [one for one in call.repository.issues.values() if one.pull and state in {one.state, "all"} and _asked(call, one)]
    found.sort(key=lambda one: one.id, reverse=query.get("direction", "desc") == "desc")
    return page(call, found, lambda one: shapes.pull_request_simple(call.world, one))


def _asked(call: Call, one: Issue) -> bool:
    shown, query = shapes.pull_request_simple(call.world, one), call.request.query
    head, base = shown["head"]["label"], shown["base"]["ref"]
    return bool(query.get("head", head) == head and query.get("base", base) == base)


def open_pull(call: Call) -> web.Response:
    """From a branch here (`branch`) or of a fork (`owner:branch`) into `base`, with at least one commit."""
    base, title = call.text("PullRequest", "base"), call.text("PullRequest", "title", longest=256)
    head, branch = _head(call, call.text("PullRequest", "head"))
    if f"refs/heads/{base}" not in call.repository.git.refs():
        _invalid("base", "invalid")
    if f"refs/heads/{branch}" not in head.git.refs():
        _invalid("head", "invalid")
    _check_new(call, base, head, branch)
    body = call.body.get("body")
    check_length(body, "PullRequest")
    here, there = acts.Side(call.repository, base), acts.Side(head, branch)
    made = acts.open_pull(call.act, here, there, title, body, draft=bool(call.body.get("draft")))
    return answer(shapes.pull_request(call.world, made), 201)


def _head(call: Call, text: str) -> tuple[Repository, str]:
    owner, colon, branch = text.rpartition(":")
    if not colon or owner.lower() == call.repository.owner.login.lower():
        return call.repository, branch
    network = {call.repository.id, call.repository.parent_id}
    forks = [
        one for one in call.world.repositories.values() if one.owner.login.lower() == owner.lower() and {one.id, one.parent_id} & network
    ]
    found = next((one for one in forks if can_see(one, call.actor)), None)
    return found or _invalid("head", "invalid"), branch


def _check_new(call: Call, base: str, head: Repository, branch: str) -> None:
    label = f"{head.owner.login}:{branch}"
    for one in call.repository.issues.values():
        if (
            one.pull
            and one.state == "open"
            and (one.pull.head_repository_id, one.pull.head_ref, one.pull.base_ref) == (head.id, branch, base)
        ):
            _invalid("head", "custom", f"A pull request already exists for {label}.")
    tip = call.repository.git.refs()[f"refs/heads/{base}"]
    if head.git.refs()[f"refs/heads/{branch}"] in {one.sha for one in call.repository.git.history(tip)}:
        _invalid("head", "custom", f"No commits between {base} and {branch}")


def _invalid(name: str, code: str, message: str | None = None) -> Any:
    refuse(refusals.PULL_INVALID, errors=[problem("PullRequest", name, code, message)])


def read_pull(call: Call) -> web.Response:
    """One pull request."""
    return answer(shapes.pull_request(call.world, _pull(call)))


def change_pull(call: Call) -> web.Response:
    """Title, body, state; by the author or write."""
    one, state = _pull(call), call.body.get("state")
    if one.user is not call.account and not call.may("write"):
        refuse(refusals.MUST_HAVE_ADMIN)
    if state not in {None, "open", "closed"}:
        call.invalid("PullRequest", "state", "invalid")
    check_length(call.body.get("body"), "PullRequest")
    issue_acts.edit_issue(call.act, one, call.body.get("title"), call.body.get("body"), body_given="body" in call.body)
    if state == "closed":
        issue_acts.close_issue(call.act, one)
    if state == "open":
        if shapes.part_of(one).merged_at:
            _invalid("state", "custom", "state cannot be changed. The pull request was already merged.")
        issue_acts.reopen_issue(call.act, one)
    return answer(shapes.pull_request(call.world, one))


def merge_pull(call: Call) -> web.Response:
    """With a merge commit, or squashed; `sha` guards against a head that moved."""
    one = _pull(call)
    pull, git = shapes.part_of(one), call.repository.git
    if call.body.get("sha") not in {None, pull.head_sha}:
        refuse(refusals.HEAD_MODIFIED)
    tree = (
        acts.merged_tree(git, git.refs()[f"refs/heads/{pull.base_ref}"], pull.head_sha) if one.state == "open" and not pull.draft else None
    )
    if tree is None:
        refuse(refusals.NOT_MERGEABLE)
    title = call.body.get("commit_title") or f"Merge pull request #{one.number} from {pull.head_ref}"
    message = f"{title}\n\n{call.body.get('commit_message') or one.title}"
    sha = acts.merge_pull(call.act, one, tree, message, squash=call.body.get("merge_method", "merge") != "merge")
    return answer({"sha": sha, "merged": True, "message": "Pull Request successfully merged"})


def check_merged(call: Call) -> web.Response:
    """204 when it was merged, else 404."""
    return nothing() if shapes.part_of(_pull(call)).merged_at else refuse(refusals.NOT_FOUND)


def list_files(call: Call) -> web.Response:
    """The files that it changes."""
    one = _pull(call)
    head = shapes.part_of(one).head_sha
    return page(call, shapes.changes_of(call.world, one), lambda each: shapes.changed_file(call.world, call.repository, each, head))


def list_commits(call: Call) -> web.Response:
    """The commits that it brings, oldest first."""
    git = call.repository.git
    return page(call, shapes.commits_of(call.world, _pull(call)), lambda sha: contents.commit(call.world, call.repository, git.commit(sha)))


def list_reviews(call: Call) -> web.Response:
    """The reviews, oldest first."""
    one = _pull(call)
    return page(call, shapes.part_of(one).reviews, lambda each: shapes.review(call.world, one, each))


def review_pull(call: Call) -> web.Response:
    """A review: APPROVE, REQUEST_CHANGES (with a body) or COMMENT (with a body). Nobody approves or refuses their own."""
    one, event, body = _pull(call), call.body.get("event"), call.body.get("body") or ""
    state = _EVENTS.get(str(event)) or call.invalid("PullRequestReview", "event", "invalid")
    if state != "APPROVED" and not body.strip():
        call.invalid("PullRequestReview", "body", "missing_field")
    if one.user is call.account and state != "COMMENTED":
        refuse(
            refusals.OWN_REVIEW,
            errors=[f"Review Can not {'approve' if event == 'APPROVE' else 'request changes on'} your own pull request"],
        )
    return answer(shapes.review(call.world, one, acts.review_pull(call.act, one, state, body)))


def _review(call: Call, one: Issue) -> Review:
    number = call.number("review_id")
    return next((each for each in shapes.part_of(one).reviews if each.id == number), None) or refuse(refusals.NOT_FOUND)


def read_review(call: Call) -> web.Response:
    """One review."""
    one = _pull(call)
    return answer(shapes.review(call.world, one, _review(call, one)))


def dismiss_review(call: Call) -> web.Response:
    """Makes a review count no more."""
    one = _pull(call)
    found = _review(call, one)
    call.text("PullRequestReview", "message")
    acts.dismiss_review(call.act, one, found)
    return answer(shapes.review(call.world, one, found))


def set_status(call: Call) -> web.Response:
    """What a context says of a commit."""
    git, sha, state = call.repository.git, call.part("sha"), call.body.get("state")
    if git.is_empty or git.resolve(sha) != sha:
        refuse(refusals.COMMIT_MISSING, ref=sha)
    if state not in {"error", "failure", "pending", "success"}:
        call.invalid("Status", "state", "invalid")
    made = Status(
        id=call.world.next_id(),
        state=cast("Literal['error', 'failure', 'pending', 'success']", state),
        context=call.body.get("context") or "default",
        description=call.body.get("description"),
        target_url=call.body.get("target_url"),
        creator=call.account,
        created_at=call.world.clock.now(),
    )
    acts.set_status(call.act, call.repository, sha, made)
    return answer(shapes.status(call.world, call.repository, sha, made), 201)


def list_statuses(call: Call) -> web.Response:
    """All that was said of a commit, newest first."""
    sha = call.repository.git.resolve(call.part("ref")) or refuse(refusals.COMMIT_MISSING, ref=call.part("ref"))
    return page(call, call.repository.statuses.get(sha, []), lambda one: shapes.status(call.world, call.repository, sha, one))


def read_status(call: Call) -> web.Response:
    """What the newest statuses of a commit come to."""
    sha = call.repository.git.resolve(call.part("ref")) or refuse(refusals.COMMIT_MISSING, ref=call.part("ref"))
    return answer(shapes.combined_status(call.world, call.repository, sha))


_PULL = REPOSITORY + "/pulls/{pull_number}"
_READ, _WRITE = "pull_requests:read", "pull_requests:write"
_PUSH = refusals.MUST_HAVE_PUSH
ROUTES = (
    Route("GET", REPOSITORY + "/pulls", list_pulls, _READ),
    Route("POST", REPOSITORY + "/pulls", open_pull, _WRITE, content=True),
    Route("GET", _PULL, read_pull, _READ),
    Route("PATCH", _PULL, change_pull, _WRITE),
    Route("GET", _PULL + "/merge", check_merged, _READ),
    Route("PUT", _PULL + "/merge", merge_pull, "contents:write", role="write", lacking=_PUSH),
    Route("GET", _PULL + "/files", list_files, _READ),
    Route("GET", _PULL + "/commits", list_commits, _READ),
    Route("GET", _PULL + "/reviews", list_reviews, _READ),
    Route("POST", _PULL + "/reviews", review_pull, _WRITE, content=True),
    Route("GET", _PULL + "/reviews/{review_id}", read_review, _READ),
    Route("PUT", _PULL + "/reviews/{review_id}/dismissals", dismiss_review, _WRITE, role="write"),
    Route("POST", REPOSITORY + "/statuses/{sha}", set_status, "statuses:write", role="write", lacking=_PUSH),
    Route("GET", REPOSITORY + "/commits/{ref}/statuses", list_statuses, "statuses:read"),
    Route("GET", REPOSITORY + "/commits/{ref}/status", read_status, "statuses:read"),
)
