"""A command on an issue that belongs to no case: the way is shown, once an issue and hour, where the bot serves.

Never begins a case, and never answers a bot (`route` drops those).
"""

import json
from collections.abc import Sequence
from datetime import timedelta

from bot.core.commands import Command, Misread
from bot.core.decide import decide
from bot.core.decision import Decision
from bot.core.events import Commented, Event
from bot.core.facts import CaseKey, instant, read_instant
from bot.handlers.desk import Desk
from bot.handlers.gather import actor, gather, look, subject, when
from bot.ports.store import Message

SPAN = timedelta(hours=1)
"""So long the one answer is enough, whoever asks again."""


async def show_the_way(desk: Desk, message: Message, key: CaseKey, commands: Sequence[Command | Misread]) -> Decision:
    """Gathers, decides, hands over."""
    payload, comment = message.payload, message.payload["comment"]
    repository = str(payload["repository"]["full_name"])
    if not await _may_answer(desk, message, key):
        return Decision()
    gathered = await gather(desk, key, await look(desk, repository, ()), repository)
    if gathered is None:
        return Decision()
    who = await actor(desk, payload["sender"], gathered, repository)
    about = subject(None, payload["repository"], payload["issue"])
    said = Commented(who, about, tuple(commands), int(comment["id"]), str(comment["html_url"]))
    await desk.store.remember(_name(key), json.dumps([message.id, instant(desk.clock.now())]))
    return decide(None, Event(key, when(comment["created_at"]), message.id, said), gathered.context)


def _name(key: CaseKey) -> str:
    return f"lost/{key.repository_id}/{key.issue_id}"


async def _may_answer(desk: Desk, message: Message, key: CaseKey) -> bool:
    """Whether nobody was answered here within the hour; the same message is, however often it is handled."""
    answered, at = json.loads(await desk.store.recall(_name(key)) or '["", ""]')
    return answered == message.id or not at or read_instant(at) <= desk.clock.now() - SPAN
