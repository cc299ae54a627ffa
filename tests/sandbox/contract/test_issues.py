"""Issues: opened, changed, closed, locked, listed; their events and their timeline; filing by form."""

from datetime import UTC, datetime, timedelta
from typing import Any

import github
import pytest

from tests.sandbox.contract.published import adapter
from tests.sandbox.contract.stage import Stage

FORM = """
name: Application
description: Apply to an opportunity
labels: [application]
body:
  - type: textarea
    id: statement
    attributes: {label: Statement}
    validations: {required: true}
  - type: checkboxes
    id: agreements
    attributes: {label: Agreements, options: [{label: I agree, required: true}]}
"""


def test_pygithub_keeps_issues(stage: Stage) -> None:
    """Opened, edited, assigned, closed with a reason, reopened, locked, and found in lists."""
    repository = stage.by_pygithub().get_repo(stage.repository())
    issue = repository.create_issue("First", body="é\r\n", assignee="amel")
    assert (issue.body, [one.login for one in issue.assignees], issue.state) == ("é\r\n", ["amel"], "open")
    issue.edit(title="Second", body="x", state="closed", state_reason="not_planned")
    assert (issue.title, issue.state, issue.state_reason) == ("Second", "closed", "not_planned")
    assert issue.closed_by is not None
    assert issue.closed_by.login == "maya"
    issue.edit(state="open")
    issue.lock("resolved")
    assert repository.get_issue(issue.number).active_lock_reason == "resolved"
    issue.unlock()
    assert [one.event for one in issue.get_events()][-2:] == ["locked", "unlocked"]
    assert {one.event for one in issue.get_timeline()} >= {"assigned", "renamed", "closed", "reopened"}
    since = datetime.now(UTC) - timedelta(hours=1)
    assert [one.number for one in repository.get_issues(state="all", since=since, assignee="amel")] == [issue.number]
    assert list(repository.get_issues(state="closed")) == []
    issue.edit(assignees=[])
    assert repository.get_issue(issue.number).assignees == []


def test_githubkit_keeps_issues(stage: Stage) -> None:
    """The same, page by page."""
    owner, name = stage.repository().split("/")
    client = stage.by_githubkit()
    issues = client.rest.issues
    numbers = [issues.create(owner, name, title=f"Issue {n}", body=None if n else "x").parsed_data.number for n in range(5)]
    listed: Any = client.rest.paginate(issues.list_for_repo, owner=owner, repo=name, per_page=2, direction="asc")
    assert [one.number for one in listed] == numbers
    changed = issues.update(owner, name, numbers[0], state="closed", state_reason="completed").parsed_data
    assert (changed.state, changed.state_reason) == ("closed", "completed")
    assert issues.get(owner, name, numbers[0]).parsed_data.closed_at is not None
    events: Any = issues.list_events(owner, name, numbers[0]).json()
    assert [one["event"] for one in events] == ["closed"]
    assert issues.list_events_for_timeline(owner, name, numbers[0]).parsed_data
    assert issues.lock(owner, name, numbers[1]).status_code == 204
    assert issues.unlock(owner, name, numbers[1]).status_code == 204


@pytest.mark.parametrize(("number", "status"), [(99, 404), (1, 403)])
def test_issue_is_refused(stage: Stage, number: int, status: int) -> None:
    """One that is not there, and one that is not mine to change."""
    full_name = stage.repository()
    stage.by_pygithub().get_repo(full_name).create_issue("Maya's")
    with pytest.raises(github.GithubException) as refusal:
        stage.by_pygithub("sam").get_repo(full_name).get_issue(number).edit(title="Sam's")
    assert refusal.value.status == status


@pytest.mark.parametrize("change", [{"title": ""}, {"title": "x" * 257}, {"body": "x" * 65_537}])
def test_malformed_issue_is_refused(stage: Stage, change: dict[str, Any]) -> None:
    """No title, a long title, a long body: 422 with an entry for the field."""
    repository = stage.by_pygithub().get_repo(stage.repository())
    with pytest.raises(github.GithubException) as refusal:
        repository.create_issue(**({"title": "x"} | change))
    assert (refusal.value.status, refusal.value.data["errors"][0]["resource"]) == (422, "Issue")


def test_issue_filed_by_form(stage: Stage) -> None:
    """The page of a form gives an issue as REST shows it, with the form's label, for somebody who may not label."""
    full_name = stage.repository(files={".github/ISSUE_TEMPLATE/application.yml": FORM})
    stage.by_pygithub().get_repo(full_name).create_label("application", "ffffff")
    address, person = f"{stage.url}/{full_name}/issues/new?template=application.yml", {"Authorization": f"Bearer {stage.tokens['sam']}"}
    shown = stage.http.get(address + "&statement=Hello", headers=person).json()
    assert [(one["id"], one["value"]) for one in shown["fields"]] == [("statement", "Hello"), ("agreements", [])]
    filed = stage.http.post(address, headers=person, json={"title": "Sam applies", "statement": "I can", "agreements": ["I agree"]})
    assert filed.status_code == 201
    issue = adapter("Issue").validate_python(filed.json())
    assert issue.body == "### Statement\n\nI can\n\n### Agreements\n\n- [x] I agree"
    assert [label["name"] for label in filed.json()["labels"]] == ["application"]
    refused = stage.http.post(address, headers=person, json={"title": "Sam applies"})
    assert refused.status_code == 422
    assert {one["field"] for one in refused.json()["errors"]} == {"statement", "agreements"}


def test_githubkit_assigns_issues(stage: Stage) -> None:
    """People who may be assigned are, and are taken off again."""
    owner, name = stage.repository().split("/")
    issues = stage.by_githubkit().rest.issues
    number = issues.create(owner, name, title="Assess").parsed_data.number
    assert [one.login for one in issues.add_assignees(owner, name, number, assignees=["amel"]).parsed_data.assignees or []] == ["amel"]
    assert issues.remove_assignees(owner, name, number, assignees=["amel"]).parsed_data.assignees == []
