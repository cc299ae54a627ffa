"""Roles of the programme: who holds one, how often GitHub is asked, and that a failed check is a no."""

from datetime import timedelta
from typing import Any, cast

import pytest

from bot.core.people import Person, Role
from bot.core.policy import Holders, Policy
from bot.hub.roles import LIFETIME, Roles
from bot.ports.gateway import Gateway, Refused, Unavailable
from tests.hub.scripted import HeldClock

ANNA, BEN, CLEO = Person(1, "anna"), Person(2, "ben"), Person(3, "cleo")
PROGRAMME = "esdc/micro"


class Asked:
    """A GitHub with two teams, one member and some roles; it counts what it's asked, and may refuse or be down."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.error: Exception | None = None
        self.roles: dict[str, str] = {}
        self.accounts: dict[int | str, Person] = {"anna": ANNA, "ben": BEN, 1: ANNA, 2: BEN, 3: CLEO}
        self.teams = {"esdc/finance": (BEN,), "esdc/team": (ANNA, BEN)}

    def _say(self, what: str) -> None:
        self.log.append(what)
        if self.error is not None:
            raise self.error

    async def person(self, user: int | str) -> Person | None:
        """An account."""
        self._say(f"person {user}")
        return self.accounts.get(user)

    async def team_members(self, organization: str, slug: str) -> tuple[Person, ...]:
        """A team."""
        self._say(f"team {organization}/{slug}")
        if f"{organization}/{slug}" not in self.teams:
            raise Refused(404, "Not Found")
        return self.teams[f"{organization}/{slug}"]

    async def is_member(self, organization: str, login: str) -> bool:
        """Cleo alone is one."""
        self._say(f"member {organization} {login}")
        return login == "cleo"

    async def role_name(self, repository: str, login: str) -> str:
        """A role in a repository."""
        self._say(f"role {repository} {login}")
        return self.roles.get(login, "read")


@pytest.fixture
def github() -> Asked:
    """GitHub as these tests need it."""
    return Asked()


@pytest.fixture
def roles(github: Asked, clock: HeldClock) -> Roles:
    """Roles over it."""
    return Roles(cast("Gateway", github), clock)


def policy(**holders: Holders) -> Policy:
    """A policy with these roles."""
    return Policy(roles={Role[name.upper()]: held for name, held in holders.items()})


async def test_role_by_number_needs_no_request(roles: Roles, github: Asked) -> None:
    """A number is the identity."""
    actor = await roles.actor(ANNA, policy(maintainer=Holders(users=(1,)), finance=Holders(users=(2,))), PROGRAMME)
    assert actor.roles == {Role.MAINTAINER}
    assert not github.log


async def test_role_by_login_is_resolved_once(roles: Roles, github: Asked, clock: HeldClock) -> None:
    """And stays that account's for good: a login can change hands."""
    rules = policy(maintainer=Holders(users=("Anna",)), finance=Holders(users=("anna",)))
    github.accounts["Anna"] = ANNA
    for _ in range(3):
        assert (await roles.actor(ANNA, rules, PROGRAMME)).roles == {Role.MAINTAINER, Role.FINANCE}
        clock.move(days=1)
        github.accounts["Anna"] = github.accounts["anna"] = CLEO
    assert (await roles.actor(Person(3, "anna"), rules, PROGRAMME)).roles == set()
    assert github.log == ["person Anna"]


async def test_login_of_nobody_gives_no_role(roles: Roles, github: Asked, clock: HeldClock) -> None:
    """An account that was deleted, or isn't there yet: asked again after ten minutes."""
    rules = policy(maintainer=Holders(users=("later",)))
    for _ in range(2):
        assert (await roles.actor(ANNA, rules, PROGRAMME)).roles == set()
    assert len(github.log) == 1
    github.accounts["later"] = ANNA
    clock.move(minutes=10)
    assert (await roles.actor(ANNA, rules, PROGRAMME)).roles == {Role.MAINTAINER}


