"""Who works on a repository, and who is invited to. GitHub Docs, REST, "Collaborators" and "Repository invitations"."""

from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.accounts import Account, Organization
from bot.sandbox.acts import people
from bot.sandbox.permissions import collapsed, given_role, role_of
from bot.sandbox.refusals import problem, refuse
from bot.sandbox.repositories import ROLES, Invitation, Role
from bot.sandbox.routes.call import Call, answer, nothing, page
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.repositories import invitation, permissions

_ROLES: dict[str, Role] = {"pull": "read", "triage": "triage", "push": "write", "maintain": "maintain", "admin": "admin"}
MOST_INVITATIONS = 50
"""GitHub Docs, REST, "Add a repository collaborator": 50 invitations per repository per 24 hours."""


def _shown(call: Call, account: Account) -> dict[str, Any]:
    role = role_of(call.repository, account)
    return user(call.world, account) | {"permissions": permissions(role), "role_name": role}


def list_collaborators(call: Call) -> web.Response:
    """Everybody with a given role: owners, members, teams, collaborators; `?affiliation=direct|outside` narrows."""
    affiliation = call.request.query.get("affiliation", "all")
    found = [one for one in call.world.accounts.values() if one.type == "User" and given_role(call.repository, one)]
    if affiliation in {"direct", "outside"}:
        found = [one for one in found if one.id in call.repository.collaborators]
    return page(call, found, lambda one: _shown(call, one))


def check_collaborator(call: Call) -> web.Response:
    """204 for a collaborator, 404 for others."""
    return nothing() if given_role(call.repository, call.login()) else refuse(refusals.NOT_FOUND)


def read_permission(call: Call) -> web.Response:
    """`permission` knows admin, write, read and none; the exact role is in `role_name`."""
    account = call.login()
    role = role_of(call.repository, account)
    shown = user(call.world, account) | {"permissions": permissions(role), "role_name": role or ""}
    return answer({"permission": collapsed(role), "role_name": role or "none", "user": shown})


def add_collaborator(call: Call) -> web.Response:
    """201 with an invitation; 204 for who is one already, or a member of the organisation, whose role changes at once."""
    one, account = call.repository, call.login()
    role = _ROLES.get(call.body.get("permission", "push")) or call.invalid("RepositoryInvitation", "permission", "invalid")
    if account is one.owner:
        refuse(
            refusals.INVITEE_IS_OWNER,
            errors=[{"resource": "Repository", "code": "custom", "message": "Repository owner cannot be a collaborator"}],
        )
    member = isinstance(one.owner, Organization) and account.id in one.owner.members
    if member or account.id in one.collaborators:
        people.add_collaborator(call.act, one, account, role)
        return nothing()
    _check_invitation(call)
    return answer(invitation(call.world, one, people.invite(call.act, one, account, role), expired=False), 201)


def _check_invitation(call: Call) -> None:
    owner, day = call.repository.owner, call.world.clock.now() - timedelta(hours=24)
    if isinstance(owner, Organization) and not owner.outside_collaborators_allowed:
        refuse(refusals.OUTSIDERS_FORBIDDEN)
    if sum(one.created_at > day for one in call.repository.invitations.values()) >= MOST_INVITATIONS:
        message = "You have exceeded the number of repository invitations in 24 hours"
        refuse(refusals.TOO_MANY_INVITATIONS, errors=[problem("Repository", "invitee", "custom", message)])


def remove_collaborator(call: Call) -> web.Response:
    """Out, invited or not."""
    people.remove_collaborator(call.act, call.repository, call.login())
    return nothing()


def list_invitations(call: Call) -> web.Response:
    """The invitations that nobody answered, lapsed ones too."""

    def show(one: Invitation) -> Any:
        return invitation(call.world, call.repository, one, expired=people.expired(call.act, one))

    return page(call, list(call.repository.invitations.values()), show)


def _found(call: Call) -> Invitation:
    return call.repository.invitations.get(call.number("invitation_id")) or refuse(refusals.NOT_FOUND)


def change_invitation(call: Call) -> web.Response:
    """Another role. Here the words are read, write, triage, maintain, admin."""
    found, asked = _found(call), call.body.get("permissions")
    found.role = _role(asked) or call.invalid("RepositoryInvitation", "permissions", "invalid")
    return answer(invitation(call.world, call.repository, found, expired=people.expired(call.act, found)))


def _role(asked: object) -> Role | None:
    return next((one for one in ROLES if one == asked), None)


def delete_invitation(call: Call) -> web.Response:
    """Takes an invitation back."""
    del call.repository.invitations[_found(call).id]
    return nothing()


_PEOPLE = REPOSITORY + "/collaborators"
_INVITATIONS = REPOSITORY + "/invitations"
_ADMINISTER = "administration:write"
_NO = refusals.MUST_HAVE_PUSH_TO_VIEW
ROUTES = (
    Route("GET", _PEOPLE, list_collaborators, "metadata:read", role="write", lacking=_NO, who="somebody"),
    Route("GET", _PEOPLE + "/{username}", check_collaborator, "metadata:read", role="write", lacking=_NO, who="somebody"),
    Route("GET", _PEOPLE + "/{username}/permission", read_permission, "metadata:read", role="write", lacking=_NO, who="somebody"),
    Route("PUT", _PEOPLE + "/{username}", add_collaborator, _ADMINISTER, role="admin", content=True),
    Route("DELETE", _PEOPLE + "/{username}", remove_collaborator, _ADMINISTER, role="admin"),
    Route("GET", _INVITATIONS, list_invitations, "administration:read", role="admin", who="somebody"),
    Route("PATCH", _INVITATIONS + "/{invitation_id}", change_invitation, _ADMINISTER, role="admin"),
    Route("DELETE", _INVITATIONS + "/{invitation_id}", delete_invitation, _ADMINISTER, role="admin"),
)
