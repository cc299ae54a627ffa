"""Termination for default or for convenience: the notice, and what is to be paid. Source: the process, step 7.

Only procurement terminates; accepted work is paid, so it is never terminated for default. What can follow stands in `after_notice.py`.
"""

from collections.abc import Mapping

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import days_after, local_date
from bot.core.effects import CloseIssue
from bot.core.facts import NewFact
from bot.core.opportunity import tax_in_force, with_tax
from bot.core.people import Role
from bot.core.rules.offering import next_in_order
from bot.core.rules.pausing import start_clocks
from bot.core.scene import Answer, Outcome, Refusal, Scene, mention, new, quoted, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, money

WHOLE = 100
"""Percent of the work."""
ACCEPTED = ("accepted", "invoiced")
"""States in which the client has accepted the work."""

ENDED = Text(
    "The contract has ended already, and the invoice for it is under way.",
    "Le contrat a déjà pris fin, et la facture s’y rapportant suit son cours.",
)
IS_PAID = Text(
    "The work is accepted, and accepted work is paid: it can’t be terminated for default.",
    "Les travaux sont acceptés, et des travaux acceptés se paient : une résiliation pour manquement n’est pas possible.",
)
DEFECT_FIRST = Text(
    "If a defect was found, the client says so first: `/acceptance N unmet REASON`.",
    "Si un défaut a été constaté, le client le dit d’abord : `/acceptation N non-satisfait RAISON`.",
)
HOW_MUCH = Text(
    "How much of the work is done, in percent? That share is paid.",
    "Quelle part des travaux est faite, en pourcentage? C’est cette part qui se paie.",
)
PAID_WHOLE = Text("The work is accepted, so all of it is paid.", "Les travaux sont acceptés; ils se paient donc en entier.")
NO_PERCENT = Text("Leave the percentage out, or say 100%.", "Omettez le pourcentage, ou dites 100\u00a0%.")


def terminate(case: Case, command: Command, scene: Scene) -> Answer:
    """The contract ends, with written notice: for default unpaid, for convenience paid by the share of the work that was done."""
    ground, percent = str(command.arguments["ground"]), command.arguments.get("percent")
    refusal = _not_so(case, ground, percent)
    if refusal:
        return refusal
    done = 0 if ground == "default" else WHOLE if percent is None else int(str(percent))
    price = share(case.opportunity.price, done)
    most = with_tax(price, tax_in_force(scene.policy.money, case.opportunity.delivery))
    reason = str(command.arguments["reason"])
    facts = (
        *_clocks_go_on(case, scene),
        new("terminated", by=scene.actor, ground=ground, before=case.state, percent=done, price=price, most=most),
        new("moved", to=move(Kind.OPPORTUNITY, case.state, "terminated"), reason=reason),
    )
    fields: dict[str, Value] = {"reason": quoted(reason), "price": money(price), "most": money(most)}
    closed = () if done else (CloseIssue("", case.target, "not_planned"),)
    return Outcome(facts, Comment("terminated", {**_notice(case, ground, done, scene), **fields}), closed)


def share(cents: int, percent: int) -> int:
    """A percentage of an amount of cents, rounded half up to the cent."""
    return (cents * percent + WHOLE // 2) // WHOLE


def _not_so(case: Case, ground: str, percent: object) -> Refusal | None:
    if case.contract.termination:
        return refuse(ENDED)
    accepted = case.state in ACCEPTED
    if accepted and ground == "default":
        return refuse(IS_PAID, DEFECT_FIRST)
    if accepted and percent not in (None, WHOLE):
        return refuse(PAID_WHOLE, NO_PERCENT)
    if not accepted and ground == "convenience" and percent is None:
        return refuse(HOW_MUCH, None, Text("/terminate convenience 40% …", "/résilier commodité 40\u00a0% …"))
    return None


def _clocks_go_on(case: Case, scene: Scene) -> tuple[NewFact, ...]:
    """A contract that has ended waits for nobody; a dispute about it stays open."""
    held = tuple(what for what in ("hold", "blocked") if what in case.clocks.stopped)
    return start_clocks(case, held, scene.cause.at, scene.policy) if held else ()


def _notice(case: Case, ground: str, done: int, scene: Scene) -> Mapping[str, Value]:
    context, supplier = scene.context, case.supplier
    assert supplier is not None
    return {
        "supplier": mention(supplier),
        "clients": tuple(mention(person) for person in case.clients),
        "by": scene.actor.login,
        "default": ground == "default",
        "percent": done,
        "number": case.funds.number,
        "contact": context.policy.contact,
        "ended": day(context.today),
        "awarded": day(local_date(case.awarded_at, context.policy)) if case.awarded_at else None,
        "until": day(local_date(days_after(scene.cause.at, scene.policy.dates.invoice, scene.policy), scene.policy)),
        "complaints": context.policy.complaints,
        "somebody_next": next_in_order(case) is not None,
        "mentions": context.mentions(Role.MAINTAINER),
    }
