"""Who holds which role of the programme, by its policy. Fails closed: a role that can't be checked is not held."""

from typing import Protocol

from bot.core.people import Actor, Person, Roster
from bot.core.policy import Policy


class Roles(Protocol):
    """Resolves roles, and remembers them for a while."""

    async def actor(self, person: Person, policy: Policy, repository: str) -> Actor:
        """The person with the roles that the policy gives them in a programme's repository. Raises `Unavailable`."""
        ...

    async def roster(self, policy: Policy, repository: str) -> Roster:
        """Role → people, teams expanded; a role given by a permission alone names nobody. Raises `Unavailable`."""
        ...

    def forget(self) -> None:
        """Looks everything up anew from now on (a team or an organisation changed)."""
        ...
