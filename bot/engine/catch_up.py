"""What GitHub sent while nobody listened: its delivery log keeps it for three days, and it is accepted from there.

Never asks GitHub to send again (reading costs a fifth of that), and never finds what GitHub did not send at all: a sweep does, later.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.core.facts import instant, read_instant
from bot.engine.patience import reason_of
from bot.ports.gateway import Refused, Unavailable
from bot.ports.store import Message, Store, Unwritable

CURSOR = "catch up: deliveries read until"
"""The name under which the store remembers how far the log has been read."""

KEPT = timedelta(days=3)
"""How long GitHub keeps its delivery log."""

OVERLAP = timedelta(minutes=15)
"""What is read again each time: a delivery may enter the log after a later one. Ids are unique, so nothing comes twice."""

AGAIN_AFTER = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds of wall time between attempts while GitHub can't be asked; the last one repeats."""

log: Any = structlog.get_logger()

Missed = Callable[[datetime], Awaitable[Iterable[Message]]]
"""The deliveries since a moment (UTC) that were not acknowledged, the oldest first, with GitHub's GUIDs as ids. May raise `Unavailable`."""


async def catch_up(store: Store, missed: Missed, now: datetime) -> int:
    """Accepts what was missed; how many were new. The cursor moves only when all are kept, so a failure costs nothing but time."""
    last = await store.recall(CURSOR)
    since = now - KEPT if last is None else max(now - KEPT, read_instant(last) - OVERLAP)
    new = [await store.accept(message) for message in await missed(since)]
    await store.remember(CURSOR, instant(now))
    return sum(new)


async def keep_catching_up(
    store: Store, missed: Missed, now: Callable[[], datetime], failing: asyncio.Event, pauses: tuple[float, ...] = AGAIN_AFTER
) -> None:
    """Catches up, trying until GitHub can be asked; given up only where it refuses, until the next start. A log line each.

    `failing` is set once an attempt was put off. One that goes well may take minutes: 5,000 deliveries are read one by one.
    """
    attempt = 0
    while True:
        try:
            new = await catch_up(store, missed, now())
        except (Unavailable, Unwritable) as failure:
            log.warning("catch up", outcome="put off", reason=str(failure))
            failing.set()
        except Refused as refusal:
            log.warning("catch up", outcome="refused", reason=str(refusal))
            return
        except Exception as error:  # noqa: BLE001 - what can't be caught up must not keep what comes from being worked on
            _crashed(error)
            return
        else:
            log.info("catch up", outcome="done", new=new)
            return
        await asyncio.sleep(pauses[min(attempt, len(pauses) - 1)])
        attempt += 1


def _crashed(error: Exception) -> None:
    log.error("catch up", outcome="crashed", reason=reason_of(error))
