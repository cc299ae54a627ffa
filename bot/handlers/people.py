"""`member`, `membership`, `organization`, `team`: who holds which role is looked up anew. No case moves here."""

from bot.core.case import Case
from bot.core.decision import Decision
from bot.core.facts import CaseKey
from bot.handlers.desk import Desk
from bot.ports.store import Message


async def handle(desk: Desk, message: Message, key: CaseKey, case: Case | None) -> Decision:
    """Forgets what was known of roles."""
    desk.roles.forget()
    return Decision()
