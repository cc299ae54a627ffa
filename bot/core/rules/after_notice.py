"""After a notice of termination: it is taken back, or the next in the order is offered the work; and work that comes too late.

A termination is an end by itself: nothing here happens unless somebody asks for it.
"""

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.contract import UNDER_WAY
from bot.core.deadlines.counting import days_into, local_date
from bot.core.effects import Effect, ReopenIssue
from bot.core.events import PullRequest
from bot.core.facts import instant
from bot.core.opportunity import Opportunity
from bot.core.rules.forking import answer_until
from bot.core.rules.offering import next_in_order, offer_next
from bot.core.scene import NOTHING, Answer, Outcome, Refusal, Scene, mention, new, post, quoted, refuse
from bot.core.schedule import later_by, schedule_data
from bot.core.states import Kind, move, state_of
from bot.core.text import Text, day, moment

RUN_AGAIN = Text(
    "This opportunity was run again, so its contract stays ended.",
    "Cette opportunité a été relancée; son contrat demeure donc terminé.",
)
INVOICE_FIRST = Text(
    "The supplier may still invoice the share of the work that was done, until {until}; nobody else is offered the work before.",
    "Le fournisseur peut encore facturer la part des travaux qui est faite, jusqu’au terme suivant : {until}. "
    "L’offre n’est présentée à personne d’autre avant.",
)
IN_DISPUTE = Text(
    "A dispute is still open; procurement ends it first with `/resolve`.",
    "Un différend est encore ouvert; l’autorité contractante y met d’abord fin par `/régler`.",
)
NOBODY = Text("Nobody is left in the order that was drawn.", "Il ne reste personne dans l’ordre du tirage.")
RERUN = Text(
    "The same need can be called for again: `/rerun` files a new opportunity from this one.",
    "Le même besoin peut faire l’objet d’un nouvel appel : `/relancer` dépose une nouvelle opportunité à partir de celle-ci.",
)
NOT_ASSESSED = Text(
    "The contract was terminated: work that is handed in after the notice is not assessed, and not paid.",
    "Le contrat a été résilié : les travaux remis après l’avis ne sont ni évalués ni payés.",
)


def rescind(case: Case, command: Command, scene: Scene) -> Answer:
    """Procurement takes the notice back: the state before is in force again, and the days in between are given back."""
    if case.preparation.rerun:
        return refuse(RUN_AGAIN)
    ended = case.contract.termination
    assert ended is not None
    assert case.supplier is not None
    reason, dated = str(command.arguments["reason"]), _dated(case, ended.before, scene)
    asked = ended.before in UNDER_WAY and case.contract.fork is not None and not case.contract.fork.given_up
    fields: dict[str, Value] = {
        "supplier": mention(case.supplier),
        "clients": tuple(mention(person) for person in case.clients),
        "by": scene.actor.login,
        "reason": quoted(reason),
        "state": state_of(Kind.OPPORTUNITY, ended.before).name,
        "delivery": day(dated.delivery) if ended.before in UNDER_WAY else None,
        "until": moment(answer_until(scene.cause.at, scene.context), scene.policy.time_zone) if asked else None,
    }
    again = new("moved", to=move(Kind.OPPORTUNITY, case.state, ended.before), reason=reason)
    rescheduled = new("rescheduled", why="rescinded", **schedule_data(dated), **_anew(case, scene))
    return Outcome((new("rescinded", by=scene.actor), again, rescheduled), Comment("rescinded", fields), _reopened(case))


def _dated(case: Case, before: str, scene: Scene) -> Opportunity:
    """The delivery date later by the business days that the notice touched, where it is still awaited."""
    assert case.clocks.since is not None
    calendar = business_days(scene.policy)
    touched = calendar.business_days_between(local_date(case.clocks.since, scene.policy), local_date(scene.cause.at, scene.policy))
    return later_by(case.opportunity, touched, calendar, from_stage=before)


def _anew(case: Case, scene: Scene) -> dict[str, str]:
    """Whoever had been asked something is asked anew."""
    until = instant(answer_until(scene.cause.at, scene.context))
    waits = {"fork_until": case.contract.fork, "proposal_until": case.contract.proposal}
    return {name: until for name, one in waits.items() if one}


def _reopened(case: Case) -> tuple[Effect, ...]:
    """The issue was closed with the notice, unless something was still to be paid."""
    ended = case.contract.termination
    return () if ended and ended.percent else (ReopenIssue("", case.target),)


def offer_to_next(case: Case, command: Command, scene: Scene) -> Answer:
    """The next who passed is offered the work, at the same price and for as many days."""
    issue_id = next_in_order(case) if case.offer else None
    refusal = _not_next(case, scene)
    if refusal or issue_id is None:
        return refusal or refuse(NOBODY, RERUN, Text("/rerun", "/relancer"))
    facts, told, offer = offer_next(case, issue_id, "terminated", scene.context)
    overdue = (new("unflagged", flag="overdue"),) if "overdue" in case.flags else ()
    return Outcome((*facts, *overdue), told, (offer, *_reopened(case)))


def _not_next(case: Case, scene: Scene) -> Refusal | None:
    if case.preparation.rerun:
        return refuse(RUN_AGAIN)
    if "dispute" in case.clocks.stopped:
        return refuse(IN_DISPUTE)
    ended, until = case.contract.termination, days_into(case.clocks, scene.policy.dates.invoice, scene.policy)
    if ended and ended.percent and until and scene.cause.at <= until:
        return refuse(INVOICE_FIRST.format(until=day(local_date(until, scene.policy))))
    return None


def pull_request(case: Case, event: PullRequest, scene: Scene) -> Answer:
    """The supplier goes on working after the notice: told once, and no state follows."""
    ended = case.contract.termination
    assert case.supplier is not None
    if ended is None or ended.worked_after:
        return NOTHING
    comment = Comment("after_notice", {"supplier": mention(case.supplier), "url": event.url})
    return Outcome((new("worked_after_notice"),), effects=(post(case.target, comment),))
