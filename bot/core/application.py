"""The application: what a supplier answers to an opportunity, and how applicants are named while they are evaluated.

Never knows who passed (the evaluation in `award.py` does), and never reads a form (the package `forms` does).
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime

from bot.core.people import Person
from bot.core.text import Language


@dataclass(frozen=True, slots=True)
class Answers:
    """The application form's answers, read.

    `statement` holds one answer for each mandatory criterion, in order; an unnumbered statement is one answer.
    `agreed` names the boxes that were checked.
    """

    opportunity: int
    statement: tuple[str, ...]
    numbered: bool
    agreed: frozenset[str]
    language: Language


@dataclass(frozen=True, slots=True)
class Application:
    """One supplier's application in a case: its issue, its state, and its answers as of the moment that counts.

    `body_hash` is of the text that counts, `noted_hash` of the last edit that changed nothing. `on_behalf`: a maintainer filed it for
    somebody who can't use GitHub, and acts for them here. `state_before` and `moved_at` (UTC) are of its last move.
    """

    issue_id: int
    number: int
    applicant: Person
    state: str
    language: Language
    received_at: str
    answers: Answers | None = None
    body_hash: str = ""
    noted_hash: str = ""
    on_behalf: bool = False
    state_before: str = ""
    moved_at: datetime | None = None

    def has_heard(self, body_hash: str) -> bool:
        """Whether this version of its text is known already, counting or not."""
        return body_hash in (self.body_hash, self.noted_hash)


def words(text: str) -> int:
    """How many words a text has: runs of characters between white space that hold a letter or a digit."""
    return sum(1 for run in text.split() if re.search(r"\w", run))


def derived_order(secret: bytes, issue_ids: tuple[int, ...]) -> tuple[int, ...]:
    """Issue ids in an order that only the secret's holder can foresee: by HMAC-SHA256 of the id."""
    return tuple(sorted(issue_ids, key=lambda issue_id: hmac.digest(secret, str(issue_id).encode(), hashlib.sha256)))


def letter(index: int) -> str:
    """The name of the applicant at an index from 0: A to Z, then AA, AB and so on."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
