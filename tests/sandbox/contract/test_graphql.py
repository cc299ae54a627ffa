"""GraphQL through both clients, on what was done by REST."""

from typing import Any

import pytest
from githubkit.exception import GraphQLFailed

from tests.sandbox.contract.stage import Stage

VERSIONS = """
query($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      body
      lastEditedAt
      userContentEdits(first: 10) { nodes { diff editedAt editor { login } } }
      comments(last: 10) { nodes { body includesCreatedEdit author { login } } }
    }
  }
}
"""


def test_versions_of_a_body_are_those_that_were_written(stage: Stage) -> None:
    """An issue edited twice by REST shows three versions, newest first, with who edited; an unedited comment none."""
    full_name = stage.repository()
    sam = stage.by_pygithub("sam").get_repo(full_name)
    issue = sam.create_issue("First", body="one")
    issue.edit(body="two")
    issue.create_comment("Unedited")
    stage.by_pygithub().get_repo(full_name).get_issue(issue.number).edit(body="three")
    owner, name = full_name.split("/")
    answer = stage.installed_by_githubkit().graphql(VERSIONS, {"owner": owner, "name": name, "number": issue.number})
    shown = answer["repository"]["issue"]
    versions = [(one["diff"], one["editor"]["login"]) for one in shown["userContentEdits"]["nodes"]]
    assert versions == [("three", "maya"), ("two", "sam"), ("one", "sam")]
    assert shown["body"] == "three"
    assert shown["lastEditedAt"] == shown["userContentEdits"]["nodes"][0]["editedAt"]
    assert shown["comments"]["nodes"] == [{"body": "Unedited", "includesCreatedEdit": False, "author": {"login": "sam"}}]


def test_change_of_the_title_is_no_version_of_the_body(stage: Stage) -> None:
    """Only edits of the body count."""
    full_name = stage.repository()
    issue = stage.by_pygithub().get_repo(full_name).create_issue("First", body="one")
    issue.edit(title="Second", state="closed")
    variables: dict[str, Any] = dict(zip(("owner", "name"), full_name.split("/"), strict=True)) | {"number": issue.number}
    _headers, answer = stage.by_pygithub().requester.graphql_query(VERSIONS, variables)
    shown = answer["data"]["repository"]["issue"]
    assert (shown["lastEditedAt"], shown["userContentEdits"]) == (None, {"nodes": []})


def test_unknown_field_fails_in_the_client(stage: Stage) -> None:
    """Githubkit reads the refusal as GitHub's."""
    with pytest.raises(GraphQLFailed) as refusal:
        stage.by_githubkit().graphql("{ viewer { stars } }")
    assert "Field 'stars' doesn't exist on type 'User'" in str(refusal.value.response.errors)
