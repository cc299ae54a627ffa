"""Comments on issues."""

import github
import pytest

from tests.sandbox.contract.stage import Stage


def test_pygithub_keeps_comments(stage: Stage) -> None:
    """Written, edited by its author and by an admin, listed for the issue and for the repository, removed."""
    full_name = stage.repository()
    issue = stage.by_pygithub("sam").get_repo(full_name).create_issue("A question")
    comment = issue.create_comment("When?")
    comment.edit("When, please?")
    stage.by_pygithub().get_repo(full_name).get_issue(issue.number).get_comment(comment.id).edit("Edited by an admin")
    assert [(one.body, one.user.login) for one in issue.get_comments()] == [("Edited by an admin", "sam")]
    assert [one.id for one in stage.by_pygithub().get_repo(full_name).get_issues_comments(sort="updated")] == [comment.id]
    comment.delete()
    assert list(issue.get_comments()) == []


def test_githubkit_keeps_comments(stage: Stage) -> None:
    """The same."""
    owner, name = stage.repository().split("/")
    issues = stage.by_githubkit().rest.issues
    number = issues.create(owner, name, title="A question").parsed_data.number
    comment = issues.create_comment(owner, name, number, body="<!-- x -->").parsed_data
    assert issues.update_comment(owner, name, comment.id, body="y").parsed_data.body == "y"
    assert issues.get_comment(owner, name, comment.id).parsed_data.html_url.endswith(f"/issues/{number}#issuecomment-{comment.id}")
    assert len(issues.list_comments(owner, name, number).parsed_data) == len(issues.list_comments_for_repo(owner, name).parsed_data) == 1
    assert issues.delete_comment(owner, name, comment.id).status_code == 204


def test_comment_is_refused(stage: Stage) -> None:
    """An empty one, one on a locked issue by somebody from outside, and editing somebody else's."""
    full_name = stage.repository()
    issue = stage.by_pygithub().get_repo(full_name).create_issue("A question")
    comment = issue.create_comment("Maya's")
    issue.lock("resolved")
    sam = stage.by_pygithub("sam").get_repo(full_name).get_issue(issue.number)
    acts = (
        (lambda: issue.create_comment(" "), 422),
        (lambda: sam.create_comment("x"), 403),
        (sam.get_comment(comment.id).delete, 403),
    )
    for act, status in acts:
        with pytest.raises(github.GithubException) as refusal:
            act()
        assert refusal.value.status == status
