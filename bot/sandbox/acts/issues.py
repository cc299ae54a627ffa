"""Issues are opened, edited, closed, reopened, labelled, locked, deleted, transferred. Pull requests too, where they are issues.

Events come in GitHub's order: `opened` first, with its labels already there, then one `labeled` for each. Who may is asked by the routes.
"""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.accounts import Account
from bot.sandbox.acts.act import Act
from bot.sandbox.issues import Issue, Label, StateReason
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.issues import issue_told as shown
from bot.sandbox.shapes.pulls import pull_request_told
from bot.sandbox.shapes.repositories import label as label_shown
from bot.sandbox.shapes.repositories import repository as repository_shown


def next_number(repository: Repository) -> int:
    """The next number; issues and pull requests share them, and none is given twice."""
    repository.last_number += 1
    return repository.last_number


def tell_of(act: Act, issue: Issue, action: str, **parts: Any) -> None:
    """Tells of an issue by `issues`, of a pull request by `pull_request`."""
    repository = act.world.repository_of(issue)
    if issue.pull:
        act.tell("pull_request", action, repository, number=issue.number, pull_request=pull_request_told(act.world, issue), **parts)
    else:
        act.tell("issues", action, repository, issue=shown(act.world, issue, action), **parts)


def open_issue(
    act: Act, repository: Repository, title: str, body: str | None, labels: Sequence[Label] = (), assignees: Sequence[Account] = ()
) -> Issue:
    """A new issue."""
    now = act.now
    issue = Issue(
        id=act.world.next_id(),
        user=act.user,
        body=body,
        created_at=now,
        updated_at=now,
        app_id=act.app_id,
        edits=[act.version(body)],
        number=next_number(repository),
        title=title,
        repository_id=repository.id,
        labels=list(labels),
        assignees=list(assignees),
    )
    repository.issues[issue.number] = issue
    tell_of(act, issue, "opened")
    for label in labels:
        _note_label(act, issue, label, "labeled")
    for assignee in assignees:
        _note_assignee(act, issue, assignee, "assigned")
    return issue


def edit_issue(act: Act, issue: Issue, title: str | None, body: str | None, *, body_given: bool) -> None:
    """A new title or body; nothing happens when neither differs."""
    changes: dict[str, Any] = {}
    if title is not None and title != issue.title:
        changes["title"] = {"from": issue.title}
        act.record(issue, "renamed", rename={"from": issue.title, "to": title})
        issue.title = title
    if body_given and body != issue.body:
        changes["body"] = {"from": act.rewrite(issue, body) or ""}
    if changes:
        tell_of(act, issue, "edited", changes=changes)


def close_issue(act: Act, issue: Issue, reason: StateReason | None = None) -> None:
    """Closes, as completed unless another reason is given; a closed one only takes the new reason."""
    issue.state_reason = None if issue.pull else reason or "completed"
    if issue.state == "closed":
        return
    issue.state, issue.closed_at, issue.closed_by = "closed", act.now, act.user
    act.record(issue, "closed", state_reason=issue.state_reason)
    tell_of(act, issue, "closed")


def reopen_issue(act: Act, issue: Issue) -> None:
    """Opens again what is closed."""
    if issue.state == "open":
        return
    issue.state, issue.closed_at, issue.closed_by = "open", None, None
    issue.state_reason = None if issue.pull else "reopened"
    act.record(issue, "reopened", state_reason=None)
    tell_of(act, issue, "reopened")


def set_labels(act: Act, issue: Issue, labels: Sequence[Label]) -> None:
    """Makes these the issue's labels; each one taken off or put on is an event, those that stay are none."""
    for label in [one for one in issue.labels if one not in labels]:
        issue.labels.remove(label)
        _note_label(act, issue, label, "unlabeled")
    for label in labels:
        if label not in issue.labels:
            issue.labels.append(label)
            _note_label(act, issue, label, "labeled")


def _note_label(act: Act, issue: Issue, label: Label, event: str) -> None:
    act.record(issue, event, label={"name": label.name, "color": label.color})
    tell_of(act, issue, event, label=label_shown(act.world, act.world.repository_of(issue), label))


def set_assignees(act: Act, issue: Issue, assignees: Sequence[Account]) -> None:
    """Makes these the assignees."""
    for account in [one for one in issue.assignees if one not in assignees]:
        issue.assignees.remove(account)
        _note_assignee(act, issue, account, "unassigned")
    for account in assignees:
        if account not in issue.assignees:
            issue.assignees.append(account)
            _note_assignee(act, issue, account, "assigned")


def _note_assignee(act: Act, issue: Issue, account: Account, event: str) -> None:
    act.record(issue, event, assignee=user(act.world, account), assigner=user(act.world, act.user))
    tell_of(act, issue, event, assignee=user(act.world, account))


def lock_issue(act: Act, issue: Issue, reason: str | None) -> None:
    """Only those with write may comment from now on."""
    issue.locked, issue.lock_reason = True, reason
    act.record(issue, "locked", lock_reason=reason)
    tell_of(act, issue, "locked")


def unlock_issue(act: Act, issue: Issue) -> None:
    """All may comment again."""
    issue.locked, issue.lock_reason = False, None
    act.record(issue, "unlocked")
    tell_of(act, issue, "unlocked")


def delete_issue(act: Act, issue: Issue) -> None:
    """Gone for good: 410 from now on. On GitHub an administrator's act, in the page or by GraphQL; REST has none."""
    repository = act.world.repository_of(issue)
    del repository.issues[issue.number]
    repository.gone[issue.number] = None
    tell_of(act, issue, "deleted")


def transfer_issue(act: Act, issue: Issue, to: Repository) -> Issue:
    """A new issue elsewhere, with the text and the comments; the old address answers 301. Labels go along where `to` has them."""
    old = act.world.repository_of(issue)
    names = [label.name for label in issue.labels]
    before = shown(act.world, issue, "transferred")
    del old.issues[issue.number]
    issue.repository_id, issue.number = to.id, next_number(to)
    to.issues[issue.number] = issue
    issue.labels = [label for name in names if (label := to.label(name))]
    old.gone[before["number"]] = (to.id, issue.number)
    moved = {"new_issue": shown(act.world, issue, "transferred"), "new_repository": repository_shown(act.world, to)}
    act.tell("issues", "transferred", old, issue=before, changes=moved)
    came = {"old_issue": before, "old_repository": repository_shown(act.world, old)}
    act.tell("issues", "opened", to, issue=shown(act.world, issue, "opened"), changes=came)
    return issue
