"""`pull_request` in a delivery repository: opened, reopened, pushed to, made ready, closed."""

from dataclasses import replace

from bot.core.case import Case
from bot.core.decide import decide
from bot.core.decision import Decision
from bot.core.events import Event, Place, PullRequest
from bot.core.facts import CaseKey
from bot.handlers.desk import Desk
from bot.handlers.gather import actor, gather_case, subject, when
from bot.ports.store import Message

ACTIONS = ("opened", "reopened", "synchronize", "ready_for_review", "closed")


async def handle(desk: Desk, message: Message, key: CaseKey, case: Case | None) -> Decision:
    """Gathers, decides, hands over."""
    payload, pull = message.payload, message.payload["pull_request"]
    if case is None:
        return Decision()
    gathered = await gather_case(desk, key, case)
    if gathered is None:
        return Decision()
    who = await actor(desk, payload["sender"], gathered, case.target.repository)
    about = replace(subject(case, payload["repository"], pull), place=Place.DELIVERY)  # its id says nothing of issues
    head, url, author = str(pull["head"]["sha"]), str(pull["html_url"]), int(pull["user"]["id"])
    what = PullRequest(who, about, str(payload["action"]), int(pull["number"]), head, url, bool(pull["draft"]), author)
    return decide(case, Event(key, when(pull["updated_at"]), message.id, what), gathered.context)
