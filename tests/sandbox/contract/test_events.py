"""Every event and action that the sandbox can tell of is provoked, and its payload held against GitHub's schema, as after every test."""

from collections.abc import Iterable

import httpx

from tests.sandbox.contract.stage import Stage


def told(stage: Stage) -> set[str]:
    """What the App has heard since it was last asked: `event.action`."""
    stage.settle()
    heard = [(one.event, httpx.Response(200, content=one.body).json().get("action")) for one in stage.received]
    return {f"{event}.{action}" if action else event for event, action in heard}


def begin(stage: Stage) -> None:
    """Forgets what came before, once all of it was looked at."""
    stage.settle()
    faults = stage.faults()
    assert not faults, "\n".join(faults)


def of(event: str, actions: Iterable[str]) -> set[str]:
    """`event.action` for each action."""
    return {f"{event}.{action}" for action in actions}


def test_events_of_an_issue(stage: Stage) -> None:
    """From its opening to its deletion, and its move to another repository."""
    full_name, other = stage.repository(), stage.repository()
    begin(stage)
    repository = stage.by_pygithub().get_repo(full_name)
    issue = repository.create_issue("One", body="a", labels=["bug"], assignees=["amel"])
    issue.edit(body="b", labels=[], assignees=[], state="closed")
    issue.edit(state="open")
    issue.lock("spam")
    issue.unlock()
    comment = issue.create_comment("x")
    comment.edit("y")
    comment.delete()
    moved = repository.create_issue("Two")
    name = {"owner": "department", "repo": full_name.split("/")[1], "as": "maya"}
    stage.control("POST", "issues/delete", {**name, "number": issue.number})
    stage.control("POST", "issues/transfer", {**name, "number": moved.number, "to": other.split("/")[1]})
    issues = ("opened", "labeled", "assigned", "edited", "unlabeled", "unassigned", "closed", "reopened", "locked", "unlocked")
    assert told(stage) >= of("issues", (*issues, "deleted", "transferred")) | of("issue_comment", ("created", "edited", "deleted"))


def test_events_of_a_repository(stage: Stage) -> None:
    """Made, renamed, made private, archived, forked, removed; its labels and its people."""
    begin(stage)
    full_name = stage.repository()
    client = stage.by_pygithub()
    repository = client.get_repo(full_name)
    label = repository.create_label("typo", "ffffff")
    label.edit("error", "ffffff")
    label.delete()
    stage.by_pygithub("sam").get_repo(full_name).create_fork(name=full_name.split("/")[1])
    invitation = repository.add_to_collaborators("sam", "pull")
    assert invitation is not None
    stage.by_pygithub("sam").get_user().accept_invitation(invitation)
    repository.add_to_collaborators("sam", "push")
    repository.remove_from_collaborators("sam")
    repository.edit(name=full_name.split("/")[1] + "-renamed")
    repository.edit(private=True)
    repository.edit(private=False)
    repository.edit(archived=True)
    repository.edit(archived=False)
    repository.delete()
    heard = told(stage)
    assert heard >= of("repository", ("created", "renamed", "privatized", "publicized", "archived", "unarchived", "deleted"))
    assert heard >= of("label", ("created", "edited", "deleted")) | of("member", ("added", "edited", "removed")) | {"fork"}
    assert heard >= of("installation_repositories", ("added", "removed"))


def test_events_of_a_pull_request(stage: Stage) -> None:
    """Opened, pushed to, edited, closed, reopened, reviewed, dismissed, merged."""
    full_name = stage.repository()
    begin(stage)
    repository = stage.by_pygithub().get_repo(full_name)
    repository.create_git_ref("refs/heads/topic", repository.get_branch("main").commit.sha)
    repository.create_file("one.py", "One", "1\n", branch="topic")
    pull = repository.create_pull(base="main", head="topic", title="The work")
    repository.create_file("two.py", "Two", "2\n", branch="topic")
    pull.edit(title="The whole work")
    pull.edit(state="closed")
    pull.edit(state="open")
    pull.add_to_labels("bug")
    review = stage.by_pygithub("amel").get_repo(full_name).get_pull(pull.number).create_review(body="Good", event="APPROVE")
    pull.get_review(review.id).dismiss("Changed since")
    repository.get_commit(pull.head.sha).create_status("success", context="tests")
    repository.get_pull(pull.number).merge()
    actions = ("opened", "synchronize", "edited", "closed", "reopened", "labeled")
    assert told(stage) >= of("pull_request", actions) | of("pull_request_review", ("submitted", "dismissed")) | {"push", "status"}


def test_events_of_an_organization(stage: Stage) -> None:
    """Somebody comes and goes; a team is made, joined, left and removed."""
    stage.person("robin")
    begin(stage)
    organization = stage.by_pygithub().get_organization("department")
    robin = stage.by_pygithub().get_user("robin")
    organization.add_to_members(robin, "member")
    team = organization.create_team("Finance")
    team.add_membership(robin, "member")
    team.remove_membership(robin)
    team.delete()
    organization.remove_from_members(robin)
    assert told(stage) >= of("organization", ("member_added", "member_removed")) | of("team", ("created", "deleted"))
    assert told(stage) >= of("membership", ("added", "removed"))


def test_events_of_an_installation(stage: Stage) -> None:
    """Installed in a person's account, suspended and back again."""
    begin(stage)
    made = stage.control("POST", "installations", {"app": "microacq", "account": "sam", "repositories": "all"})["id"]
    for suspended in (True, False):
        stage.control("PATCH", f"installations/{made}", {"suspended": suspended})
    assert told(stage) >= of("installation", ("created", "suspend", "unsuspend"))
