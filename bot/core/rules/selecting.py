"""Selection: the draw, the offer and its answer, and the next in the order. The award itself stands in `awarding.py`."""

from datetime import datetime

from bot.core.award import draw, ticket_salt
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.effects import PostComment, Priority
from bot.core.events import Due
from bot.core.facts import NewFact, Visibility, instant, read_instant
from bot.core.people import Role
from bot.core.rules.awarding import days_from_today, provision
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, post, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, end_of, moment, money

NOT_CONFIRMED = Text("The evaluation is not confirmed yet.", "L’évaluation n’est pas encore confirmée.")
CONFIRM = Text(
    "Procurement confirms it with `/confirm` in the evaluation’s issue.",
    "L’autorité contractante la confirme par `/confirmer` dans le billet de l’évaluation.",
)
NONE_PASSED = Text(
    "No application met all the mandatory criteria: there is nobody to draw.",
    "Aucune candidature ne répond à toutes les exigences obligatoires : il n’y a personne à tirer.",
)
CLOSE_IT = Text(
    "Close it with `/close REASON`; a new opportunity can be filed at any time.",
    "Fermez-la par `/clore RAISON`; une nouvelle opportunité peut être déposée en tout temps.",
)
NO_OFFER = Text("There is no offer to you here.", "Aucune offre ne vous est faite ici.")
ELSEWHERE = Text("Your offer waits in #{number}: answer it there.", "Votre offre vous attend dans #{number} : répondez-y là.")
AGREED = Text(
    "You have agreed already; the delivery repository is being set up.", "Vous avez déjà accepté; le dépôt de livraison est en préparation."
)
LAPSED = Text("The offer was open until {until}.", "L’offre valait jusqu’au terme suivant : {until}.")


def select(case: Case, command: Command, scene: Scene) -> Answer:
    """The draw: the seed is published, the whole order follows from it, and the first is offered the work."""
    if not case.evaluation.confirmed_by:
        return refuse(NOT_CONFIRMED, CONFIRM)
    secrets = scene.context.secrets
    drawn = draw(secrets.draw_seed, secrets.applicant_order, case.evaluation.ticketed)
    standing = [one for one in drawn.order if _stands(case, one)]
    if not standing:
        return refuse(NONE_PASSED, CLOSE_IT, Text("/close …", "/clore …"))
    first = standing[0]
    salt = ticket_salt(secrets.applicant_order, first).hex()
    public = new("drawn", seed=secrets.draw_seed.hex(), list_hash=drawn.list_hash, tickets=list(drawn.tickets), winner=first, salt=salt)
    ordered = NewFact("ordered", {"order": list(drawn.order)}, Visibility.SECRET)
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "selected"))
    offer_facts, offer = _offer(case, first, scene.context)
    fields = _draw_fields(case, first, salt, drawn.tickets, scene.context)
    place: dict[str, Value] = {"list_hash": drawn.list_hash, "before": drawn.order.index(first)}
    return Outcome((public, ordered, *offer_facts, moved), Comment("drawn", {**fields, **place}), (offer,))


def _stands(case: Case, issue_id: int) -> bool:
    application = case.application(issue_id)
    return application is not None and application.state == "evaluated"


def _draw_fields(case: Case, first: int, salt: str, tickets: tuple[str, ...], context: Context) -> dict[str, Value]:
    application = case.application(first)
    assert application is not None
    assert case.call is not None
    seed = context.secrets.draw_seed.hex()
    until = moment(offer_until(context), context.policy.time_zone)
    winner: dict[str, Value] = {"until": until, "winner": application.number, "winner_id": first, "login": application.applicant.login}
    return {**winner, "salt": salt, "seed": seed, "seed_hash": case.call.seed_hash, "tickets": tickets}


def offer_until(context: Context) -> datetime:
    """Until when an offer is to be answered: the end of the policy's number of business days (UTC)."""
    return end_of(days_from_today(context, context.policy.dates.offer_answer), context.policy.time_zone)


