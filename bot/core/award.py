"""Evaluation, draw and offer: verdicts on mandatory criteria, tickets, and an order that anyone can verify.

The scheme, first version. At opening, SHA-256 of the seed is published. At confirmation every applicant who passed all criteria
has a ticket, SHA-256 of a salt of their own and their application's id; the sorted tickets' hash is published. At the draw the seed
is published: the order is that of SHA-256(seed ‖ list hash ‖ ticket), and the winner's salt shows whose the first ticket is. The
other tickets stay unreadable, for who passed is private.

Never knows GitHub, and never chooses a secret: both come in.
"""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.core.people import Person


@dataclass(frozen=True, slots=True)
class Verdict:
    """An evaluator's pass or fail on one mandatory criterion, with the reason that the programme requires."""

    letter: str
    criterion: int
    passed: bool
    reason: str
    by: Person


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The evaluation issue, who declared what, which application each letter stands for, and each evaluator's newest verdicts.

    `asked` is true once GitHub was asked to open the issue: there is one for a case, however often its call closes.
    """

    repository_id: int = 0
    repository: str = ""
    number: int = 0
    issue_id: int = 0
    asked: bool = False
    declared: tuple[tuple[int, bool], ...] = ()
    letters: tuple[tuple[str, int], ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    confirmed_by: Person | None = None
    ticketed: tuple[int, ...] = ()
    order: tuple[int, ...] = ()

    def with_verdict(self, verdict: Verdict) -> "Evaluation":
        """The same after a verdict: it replaces the evaluator's own earlier one, and nobody else's."""
        own = (verdict.letter, verdict.criterion, verdict.by.id)
        kept = tuple(one for one in self.verdicts if (one.letter, one.criterion, one.by.id) != own)
        return replace(self, verdicts=(*kept, verdict))

    def counting(self, evaluators: Collection[int]) -> Mapping[tuple[str, int], tuple[Verdict, ...]]:
        """Applicant and criterion (from 1) → the verdicts that count: the present evaluators', or a former one's where they gave none."""
        given: dict[tuple[str, int], list[Verdict]] = {}
        for verdict in self.verdicts:
            given.setdefault((verdict.letter, verdict.criterion), []).append(verdict)
        return {pair: tuple(one for one in all_ if one.by.id in evaluators) or tuple(all_) for pair, all_ in given.items()}

    def missing(self, criteria: int) -> tuple[tuple[str, int], ...]:
        """The pairs of applicant and criterion (from 1) that have no verdict yet."""
        have = {(verdict.letter, verdict.criterion) for verdict in self.verdicts}
        return tuple((letter, n) for letter, _ in self.letters for n in range(1, criteria + 1) if (letter, n) not in have)

    def disputed(self, evaluators: Collection[int]) -> tuple[tuple[str, int], ...]:
        """The pairs on which evaluators differ: nobody's verdict overrides another's, so they must agree."""
        return tuple(sorted(pair for pair, given in self.counting(evaluators).items() if len({one.passed for one in given}) > 1))

    def passed(self, evaluators: Collection[int]) -> tuple[int, ...]:
        """The issue ids of the applications that passed every criterion, in the letters' order."""
        failed = {letter for (letter, _), given in self.counting(evaluators).items() if not all(one.passed for one in given)}
        return tuple(issue_id for letter, issue_id in self.letters if letter not in failed)

    def has_declared(self, evaluator: int) -> bool:
        """Whether an evaluator has declared their interests, or that there are none."""
        return any(who == evaluator for who, _ in self.declared)


@dataclass(frozen=True, slots=True)
class Offer:
    """The offer to one applicant: until when (UTC, ISO), and whether they agreed."""

    issue_id: int
    supplier: Person
    until: str
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw as it is published: the list's hash, the tickets in the order drawn, and the order of the applications."""

    list_hash: str
    tickets: tuple[str, ...]
    order: tuple[int, ...] = field(default=())


def digest(*parts: bytes) -> str:
    """SHA-256 over the parts in a row, hexadecimal."""
    return hashlib.sha256(b"".join(parts)).hexdigest()


def ticket_salt(secret: bytes, issue_id: int) -> bytes:
    """An applicant's own salt, derived, never published but the winner's."""
    return hmac.digest(secret, f"ticket:{issue_id}".encode(), hashlib.sha256)


def ticket(secret: bytes, issue_id: int) -> str:
    """SHA-256 of the salt and the application's issue id in decimal."""
    return digest(ticket_salt(secret, issue_id), str(issue_id).encode())


def list_hash(tickets: tuple[str, ...]) -> str:
    """SHA-256 of the sorted tickets, one a line."""
    return digest("\n".join(sorted(tickets)).encode())


def draw(seed: bytes, secret: bytes, passed: tuple[int, ...]) -> Draw:
    """The order among those who passed."""
    owner = {ticket(secret, issue_id): issue_id for issue_id in passed}
    listed = list_hash(tuple(owner))
    drawn = tuple(sorted(owner, key=lambda one: digest(seed, listed.encode(), one.encode())))
    return Draw(listed, drawn, tuple(owner[one] for one in drawn))
