"""The hub's front: `ports.gateway.Gateway` and `App` as one object, each method one line to the module that does it.

Builds the pieces over one HTTP session, and decides nothing.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bot.core.effects import Label, Target
from bot.core.people import Person
from bot.hub.access import Access
from bot.hub.client import Address, session
from bot.hub.deliveries import Deliveries
from bot.hub.identity import Itself
from bot.hub.issues import Issues
from bot.hub.look import look
from bot.hub.pace import GITHUB_PACE, Allowance, Pace
from bot.hub.people import People
from bot.hub.provision import provision
from bot.hub.tokens import Credentials
from bot.ports.clock import Clock
from bot.ports.gateway import Blueprint, CommentNow, FilesAt, Installed, Look, Missed, Opened, Provisioned

GITHUB = "https://api.github.com"


class Hub:
    """GitHub, as our App sees it."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._issues, self._people, self._deliveries = Issues(access), People(access), Deliveries(access)

    async def look(
        self,
        repository: str,
        *,
        issues: Sequence[int] = (),
        files: Sequence[str] = (),
        files_at: FilesAt | None = None,
        as_of: datetime | None = None,
        pull: int | None = None,
    ) -> Look:
        """See `look.py`."""
        return await look(self.access, repository, issues=issues, files=files, files_at=files_at, as_of=as_of, pull=pull)

    async def role_name(self, repository: str, login: str) -> str:
        """See `people.py`."""
        return await self._people.role_name(repository, login)

    async def team_members(self, organization: str, slug: str) -> tuple[Person, ...]:
        """See `people.py`."""
        return await self._people.team_members(organization, slug)

    async def is_member(self, organization: str, login: str) -> bool:
        """See `people.py`."""
        return await self._people.is_member(organization, login)

    async def person(self, user: int | str) -> Person | None:
        """See `people.py`."""
        return await self._people.person(user)

    async def comments(self, target: Target, since: datetime | None = None) -> tuple[CommentNow, ...]:
        """See `issues.py`."""
        return await self._issues.comments(target, since)

    async def issues_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """See `issues.py`."""
        return await self._issues.issues_since(repository, since)

    async def comments_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """See `issues.py`."""
        return await self._issues.comments_since(repository, since)

    async def post_comment(self, target: Target, body: str) -> CommentNow:
        """See `issues.py`."""
        return await self._issues.post_comment(target, body)

    async def edit_comment(self, target: Target, comment_id: int, body: str) -> CommentNow:
        """See `issues.py`."""
        return await self._issues.edit_comment(target, comment_id, body)

    async def set_labels(self, target: Target, labels: Sequence[str]) -> None:
        """See `issues.py`."""
        await self._issues.set_labels(target, labels)

    async def open_issue(self, repository: str, title: str, body: str, labels: Sequence[str]) -> Opened:
        """See `issues.py`."""
        return await self._issues.open_issue(repository, title, body, labels)

    async def find_issue(self, repository: str, marker: str, since: datetime | None = None) -> Opened | None:
        """See `issues.py`."""
        return await self._issues.find_issue(repository, marker, since)

    async def edit_issue(self, target: Target, *, body: str | None = None, state: str | None = None, reason: str | None = None) -> None:
        """See `issues.py`."""
        await self._issues.edit_issue(target, body=body, state=state, reason=reason)

    async def keep_labels(self, repository: str, labels: Sequence[Label]) -> None:
        """See `issues.py`."""
        await self._issues.keep_labels(repository, labels)

    async def provision(self, blueprint: Blueprint) -> Provisioned:
        """See `provision.py`."""
        return await provision(self.access, blueprint)

    async def bot_login(self) -> str:
        """See `access.py`."""
        return await self.access.bot_login()

    async def itself(self) -> Itself:
        """See `access.py`."""
        return await self.access.itself()

    async def installations(self) -> tuple[Installed, ...]:
        """See `deliveries.py`."""
        return await self._deliveries.installations()

    async def installed_repositories(self, account: str) -> tuple[tuple[int, str], ...]:
        """See `deliveries.py`."""
        return await self._deliveries.installed_repositories(account)

    async def missed_deliveries(self, since: datetime) -> tuple[Missed, ...]:
        """See `deliveries.py`."""
        return await self._deliveries.missed_deliveries(since)

    def forget_installation(self, account: str) -> None:
        """To be told of every `installation` event: what was granted there, and its tokens, are asked for anew."""
        self.access.tokens.forget_account(account)


@asynccontextmanager
async def connect(
    issuer: str, private_key: str, clock: Clock, *, api_url: str = GITHUB, pace: Sequence[Allowance] = GITHUB_PACE
) -> AsyncIterator[Hub]:
    """The hub, over an HTTP session of its own. `issuer` is the App's client id or number, `private_key` its PEM text.

    Sends nothing by itself. With the sandbox's clock, `pace` must be `UNPACED`. Raises `ValueError` for a malformed key.
    """
    credentials = Credentials.of(issuer, private_key)
    async with session() as http:
        yield Hub(Access(http, Address(api_url), credentials, clock, Pace(clock, pace)))
