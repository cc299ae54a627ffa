"""Another delivery date: one side proposes it, the other agrees or declines, and what both agreed is the contract's date from then on.

Never moves the date by one side's word, and never the price.
"""

from dataclasses import replace
from datetime import date

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.contract import Proposal
from bot.core.criteria.dates import fiscal_end
from bot.core.deadlines.counting import local_date
from bot.core.events import Due, Place
from bot.core.facts import NewFact, Visibility, instant
from bot.core.people import Actor, Person, Role
from bot.core.rules.forking import answer_until, settled
from bot.core.rules.hands import not_yours
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, refuse
from bot.core.schedule import schedule_data
from bot.core.text import Text, day, moment

LONGEST_YEARS = 2
"""How far ahead a date can be: later ones are slips of the keyboard."""

NOT_AHEAD = Text(
    "{date} does not lie ahead: a new date is tomorrow or later.",
    "Cette date n’est pas à venir : {date}. Une nouvelle date est demain ou plus tard.",
)
NOT_LATER = Text(
    "{date} is not later than the delivery date in force, {delivery}: there is nothing to extend.",
    "La date proposée, {date}, n’est pas postérieure à la date de livraison en vigueur, {delivery} : il n’y a rien à prolonger.",
)
TOO_FAR = Text(
    "{date} is more than two years away: is the year right?",
    "Il reste plus de deux ans jusqu’à cette date : {date}. L’année est-elle la bonne?",
)
NO_FORK = Text(
    "Delivery is not in doubt here: `/continue` answers the question whether the work goes on.",
    "La livraison n’est pas en doute ici : `/poursuivre` répond à la question de savoir si les travaux continuent.",
)
PROPOSE = Text("To propose another date, say `/extend delivery DATE`.", "Pour proposer une autre date, dites `/prolonger livraison DATE`.")
SAME_DATE = Text("The other side has proposed this very date.", "L’autre partie a déjà proposé cette date.")
AGREE_TO_IT = Text("To agree to it, say `/agree`.", "Pour y consentir, dites `/consentir`.")
NO_PROPOSAL = Text("No other date is proposed here.", "Aucune autre date n’est proposée ici.")
YOUR_OWN = Text("This date is your own side’s; the other side answers.", "Cette date vient de votre propre partie; l’autre partie répond.")
PASSED = Text("The proposed date, {date}, no longer lies ahead.", "La date proposée, {date}, n’est plus à venir.")
ON_THE_OPPORTUNITY = Text(
    "The offer is agreed already. A proposed date is answered in #{number}.",
    "L’offre est déjà acceptée. On répond à une date proposée dans #{number}.",
)


def extend(case: Case, command: Command, scene: Scene) -> Answer:
    """`/extend delivery DATE`: the client or the supplier proposes another date."""
    refusal = not_yours(case, scene, (Role.CLIENT, Role.SUPPLIER)) or _refused(case, _asked_date(command), scene)
    return refusal or _proposed(case, _asked_date(command), scene)


def carry_on(case: Case, command: Command, scene: Scene) -> Answer:
    """`/continue DATE`, in the fork: the supplier goes on. The date in force, if it lies ahead, needs nobody's consent."""
    wanted, dated = _asked_date(command), case.opportunity
    if case.contract.fork is None:
        return refuse(NO_FORK, PROPOSE, Text(f"/extend delivery {wanted}", f"/prolonger livraison {wanted}"))
    if wanted == dated.delivery > scene.context.today:
        fields: dict[str, Value] = {"clients": tuple(mention(one) for one in case.clients), "delivery": day(wanted)}
        return Outcome(settled(case, "in_time"), Comment("goes_on", fields))
    return _refused(case, wanted, scene) or _proposed(case, wanted, scene)


def _asked_date(command: Command) -> date:
    wanted = command.arguments["date"]
    assert isinstance(wanted, date)
    return wanted


def _refused(case: Case, wanted: date, scene: Scene) -> Refusal | None:
    """Why a date can't be proposed."""
    today, standing = scene.context.today, case.contract.proposal
    if wanted <= today:
        return refuse(NOT_AHEAD.format(date=day(wanted)))
    if wanted <= case.opportunity.delivery:
        return refuse(NOT_LATER.format(date=day(wanted), delivery=day(case.opportunity.delivery)))
    if (wanted.year - LONGEST_YEARS, wanted.month, wanted.day) > (today.year, today.month, today.day):
        return refuse(TOO_FAR.format(date=day(wanted)))
    if standing and standing.side is not _side(case, scene.actor) and standing.delivery == wanted:
        return refuse(SAME_DATE, AGREE_TO_IT, Text("/agree", "/consentir"))
    return None


