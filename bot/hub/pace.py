"""What may be sent now: GitHub's blocks, the budget of writes, and how many requests are open at once.

Never sends, sleeps or decides what an answer means (`limits.py` does): whatever may not be sent raises `Unavailable` with the moment
when it may. Kept in memory, for one process; by the programme's Clock.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.hub.limits import LIMITS, Answer, Cause, Meaning, meaning, reset_of
from bot.ports.clock import Clock
from bot.ports.gateway import Unavailable


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most so many requests in so long a time; `content` counts only those that create content and notify people."""

    most: int
    period: timedelta
    content: bool = True


GITHUB_PACE = (
    Allowance(80, timedelta(minutes=1)),
    Allowance(500, timedelta(hours=1)),
    Allowance(60, timedelta(minutes=1), content=False),
)
"""docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api: 80 content-generating requests a minute and 500 an hour; best
practices: a second between writes, kept here as sixty in a minute, so that what belongs together goes out together (a delivery repository
is about ten writes, a programme's labels about forty)."""
UNPACED: tuple[Allowance, ...] = ()
"""For the sandbox, whose clock stands still while a script holds it: a wait for pacing would never end."""
MOST_AT_ONCE = 20
"""Requests open at once; GitHub allows 100 for an App, over all its processes."""


class Pace:
    """Admits a request or raises `Unavailable`; learns from each answer. One for the whole programme."""

    def __init__(self, clock: Clock, allowances: Sequence[Allowance] = GITHUB_PACE, most_at_once: int = MOST_AT_ONCE) -> None:
        self.clock, self.open = clock, asyncio.Semaphore(most_at_once)
        self._budgets = {allowance: deque[datetime]() for allowance in allowances}
        self._blocked: dict[tuple[str, str], tuple[datetime, Cause]] = {}
        self._strikes: dict[str, int] = {}

    def admit(self, subject: str, resource: str, *, write: bool, content: bool) -> None:
        """Books one request of a subject (an installation, or the App); raises `Unavailable(retry_at)` when it may not be sent now."""
        now = self.clock.now()
        for key in ((subject, resource), (subject, "")):
            until, cause = self._blocked.get(key, (now, Cause.FINE))
            if until > now:
                raise Unavailable(f"{cause} until {until:%H:%M:%S} UTC", retry_at=until)
        if write:
            self._book(now, content=content)

    def _book(self, now: datetime, *, content: bool) -> None:
        """Counts a write in each window that it belongs to, in all of them or in none."""
        spent = [(allowance, sent) for allowance, sent in self._budgets.items() if content or not allowance.content]
        for allowance, sent in spent:
            while sent and sent[0] + allowance.period <= now:
                sent.popleft()
            if len(sent) >= allowance.most:
                until = sent[0] + allowance.period
                raise Unavailable(f"our own pace: {allowance.most} writes in {allowance.period}", retry_at=until)
        for _, sent in spent:
            sent.append(now)

    def learn(self, subject: str, resource: str, answer: Answer) -> Meaning:
        """What an answer means, remembered: a block, a limit that is used up, or that all is well."""
        now = self.clock.now()
        told = meaning(answer, now, self._strikes.get(subject, 0))
        if told.cause in LIMITS and told.retry_at is not None:
            self.block(subject, resource if told.cause is Cause.PRIMARY else "", told.retry_at, told.cause)
            self._strikes[subject] = self._strikes.get(subject, 0) + 1
        elif told.cause is Cause.FINE:
            self._strikes.pop(subject, None)
            self._spent(subject, resource, answer, now)
        return told

    def block(self, subject: str, resource: str, until: datetime, cause: Cause) -> datetime:
        """Sends nothing for this subject until then (UTC), or until an earlier block ends if that is later: that moment is returned.

        An empty resource means all of them.
        """
        already, _ = self._blocked.get((subject, resource), (until, cause))
        self._blocked[subject, resource] = (max(already, until), cause)
        return max(already, until)

    def _spent(self, subject: str, resource: str, answer: Answer, now: datetime) -> None:
        """The last request that the primary limit allowed: the next would be refused, and count against us."""
        reset = reset_of(answer)
        if answer.spent and reset is not None and reset > now:
            self.block(subject, resource, reset, Cause.PRIMARY)
