"""Repositories: their settings, people, labels, issues, invitations, rulesets, and the Git objects behind them.

State only. What a repository asks of its Git store is said in `objects`; the store itself is in `git`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.sandbox.accounts import Account
from bot.sandbox.issues import Issue, Label
from bot.sandbox.objects import GitStore
from bot.sandbox.pulls import Status

Role = Literal["read", "triage", "write", "maintain", "admin"]
ROLES: tuple[Role, ...] = ("read", "triage", "write", "maintain", "admin")
"""From least to most. Source: GitHub Docs, "Repository roles for an organization"."""


@dataclass(kw_only=True, eq=False)
class Invitation:
    """An invitation to collaborate; it lapses seven days after `created_at`."""

    id: int
    invitee: Account
    inviter: Account
    role: Role
    created_at: datetime


@dataclass(kw_only=True, eq=False)
class Ruleset:
    """A ruleset, kept as it was sent; of its rules only `pull_request`, `deletion` and `non_fast_forward` are enforced on branches."""

    id: int
    name: str
    target: str
    enforcement: str
    created_at: datetime
    updated_at: datetime
    conditions: dict[str, Any] | None = None
    bypass_actors: list[dict[str, Any]] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)


@dataclass(kw_only=True, eq=False)
class Repository:
    """A repository. `collaborators` holds the roles given directly, by account id; all others follow from the owner (`permissions`)."""

    id: int
    name: str
    owner: Account
    git: GitStore
    created_at: datetime
    updated_at: datetime
    pushed_at: datetime
    description: str | None = None
    homepage: str | None = None
    private: bool = False
    archived: bool = False
    has_issues: bool = True
    default_branch: str = "main"
    parent_id: int | None = None
    """Of a fork: the repository that it was forked from."""
    topics: list[str] = field(default_factory=list)
    collaborators: dict[int, Role] = field(default_factory=dict)
    team_roles: dict[int, Role] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    issues: dict[int, Issue] = field(default_factory=dict)
    gone: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    """Numbers of issues no longer here: deleted (None: 410), or transferred (the repository's id and the new number: 301)."""
    last_number: int = 0
    contributors: set[int] = field(default_factory=set)
    """Accounts of which a pull request was merged."""
    invitations: dict[int, Invitation] = field(default_factory=dict)
    rulesets: dict[int, Ruleset] = field(default_factory=dict)
    statuses: dict[str, list[Status]] = field(default_factory=dict)
    """By commit, newest first."""

    @property
    def full_name(self) -> str:
        """Owner and name, as in addresses."""
        return f"{self.owner.login}/{self.name}"

    def label(self, name: str) -> Label | None:
        """The label of that name, without regard to case."""
        return next((label for label in self.labels if label.name.lower() == name.lower()), None)