def _side(case: Case, actor: Actor) -> Role:
    return Role.SUPPLIER if case.supplier and case.supplier.id == actor.id else Role.CLIENT


def _proposed(case: Case, wanted: date, scene: Scene) -> Outcome:
    """A second proposal takes the place of the first; the other side's is a counter-proposal."""
    side, until, standing = _side(case, scene.actor), answer_until(scene.cause.at, scene.context), case.contract.proposal
    fact = new("proposed", delivery=wanted.isoformat(), by=scene.actor, side=side.value, until=instant(until))
    year_end = fiscal_end(scene.context.today, scene.policy.dates.fiscal_year_end)
    fields: dict[str, Value] = {
        "by": scene.actor.login,
        "others": tuple(mention(person) for person in _people(case, side)),
        "proposed": day(wanted),
        "delivery": day(case.opportunity.delivery),
        "instead": day(standing.delivery) if standing else None,
        "until": moment(until, scene.policy.time_zone),
        "year_end": day(year_end) if wanted > year_end else None,
        "finance": scene.context.mentions(Role.FINANCE) if wanted > year_end else (),
    }
    return Outcome((fact,), Comment("proposed", fields))


def _people(case: Case, side: Role) -> tuple[Person, ...]:
    """Who answers a date that one side proposed: the client, or the supplier."""
    supplier = (case.supplier,) if case.supplier else ()
    return case.clients if side is Role.SUPPLIER else supplier


def _standing(case: Case, scene: Scene) -> Proposal | Refusal:
    """The date that this person can answer here, or why there is none."""
    if scene.place is not Place.OPPORTUNITY:
        return refuse(ON_THE_OPPORTUNITY.format(number=case.target.number))
    proposal = case.contract.proposal
    if proposal is None:
        return refuse(NO_PROPOSAL, PROPOSE)
    return refuse(YOUR_OWN) if proposal.side is _side(case, scene.actor) else proposal


def agree(case: Case, command: Command, scene: Scene) -> Answer:
    """The other side agrees: the amendment is recorded, with who proposed and who agreed; delivery is no longer in doubt."""
    proposal = _standing(case, scene)
    if isinstance(proposal, Refusal):
        return proposal
    if proposal.delivery <= scene.context.today:
        return refuse(PASSED.format(date=day(proposal.delivery)), PROPOSE)
    dated = replace(case.opportunity, delivery=proposal.delivery)
    moved = new("rescheduled", why="amended", proposed_by=proposal.by, agreed_by=scene.actor, **schedule_data(dated))
    flags = (
        *(() if "extended" in case.flags else (new("flagged", flag="extended"),)),
        *((new("unflagged", flag="overdue"),) if "overdue" in case.flags else ()),
    )
    fields: dict[str, Value] = {
        "proposed_by": mention(proposal.by),
        "agreed_by": scene.actor.login,
        "before": day(case.opportunity.delivery),
        "delivery": day(proposal.delivery),
    }
    return Outcome((moved, new("settled", how="amended"), *flags), Comment("amended", fields))


def decline(case: Case, command: Command, scene: Scene) -> Answer:
    """The other side declines: the date in force stays. Where delivery is in doubt, procurement is asked what follows."""
    proposal = _standing(case, scene)
    if isinstance(proposal, Refusal):
        return proposal
    fork = case.contract.fork
    facts = [new("proposal_declined", by=scene.actor)]
    if fork:
        facts.append(NewFact("reminded", {"kind": "fork", "due": fork.until}, Visibility.SECRET))
    fields: dict[str, Value] = {
        "proposed_by": mention(proposal.by),
        "by": scene.actor.login,
        "proposed": day(proposal.delivery),
        "delivery": day(case.opportunity.delivery),
        "ahead": case.opportunity.delivery >= scene.context.today,
        "mentions": scene.context.mentions(Role.PROCUREMENT) if fork else (),
    }
    return Outcome(tuple(facts), Comment("proposal_declined", fields))


def unanswered(case: Case, due: Due, context: Context) -> Outcome:
    """Nobody has answered the proposed date: procurement is asked. The date can still be answered."""
    proposal = case.contract.proposal
    assert proposal is not None
    fields: dict[str, Value] = {
        "proposed_by": proposal.by.login,
        "others": tuple(mention(person) for person in _people(case, proposal.side)),
        "proposed": day(proposal.delivery),
        "delivery": day(case.opportunity.delivery),
        "ahead": case.opportunity.delivery >= local_date(context.now, context.policy),
        "mentions": context.mentions(Role.PROCUREMENT),
    }
    return Outcome(answer=Comment("proposal_unanswered", fields))
