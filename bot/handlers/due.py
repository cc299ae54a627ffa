"""A due timer, and an effect that was performed: what the engine itself brings. Gathers like any other."""

from datetime import datetime

from bot.core.case import Case
from bot.core.decide import decide
from bot.core.decision import Decision
from bot.core.events import Due, Event, Happening, Performed
from bot.core.facts import CaseKey, read_instant
from bot.handlers.desk import Desk
from bot.handlers.gather import gather_case
from bot.ports.store import Message


async def handle(desk: Desk, message: Message, key: CaseKey, case: Case | None) -> Decision:
    """Gathers, decides, hands over."""
    if case is None:
        return Decision()
    gathered = await gather_case(desk, key, case)
    if gathered is None:
        return Decision()
    what, at = happening(message)
    return decide(case, Event(key, at, message.id, what), gathered.context)


def happening(message: Message) -> tuple[Happening, datetime]:
    """The event, and its time: the deadline's own, or when the effect's result was kept."""
    payload = message.payload
    if message.kind == "due":
        due = read_instant(str(payload["due"]))
        return Due(str(payload["kind"]), due), due
    result = Performed(str(payload["key"]), str(payload["effect"]), payload["result"], payload["refusal"])
    return result, message.received_at
