"""Pull requests, their files and commits, reviews, statuses, and merging."""

from typing import Any

import github
import pytest
from github.Repository import Repository

from tests.sandbox.contract.stage import Stage


def with_branch(stage: Stage, login: str = "maya", **more: str) -> Repository:
    """A repository with a commit on the branch `topic`."""
    repository = stage.by_pygithub(login).get_repo(stage.repository(**more))
    repository.create_git_ref("refs/heads/topic", repository.get_branch("main").commit.sha)
    repository.create_file("work.py", "Work", "print()\n", branch="topic")
    return repository


def test_pygithub_brings_a_pull_request_home(stage: Stage) -> None:
    """Opened, seen as an issue too, reviewed, given a status, merged."""
    repository = with_branch(stage)
    pull = repository.create_pull(base="main", head="topic", title="The work", body="Closes nothing")
    assert [(one.filename, one.status, one.additions) for one in pull.get_files()] == [("work.py", "added", 1)]
    assert [one.commit.message for one in pull.get_commits()] == ["Work"]
    assert repository.get_issue(pull.number).pull_request is not None
    assert [one.number for one in repository.get_pulls()] == [pull.number]
    reviewer = stage.by_pygithub("amel").get_repo(repository.full_name).get_pull(pull.number)
    review = reviewer.create_review(body="Good", event="APPROVE")
    assert [(one.id, one.state) for one in pull.get_reviews()] == [(review.id, "APPROVED")]
    head = repository.get_commit(pull.head.sha)
    head.create_status("success", context="tests")
    assert head.get_combined_status().state == "success"
    pull.create_issue_comment("Merging")
    pull.edit(title="The whole work")
    assert pull.merge().merged
    assert repository.get_pull(pull.number).merged


def test_githubkit_brings_a_pull_request_home(stage: Stage) -> None:
    """From a supplier's fork, as suppliers work; changes are asked for first."""
    full_name = stage.repository()
    owner, name = full_name.split("/")
    fork = stage.by_pygithub("sam").get_repo(full_name).create_fork()
    fork.create_file("work.py", "Work", "print()\n", branch="main")
    sam, maya = stage.by_githubkit("sam").rest.pulls, stage.by_githubkit().rest.pulls
    made = sam.create(owner, name, title="The work", head="sam:main", base="main").parsed_data
    assert (made.head.label, made.base.label) == ("sam:main", "department:main")
    assert [one.number for one in maya.list(owner, name).parsed_data] == [made.number]
    assert maya.create_review(owner, name, made.number, body="No", event="REQUEST_CHANGES").parsed_data.state == "CHANGES_REQUESTED"
    assert len(maya.list_reviews(owner, name, made.number).parsed_data) == 1
    files: Any = maya.list_files(owner, name, made.number).parsed_data
    assert [one.filename for one in files] == ["work.py"]
    assert len(maya.list_commits(owner, name, made.number).parsed_data) == 1
    assert maya.update(owner, name, made.number, title="The work, again").parsed_data.title == "The work, again"
    assert maya.get(owner, name, made.number).parsed_data.mergeable is not False
    assert maya.merge(owner, name, made.number, sha=made.head.sha).parsed_data.merged
    assert maya.check_if_merged(owner, name, made.number).status_code == 204


def test_pull_request_is_refused(stage: Stage) -> None:
    """Without commits, from nowhere, twice, and merged twice."""
    repository = with_branch(stage)
    repository.create_git_ref("refs/heads/same", repository.get_branch("main").commit.sha)
    pull = repository.create_pull(base="main", head="topic", title="One")
    acts = (
        (lambda: repository.create_pull(base="main", head="same", title="x"), 422),
        (lambda: repository.create_pull(base="main", head="nowhere", title="x"), 422),
        (lambda: repository.create_pull(base="main", head="topic", title="x"), 422),
        (lambda: pull.create_review(event="APPROVE"), 422),
        (lambda: pull.merge(sha="0" * 40), 409),
    )
    for act, status in acts:
        with pytest.raises(github.GithubException) as refusal:
            act()
        assert refusal.value.status == status
    pull.merge()
    with pytest.raises(github.GithubException) as again:
        pull.merge()
    assert again.value.status == 405


def test_githubkit_dismisses_a_review(stage: Stage) -> None:
    """One review by its id, dismissed with a reason; the statuses of the head, one by one."""
    repository = with_branch(stage)
    owner, name = repository.full_name.split("/")
    number = repository.create_pull(base="main", head="topic", title="The work").number
    reviewer, client = stage.by_githubkit("amel").rest.pulls, stage.by_githubkit()
    review = reviewer.create_review(owner, name, number, body="Good", event="APPROVE").parsed_data
    assert client.rest.pulls.get_review(owner, name, number, review.id).parsed_data.state == "APPROVED"
    dismissed = client.rest.pulls.dismiss_review(owner, name, number, review.id, message="Changed since").parsed_data
    assert dismissed.state == "DISMISSED"
    head = client.rest.pulls.get(owner, name, number).parsed_data.head.sha
    client.rest.repos.create_commit_status(owner, name, head, state="failure", context="tests")
    statuses: Any = client.rest.repos.list_commit_statuses_for_ref(owner, name, head).parsed_data
    assert [(one.state, one.context) for one in statuses] == [("failure", "tests")]
