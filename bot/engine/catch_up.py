"""What GitHub sent while nobody listened: its delivery log keeps it for three days, and it is accepted from there.

Never asks GitHub to send again (reading costs a fifth of that), and never finds what GitHub did not send at all: a sweep does, later.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from bot.core.facts import instant, read_instant
from bot.ports.store import Message, Store

CURSOR = "catch up: deliveries read until"
"""The name under which the store remembers how far the log has been read."""

KEPT = timedelta(days=3)
"""How long GitHub keeps its delivery log."""

OVERLAP = timedelta(minutes=15)
"""What is read again each time: a delivery may enter the log after a later one. Ids are unique, so nothing comes twice."""

Missed = Callable[[datetime], Awaitable[Iterable[Message]]]
"""The deliveries since a moment (UTC) that were not acknowledged, the oldest first, with GitHub's GUIDs as ids. May raise `Unavailable`."""


async def catch_up(store: Store, missed: Missed, now: datetime) -> int:
    """Accepts what was missed; how many were new. The cursor moves only when all are kept, so a failure costs nothing but time."""
    last = await store.recall(CURSOR)
    since = now - KEPT if last is None else max(now - KEPT, read_instant(last) - OVERLAP)
    new = [await store.accept(message) for message in await missed(since)]
    await store.remember(CURSOR, instant(now))
    return sum(new)
