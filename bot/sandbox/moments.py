"""Moments as text, and one client's wait for a moment.

Never reads the sandbox's time: whoever asks says what time it is.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

NEVER = datetime.max.replace(tzinfo=UTC)


def iso(moment: datetime) -> str:
    """A UTC moment as ISO 8601 with microseconds and Z; `never` for the end of time."""
    return "never" if moment == NEVER else moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_moment(text: object) -> datetime:
    """The UTC moment that ISO 8601 text with an offset (or `never`) names. ValueError when it names none."""
    if text == "never":
        return NEVER
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no offset from UTC")
    return moment.astimezone(UTC)


@dataclass(slots=True)
class Wait:
    """One long poll of a client: until when, with which generation, and whether its connection stands.

    `grace_until` (monotonic seconds) is set when the poll was long enough: until then the client still counts as waiting.
    """

    until: datetime
    generation: int
    connected: Callable[[], bool]
    grace_until: float = 0.0

    def counts(self, now: datetime, generation: int) -> bool:
        """Whether the client that made it is idle: a wait that is due or old belongs to a client that is about to have work."""
        open_or_graced = time.monotonic() < self.grace_until if self.grace_until else self.connected()
        return open_or_graced and generation == self.generation and now < self.until
