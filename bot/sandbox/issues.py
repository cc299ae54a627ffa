"""Issues, their comments, labels and timeline, and the versions of their bodies.

A pull request is an issue with `pull` set, as on GitHub: both share numbers, comments and labels. State only: what happens is in
`acts`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.sandbox.accounts import Account
from bot.sandbox.pulls import Pull

StateReason = Literal["completed", "reopened", "not_planned", "duplicate"]


@dataclass(kw_only=True, eq=False)
class Label:
    """A label of a repository. Names are unique without regard to case."""

    id: int
    name: str
    color: str
    description: str | None = None
    default: bool = False


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One version of a body, the first included: who wrote it, when, and the whole text."""

    id: int
    at: datetime
    editor: Account
    body: str


@dataclass(kw_only=True, eq=False)
class IssueEvent:
    """One line of an issue's timeline that is not a comment: labeled, unlabeled, closed, reopened, renamed, locked."""

    id: int
    event: str
    actor: Account
    created_at: datetime
    app_id: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True, eq=False)
class Written:
    """What an issue and a comment share: an author, a body, and the body's versions, oldest first.

    GraphQL's `userContentEdits` is empty until the first edit; then it shows every version, the original too.
    """

    id: int
    user: Account
    body: str | None
    created_at: datetime
    updated_at: datetime
    app_id: int | None = None
    """The App through which it was written: `performed_via_github_app`."""
    edits: list[Edit] = field(default_factory=list)


@dataclass(kw_only=True, eq=False)
class Comment(Written):
    """A comment on an issue or a pull request."""

    issue: "Issue"


@dataclass(kw_only=True, eq=False)
class Issue(Written):
    """An issue, or a pull request when `pull` is set."""

    number: int
    title: str
    repository_id: int
    state: Literal["open", "closed"] = "open"
    state_reason: StateReason | None = None
    labels: list[Label] = field(default_factory=list)
    assignees: list[Account] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    timeline: list[IssueEvent] = field(default_factory=list)
    locked: bool = False
    lock_reason: str | None = None
    closed_at: datetime | None = None
    closed_by: Account | None = None
    pull: Pull | None = None
