"""Which module handles which message. `app.yml` asks GitHub for just these events (a test holds the two together)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.core.case import Case
from bot.core.decision import Decision
from bot.core.evolution import fold
from bot.core.facts import CaseKey, Fact
from bot.handlers import due, issue_comment, issues, people, pull_request, upkeep
from bot.handlers.desk import Desk
from bot.ports.store import Message

Handler = Callable[[Desk, Message, CaseKey, Case | None], Awaitable[Decision]]

ALWAYS_SENT = ("installation", "installation_repositories")
"""Events that GitHub sends to every App, unasked."""

WEBHOOKS: Mapping[str, Handler] = {
    "issues": issues.handle,
    "issue_comment": issue_comment.handle,
    "pull_request": pull_request.handle,
    "label": upkeep.handle,
    "push": upkeep.handle,
    "member": people.handle,
    "membership": people.handle,
    "organization": people.handle,
    "team": people.handle,
    "installation": upkeep.handle,
    "installation_repositories": upkeep.handle,
}


async def handle(desk: Desk, message: Message, key: CaseKey, facts: Sequence[Fact]) -> Decision:
    """The decision that follows from a message in its case."""
    handler = due.handle if message.kind != "webhook" else WEBHOOKS[message.name]
    return await handler(desk, message, key, fold(facts))
