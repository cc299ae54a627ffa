"""Accounts, their roles in repositories, teams and organisations: what GitHub says, uncached (`roles.py` caches and judges).

Never takes silence for a yes: what can't be asked raises.
"""

from urllib.parse import quote

from bot.core.people import Person
from bot.hub.access import Access, path_of
from bot.hub.tokens import Grant, Job
from bot.ports.gateway import Refused


class People:
    """Who somebody is, and what GitHub lets them do."""

    def __init__(self, access: Access) -> None:
        self.access = access

    async def role_name(self, repository: str, login: str) -> str:
        """`role_name`, not `permission`: that one collapses maintain to write and triage to read. An unknown account has `none`.

        An account that is no collaborator reads a public repository all the same: GitHub then answers `permission: none` or `read`.
        """
        told = await self.access.found(Grant(repository), f"{path_of(repository)}/collaborators/{quote(login, safe='')}/permission")
        return "none" if told is None else told.get("role_name") or "none"

    async def team_members(self, organization: str, slug: str) -> tuple[Person, ...]:
        """One request for each hundred; GitHub includes the members of child teams. Raises `Refused(404)` for no such team."""
        path = f"/orgs/{quote(organization, safe='')}/teams/{quote(slug, safe='')}/members?per_page=100"
        told = await self.access.all(Grant(organization, Job.PEOPLE), path)
        return tuple(Person(member["id"], member["login"]) for member in told)

    async def is_member(self, organization: str, login: str) -> bool:
        """204 is yes, 404 is no. A 302 means that our App may not know (no `members` permission): that raises `Refused`."""
        path = f"/orgs/{quote(organization, safe='')}/members/{quote(login, safe='')}"
        try:
            await self.access.get(Grant(organization, Job.PEOPLE), path)
        except Refused as refused:
            if refused.status == 404:  # noqa: PLR2004 - Not Found: GitHub's no
                return False
            raise
        return True

    async def person(self, user: int | str) -> Person | None:
        """By number (`/user/ID`) or login (`/users/LOGIN`), which any installation's token may ask."""
        path = f"/user/{user}" if isinstance(user, int) else f"/users/{quote(user, safe='')}"
        told = await self.access.found(await self.access.tokens.any_grant(), path)
        return None if told is None else Person(told["id"], told["login"])
