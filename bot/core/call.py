"""The call as a noun: its moments, its questions, its addenda, and whether everything that came in time has been heard of.

Never decides what follows from a moment (`deadlines` and `rules` do), and never holds an application.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.people import Person, Role


@dataclass(frozen=True, slots=True)
class Question:
    """A public question by its id; each language's answer is held until both are there. A late one is kept for the maintainer.

    `told` are the people (by account number) whom the answer mentioned.
    """

    id: int
    by: int
    url: str
    words: str
    late: bool = False
    en: str = ""
    fr: str = ""
    told: frozenset[int] = frozenset()

    @property
    def answered(self) -> bool:
        """Whether both languages are there."""
        return bool(self.en and self.fr)

    @property
    def held(self) -> bool:
        """Whether one language waits for the other."""
        return bool(self.en) != bool(self.fr)


@dataclass(frozen=True, slots=True)
class Draft:
    """An addendum before it is issued: who last said yes to these words, and for which of the two sides they may speak."""

    en: str
    fr: str
    by: Person
    sides: frozenset[Role]

    @property
    def whole(self) -> bool:
        """Whether both languages are there."""
        return bool(self.en and self.fr)


@dataclass(frozen=True, slots=True)
class Addendum:
    """A dated change to the open call, in both languages, said by the client and by the contracting authority."""

    number: int
    issued: datetime
    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Call:
    """The call as published: when it opened and closes, until when questions are taken (UTC), and the seed's hash.

    `swept_at` is when GitHub was last asked what came in that no webhook told of; `frozen_at` when the applications were last counted.
    """

    opened: datetime
    closing: datetime
    questions_until: datetime
    seed_hash: str
    draft: Draft | None = None
    addenda: tuple[Addendum, ...] = ()
    swept_at: datetime | None = None
    frozen_at: datetime | None = None

    @property
    def swept(self) -> bool:
        """Whether GitHub was asked since this closing; a later closing asks again."""
        return self.swept_at is not None and self.swept_at > self.closing

    @property
    def frozen(self) -> bool:
        """Whether the applications of this closing were counted."""
        return self.frozen_at is not None and self.frozen_at > self.closing
