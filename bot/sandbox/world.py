"""The whole state of the sandbox, and how to find things in it.

It looks up and numbers; it decides nothing, changes nothing on GitHub's behalf (`acts` does), and sends nothing (`deliver` does).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.sandbox.accounts import Account, Organization, Team
from bot.sandbox.apps import App, Delivery, Installation, InstallationToken, PersonToken
from bot.sandbox.issues import Comment, Issue
from bot.sandbox.objects import GitStore
from bot.sandbox.repositories import Repository


class Clock(Protocol):
    """What the state needs of the sandbox's clock."""

    def now(self) -> datetime:
        """The sandbox's time, in UTC."""


@dataclass(kw_only=True, eq=False)
class World:
    """Everything there is. Dictionaries are keyed by id (never by a name, which may change), tokens by their text."""

    clock: Clock
    make_git: Callable[[], GitStore]
    url: str = "http://127.0.0.1"
    """Where people reach it, without a slash at the end; html_url begins with it."""
    accounts: dict[int, Account] = field(default_factory=dict)
    repositories: dict[int, Repository] = field(default_factory=dict)
    renamed: dict[str, int] = field(default_factory=dict)
    """Lower-case full names that a repository had before → its id, for 301."""
    apps: dict[int, App] = field(default_factory=dict)
    installations: dict[int, Installation] = field(default_factory=dict)
    tokens: dict[str, PersonToken | InstallationToken] = field(default_factory=dict)
    deliveries: dict[int, Delivery] = field(default_factory=dict)
    last_id: int = 1000

    @property
    def api(self) -> str:
        """The address of REST, as on GitHub Enterprise Server."""
        return f"{self.url}/api/v3"

    def next_id(self) -> int:
        """A number never given before, to anything; later is larger."""
        self.last_id += 1
        return self.last_id

    def account(self, login: str) -> Account | None:
        """The account of that login, without regard to case."""
        return next((one for one in self.accounts.values() if one.login.lower() == login.lower()), None)

    def organization(self, login: str) -> Organization | None:
        """The organisation of that login."""
        found = self.account(login)
        return found if isinstance(found, Organization) else None

    def team(self, organization: str, slug: str) -> Team | None:
        """A team by its organisation's login and its slug."""
        owner = self.organization(organization)
        return owner.teams.get(slug.lower()) if owner else None

    def repository(self, owner: str, name: str) -> Repository | None:
        """The repository that has that name now. For names of the past see `renamed`."""
        full = f"{owner}/{name}".lower()
        return next((one for one in self.repositories.values() if one.full_name.lower() == full), None)

    def issue(self, owner: str, name: str, number: int) -> Issue | None:
        """An issue or pull request by its repository's name and its number."""
        repository = self.repository(owner, name)
        return repository.issues.get(number) if repository else None

    def comments(self, repository: Repository) -> list[Comment]:
        """Every comment in a repository, oldest first."""
        found = [comment for issue in repository.issues.values() for comment in issue.comments]
        return sorted(found, key=lambda comment: comment.id)

    def repository_of(self, issue: Issue) -> Repository:
        """The repository that an issue is in."""
        return self.repositories[issue.repository_id]

    def app(self, slug: str) -> App | None:
        """The App of that slug."""
        return next((one for one in self.apps.values() if one.slug == slug), None)

    def installations_on(self, repository: Repository) -> list[Installation]:
        """The installations, not suspended, that cover a repository."""
        return [one for one in self.installations.values() if one.covers(repository.id, repository.owner.id) and one.suspended_at is None]
