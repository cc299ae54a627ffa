"""Pull requests' own part (an issue holds the rest), reviews and commit statuses.

State only: commits and files come from the repository's Git objects, merging is in `acts`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.sandbox.accounts import Account

ReviewState = Literal["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"]


@dataclass(kw_only=True, eq=False)
class Review:
    """A review of a pull request, on the head commit of its moment."""

    id: int
    user: Account
    body: str
    state: ReviewState
    commit_id: str
    submitted_at: datetime


@dataclass(kw_only=True, eq=False)
class Pull:
    """Which branch of which repository (`head_repository_id`, maybe a fork's) is to go into which branch, and what became of it."""

    id: int
    head_repository_id: int | None
    head_ref: str
    head_sha: str
    base_ref: str
    base_sha: str
    draft: bool = False
    maintainer_can_modify: bool = True
    merged_at: datetime | None = None
    merged_by: Account | None = None
    merge_commit_sha: str | None = None
    reviews: list[Review] = field(default_factory=list)


@dataclass(kw_only=True, eq=False)
class Status:
    """A commit status: what one `context` says of one commit."""

    id: int
    state: Literal["error", "failure", "pending", "success"]
    context: str
    description: str | None
    target_url: str | None
    creator: Account
    created_at: datetime
