"""Gathering: one look at GitHub for everything that a decision needs. Never decides, never writes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.core.case import Case
from bot.core.effects import Target
from bot.core.events import Place, Subject
from bot.core.evolution import fold
from bot.core.facts import CaseKey, Data
from bot.core.people import Actor, Person
from bot.core.programme import Programme, Summary, read_summary, summary_of
from bot.core.scene import Context, Seen
from bot.forms.template import PATHS
from bot.handlers.desk import Desk
from bot.handlers.policies import PATH, InForce
from bot.ports.gateway import FilesAt, Look

Payload = Any
"""GitHub's JSON, as the webhook brought it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was seen, and the context made of it."""

    look: Look
    in_force: InForce
    context: Context


def when(text: str) -> datetime:
    """GitHub's time, UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def person(account: Payload) -> Person:
    """The account of a payload."""
    return Person(int(account["id"]), str(account["login"]))


def by_a_bot(payload: Payload) -> bool:
    """Whether an App or a bot did this: ours or another's, neither is answered."""
    return is_bot(payload.get("sender"))


def is_bot(account: Payload) -> bool:
    """Whether an account is an App's or a bot's."""
    known = account or {}
    return known.get("type") == "Bot" or str(known.get("login", "")).endswith("[bot]")


def numbers(case: Case | None, *more: int) -> tuple[int, ...]:
    """The issues in the programme's repository whose labels a decision may render."""
    own = (case.target.number, *(one.number for one in case.applications)) if case else ()
    return tuple(dict.fromkeys((*own, *more)))


async def look(desk: Desk, repository: str, issues: Sequence[int], as_of: datetime | None = None, filed_at: datetime | None = None) -> Look:
    """One look for a message; what `route` has seen is not asked again. The forms, if a body is to be read, are those of its filing."""
    forms = FilesAt(filed_at, PATHS) if filed_at else None
    return desk.seen or await desk.gateway.look(repository, issues=issues, files=(PATH,), files_at=forms, as_of=as_of)


async def gather(desk: Desk, key: CaseKey, seen: Look, repository: str) -> Gathered | None:
    """The context of a case from what was seen; none where the repository is not served."""
    in_force = await desk.policies.serving(seen.repository_id, seen.files.get(PATH))
    if in_force is None:
        return None
    roster = await desk.roles.roster(in_force.policy, repository)
    labels = {number: issue.labels for number, issue in seen.issues.items()}
    context = Context(in_force.policy, desk.clock.now(), roster, desk.secrets(key), Seen(labels), desk.site, in_force.gaps)
    return Gathered(seen, in_force, context)


async def gather_case(desk: Desk, key: CaseKey, case: Case, *more: int) -> Gathered | None:
    """The same for a known case, from one look at its issues (and at more of them, by number)."""
    return await gather(desk, key, await look(desk, case.target.repository, numbers(case, *more)), case.target.repository)


async def with_programme(desk: Desk, key: CaseKey, gathered: Gathered) -> Context:
    """The context with the other cases of the repository: what was kept of them; one that an earlier version wrote is read whole."""
    kept = await desk.store.summaries(gathered.look.repository_id)
    others = [await _summary(desk, one, short, gathered) for one, short in kept.items() if one != key]
    return replace(gathered.context, programme=Programme(tuple(one for one in others if one)))


async def _summary(desk: Desk, key: CaseKey, kept: Data | None, gathered: Gathered) -> Summary | None:
    if kept is not None:
        return read_summary(kept)
    case = fold(await desk.store.facts(key))
    return summary_of(case, gathered.in_force.policy) if case else None


async def gather_unseen(desk: Desk, key: CaseKey, case: Case) -> Gathered | None:
    """The same without asking GitHub, by the policy that was last seen in force: for what renders no label."""
    return await gather(desk, key, Look(key.repository_id), case.target.repository)


async def actor(desk: Desk, account: Payload, gathered: Gathered, repository: str) -> Actor:
    """Who did it, with their roles. A bot holds none, whatever the policy says."""
    if is_bot(account):
        return Actor(int(account["id"]), str(account["login"]))
    return await desk.roles.actor(person(account), gathered.in_force.policy, repository)


def subject(case: Case | None, repository: Payload, issue: Payload) -> Subject:
    """The thread that a payload is about."""
    target = Target(int(repository["id"]), str(repository["full_name"]), int(issue["number"]), int(issue["id"]))
    return Subject(place(case, target), target, int((issue.get("user") or {}).get("id", 0)))


def place(case: Case | None, target: Target) -> Place:
    """Where a thread stands in its case."""
    if case is None or target.issue_id == case.key.issue_id:
        return Place.OPPORTUNITY
    if target.issue_id == case.evaluation.issue_id:
        return Place.EVALUATION
    return Place.DELIVERY if target.repository_id == case.delivery.repository_id else Place.APPLICATION
