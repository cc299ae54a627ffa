"""GitHub, as the bot needs it: a few reads made to decide, and the writes that effects are.

Ids are numbers; `repository` is always `owner/name` of the moment. Every method may raise `Refused` (for good) or `Unavailable` (try
later).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.core.effects import Label, Target
from bot.core.people import Person


class Refused(Exception):  # noqa: N818 - GitHub's answer, not our error
    """GitHub says no for good (permission, validation, archived, gone): `status`, and a reason for the operator."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}")
        self.status, self.reason = status, reason


class Unavailable(Exception):  # noqa: N818 - a state of GitHub, not our error
    """GitHub can't be asked now: down, or limits reached. `retry_at` is when to ask again (UTC), none if unknown.

    `ambiguous` is true when a write may have been applied all the same, so it must be looked for before it is sent again.
    """

    def __init__(self, reason: str, *, retry_at: datetime | None = None, ambiguous: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.retry_at, self.ambiguous = reason, retry_at, ambiguous


@dataclass(frozen=True, slots=True)
class IssueNow:
    """An issue as it is now, with its body as of the moment that counts.

    `exact` is false when somebody deleted the revision that counts from the edit history: the body is then empty, never another one.
    """

    issue_id: int
    number: int
    title: str
    body: str
    author: Person
    labels: tuple[str, ...]
    closed: bool
    created_at: datetime
    exact: bool = True


@dataclass(frozen=True, slots=True)
class FileNow:
    """A file on a repository's default branch: its blob's SHA-1 and its text."""

    blob: str
    text: str


@dataclass(frozen=True, slots=True)
class FilesAt:
    """Files to be read as they stood on the default branch at a moment (UTC), by the dates of its commits."""

    moment: datetime
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One answer to one question to GitHub: the issues asked for by number, the files (of now or then) by path, a pull request's head."""

    repository_id: int
    issues: Mapping[int, IssueNow] = field(default_factory=dict)
    files: Mapping[str, FileNow | None] = field(default_factory=dict)
    head: str | None = None


@dataclass(frozen=True, slots=True)
class CommentNow:
    """A comment as it is now."""

    id: int
    url: str
    body: str
    by_us: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """An issue that was opened."""

    repository_id: int
    issue_id: int
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Provisioned:
    """A delivery repository that is ready: `invited` is none when the supplier works from a fork."""

    repository_id: int
    repository: str
    url: str
    invited: str | None


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a delivery repository is to be: its files are rendered already."""

    organization: str
    name: str
    description: str
    files: Mapping[str, str]
    supplier: str
    reviewers: tuple[str, ...]
    access: str


@dataclass(frozen=True, slots=True)
class Installed:
    """Our App on an account: `granted` are permissions by GitHub's names; while it is suspended, everything there is refused."""

    id: int
    account: str
    granted: Mapping[str, str]
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """A webhook that never reached us: what GitHub sent, and when it last tried (UTC)."""

    guid: str
    event: str
    payload: Mapping[str, Any]
    delivered_at: datetime


class App(Protocol):
    """What only the App itself can ask: where it is installed, and which webhooks didn't reach it. May raise as the Gateway does."""

    async def bot_login(self) -> str:
        """The account that our App acts as, `slug[bot]`; asked for once."""
        ...

    async def installations(self) -> tuple[Installed, ...]:
        """All installations of our App."""
        ...

    async def installed_repositories(self, account: str) -> tuple[tuple[int, str], ...]:
        """The number and `owner/name` of each repository of an account that our App is installed on."""
        ...

    async def missed_deliveries(self, since: datetime) -> tuple[Missed, ...]:
        """Webhooks sent since then (UTC; GitHub keeps three days) of which no attempt was accepted, oldest first."""
        ...

    def forget_installation(self, account: str) -> None:
        """Asks anew what was granted on an account, from now on: its installation has changed."""
        ...


class Gateway(Protocol):
    """What the bot asks of GitHub, and does there."""

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
        """One GraphQL request: issues with bodies as of a moment (UTC; none = now), files of the default branch, a pull request's head.

        An issue that is missing is left out; a file that is missing is none. Files as they stood before the first commit are those of now.
        """
        ...

    async def role_name(self, repository: str, login: str) -> str:
        """The exact role of an account in a repository: `none`, `read`, `triage`, `write`, `maintain`, `admin`, or a custom one."""
        ...

    async def team_members(self, organization: str, slug: str) -> tuple[Person, ...]:
        """The members of a team, child teams included."""
        ...

    async def is_member(self, organization: str, login: str) -> bool:
        """Whether an account is a member of an organisation."""
        ...

    async def person(self, user: int | str) -> Person | None:
        """An account by number or login; none if there is none."""
        ...

    async def comments(self, target: Target, since: datetime | None = None) -> tuple[CommentNow, ...]:
        """The comments of an issue, oldest first; `by_us` are those of our App."""
        ...

    async def issues_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """A repository's issues, open and closed, that changed from then on (UTC), as GitHub's JSON has them; the oldest first.

        Pull requests are left out. One request for each hundred.
        """
        ...

    async def comments_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """The comments of all its issues, likewise; a comment names its issue by `issue_url` only."""
        ...

    async def post_comment(self, target: Target, body: str) -> CommentNow:
        """A new comment."""
        ...

    async def edit_comment(self, target: Target, comment_id: int, body: str) -> CommentNow:
        """Replaces the body of a comment of ours."""
        ...

    async def set_labels(self, target: Target, labels: Sequence[str]) -> None:
        """Replaces all labels of an issue, in one request."""
        ...

    async def open_issue(self, repository: str, title: str, body: str, labels: Sequence[str]) -> Opened:
        """Opens an issue."""
        ...

    async def find_issue(self, repository: str, marker: str, since: datetime | None = None) -> Opened | None:
        """The issue of ours whose body holds a marker, if there is one."""
        ...

    async def edit_issue(self, target: Target, *, body: str | None = None, state: str | None = None, reason: str | None = None) -> None:
        """Changes an issue's body or state."""
        ...

    async def keep_labels(self, repository: str, labels: Sequence[Label]) -> None:
        """Creates the labels that are missing and mends those that differ; leaves all others alone."""
        ...

    async def provision(self, blueprint: Blueprint) -> Provisioned:
        """Creates a delivery repository, or finishes one that was begun; again equals once."""
        ...
