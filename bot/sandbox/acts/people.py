"""People join and leave: organisations, teams, repositories by invitation. Who may is asked by the routes."""

from datetime import timedelta

from bot.sandbox.accounts import Account, Organization, OrganizationRole, Team, TeamRole
from bot.sandbox.acts.act import Act
from bot.sandbox.permissions import collapsed
from bot.sandbox.repositories import Invitation, Repository, Role
from bot.sandbox.shapes.accounts import membership, team, user

INVITATION_LASTS = timedelta(days=7)
"""GitHub Docs, "Inviting collaborators to a personal repository": an invitation expires after 7 days."""


def join_organization(act: Act, organization: Organization, account: Account, role: OrganizationRole = "member") -> None:
    """A member, or another role for one who is."""
    new = account.id not in organization.members
    organization.members[account.id] = role
    if new:
        _tell_member(act, organization, account, role, "member_added")


def leave_organization(act: Act, organization: Organization, account: Account) -> None:
    """No member any more, nor of its teams."""
    role = organization.members.pop(account.id)
    for one in organization.teams.values():
        if account.id in one.members:
            leave_team(act, one, account)
    _tell_member(act, organization, account, role, "member_removed")


def _tell_member(act: Act, organization: Organization, account: Account, role: OrganizationRole, action: str) -> None:
    """The webhook's membership doesn't name its organisation again."""
    shown = membership(act.world, organization, account, role)
    del shown["organization"]
    act.tell_organization("organization", action, organization, membership=shown)


def make_team(act: Act, organization: Organization, name: str, slug: str, description: str | None = None) -> Team:
    """A new team."""
    made = Team(
        id=act.world.next_id(), slug=slug.lower(), name=name, organization=organization, created_at=act.now, description=description
    )
    organization.teams[made.slug] = made
    act.tell_organization("team", "created", organization, team=team(act.world, made))
    return made


def delete_team(act: Act, one: Team) -> None:
    """Gone for good."""
    del one.organization.teams[one.slug]
    act.tell_organization("team", "deleted", one.organization, team=team(act.world, one))


def join_team(act: Act, one: Team, account: Account, role: TeamRole = "member") -> None:
    """A member of a team; who was none becomes a member of the organisation too."""
    if account.id not in one.organization.members:
        join_organization(act, one.organization, account)
    new = account.id not in one.members
    one.members[account.id] = role
    if new:
        _tell_membership(act, one, account, "added")


def leave_team(act: Act, one: Team, account: Account) -> None:
    """No member of that team any more."""
    del one.members[account.id]
    _tell_membership(act, one, account, "removed")


def _tell_membership(act: Act, one: Team, account: Account, action: str) -> None:
    parts = {"scope": "team", "member": user(act.world, account), "team": team(act.world, one)}
    act.tell_organization("membership", action, one.organization, **parts)


def expired(act: Act, invitation: Invitation) -> bool:
    """Whether an invitation has lapsed."""
    return act.now >= invitation.created_at + INVITATION_LASTS


def invite(act: Act, repository: Repository, account: Account, role: Role) -> Invitation:
    """A new invitation; a pending one of the same person takes the new role instead."""
    pending = [one for one in repository.invitations.values() if one.invitee is account and not expired(act, one)]
    if pending:
        pending[0].role = role
        return pending[0]
    made = Invitation(id=act.world.next_id(), invitee=account, inviter=act.user, role=role, created_at=act.now)
    repository.invitations[made.id] = made
    return made


def accept_invitation(act: Act, repository: Repository, invitation: Invitation) -> None:
    """The invitee becomes a collaborator."""
    del repository.invitations[invitation.id]
    add_collaborator(act, repository, invitation.invitee, invitation.role)


def add_collaborator(act: Act, repository: Repository, account: Account, role: Role) -> None:
    """A collaborator at once, or another role for one who is."""
    before = repository.collaborators.get(account.id)
    repository.collaborators[account.id] = role
    changes = {"permission": {"to": collapsed(role)}, "role_name": {"to": role}}
    if before is None:
        act.tell("member", "added", repository, member=user(act.world, account), changes=changes)
    elif before != role:
        old = {"old_permission": {"from": collapsed(before)}, "permission": {"from": collapsed(before), "to": collapsed(role)}}
        act.tell("member", "edited", repository, member=user(act.world, account), changes=old)


def remove_collaborator(act: Act, repository: Repository, account: Account) -> None:
    """No collaborator any more; a pending invitation goes too."""
    for one in [each for each in repository.invitations.values() if each.invitee is account]:
        del repository.invitations[one.id]
    if repository.collaborators.pop(account.id, None):
        act.tell("member", "removed", repository, member=user(act.world, account))
