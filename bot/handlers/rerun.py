"""An opportunity that the bot filed again: told to the inbox as if its client had opened it, so that it takes the usual way.

The webhook of our own App is nobody's (`route.py`), whatever it is about. Never decides, and never reads the body.
"""

from bot.core.case import Case
from bot.core.facts import instant
from bot.handlers.desk import Desk
from bot.handlers.gather import Payload
from bot.ports.gateway import Look
from bot.ports.store import Message


async def accept_filing(desk: Desk, message: Message, case: Case, seen: Look) -> None:
    """Accepts the filing of a new issue that was performed; again equals once. Nothing, if the issue is gone already."""
    issue = seen.issues.get(number_of(message))
    if issue is None:
        return
    account: Payload = {"id": case.client.id, "login": case.client.login, "type": "User"}
    at = instant(issue.created_at)
    opened = {"id": issue.issue_id, "number": issue.number, "user": account, "created_at": at, "updated_at": at}
    repository = {"id": case.target.repository_id, "full_name": case.target.repository}
    payload = {"action": "opened", "issue": opened, "repository": repository, "sender": account}
    await desk.store.accept(Message(f"rerun/{issue.issue_id}", "webhook", "issues", payload, message.received_at))


def number_of(message: Message) -> int:
    """The new issue's number in a performed `FileOpportunity`; 0 for everything else, and for a refusal."""
    performed = message.kind == "performed" and message.payload["effect"] == "FileOpportunity"
    return int(message.payload["result"].get("number", 0)) if performed else 0
