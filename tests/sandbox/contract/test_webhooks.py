"""Webhooks: signed, in the order of what happened, each as GitHub publishes it. All other tests hold theirs to the schemas, too."""

import githubkit.webhooks
import httpx

from tests.sandbox.contract.stage import SECRET, Stage


def test_webhooks_are_signed_and_in_order(stage: Stage) -> None:
    """Githubkit's own verification accepts every signature, and the story is told in order."""
    stage.settle()
    stage.received.clear()
    full_name = stage.repository()
    repository = stage.by_pygithub().get_repo(full_name)
    repository.create_label("typo", "ffffff").edit("defect", "ffffff")
    issue = repository.create_issue("First", labels=["defect"])
    issue.create_comment("One").edit("Two")
    issue.edit(title="Second", body="b")
    issue.edit(body="c", state="closed")
    repository.create_file("a", "Add", "a")
    stage.settle()
    received = list(stage.received)
    assert all(githubkit.webhooks.verify(SECRET, one.body, one.signature) for one in received)
    told = [(one.event, httpx.Response(200, content=one.body).json().get("action")) for one in received]
    assert [line for line in told if line[0] in {"label", "issues", "issue_comment"}] == [
        ("label", "created"),
        ("label", "edited"),
        ("issues", "opened"),
        ("issues", "labeled"),
        ("issue_comment", "created"),
        ("issue_comment", "edited"),
        ("issues", "edited"),
        ("issues", "edited"),
        ("issues", "closed"),
    ]
    assert told[-1] == ("push", None)
    assert {("repository", "created"), ("installation_repositories", "added")} <= set(told)


def test_edit_says_what_was_there_before(stage: Stage) -> None:
    """`changes` holds the former title and body."""
    issue = stage.by_pygithub().get_repo(stage.repository()).create_issue("First", body="a")
    stage.settle()
    stage.received.clear()
    issue.edit(title="Second", body="b")
    stage.settle()
    payload = httpx.Response(200, content=stage.received[-1].body).json()
    assert payload["changes"] == {"title": {"from": "First"}, "body": {"from": "a"}}


def test_every_event_of_a_pull_request_is_told(stage: Stage) -> None:
    """Opened, reviewed, merged; a status; a fork's push is not the App's business."""
    full_name = stage.repository()
    repository = stage.by_pygithub().get_repo(full_name)
    repository.create_git_ref("refs/heads/topic", repository.get_branch("main").commit.sha)
    repository.create_file("work.py", "Work", "print()\n", branch="topic")
    stage.settle()
    stage.received.clear()
    pull = repository.create_pull(base="main", head="topic", title="The work")
    stage.by_pygithub("amel").get_repo(full_name).get_pull(pull.number).create_review(body="Good", event="APPROVE")
    repository.get_commit(pull.head.sha).create_status("success", context="tests")
    pull.merge()
    stage.settle()
    told = {(one.event, httpx.Response(200, content=one.body).json().get("action")) for one in stage.received}
    wanted = {"pull_request": "opened", "pull_request_review": "submitted", "status": None, "push": None}
    assert told >= {*wanted.items(), ("pull_request", "closed")}


def test_settling_after_an_answer_waits_for_its_webhook(stage: Stage) -> None:
    """Whenever a request has been answered, what it makes the sandbox tell has been told once the clock has settled: no wake-up is lost."""
    repository = stage.by_pygithub("sam").get_repo(stage.repository())
    stage.settle()
    stage.received.clear()
    for count in range(1, 21):
        repository.create_issue(f"Issue {count}")
        stage.settle()
        assert sum(one.event == "issues" for one in stage.received) == count
