"""The fork, when delivery is in doubt: another date, or the end. The supplier is asked, and answers; else procurement is asked.

Source: the process, step 7. The bot asks and records; it terminates nothing by itself. A proposed date is answered in `amending.py`.
"""

from datetime import datetime

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import days_after
from bot.core.events import Due
from bot.core.facts import NewFact, instant, read_instant
from bot.core.people import Person, Role
from bot.core.scene import Answer, Context, Outcome, Scene, mention, new, quoted, refuse
from bot.core.text import Text, day, moment

IN_DOUBT = Text(
    "The supplier has been asked already, and has until {until} to answer: `/continue DATE` or `/discontinue`.",
    "La question est posée au fournisseur, qui a jusqu’au terme suivant pour répondre par `/poursuivre DATE` ou `/abandonner` : {until}.",
)
GIVEN_UP = Text(
    "The supplier has given up the work already; procurement decides what follows.",
    "Le fournisseur a déjà abandonné les travaux; l’autorité contractante décide de la suite.",
)


def answer_until(at: datetime, context: Context) -> datetime:
    """Until when a question about delivery is to be answered: the end of the policy's number of business days (UTC)."""
    return days_after(at, context.policy.dates.non_delivery_answer, context.policy)


EXAMPLE = 10
"""Business days from the delivery date, or from today, to a new date that is shown as an example."""


def _example(case: Case, context: Context) -> str:
    return business_days(context.policy).add_business_days(max(case.opportunity.delivery, context.today), EXAMPLE).isoformat()


def _opened(by: Person | None, until: datetime) -> NewFact:
    return new("fork_opened", by=by, until=instant(until))


def settled(case: Case, how: str) -> tuple[NewFact, ...]:
    """The fact that ends a fork and a proposed date, where there is one: delivery is no longer in doubt."""
    return (new("settled", how=how),) if case.contract.fork or case.contract.proposal else ()


def overdue(case: Case, due: Due, context: Context) -> Outcome:
    """The delivery date is over: flagged, and the supplier is asked; whoever has been asked already is not asked again."""
    assert case.supplier is not None
    flagged = () if "overdue" in case.flags else (new("flagged", flag="overdue"),)
    if case.contract.fork:
        return Outcome(flagged)
    until, proposal = answer_until(context.now, context), case.contract.proposal
    fields: dict[str, Value] = {
        "supplier": mention(case.supplier),
        "clients": tuple(mention(person) for person in case.clients),
        "delivery": day(case.opportunity.delivery),
        "until": moment(until, context.policy.time_zone),
        "proposed": day(proposal.delivery) if proposal else None,
        "supplier_answers": bool(proposal and proposal.side is Role.CLIENT),
        "example": _example(case, context),
    }
    return Outcome((*flagged, _opened(None, until)), Comment("overdue", fields))


def unable(case: Case, command: Command, scene: Scene) -> Answer:
    """One side says that there will be no delivery in time: the supplier is asked at once."""
    fork = case.contract.fork
    if fork:
        return refuse(GIVEN_UP if fork.given_up else IN_DOUBT.format(until=moment(read_instant(fork.until), scene.policy.time_zone)))
    assert case.supplier is not None
    until = answer_until(scene.cause.at, scene.context)
    fields: dict[str, Value] = {
        "supplier": mention(case.supplier),
        "clients": tuple(mention(person) for person in case.clients),
        "by_client": scene.actor.id != case.supplier.id,
        "reason": quoted(str(command.arguments["reason"])),
        "delivery": day(case.opportunity.delivery),
        "until": moment(until, scene.policy.time_zone),
        "example": _example(case, scene.context),
    }
    return Outcome((_opened(scene.actor.person, until),), Comment("unable", fields))


def discontinue(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier gives up the work, asked or not: procurement is asked to terminate."""
    fork = case.contract.fork
    if fork and fork.given_up:
        return refuse(GIVEN_UP)
    until = fork.until if fork else instant(answer_until(scene.cause.at, scene.context))
    fields: dict[str, Value] = {
        "supplier": scene.actor.login,
        "clients": tuple(mention(person) for person in case.clients),
        "mentions": scene.context.mentions(Role.PROCUREMENT),
    }
    return Outcome((new("discontinued", by=scene.actor, until=until),), Comment("discontinued", fields))


def silent(case: Case, due: Due, context: Context) -> Outcome:
    """The supplier has not answered: procurement is asked what follows. The supplier can still answer, and still deliver."""
    assert case.supplier is not None
    fields: dict[str, Value] = {
        "supplier": case.supplier.login,
        "mentions": context.mentions(Role.PROCUREMENT),
        "delivery": day(case.opportunity.delivery),
    }
    return Outcome(answer=Comment("fork_unanswered", fields))
