"""Labels of repositories and of issues."""

from typing import Any

import github
import pytest

from tests.sandbox.contract.stage import Stage


def test_pygithub_keeps_labels(stage: Stage) -> None:
    """Made, read, renamed, put on an issue, replaced, taken off, removed."""
    repository = stage.by_pygithub().get_repo(stage.repository())
    typo = repository.create_label("typo", "d73a4a", "Something is misspelt")
    repository.create_label("state: open", "ffffff")
    assert repository.get_label("state: open").color == "ffffff"
    typo.edit("defect", "d73a4b", "Something is wrong")
    issue = repository.create_issue("It broke", labels=["defect"])
    assert [label.name for label in issue.labels] == ["defect"]
    issue.add_to_labels("state: open")
    assert {label.name for label in issue.get_labels()} == {"defect", "state: open"}
    issue.set_labels("state: open")
    issue.remove_from_labels("state: open")
    assert list(repository.get_issue(issue.number).labels) == []
    repository.get_label("defect").delete()
    assert "defect" not in [label.name for label in repository.get_labels()]


def test_githubkit_keeps_labels(stage: Stage) -> None:
    """The same."""
    owner, name = stage.repository().split("/")
    issues = stage.by_githubkit().rest.issues
    issues.create_label(owner, name, name="opportunity: open", color="0e8a16", description="Published / Publiée")
    assert issues.get_label(owner, name, "opportunity: open").parsed_data.description == "Published / Publiée"
    assert issues.update_label(owner, name, "opportunity: open", new_name="opportunity: paid").parsed_data.name == "opportunity: paid"
    number = issues.create(owner, name, title="One").parsed_data.number
    held: Any = issues.set_labels(owner, name, number, labels=["opportunity: paid"]).parsed_data
    assert [one.name for one in held] == ["opportunity: paid"]
    assert len(issues.add_labels(owner, name, number, labels=["flag: on hold"]).parsed_data) == 2
    assert len(issues.list_labels_on_issue(owner, name, number).parsed_data) == 2
    assert len(issues.remove_label(owner, name, number, "flag: on hold").parsed_data) == 1
    assert issues.remove_all_labels(owner, name, number).status_code == 204
    assert issues.delete_label(owner, name, "opportunity: paid").status_code == 204


@pytest.mark.parametrize("name", ["bug", "BUG", "x" * 51])
def test_label_is_refused(stage: Stage, name: str) -> None:
    """A name that is taken (a new repository has `bug`), whatever its case, or longer than 50 characters."""
    repository = stage.by_pygithub().get_repo(stage.repository())
    with pytest.raises(github.GithubException) as refusal:
        repository.create_label(name, "ffffff")
    assert refusal.value.status == 422


def test_author_may_not_label(stage: Stage) -> None:
    """Somebody from outside opens an issue: its labels are dropped, and later ones refused."""
    repository = stage.by_pygithub("sam").get_repo(stage.repository())
    issue = repository.create_issue("Mine", labels=["bug"])
    assert issue.labels == []
    with pytest.raises(github.GithubException) as refusal:
        issue.add_to_labels("bug")
    assert refusal.value.status == 403
