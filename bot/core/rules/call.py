"""The call begins and is called off: publishing with its gates, and cancelling.

Questions, closing and applications stand in modules of their own.
"""

import hashlib
from datetime import datetime

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.effects import CloseIssue
from bot.core.facts import instant
from bot.core.rules import splitting
from bot.core.rules.ending import passed_over, undecided
from bot.core.rules.gates import gates
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, quoted
from bot.core.schedule import call_moments
from bot.core.states import Kind, move
from bot.core.text import day, moment, money


def publish(case: Case, command: Command, scene: Scene) -> Answer:
    """Opens the call: the hash of the draw's seed is published before anybody applies."""
    reasons = gates(case, scene.context)
    suspected = splitting.suspicion(splitting.request_of(case, case.opportunity, scene.context), scene.context, reasons)
    if suspected.facts:
        return suspected
    if reasons:
        return Refusal(reasons)
    closing, until = call_moments(case.opportunity, scene.policy)
    seed_hash = hashlib.sha256(scene.context.secrets.draw_seed).hexdigest()
    published = new("published", closing=instant(closing), questions_until=instant(until), seed_hash=seed_hash)
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "open"))
    return Outcome((published, moved), _published(case, scene.context, closing, until, seed_hash))


def _published(case: Case, context: Context, closing: datetime, until: datetime, seed_hash: str) -> Comment:
    zone = context.policy.time_zone
    address = f"{context.site}/{case.target.repository}/issues/new"
    fields: dict[str, Value] = {
        "number": case.target.number,
        "price": money(case.opportunity.price),
        "closing": moment(closing, zone),
        "questions_until": moment(until, zone),
        "selection": day(case.opportunity.selection),
        "delivery": day(case.opportunity.delivery),
        "apply_en": f"{address}?template=application.yml&opportunity={case.target.number}",
        "apply_fr": f"{address}?template=candidature.yml&opportunity={case.target.number}",
        "seed_hash": seed_hash,
        "clients": tuple(mention(person) for person in case.clients),
    }
    return Comment("published", fields)


def cancel(case: Case, command: Command, scene: Scene) -> Answer:
    """Withdraws a published opportunity, with a reason; everybody who applied is told by their application's label."""
    reason = str(command.arguments["reason"])
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "cancelled"), reason=reason)
    told = tuple(mention(one.applicant) for one in undecided(case))
    comment = Comment("cancelled", {"reason": quoted(reason), "mentions": told})
    return Outcome((moved, *passed_over(undecided(case))), comment, (CloseIssue("", case.target, "not_planned"),))
