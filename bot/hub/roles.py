"""Who holds which role of the programme, by the policy and what GitHub says: asked when needed, kept for ten minutes, failing closed.

Never decides what a role may do, and never takes a refusal for a yes: who can't be checked doesn't hold the role. When GitHub can't be
asked at all (`Unavailable`), nothing is answered.
"""

from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar, cast

import structlog

from bot.core.people import Actor, Person, Roster
from bot.core.policy import Holders, Policy
from bot.ports.clock import Clock
from bot.ports.gateway import Gateway, Refused

LIFETIME = timedelta(minutes=10)
"""How long an answer about teams, members and permissions is kept; the webhooks about them end it sooner (`forget`)."""
GITHUB_ROLES = ("read", "triage", "write", "maintain", "admin")
"""GitHub's roles in a repository, each including those before it. A custom role isn't among them, so it grants nothing here."""

Known = TypeVar("Known")
log = structlog.get_logger()


class Roles:
    """`ports.roles.Roles` over a Gateway."""

    def __init__(self, gateway: Gateway, clock: Clock) -> None:
        self.gateway, self.clock = gateway, clock
        self._kept: dict[tuple[str, Hashable], tuple[datetime, object]] = {}
        self._persons: dict[int | str, Person] = {}

    async def actor(self, person: Person, policy: Policy, repository: str) -> Actor:
        """Somebody with their roles. `repository` is the programme's: its permissions and its organisation's members are meant.

        No request when the roles are held by account numbers or by logins seen before. Raises `Unavailable` when GitHub can't be asked.
        """
        held = [role for role, holders in policy.roles.items() if await self._holds(person, holders, repository)]
        return Actor(person.id, person.login, frozenset(held))

    async def roster(self, policy: Policy, repository: str) -> Roster:  # noqa: ARG002 - the port's; what it would list isn't listed
        """Role → people: users, and teams expanded. Who holds a role by a permission or as an organisation's member isn't listed."""
        return {role: await self._people(holders) for role, holders in policy.roles.items()}

    def forget(self, account: str | None = None) -> None:
        """What was learnt about an organisation or owner, when its teams, members or permissions change; with none, about all.

        Which number a login has stays: the policy's login means the account that had it first.
        """
        self._kept = {key: kept for key, kept in self._kept.items() if account is not None and key[0] != account.lower()}

    async def _holds(self, person: Person, holders: Holders, repository: str) -> bool:
        """By number first, then in the order of what it costs to ask."""
        if person.id in holders.users:
            return True
        owner = repository.partition("/")[0]
        checks: list[Callable[[], Awaitable[bool]]] = [
            *(partial(self._is, person, login) for login in holders.users if isinstance(login, str)),
            *(partial(self._in_team, person, team) for team in holders.teams),
            *([partial(self._is_member, person, owner)] if holders.organization_members else []),
            *([partial(self._may, person, repository, holders.permission)] if holders.permission else []),
        ]
        for check in checks:
            if await _closed(check):
                return True
        return False

    async def _is(self, person: Person, login: str) -> bool:
        """Whether a login that the policy names is this account: by number, since a login can change hands."""
        named = await self._person(login)
        return named is not None and named.id == person.id

    async def _in_team(self, person: Person, team: str) -> bool:
        return any(member.id == person.id for member in await self._team(team))

    async def _is_member(self, person: Person, organization: str) -> bool:
        return await self._known(organization, ("member", person.id), partial(self.gateway.is_member, organization, person.login))

    async def _may(self, person: Person, repository: str, permission: str | None) -> bool:
        """Whether the exact role in the repository includes the permission."""
        owner = repository.partition("/")[0]
        role = await self._known(owner, (repository.lower(), person.id), partial(self.gateway.role_name, repository, person.login))
        return role in GITHUB_ROLES and permission in GITHUB_ROLES[: GITHUB_ROLES.index(role) + 1]

    async def _people(self, holders: Holders) -> tuple[Person, ...]:
        """Each person once, users before teams; a team or account that can't be read is left out."""
        found: dict[int, Person] = {}
        for user in holders.users:
            named = await _or_none(partial(self._person, user))
            found |= {named.id: named} if named else {}
        for team in holders.teams:
            found |= {member.id: member for member in await _or_none(partial(self._team, team)) or ()}
        return tuple(found.values())

    async def _team(self, team: str) -> tuple[Person, ...]:
        organization, _, slug = team.partition("/")
        return await self._known(organization, ("team", slug.lower()), partial(self.gateway.team_members, organization, slug))

    async def _person(self, user: int | str) -> Person | None:
        """Looked up once and kept: a login that later changes hands isn't followed. That there is none is kept ten minutes."""
        key = user.lower() if isinstance(user, str) else user
        if key in self._persons:
            return self._persons[key]
        named = await self._known("", ("account", key), partial(self.gateway.person, user))
        if named is not None:
            self._persons[key] = named
        return named

    async def _known(self, account: str, what: Hashable, ask: Callable[[], Awaitable[Known]]) -> Known:
        """An answer of the last ten minutes, or a new one."""
        key, now = (account.lower(), what), self.clock.now()
        until, kept = self._kept.get(key, (now, None))
        if until > now:
            return cast("Known", kept)
        answer = await ask()
        self._kept[key] = (now + LIFETIME, answer)
        return answer


async def _closed(check: Callable[[], Awaitable[bool]]) -> bool:
    """A check that GitHub refuses is a no."""
    return await _or_none(check) is True


async def _or_none(ask: Callable[[], Awaitable[Known]]) -> Known | None:
    """What GitHub refuses to tell is none, and logged."""
    try:
        return await ask()
    except Refused as refused:
        log.warning("role not checked", reason=str(refused))
        return None
