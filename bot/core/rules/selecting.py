"""Selection: the draw, and the supplier's answer to the offer. The offer and the next in the order stand in `offering.py`."""

from bot.core.award import draw, ticket_salt
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import local_date
from bot.core.deadlines.selection import sign_off_until
from bot.core.facts import NewFact, Visibility, read_instant
from bot.core.rules.awarding import provision
from bot.core.rules.offering import offer, offer_until, pass_on
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, new, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, moment

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
SET_UP = Text(
    "You have agreed already, and the delivery repository is being set up. Once it is there, `/unable` says that you can’t do the work.",
    "Vous avez déjà accepté, et le dépôt de livraison est en préparation. Quand il sera là, `/empêchement` dira que vous ne pouvez faire "
    "les travaux.",
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
    offer_facts, offered = offer(case, first, scene.context)
    fields = _draw_fields(case, first, salt, drawn.tickets, scene.context)
    place: dict[str, Value] = {"list_hash": drawn.list_hash, "before": drawn.order.index(first)}
    return Outcome((public, ordered, *offer_facts, moved), Comment("drawn", {**fields, **place}), (offered,))


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
    asked = case.contract.signoff_asked if case.contract.signoff == "needed" else None
    waits = day(local_date(sign_off_until(case, asked, scene.policy), scene.policy)) if asked else None
    comment = Comment("agreed", {"supplier": scene.actor.login, "waits": waits}, scene.language)
    return Outcome((fact,), comment, () if asked else (provision(case, scene.context),))


def decline(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier declines: the next in the order is offered the work. Whoever has agreed can, until their approvals are seen."""
    refusal = _not_offered(case, scene)
    if refusal or case.offer is None:
        return refusal or refuse(NO_OFFER)
    if case.offer.agreed and case.contract.signoff != "needed":
        return refuse(SET_UP)
    return pass_on(case, "declined", scene.context, Comment("declined", {"supplier": case.offer.supplier.login}, scene.language))