async def test_role_by_team_is_kept_ten_minutes(roles: Roles, github: Asked, clock: HeldClock) -> None:
    """One request for all its members, until it's ten minutes old or GitHub tells of a change."""
    rules = policy(finance=Holders(teams=("esdc/finance",)))
    assert (await roles.actor(BEN, rules, PROGRAMME)).roles == {Role.FINANCE}
    assert (await roles.actor(ANNA, rules, PROGRAMME)).roles == set()
    clock.move(minutes=9.9)
    await roles.actor(BEN, rules, PROGRAMME)
    assert len(github.log) == 1
    github.teams["esdc/finance"] = (ANNA,)
    roles.forget("ESDC")
    assert (await roles.actor(BEN, rules, PROGRAMME)).roles == set()
    clock.move(minutes=10)
    assert (await roles.actor(ANNA, rules, PROGRAMME)).roles == {Role.FINANCE}
    assert len(github.log) == 3
    assert timedelta(minutes=10) == LIFETIME


@pytest.mark.parametrize(
    ("role", "permission", "holds"),
    [
        ("none", "triage", False),
        ("read", "triage", False),
        ("triage", "triage", True),
        ("triage", "write", False),
        ("write", "triage", True),
        ("write", "write", True),
        ("write", "maintain", False),
        ("maintain", "write", True),
        ("maintain", "admin", False),
        ("admin", "admin", True),
        ("admin", "triage", True),
        ("security-champion", "triage", False),
        ("", "triage", False),
    ],
)
async def test_role_by_permission_is_exact(roles: Roles, github: Asked, role: str, permission: Any, *, holds: bool) -> None:
    """Triage isn't write, and a custom role is nothing that we know."""
    github.roles["anna"] = role
    actor = await roles.actor(ANNA, policy(maintainer=Holders(permission=permission)), PROGRAMME)
    assert (Role.MAINTAINER in actor.roles, github.log) == (holds, ["role esdc/micro anna"])


async def test_member_of_the_organisation_may_file(roles: Roles, github: Asked) -> None:
    """The programme's organisation is its repository's owner."""
    rules = policy(clients=Holders(organization_members=True))
    assert [bool((await roles.actor(who, rules, PROGRAMME)).roles) for who in (CLEO, ANNA, CLEO)] == [True, False, True]
    assert github.log == ["member esdc cleo", "member esdc anna"]


EVERY_WAY = Holders(users=("cleo",), teams=("esdc/finance",), permission="triage", organization_members=True)


async def test_refused_check_is_a_no(roles: Roles, github: Asked) -> None:
    """Fails closed: each way is tried, none is granted."""
    github.error = Refused(403, "Resource not accessible by integration")
    assert (await roles.actor(CLEO, policy(maintainer=EVERY_WAY), PROGRAMME)).roles == set()
    assert len(github.log) == 4


async def test_refusal_is_not_remembered(roles: Roles, github: Asked) -> None:
    """Once the permission is granted, the next check succeeds."""
    github.error = Refused(403, "Resource not accessible by integration")
    await roles.actor(CLEO, policy(maintainer=EVERY_WAY), PROGRAMME)
    github.error = None
    assert (await roles.actor(CLEO, policy(maintainer=EVERY_WAY), PROGRAMME)).roles == {Role.MAINTAINER}


async def test_github_down_answers_nothing(roles: Roles, github: Asked) -> None:
    """Neither yes nor no: the event waits."""
    github.error = Unavailable("502")
    with pytest.raises(Unavailable):
        await roles.actor(CLEO, policy(maintainer=EVERY_WAY), PROGRAMME)


async def test_roster_expands_teams_and_names_each_once(roles: Roles, github: Asked) -> None:
    """For mentions and for hands that must differ."""
    rules = policy(
        maintainer=Holders(users=(2, "anna"), teams=("esdc/team",)),
        finance=Holders(teams=("esdc/finance", "esdc/none")),
        clients=Holders(organization_members=True),
    )
    expected = {Role.MAINTAINER: (BEN, ANNA), Role.FINANCE: (BEN,), Role.CLIENTS: ()}
    assert await roles.roster(rules, PROGRAMME) == expected
    asked = len(github.log)
    assert await roles.roster(rules, PROGRAMME) == expected
    assert len(github.log) == asked + 1  # only the team that can't be read is asked for again


async def test_everything_can_be_forgotten(roles: Roles, github: Asked) -> None:
    """But not whom a login meant."""
    rules = policy(maintainer=Holders(users=("ben",), teams=("esdc/team",)))
    for _ in range(2):
        await roles.actor(ANNA, rules, PROGRAMME)
        roles.forget()
    assert github.log == ["person ben", "team esdc/team", "team esdc/team"]
