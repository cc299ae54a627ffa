"""What happened, in the programme's words: what handlers make of a webhook, a due timer or a performed effect.

An event says nothing of what follows from it (`decide` does), and never holds GitHub's payload.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from bot.core.application import Answers
from bot.core.commands import Command, Misread
from bot.core.effects import Target
from bot.core.facts import CaseKey
from bot.core.opportunity import Opportunity
from bot.core.people import Actor
from bot.core.text import Language, Text


class Place(StrEnum):
    """Where somebody speaks: the opportunity's issue, an application's, the evaluation's, or the delivery repository."""

    OPPORTUNITY = "opportunity"
    APPLICATION = "application"
    EVALUATION = "evaluation"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Subject:
    """The thread that an event is about: its place, its issue as a target, and who opened it."""

    place: Place
    target: Target
    author_id: int


@dataclass(frozen=True, slots=True)
class Filed:
    """Somebody opened an issue whose body was meant as an opportunity. `problems` are sentences; then there is no opportunity to read.

    With neither problems nor a template it is no form of ours at all.

    `edited` is true when it was opened earlier, and could not be read until now.
    """

    actor: Actor
    subject: Subject
    opportunity: Opportunity | None
    problems: tuple[Text, ...]
    body_hash: str
    template_blob: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """Somebody opened an issue whose body was meant as an application to this case's opportunity."""

    actor: Actor
    subject: Subject
    answers: Answers | None
    problems: tuple[Text, ...]
    language: Language
    body_hash: str
    template_blob: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The body of the opportunity's or of an application's issue changed. What it says now is read as at filing."""

    actor: Actor
    subject: Subject
    opportunity: Opportunity | None
    answers: Answers | None
    problems: tuple[Text, ...]
    body_hash: str


@dataclass(frozen=True, slots=True)
class Commented:
    """Somebody wrote a comment that holds commands (or misread ones). Comments without any never come here."""

    actor: Actor
    subject: Subject
    commands: tuple[Command | Misread, ...]
    comment_id: int
    url: str


@dataclass(frozen=True, slots=True)
class Labeled:
    """Somebody set a label of ours."""

    actor: Actor
    subject: Subject
    label: str


@dataclass(frozen=True, slots=True)
class Unlabeled:
    """Somebody removed a label of ours."""

    actor: Actor
    subject: Subject
    label: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Somebody closed an issue of the case by hand."""

    actor: Actor
    subject: Subject


@dataclass(frozen=True, slots=True)
class Gone:
    """An issue of the case is no longer here: an administrator deleted it, or it was transferred to another repository."""

    actor: Actor
    subject: Subject
    how: Literal["deleted", "transferred"]


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request in the delivery repository was opened, reopened or pushed to, or closed."""

    actor: Actor
    subject: Subject
    action: str
    number: int
    head: str
    url: str
    draft: bool
    author_id: int


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline of the case has come."""

    kind: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Performed:
    """An effect has been performed, or refused for good (`refusal` says how, for the operator)."""

    key: str
    effect: str
    result: Mapping[str, Any] = field(default_factory=dict)
    refusal: str | None = None


Happening = Filed | Applied | Edited | Commented | Labeled | Unlabeled | Closed | Gone | PullRequest | Due | Performed


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, in which case, when by GitHub's clock, and what brought the news."""

    case: CaseKey
    at: datetime
    via: str
    what: Happening
