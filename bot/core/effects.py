"""What to do at GitHub: each effect is data with a key, is performed once, and its result is kept under that key.

Never performs anything, and never renders a text: an effect holds a `Comment` by name and fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, ClassVar

from bot.core.comments import Comment
from bot.core.facts import Fact


class Priority(IntEnum):
    """Which effects of a target go first, so that many notices never delay an award."""

    URGENT = 0
    USUAL = 5
    BULK = 9


@dataclass(frozen=True, slots=True)
class Target:
    """An issue or pull request by ids, with the names of the moment for the request."""

    repository_id: int
    repository: str
    number: int
    issue_id: int

    @property
    def lane(self) -> str:
        """Effects of one lane are performed in order."""
        return f"{self.repository_id}#{self.number}"


@dataclass(frozen=True, slots=True)
class PostComment:
    """A new comment: what somebody must act on, where they are subscribed. `facts` travel in its signed marker.

    `also` are further answers to the same comment, after the first: one answer, however many commands.
    """

    performed: ClassVar[bool] = False
    key: str
    target: Target
    comment: Comment
    facts: tuple[Fact, ...] = ()
    priority: Priority = Priority.USUAL
    also: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepPanel:
    """One comment of this name on the thread, kept current in place: posted if there is none, edited if it differs."""

    performed: ClassVar[bool] = False
    key: str
    target: Target
    name: str
    comment: Comment
    facts: tuple[Fact, ...] = ()
    priority: Priority = Priority.USUAL


@dataclass(frozen=True, slots=True)
class SetLabels:
    """Renders the facts as labels: one PUT that keeps everybody else's labels and sets ours. Sent last.

    `labels` are ours (kind, state, flags); `seen` are the labels that the issue carried when this was decided.
    """

    performed: ClassVar[bool] = False
    key: str
    target: Target
    labels: tuple[str, ...]
    seen: tuple[str, ...]
    priority: Priority = Priority.USUAL


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """Opens an issue (the evaluation's) in a repository. Its result has `number`, `issue_id`, `url`, `repository_id`."""

    performed: ClassVar[bool] = True
    key: str
    repository: str
    title: str
    comment: Comment
    labels: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    priority: Priority = Priority.URGENT

    @property
    def lane(self) -> str:
        """By the repository's name: it is opened before anything is said there."""
        return self.repository


@dataclass(frozen=True, slots=True)
class FileOpportunity:
    """Files an opportunity again, as its form would write it, from recorded answers (`opportunity` is `snapshot`'s JSON).

    Its result has `number`, `issue_id`, `url`, `repository_id`.
    """

    performed: ClassVar[bool] = True
    key: str
    repository: str
    title: str
    opportunity: Mapping[str, Any]
    priority: Priority = Priority.USUAL

    @property
    def lane(self) -> str:
        """By the repository's name."""
        return self.repository


@dataclass(frozen=True, slots=True)
class File:
    """One file of a delivery repository: a path, and the template that it is rendered from."""

    path: str
    comment: Comment


@dataclass(frozen=True, slots=True)
class Provision:
    """Creates the delivery repository with its files in one commit, and lets the supplier in. Again equals once.

    Its result has `repository_id`, `repository`, `url`, `invited`.
    """

    performed: ClassVar[bool] = True
    key: str
    organization: str
    name: str
    description: str
    files: tuple[File, ...]
    licence: str
    supplier: str
    reviewers: tuple[str, ...]
    access: str
    priority: Priority = Priority.URGENT
    lane: str = field(default="provision")


@dataclass(frozen=True, slots=True)
class CloseIssue:
    """Closes an issue, as completed or as not planned."""

    performed: ClassVar[bool] = False
    key: str
    target: Target
    reason: str = "completed"
    priority: Priority = Priority.USUAL


@dataclass(frozen=True, slots=True)
class ReopenIssue:
    """Opens an issue again: what was closed goes on, or was closed by somebody who can't end it that way."""

    performed: ClassVar[bool] = False
    key: str
    target: Target
    priority: Priority = Priority.USUAL


@dataclass(frozen=True, slots=True)
class Label:
    """A label as GitHub holds it: name, six hexadecimal digits, at most 100 characters of description in both languages.

    `renamed` is the name that somebody gave it: it is named back, and stays on its issues.
    """

    name: str
    colour: str
    description: str
    renamed: str = ""


@dataclass(frozen=True, slots=True)
class KeepLabelSet:
    """Creates and mends the programme's labels in a repository."""

    performed: ClassVar[bool] = False
    key: str
    repository: str
    labels: tuple[Label, ...]
    priority: Priority = Priority.USUAL

    @property
    def lane(self) -> str:
        """By the repository's name."""
        return self.repository


@dataclass(frozen=True, slots=True)
class KeepNotice:
    """One issue of this name in the programme's repository, kept current, and closed when `comment` is none (an invalid policy)."""

    performed: ClassVar[bool] = False
    key: str
    repository: str
    name: str
    title: str
    comment: Comment | None
    priority: Priority = Priority.USUAL

    @property
    def lane(self) -> str:
        """By the repository's name."""
        return self.repository


Effect = (
    PostComment | KeepPanel | SetLabels | OpenIssue | FileOpportunity | Provision | CloseIssue | ReopenIssue | KeepLabelSet | KeepNotice
)


def lane_of(effect: Effect) -> str:
    """The queue in which an effect waits its turn: that of its issue, or of its repository."""
    return effect.target.lane if hasattr(effect, "target") else effect.lane
