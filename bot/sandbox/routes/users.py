"""People and their own invitations. GitHub Docs, REST, "Users" and "Repository invitations"."""

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.accounts import Organization
from bot.sandbox.acts import people
from bot.sandbox.refusals import refuse
from bot.sandbox.repositories import Invitation, Repository
from bot.sandbox.routes.call import HOURLY_LIMIT, Call, answer, nothing, page
from bot.sandbox.routes.table import Route
from bot.sandbox.shapes.accounts import organization_simple, private_user, public_user
from bot.sandbox.shapes.repositories import invitation


def read_me(call: Call) -> web.Response:
    """One's own profile."""
    return answer(private_user(call.world, call.account))


def read_user(call: Call) -> web.Response:
    """A profile by login."""
    return answer(public_user(call.world, call.login()))


def read_user_by_id(call: Call) -> web.Response:
    """A profile by id: what stays when a login changes."""
    return answer(public_user(call.world, call.world.accounts.get(call.number("account_id")) or refuse(refusals.NOT_FOUND)))


def list_my_organizations(call: Call) -> web.Response:
    """The organisations that one is a member of."""
    mine = [one for one in call.world.accounts.values() if isinstance(one, Organization) and call.account.id in one.members]
    return page(call, mine, lambda one: organization_simple(call.world, one))


def _mine(call: Call) -> list[tuple[Repository, Invitation]]:
    every = [(one, each) for one in call.world.repositories.values() for each in one.invitations.values()]
    return [(one, each) for one, each in every if each.invitee is call.account and not people.expired(call.act, each)]


def list_my_invitations(call: Call) -> web.Response:
    """The invitations that await one's answer."""
    return page(call, _mine(call), lambda pair: invitation(call.world, *pair, expired=False))


def _found(call: Call) -> tuple[Repository, Invitation]:
    number = call.number("invitation_id")
    return next((pair for pair in _mine(call) if pair[1].id == number), None) or refuse(refusals.INVITATION_EXPIRED)


def accept(call: Call) -> web.Response:
    """Becomes a collaborator."""
    people.accept_invitation(call.act, *_found(call))
    return nothing()


def decline(call: Call) -> web.Response:
    """Stays outside."""
    repository, one = _found(call)
    del repository.invitations[one.id]
    return nothing()


def read_rate_limit(call: Call) -> web.Response:
    """The limit, of which nothing is ever used up here."""
    core = {"limit": HOURLY_LIMIT, "remaining": HOURLY_LIMIT, "used": 0, "reset": int(call.world.clock.now().timestamp()) + 3600}
    return answer({"resources": {"core": core, "search": core | {"limit": 30, "remaining": 30}}})


_INVITATIONS = "/user/repository_invitations"
ROUTES = (
    Route("GET", "/rate_limit", read_rate_limit, "metadata:read"),
    Route("GET", "/user", read_me, who="somebody"),
    Route("GET", "/user/orgs", list_my_organizations, who="somebody"),
    Route("GET", "/users/{username}", read_user, "metadata:read"),
    Route("GET", "/user/{account_id}", read_user_by_id, "metadata:read"),
    Route("GET", _INVITATIONS, list_my_invitations, who="somebody"),
    Route("PATCH", _INVITATIONS + "/{invitation_id}", accept, who="somebody"),
    Route("DELETE", _INVITATIONS + "/{invitation_id}", decline, who="somebody"),
)
