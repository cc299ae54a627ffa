"""Collaborators and invitations, organisations and teams."""

from typing import Any

import github
import pytest

from tests.sandbox.contract.stage import Stage


def test_pygithub_invites_a_collaborator(stage: Stage) -> None:
    """Invited, accepted by the person, seen with the role, removed."""
    full_name = stage.repository()
    repository = stage.by_pygithub().get_repo(full_name)
    invitation = repository.add_to_collaborators("sam", "triage")
    assert invitation is not None
    assert [one.id for one in repository.get_pending_invitations()] == [invitation.id]
    sam = stage.by_pygithub("sam")
    assert [one.id for one in sam.get_user().get_invitations()] == [invitation.id]
    sam.get_user().accept_invitation(invitation)
    assert repository.has_in_collaborators("sam")
    assert repository.get_collaborator_permission("sam") == "read"
    assert {one.login for one in repository.get_collaborators()} >= {"maya", "sam"}
    assert repository.add_to_collaborators("sam", "push") is None
    repository.remove_from_collaborators("sam")
    assert not repository.has_in_collaborators("sam")


def test_githubkit_invites_a_collaborator(stage: Stage) -> None:
    """The same; `role_name` tells triage from read, `permission` does not; an invitation can be changed and taken back."""
    owner, name = stage.repository().split("/")
    repos = stage.by_githubkit().rest.repos
    invited = repos.add_collaborator(owner, name, "sam", permission="push")
    assert invited.status_code == 201
    assert repos.update_invitation(owner, name, invited.parsed_data.id, permissions="triage").parsed_data.permissions == "triage"
    stage.by_githubkit("sam").rest.repos.accept_invitation_for_authenticated_user(invited.parsed_data.id)
    held = repos.get_collaborator_permission_level(owner, name, "sam").parsed_data
    assert (held.permission, held.role_name) == ("read", "triage")
    assert len(repos.list_collaborators(owner, name).parsed_data) >= 2
    assert repos.remove_collaborator(owner, name, "sam").status_code == 204
    again = repos.add_collaborator(owner, name, "sam")
    assert [one.id for one in repos.list_invitations(owner, name).parsed_data] == [again.parsed_data.id]
    assert repos.delete_invitation(owner, name, again.parsed_data.id).status_code == 204


def test_pygithub_reads_an_organization(stage: Stage) -> None:
    """Its members with their roles, its team and who is in it."""
    organization = stage.by_pygithub().get_organization("department")
    assert organization.login == "department"
    assert {one.login for one in organization.get_members()} == {"maya", "amel"}
    team = organization.get_team_by_slug("procurement")
    assert [one.login for one in team.get_members()] == ["amel"]
    assert team.get_team_membership("amel").state == "active"
    assert [one.slug for one in organization.get_teams()] == ["procurement"]


def test_githubkit_reads_an_organization(stage: Stage) -> None:
    """The same, with the App's token: Members read."""
    installed = stage.installed_by_githubkit()
    members: Any = installed.rest.orgs.list_members("department").parsed_data
    assert {one.login for one in members} == {"maya", "amel"}
    assert installed.rest.orgs.get("department").parsed_data.login == "department"
    assert installed.rest.orgs.get_membership_for_user("department", "maya").parsed_data.role == "admin"
    assert [one.slug for one in installed.rest.teams.list("department").parsed_data] == ["procurement"]
    assert installed.rest.teams.get_by_name("department", "procurement").parsed_data.members_count == 1
    in_team: Any = installed.rest.teams.list_members_in_org("department", "procurement").parsed_data
    assert [one.login for one in in_team] == ["amel"]
    assert installed.rest.teams.get_membership_for_user_in_org("department", "procurement", "amel").parsed_data.role == "member"


def test_invitation_is_refused(stage: Stage) -> None:
    """By somebody who is no admin, and of somebody who is not there."""
    full_name = stage.repository()
    for login, invitee in (("sam", "amel"), ("maya", "nobody-at-all")):
        with pytest.raises(github.GithubException) as refusal:
            stage.by_pygithub(login).get_repo(full_name).add_to_collaborators(invitee)
        assert refusal.value.status in {403, 404}


def test_githubkit_changes_an_organization(stage: Stage) -> None:
    """A member comes, joins a new team, leaves both."""
    stage.person("nour")
    client = stage.by_githubkit()
    orgs, teams = client.rest.orgs, client.rest.teams
    assert orgs.set_membership_for_user("department", "nour", role="member").parsed_data.role == "member"
    assert orgs.check_membership_for_user("department", "nour").status_code == 204
    slug = teams.create("department", name="Section 34").parsed_data.slug
    assert teams.add_or_update_membership_for_user_in_org("department", slug, "nour").parsed_data.state == "active"
    assert teams.remove_membership_for_user_in_org("department", slug, "nour").status_code == 204
    assert teams.delete_in_org("department", slug).status_code == 204
    assert orgs.remove_member("department", "nour").status_code == 204
    mine: Any = stage.by_githubkit("amel").rest.orgs.list_for_authenticated_user().parsed_data
    assert [one.login for one in mine] == ["department"]


def test_githubkit_declines_an_invitation(stage: Stage) -> None:
    """The invited person says no, and is no collaborator."""
    owner, name = stage.repository().split("/")
    invitation = stage.by_githubkit().rest.repos.add_collaborator(owner, name, "sam").parsed_data
    assert stage.by_githubkit("sam").rest.repos.decline_invitation_for_authenticated_user(invitation.id).status_code == 204
    invited: Any = stage.by_githubkit().rest.repos.list_invitations(owner, name).parsed_data
    assert invited == []
