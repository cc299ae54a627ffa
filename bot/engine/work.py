"""What the engine is given, as types: how a message finds its case, what is decided, how an effect is performed.

Holds no behaviour.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.decision import Decision
from bot.core.facts import CaseKey, Fact
from bot.ports.store import Message, Task


@dataclass(frozen=True, slots=True)
class Routed:
    """Where a message belongs: a case, or a repository as a whole (`CaseKey(repository id, 0)`).

    `number` is the opportunity's issue number, which is kept with the first facts of a case; none where the case is known already.
    `seen` is what `route` had to read for it, for `handle` alone: never kept for another routing.
    """

    case: CaseKey
    number: int | None = None
    seen: Any = None


Route = Callable[[Message], Awaitable[Routed | None]]
"""Which case a message belongs to, before that case is leased; none when nothing can follow from it. May raise `Unavailable`."""

Handle = Callable[[Message, Routed, tuple[Fact, ...]], Awaitable[Decision]]
"""What follows from a message, given the case's facts; the case is ours while this runs. May raise `Unavailable`.

Whatever else it raises (`Refused` too: what was to be read is gone) is tried again a few times, then set aside for a person.
"""

Perform = Callable[[Task, datetime], Awaitable[Mapping[str, Any]]]
"""Does an effect (looks for it first, if `task.attempts` is above 0) and gives its result. May raise `Refused` or `Unavailable`."""
