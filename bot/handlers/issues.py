"""`issues`: opened, edited, labeled, unlabeled, closed, deleted, transferred. Never follows an issue to another repository."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from bot.core.case import Case
from bot.core.decide import decide
from bot.core.decision import Decision
from bot.core.events import Applied, Closed, Edited, Event, Filed, Gone, Happening, Labeled, Subject, Unlabeled
from bot.core.facts import CaseKey
from bot.core.people import Actor
from bot.core.states import BEFORE_OPENING
from bot.forms.template import Kind
from bot.handlers.desk import Desk
from bot.handlers.form import NO_FORM, Form, read_form
from bot.handlers.gather import Payload, actor, by_a_bot, gather, look, numbers, subject, when, with_programme
from bot.handlers.reverts import may_put_back
from bot.ports.gateway import IssueNow, Look
from bot.ports.store import Message

ACTIONS = ("opened", "edited", "labeled", "unlabeled", "closed", "deleted", "transferred")
AWAY: Mapping[str, Literal["deleted", "transferred"]] = {"deleted": "deleted", "transferred": "transferred"}
"""What an issue's being gone is called."""


async def handle(desk: Desk, message: Message, key: CaseKey, case: Case | None) -> Decision:
    """Gathers, decides, hands over."""
    payload, repository = message.payload, home(message.payload, case)
    seen = await look_at(desk, payload, case)
    gathered = await gather(desk, key, seen, repository)
    if gathered is None:
        return Decision()
    who = await actor(desk, whose(payload, case), gathered, repository)
    what = happening(case, payload, who, seen)
    context = await with_programme(desk, key, gathered) if case is None or case.state in BEFORE_OPENING else gathered.context
    decision = decide(case, Event(key, moment_of(payload), message.id, what), context) if what else Decision()
    return decision if not decision.effects or not by_a_bot(payload) or await may_put_back(desk, message) else Decision()


def home(payload: Payload, case: Case | None) -> str:
    """The programme's repository: the case's, or the payload's where there is no case yet."""
    return case.target.repository if case else str(payload["repository"]["full_name"])


def whose(payload: Payload, case: Case | None) -> Payload:
    """Whose act it is: the author's, while a text begins nothing yet, whoever mends it; the sender's in all else."""
    issue, told = payload["issue"], payload["action"] in ("opened", "edited")
    return issue["user"] if told and not _belongs(case, int(issue["id"])) else payload["sender"]


def _belongs(case: Case | None, issue_id: int) -> bool:
    """Whether an issue is the case's own, or one of its applications."""
    return case is not None and (issue_id == case.key.issue_id or case.application(issue_id) is not None)


def moment_of(payload: Payload) -> datetime:
    """When it happened, by GitHub's clock: an issue is opened when it was created; all else is when it was updated."""
    issue = payload["issue"]
    return when(issue["created_at"] if payload["action"] == "opened" else issue["updated_at"])


async def look_at(desk: Desk, payload: Payload, case: Case | None) -> Look:
    """One look: the body as of the moment that counts, the forms as of its filing, the labels of the case, and the policy."""
    issue, told = payload["issue"], payload["action"] in ("opened", "edited")
    as_of, filed_at = (moment_of(payload), when(issue["created_at"])) if told else (None, None)
    return await look(desk, home(payload, case), numbers(case, int(issue["number"])), as_of, filed_at)


def happening(case: Case | None, payload: Payload, who: Actor, seen: Look) -> Happening | None:
    """The event that a payload tells; none if it tells nothing to this case."""
    about = subject(case, payload["repository"], payload["issue"])
    if payload["action"] == "labeled":
        return Labeled(who, about, str(payload["label"]["name"]))
    if payload["action"] == "unlabeled":
        return Unlabeled(who, about, str((payload.get("label") or {}).get("name", "")))
    if payload["action"] in AWAY:
        return Gone(who, about, AWAY[payload["action"]])
    if payload["action"] == "closed":
        return Closed(who, about)
    issue = seen.issues.get(about.target.number)
    return _body(case, who, about, issue, seen, edited=payload["action"] == "edited") if issue else None


def _body(case: Case | None, who: Actor, about: Subject, issue: IssueNow, seen: Look, *, edited: bool) -> Happening:
    form, body_hash = read_form(seen, issue, about.target.repository), hashlib.sha256(issue.body.encode()).hexdigest()
    if _belongs(case, about.target.issue_id):
        problems = form.problems if form.kind or form.problems else (NO_FORM,)
        return Edited(who, about, form.opportunity, form.answers, problems, body_hash)
    if form.kind is Kind.APPLICATION:
        return _applied(who, about, form, body_hash)
    return Filed(who, about, form.opportunity, form.problems, body_hash, form.blob, edited)


def _applied(who: Actor, about: Subject, form: Form, body_hash: str) -> Applied:
    return Applied(who, about, form.answers, form.problems, form.language, body_hash, form.blob)