def _offer(case: Case, issue_id: int, context: Context) -> tuple[tuple[NewFact, ...], PostComment]:
    application = case.application(issue_id)
    assert application is not None
    until = offer_until(context)
    chosen = new("application_moved", issue_id=issue_id, to=move(Kind.APPLICATION, application.state, "selected"))
    salt = ticket_salt(context.secrets.applicant_order, issue_id).hex()
    offered = new("offered", issue_id=issue_id, supplier=application.applicant, until=instant(until), salt=salt)
    agreement = context.policy.agreement
    fields: dict[str, Value] = {
        "supplier": mention(application.applicant),
        "opportunity": case.target.number,
        "contact": context.policy.contact,
        "price": money(case.opportunity.price),
        "delivery": day(case.opportunity.delivery),
        "until": moment(until, context.policy.time_zone),
        "terms": Text(agreement.en, agreement.fr),
        "in_force": agreement.in_force,
    }
    return (chosen, offered), post(case.thread(application), Comment("offer", fields, application.language), Priority.URGENT)


def _not_offered(case: Case, scene: Scene) -> Refusal | None:
    """The offer is one supplier's, on one thread, until one moment by GitHub's clock."""
    offer = case.offer
    if offer and offer.supplier.id == scene.actor.id and offer.issue_id != scene.subject.target.issue_id:
        application = case.application(offer.issue_id)
        return refuse(ELSEWHERE.format(number=application.number if application else 0))
    if offer is None or (offer.issue_id, offer.supplier.id) != (scene.subject.target.issue_id, scene.actor.id):
        return refuse(NO_OFFER)
    late = not offer.agreed and case.clocks.passed(read_instant(offer.until), scene.cause.at)
    return refuse(LAPSED.format(until=moment(read_instant(offer.until), scene.policy.time_zone))) if late else None


def agree(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier agrees to date, price and terms: consent is recorded, and the delivery repository is set up."""
    refusal = _not_offered(case, scene)
    if refusal:
        return refusal
    if case.offer and case.offer.agreed:
        return refuse(AGREED)
    agreement = scene.policy.agreement
    fact = new(
        "agreed",
        by=scene.actor,
        price=case.opportunity.price,
        delivery=case.opportunity.delivery.isoformat(),
        terms=agreement.version,
        in_force=agreement.in_force,
    )
    comment = Comment("agreed", {"supplier": scene.actor.login}, scene.language)
    return Outcome((fact,), comment, (provision(case, scene.context),))


def decline(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier declines: the next in the order is offered the work."""
    refusal = _not_offered(case, scene)
    if refusal or case.offer is None or case.offer.agreed:
        return refusal or refuse(NO_OFFER)
    return _passed_on(case, "declined", scene.context, Comment("declined", {"supplier": case.offer.supplier.login}, scene.language))


def lapse(case: Case, due: Due, context: Context) -> Outcome:
    """No answer in time: the offer lapses, and the next in the order is offered the work."""
    return _passed_on(case, "lapsed", context, None)


def _passed_on(case: Case, to: str, context: Context, answer: Comment | None) -> Outcome:
    assert case.offer is not None
    application = case.application(case.offer.issue_id)
    assert application is not None
    gone = new("application_moved", issue_id=application.issue_id, to=move(Kind.APPLICATION, application.state, to))
    left = [one for one in case.evaluation.order if one != application.issue_id and _stands(case, one)]
    if not left:
        comment = Comment("nobody_next", {"mentions": context.mentions(Role.MAINTAINER), "reason": _REASONS[to]})
        return Outcome((gone, new("withdrawn_offer", issue_id=application.issue_id)), answer, (post(case.target, comment),))
    facts, offer = _offer(case, left[0], context)
    again = new("moved", to=move(Kind.OPPORTUNITY, case.state, "selected"))
    return Outcome((gone, *facts, again), answer, (_next_offered(case, left[0], to, context), offer))


def _next_offered(case: Case, issue_id: int, reason: str, context: Context) -> PostComment:
    """Everybody can see that the drawn order goes on, and verify whose ticket is next."""
    application = case.application(issue_id)
    assert application is not None
    fields: dict[str, Value] = {
        "reason": _REASONS[reason],
        "number": application.number,
        "issue_id": issue_id,
        "login": application.applicant.login,
        "place": case.evaluation.order.index(issue_id) + 1,
        "salt": ticket_salt(context.secrets.applicant_order, issue_id).hex(),
        "until": moment(offer_until(context), context.policy.time_zone),
    }
    return post(case.target, Comment("next_offered", fields))


_REASONS = {
    "declined": Text("declined the offer", "a décliné l’offre"),
    "lapsed": Text("did not answer in time", "n’a pas répondu à temps"),
}
