"""Repositories: made, read, changed, protected by rulesets, and forked."""

import github
import pytest
from githubkit.exception import RequestFailed

from tests.sandbox.contract.stage import Stage


def test_pygithub_makes_and_changes_a_repository(stage: Stage) -> None:
    """In the organisation, by its admin; with a first commit; renamed, and found under its former name."""
    organization = stage.by_pygithub().get_organization("department")
    made = organization.create_repo("made-by-pygithub", description="First", auto_init=True)
    assert (made.full_name, made.default_branch, made.private) == ("department/made-by-pygithub", "main", False)
    made.edit(description="Second", has_wiki=False)
    assert stage.by_pygithub("sam").get_repo("department/made-by-pygithub").description == "Second"
    made.edit(name="renamed-by-pygithub")
    assert stage.by_pygithub().get_repo("department/made-by-pygithub").full_name == "department/renamed-by-pygithub"
    assert "renamed-by-pygithub" in [one.name for one in organization.get_repos()]
    made.edit(archived=True)
    with pytest.raises(github.GithubException) as refusal:
        made.create_issue("Too late")
    assert refusal.value.status == 403


def test_githubkit_makes_and_changes_a_repository(stage: Stage) -> None:
    """The same with the App's token, as provisioning does."""
    repos = stage.installed_by_githubkit().rest.repos
    made = repos.create_in_org("department", name="made-by-githubkit", auto_init=True).parsed_data
    assert made.full_name == "department/made-by-githubkit"
    assert repos.update("department", "made-by-githubkit", description="Delivery").parsed_data.description == "Delivery"
    assert [one.name for one in repos.list_branches("department", "made-by-githubkit").parsed_data] == ["main"]
    assert repos.get_branch("department", "made-by-githubkit", "main").parsed_data.name == "main"
    topics = repos.replace_all_topics("department", "made-by-githubkit", names=["open-source"]).parsed_data
    assert topics.names == repos.get_all_topics("department", "made-by-githubkit").parsed_data.names == ["open-source"]


def test_githubkit_protects_a_branch(stage: Stage) -> None:
    """A ruleset is made, read, listed, changed and removed."""
    owner, name = stage.repository().split("/")
    repos = stage.by_githubkit().rest.repos
    made = repos.create_repo_ruleset(
        owner,
        name,
        name="main",
        target="branch",
        enforcement="active",
        conditions={"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
        rules=[{"type": "deletion"}, {"type": "non_fast_forward"}],
    ).parsed_data
    assert repos.get_repo_ruleset(owner, name, made.id).parsed_data.name == "main"
    assert [one.id for one in repos.get_repo_rulesets(owner, name).parsed_data] == [made.id]
    changed = repos.update_repo_ruleset(owner, name, made.id, name="default").parsed_data
    assert changed.name == "default"
    assert repos.delete_repo_ruleset(owner, name, made.id).status_code == 204


def test_pygithub_forks(stage: Stage) -> None:
    """A fork belongs to the person and knows its parent."""
    full_name = stage.repository()
    fork = stage.by_pygithub("sam").get_repo(full_name).create_fork()
    assert (fork.owner.login, fork.fork, fork.parent.full_name) == ("sam", True, full_name)


def test_people_are_read(stage: Stage) -> None:
    """Oneself, and somebody else; a login that is not there."""
    client = stage.by_pygithub("amel")
    assert client.get_user().login == "amel"
    assert client.get_user("maya").name == "Maya"
    with pytest.raises(github.UnknownObjectException):
        client.get_user("nobody-at-all")
    assert stage.by_githubkit("amel").rest.users.get_authenticated().parsed_data.login == "amel"
    assert stage.by_githubkit().rest.users.get_by_username("sam").parsed_data.login == "sam"
    assert stage.by_githubkit().rest.rate_limit.get().parsed_data.resources.core.limit >= 5000


def test_githubkit_keeps_a_repository_of_a_person(stage: Stage) -> None:
    """Made by the person for themselves, listed, compared, removed."""
    client = stage.by_githubkit("sam")
    repos = client.rest.repos
    made = repos.create_for_authenticated_user(name="of-sam", auto_init=True).parsed_data
    assert made.id in [one.id for one in repos.list_for_user("sam").parsed_data]
    parent = repos.get_branch("sam", "of-sam", "main").parsed_data.commit.sha
    written = repos.create_or_update_file_contents("sam", "of-sam", "x.txt", message="Add", content="eA==").parsed_data
    assert repos.compare_commits("sam", "of-sam", f"{parent}...{written.commit.sha}").parsed_data.ahead_by == 1
    assert repos.delete("sam", "of-sam").status_code == 204
    with pytest.raises(RequestFailed) as gone:
        repos.get("sam", "of-sam")
    assert gone.value.response.status_code == 404


def test_githubkit_lists_forks(stage: Stage) -> None:
    """A repository knows who forked it."""
    full_name = stage.repository()
    stage.by_githubkit("sam").rest.repos.create_fork(*full_name.split("/"))
    forks = stage.by_githubkit().rest.repos.list_forks(*full_name.split("/")).parsed_data
    assert [one.owner.login for one in forks] == ["sam"]
