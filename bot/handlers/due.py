"""A due timer, and an effect that was performed: what the engine itself brings. Gathers like any other."""

from datetime import datetime

from bot.core.case import Case
from bot.core.deadlines import deadlines
from bot.core.decide import decide
from bot.core.decision import Deadline, Decision
from bot.core.events import Due, Event, Happening, Performed
from bot.core.facts import CaseKey, read_instant
from bot.handlers.desk import Desk
from bot.handlers.gather import Gathered, gather_case, gather_unseen, with_programme
from bot.handlers.rerun import accept_filing, number_of
from bot.handlers.sweep import sweep
from bot.ports.store import Message


async def handle(desk: Desk, message: Message, key: CaseKey, case: Case | None) -> Decision:
    """Gathers, decides, hands over."""
    if case is None:
        return Decision()
    filed = number_of(message)
    gathered = await _gathered(desk, message, key, case, filed)
    if gathered is None:
        return Decision()
    what, at = happening(message)
    if isinstance(what, Due) and what.kind == "sweep" and Deadline(what.due, what.kind) in deadlines(case, gathered.context.policy):
        await sweep(desk, case)
    if filed:
        await accept_filing(desk, message, case, gathered.look)
    context = await with_programme(desk, key, gathered) if message.name == "Provision" else gathered.context
    return decide(case, Event(key, at, message.id, what), context)


UNSEEN = ("sweep", "freeze", "OpenIssue")
"""What changes no label, and comes when GitHub was looked at a moment ago."""


async def _gathered(desk: Desk, message: Message, key: CaseKey, case: Case, filed: int) -> Gathered | None:
    if message.name in UNSEEN:
        return await gather_unseen(desk, key, case)
    return await gather_case(desk, key, case, *((filed,) if filed else ()))


def happening(message: Message) -> tuple[Happening, datetime]:
    """The event, and its time: the deadline's own, or when the effect's result was kept."""
    payload = message.payload
    if message.kind == "due":
        due = read_instant(str(payload["due"]))
        return Due(str(payload["kind"]), due), due
    result = Performed(str(payload["key"]), str(payload["effect"]), payload["result"], payload["refusal"])
    return result, message.received_at
