"""Payload → case, before the lease is taken. A message that is nobody's is dropped here, without a read where that can be told."""

from dataclasses import dataclass

from bot.core.commands import parse_commands
from bot.core.facts import CaseKey
from bot.core.states import state_labelled
from bot.forms.template import Kind
from bot.handlers import issue_comment, issues, pull_request, upkeep
from bot.handlers.desk import Desk
from bot.handlers.form import read_form
from bot.handlers.gather import Payload, by_a_bot, is_bot
from bot.handlers.policies import PATH
from bot.ports.gateway import Look
from bot.ports.store import Message

WHOLE = 0
"""The issue id under which a whole repository belongs to a case: a delivery repository."""
LABELLING = ("labeled", "unlabeled")
AFTERWARDS = ("closed", "deleted", "transferred")
"""What nothing begins with."""


@dataclass(frozen=True, slots=True)
class Route:
    """The case; its opportunity's number, where the case may begin with this message; and what was seen to tell it, if anything."""

    case: CaseKey
    number: int | None = None
    seen: Look | None = None


async def route(desk: Desk, message: Message) -> Route | None:
    """The case that a message belongs to (or the repository it is about, as issue 0); none where nothing follows."""
    payload = message.payload
    if message.kind != "webhook":
        return Route(CaseKey(int(payload["repository_id"]), int(payload["issue_id"])))
    if message.name in ("installation", "installation_repositories", "label", "push"):
        return Route(_place(payload)) if message.name == "installation" or upkeep.concerned(message) else None
    if message.name in ("member", "membership", "organization", "team"):
        return Route(_place(payload))
    if by_a_bot(payload) and not await _relabelled(desk, message):
        return None
    return await _thread(desk, message)


async def _relabelled(desk: Desk, message: Message) -> bool:
    """Whether another bot set or removed a state label. Our own writes come back to us as webhooks, too: nothing follows from those."""
    payload = message.payload
    if message.name != "issues" or payload.get("action") not in LABELLING or not _of_a_state(payload):
        return False
    return str(payload["sender"]["login"]) != await desk.app.bot_login()


def _of_a_state(payload: Payload) -> bool:
    """Whether a label is a state's; GitHub names none when the label itself was deleted."""
    label = str((payload.get("label") or {}).get("name", ""))
    return not label or state_labelled(label) is not None


def _place(payload: Payload) -> CaseKey:
    repository = payload.get("repository") or {}
    return CaseKey(int(repository.get("id") or (payload.get("installation") or {}).get("id") or 0), 0)


async def _thread(desk: Desk, message: Message) -> Route | None:
    payload, action = message.payload, str(message.payload.get("action"))
    repository_id = int(payload["repository"]["id"])
    if message.name == "issue_comment" and action in issue_comment.ACTIONS:
        return await _spoken(desk, payload, repository_id) if parse_commands(str(payload["comment"]["body"] or "")) else None
    if message.name == "pull_request" and action in pull_request.ACTIONS:
        return await _known(desk, repository_id, WHOLE)  # its id is counted apart from issues' ids
    if message.name == "issues" and action in issues.ACTIONS:
        return await _issue(desk, message, action, repository_id)
    return None


async def _spoken(desk: Desk, payload: Payload, repository_id: int) -> Route | None:
    """Whose a comment with commands is; on an issue that is nobody's its author is shown the way, on a pull request not."""
    issue = payload["issue"]
    known = await _known(desk, repository_id, int(issue["id"]))
    return known or (None if "pull_request" in issue else Route(CaseKey(repository_id, int(issue["id"]))))


async def _known(desk: Desk, repository_id: int, issue_id: int) -> Route | None:
    case = await desk.store.case_of(repository_id, issue_id)
    return Route(case) if case else None


async def _issue(desk: Desk, message: Message, action: str, repository_id: int) -> Route | None:
    issue = message.payload["issue"]
    known = await _known(desk, repository_id, int(issue["id"]))
    if known and known.case.repository_id != repository_id:
        return None  # an evaluation's or a delivery repository's issue: commands count there, texts and labels don't
    if action in LABELLING:
        return (known or _nobodys(message.payload, action)) if _of_a_state(message.payload) else None
    if action in AFTERWARDS:
        return known
    if known and action == "edited" and "body" not in (message.payload.get("changes") or {}):
        return None  # a new title
    if known is None and (not issue["user"] or is_bot(issue["user"])):
        return None  # nobody's any more; or a notice of ours or another bot's issue, edited by a person
    return known or await _unknown(desk, message, repository_id)


def _nobodys(payload: Payload, action: str) -> Route | None:
    """An issue of no case that was given a state: it has none, so the label is taken off."""
    issue = payload["issue"]
    if action != "labeled" or not issue["user"] or is_bot(issue["user"]):
        return None
    return Route(CaseKey(int(payload["repository"]["id"]), int(issue["id"])))


async def _unknown(desk: Desk, message: Message, repository_id: int) -> Route | None:
    """An issue that belongs to no case yet: its body says whether it is an application, and to which opportunity."""
    issue, repository = message.payload["issue"], str(message.payload["repository"]["full_name"])
    seen = await issues.look_at(desk, message.payload, None)
    if await desk.policies.serving(seen.repository_id, seen.files.get(PATH)) is None:
        return None
    now = seen.issues.get(int(issue["number"]))
    form = read_form(seen, now, repository)
    case = await desk.store.case_numbered(repository_id, form.number) if form.kind is Kind.APPLICATION and form.number else None
    return Route(case, None, seen) if case else Route(CaseKey(repository_id, int(issue["id"])), int(issue["number"]), seen)
