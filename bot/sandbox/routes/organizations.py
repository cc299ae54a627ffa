"""Organisations, their members and teams. GitHub Docs, REST, "Organizations", "Members", "Teams"."""

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.accounts import Account, Organization, Team
from bot.sandbox.acts import people
from bot.sandbox.authentication import Installed, Person
from bot.sandbox.refusals import refuse
from bot.sandbox.routes.call import Call, answer, nothing, page
from bot.sandbox.routes.table import Route
from bot.sandbox.shapes import accounts as shapes


def read_organization(call: Call) -> web.Response:
    """An organisation."""
    return answer(shapes.organization_full(call.world, call.organization()))


def _inside(call: Call) -> Organization:
    """The organisation, for those who see its members: an App installed in it, or a member."""
    one = call.organization()
    if isinstance(call.actor, Installed) and call.actor.token.installation.account is not one:
        refuse(refusals.NOT_BY_INTEGRATION)
    if not isinstance(call.actor, Installed) and call.account.id not in one.members:
        refuse(refusals.NOT_FOUND)
    return one


def _as_owner(call: Call) -> Organization:
    """The organisation, for its owners and Apps that may change it."""
    one = _inside(call)
    if isinstance(call.actor, Person) and one.members.get(call.account.id) != "admin":
        refuse(refusals.MUST_BE_ORGANIZATION_ADMIN)
    return one


def list_members(call: Call) -> web.Response:
    """The members, by `role`."""
    one, role = _inside(call), call.request.query.get("role", "all")
    found = [call.world.accounts[each] for each, has in one.members.items() if role in {"all", has}]
    return page(call, found, lambda account: shapes.user(call.world, account))


def check_member(call: Call) -> web.Response:
    """204 for a member, 404 for others."""
    return nothing() if call.login().id in _inside(call).members else refuse(refusals.NOT_FOUND)


def remove_member(call: Call) -> web.Response:
    """Takes somebody out."""
    one, account = _as_owner(call), call.login()
    if account.id not in one.members:
        refuse(refusals.NOT_FOUND)
    people.leave_organization(call.act, one, account)
    return nothing()


def read_membership(call: Call) -> web.Response:
    """Somebody's membership."""
    one, account = _inside(call), call.login()
    role = one.members.get(account.id) or refuse(refusals.NOT_FOUND)
    return answer(shapes.membership(call.world, one, account, role))


def set_membership(call: Call) -> web.Response:
    """A member, or another role; here nobody is asked by mail first."""
    one, account = _as_owner(call), call.login()
    people.join_organization(call.act, one, account, "admin" if call.body.get("role") == "admin" else "member")
    return answer(shapes.membership(call.world, one, account, one.members[account.id]))


def list_teams(call: Call) -> web.Response:
    """The teams."""
    return page(call, list(_inside(call).teams.values()), lambda one: shapes.team(call.world, one))


def make_team(call: Call) -> web.Response:
    """A new team; its slug comes from its name."""
    one, name = _as_owner(call), call.text("Team", "name")
    slug = "-".join(name.lower().split())
    if slug in one.teams:
        call.invalid("Team", "name", "already_exists", "Name must be unique for this org")
    return answer(shapes.team_full(call.world, people.make_team(call.act, one, name, slug, call.body.get("description"))), 201)


def _team(call: Call) -> Team:
    """By slug or, where its own links lead, by id."""
    teams, slug = _inside(call).teams, call.request.match_info.get("team_slug")
    found = teams.get(slug.lower()) if slug else next((one for one in teams.values() if one.id == call.number("team_id")), None)
    return found or refuse(refusals.NOT_FOUND)


def _team_as_owner(call: Call) -> Team:
    _as_owner(call)
    return _team(call)


def read_team(call: Call) -> web.Response:
    """One team."""
    return answer(shapes.team_full(call.world, _team(call)))


def delete_team(call: Call) -> web.Response:
    """Takes a team away."""
    people.delete_team(call.act, _team_as_owner(call))
    return nothing()


def list_team_members(call: Call) -> web.Response:
    """Who is in a team."""
    found = [call.world.accounts[each] for each in _team(call).members]
    return page(call, found, lambda account: shapes.user(call.world, account))


def _team_member(call: Call, one: Team) -> Account:
    account = call.login()
    return account if account.id in one.members else refuse(refusals.NOT_FOUND)


def read_team_membership(call: Call) -> web.Response:
    """Somebody's membership of a team."""
    one = _team(call)
    account = _team_member(call, one)
    return answer(shapes.team_membership(call.world, one, account, one.members[account.id]))


def set_team_membership(call: Call) -> web.Response:
    """Into the team, or another role in it."""
    one, account = _team_as_owner(call), call.login()
    people.join_team(call.act, one, account, "maintainer" if call.body.get("role") == "maintainer" else "member")
    return answer(shapes.team_membership(call.world, one, account, one.members[account.id]))


def end_team_membership(call: Call) -> web.Response:
    """Out of the team."""
    one = _team_as_owner(call)
    people.leave_team(call.act, one, _team_member(call, one))
    return nothing()


_ORG = "/orgs/{org}"
_TEAM = _ORG + "/teams/{team_slug}"
_READ, _WRITE = "members:read", "members:write"
ROUTES = (
    Route("GET", _ORG, read_organization, "metadata:read"),
    Route("GET", _ORG + "/members", list_members, _READ, who="somebody"),
    Route("GET", _ORG + "/members/{username}", check_member, _READ, who="somebody"),
    Route("DELETE", _ORG + "/members/{username}", remove_member, _WRITE),
    Route("GET", _ORG + "/memberships/{username}", read_membership, _READ, who="somebody"),
    Route("PUT", _ORG + "/memberships/{username}", set_membership, _WRITE),
    Route("GET", _ORG + "/teams", list_teams, _READ, who="somebody"),
    Route("POST", _ORG + "/teams", make_team, _WRITE),
    Route("GET", _TEAM, read_team, _READ, who="somebody"),
    Route("DELETE", _TEAM, delete_team, _WRITE),
    Route("GET", _TEAM + "/members", list_team_members, _READ, who="somebody"),
    Route("GET", _TEAM + "/memberships/{username}", read_team_membership, _READ, who="somebody"),
    Route("PUT", _TEAM + "/memberships/{username}", set_team_membership, _WRITE),
    Route("DELETE", _TEAM + "/memberships/{username}", end_team_membership, _WRITE),
)
