"""Assessment: the client's verdict on each work acceptance criterion, on the commit that was submitted then, and what waits for one.

Nothing is ever accepted by silence: whoever can see to it is asked, one after the other.
"""

from dataclasses import replace

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import days_into
from bot.core.delivery import Assessment
from bot.core.effects import KeepPanel
from bot.core.events import Due
from bot.core.facts import NewFact
from bot.core.people import Role
from bot.core.rules.forking import settled
from bot.core.rules.panels import acceptance_panel, shown_head
from bot.core.rules.paying import payable
from bot.core.scene import Answer, Context, Outcome, Scene, mention, new, post, quoted, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, money

NO_CRITERION = Text(
    "There is no acceptance criterion {n}; they are numbered 1 to {count}.",
    "Il n’y a pas de critère d’acceptation {n}; ils sont numérotés de 1 à {count}.",
)
ACCEPTED = Text("Every criterion is met already.", "Tous les critères sont déjà satisfaits.")
ENDED = Text(
    "The contract was ended for convenience: its invoice is for the share that was done, so the work is not assessed any more.",
    "Le contrat a été résilié pour des raisons de commodité : la facture porte sur la part faite, et les travaux ne sont plus évalués.",
)
SEND_BACK = Text(
    "If something is wrong with the invoice, the section 34 manager sends it back with `/return`.",
    "Si la facture pose problème, le gestionnaire de l’article 34 la renvoie par `/renvoyer`.",
)


def assess(case: Case, command: Command, scene: Scene) -> Answer:
    """A verdict on one criterion. With the last one the work is accepted, or goes back to be revised."""
    number, met = int(str(command.arguments["number"])), command.arguments["verdict"] == "met"
    reason, count = str(command.arguments.get("reason") or ""), len(case.opportunity.acceptance)
    if case.contract.termination:
        return refuse(ENDED, SEND_BACK)
    if not 1 <= number <= count:
        return refuse(NO_CRITERION.format(n=number, count=count))
    fact = new("assessed", criterion=number, met=met, reason=reason, head=case.delivery.head, by=scene.actor)
    one = Assessment(number, met, reason, case.delivery.head, scene.actor.person)
    after = replace(case, delivery=replace(case.delivery, assessments=(*case.delivery.assessments, one)))
    shown = acceptance_panel(after)
    if case.state in ("accepted", "invoiced"):
        return refuse(ACCEPTED) if met else _defect(case, fact, shown, one, scene.context)
    if after.delivery.open_criteria(count):
        return Outcome((fact,), effects=(shown,))
    return _revise(case, after, fact, shown) if after.delivery.unmet() else _accept(case, fact, shown, scene.context)


def _revise(case: Case, after: Case, fact: NewFact, shown: KeepPanel) -> Outcome:
    assert case.supplier is not None
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "awarded"))
    rows: tuple[Value, ...] = tuple({"number": one.criterion, "reason": quoted(one.reason)} for one in after.delivery.unmet())
    fields: dict[str, Value] = {"supplier": mention(case.supplier), "unmet": rows, "url": case.delivery.submitted_url}
    fields["head"] = shown_head(case.delivery.head)
    comment = Comment("revise", {**fields, "delivery": day(case.opportunity.delivery)})
    return Outcome((fact, moved), effects=(shown, post(case.target, comment)))


def _accept(case: Case, fact: NewFact, shown: KeepPanel, context: Context) -> Outcome:
    assert case.supplier is not None
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "accepted"))
    until = business_days(context.policy).add_business_days(context.today, context.policy.dates.invoice)
    fields: dict[str, Value] = {
        "supplier": mention(case.supplier),
        "number": case.funds.number,
        "price": money(case.opportunity.price),
        "most": money(payable(case, context.policy)),
        "until": day(until),
        "contact": context.policy.contact,
    }
    in_time = (new("unflagged", flag="overdue"),) if "overdue" in case.flags else ()
    return Outcome((fact, *settled(case, "accepted"), *in_time, moved), effects=(shown, post(case.target, Comment("accepted", fields))))


def _defect(case: Case, fact: NewFact, shown: KeepPanel, one: Assessment, context: Context) -> Outcome:
    """A criterion is found unmet after acceptance: back to delivered; an invoice and its certification are void."""
    assert case.supplier is not None
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "delivered"))
    voided = (new("voided"),) if case.payment.invoiced_at else ()
    fields: dict[str, Value] = {
        "supplier": mention(case.supplier),
        "number": one.criterion,
        "reason": quoted(one.reason),
        "invoiced": bool(voided),
        "mentions": context.mentions(Role.SECTION_34) if voided else (),
    }
    return Outcome((fact, *voided, moved), effects=(shown, post(case.target, Comment("defect", fields))))


def unassessed(case: Case, due: Due, context: Context) -> Outcome:
    """The client has not given every verdict: they are reminded, then section 34 is asked to see to it, then procurement."""
    times, roles = ASKED[due.kind]
    next_look = days_into(case.clocks, context.policy.dates.assessment * (times + 1), context.policy)
    assert next_look is not None
    missing = case.delivery.open_criteria(len(case.opportunity.acceptance))
    fields: dict[str, Value] = {
        "clients": tuple(mention(one) for one in case.clients),
        "missing": ", ".join(str(number) for number in missing),
        "first": missing[0],
        "url": case.delivery.submitted_url,
        "until": day(next_look.date()),
        "mentions": context.mentions(*roles),
    }
    return Outcome(answer=Comment(due.kind, fields))


ASKED: dict[str, tuple[int, tuple[Role, ...]]] = {
    "assessment_due": (1, ()),
    "assessment_late": (2, (Role.SECTION_34,)),
    "assessment_stuck": (3, (Role.PROCUREMENT, Role.MAINTAINER)),
}
"""Deadline → after how many times the policy's days, and who is asked beside the client. Its comment has the same name."""


def unmended(case: Case, due: Due, context: Context) -> Outcome:
    """A defect that was found after acceptance is not mended: the supplier is reminded, then procurement is told."""
    assert case.supplier is not None
    last = days_into(case.clocks, 2 * context.policy.dates.non_delivery_answer, context.policy)
    assert last is not None
    fields: dict[str, Value] = {
        "supplier": mention(case.supplier),
        "unmet": ", ".join(str(one.criterion) for one in case.delivery.unmet()),
        "url": case.delivery.submitted_url,
        "until": day(last.date()),
    }
    told = {**fields, "mentions": context.mentions(Role.PROCUREMENT), "clients": tuple(mention(one) for one in case.clients)}
    return Outcome(answer=Comment("defect_stuck", told) if due.kind == "defect_stuck" else Comment("defect_waits", fields))
