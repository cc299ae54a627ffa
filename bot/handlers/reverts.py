"""How often the labels of an issue are put back after another bot: three times an hour, so that two bots never loop (github.md, S3).

Never counts what people do, and never decides what is put back.
"""

import json
from datetime import timedelta
from typing import Any

import structlog

from bot.core.facts import instant, read_instant
from bot.handlers.desk import Desk
from bot.ports.store import Message

MOST, SPAN = 3, timedelta(hours=1)
"""So often in so long; then silence, and one line in the log."""

log: Any = structlog.get_logger()


async def may_put_back(desk: Desk, message: Message) -> bool:
    """Whether to answer this one; the same message is counted once, however often it is handled."""
    name = f"put back/{message.payload['repository']['id']}/{message.payload['issue']['id']}"
    counted = await _within(desk, name)
    if message.id not in counted and len(counted) <= MOST:
        counted[message.id] = instant(desk.clock.now())
        await desk.store.remember(name, json.dumps(counted))
        if len(counted) > MOST:
            sender = str(message.payload["sender"]["login"])
            log.warning("labels", outcome="left to another bot", id=message.id, sender=sender, times=MOST, hours=SPAN.seconds // 3600)
    return message.id in list(counted)[:MOST]


async def _within(desk: Desk, name: str) -> dict[str, str]:
    """What was counted within the span: by message, oldest first. The one after the last allowed is kept too: it has been told."""
    since = desk.clock.now() - SPAN
    kept: dict[str, str] = json.loads(await desk.store.recall(name) or "{}")
    return {one: at for one, at in kept.items() if read_instant(at) > since}
