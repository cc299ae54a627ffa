"""Roles, teams, members and accounts, as GitHub answers them."""

import pytest

from bot.core.people import Person
from bot.hub.gateway import Hub
from bot.ports.gateway import Refused
from tests.hub.scripted import Says, Scripted

PERMISSION = "/repos/esdc/micro/collaborators/sam/permission"


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ({"permission": "write", "role_name": "maintain"}, "maintain"),
        ({"permission": "read", "role_name": "triage"}, "triage"),
        ({"permission": "none", "role_name": ""}, "none"),
        ({"permission": "admin"}, "none"),  # an old Enterprise Server, without role_name: not trusted
        ({"permission": "write", "role_name": "security-champion"}, "security-champion"),
    ],
)
async def test_role_is_the_exact_one(hub: Hub, github: Scripted, told: dict[str, str], role: str) -> None:
    """`permission` makes write of maintain, and read of triage."""
    github.on("GET", PERMISSION, Says(200, told))
    assert await hub.role_name("esdc/micro", "sam") == role


async def test_unknown_account_has_no_role(hub: Hub) -> None:
    """GitHub answers 404."""
    assert await hub.role_name("esdc/micro", "nobody") == "none"


async def test_role_that_may_not_be_asked_is_refused(hub: Hub, github: Scripted) -> None:
    """No answer is no role, but the caller decides that."""
    github.on("GET", PERMISSION, Says(403, {"message": "Resource not accessible by integration"}))
    with pytest.raises(Refused):
        await hub.role_name("esdc/micro", "sam")


@pytest.mark.parametrize(("says", "member"), [(Says(204), True), (Says(404, {"message": "Not Found"}), False)])
async def test_member_is_yes_or_no(hub: Hub, github: Scripted, says: Says, *, member: bool) -> None:
    """204 or 404."""
    github.on("GET", "/orgs/esdc/members/sam", says)
    assert await hub.is_member("esdc", "sam") is member


async def test_member_that_may_not_be_asked_is_refused(hub: Hub, github: Scripted) -> None:
    """GitHub leads whoever lacks the permission to the public members; that would be another question."""
    github.on("GET", "/orgs/esdc/members/sam", Says(302, None, {"location": "/orgs/esdc/public_members/sam"}))
    github.on("GET", "/orgs/esdc/public_members/sam", Says(204))
    with pytest.raises(Refused, match="302"):
        await hub.is_member("esdc", "sam")


async def test_team_members_have_numbers(hub: Hub, github: Scripted) -> None:
    """The number is the identity."""
    github.on("GET", "/orgs/esdc/teams/finance/members", Says(200, [{"id": 1, "login": "anna"}, {"id": 2, "login": "ben"}]))
    assert await hub.team_members("esdc", "finance") == (Person(1, "anna"), Person(2, "ben"))


@pytest.mark.parametrize(("user", "path"), [(12, "/user/12"), ("sam", "/users/sam"), ("a/b", "/users/a/b")])
async def test_account_is_found_by_number_or_login(hub: Hub, github: Scripted, user: int | str, path: str) -> None:
    """With any installation's token; a login can't lead elsewhere."""
    github.on("GET", path, Says(200, {"id": 12, "login": "sam"}))
    assert await hub.person(user) == Person(12, "sam")
    assert await hub.person("nobody") is None
    assert github.minted == 1
