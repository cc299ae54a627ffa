"""The work: what is submitted, and the client's verdict on each acceptance criterion, on the commit that was submitted then."""

from dataclasses import replace

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.delivery import Assessment, Delivery
from bot.core.effects import Effect, KeepPanel
from bot.core.events import PullRequest
from bot.core.facts import NewFact
from bot.core.rules.panels import acceptance_panel, shown_head
from bot.core.scene import NOTHING, Answer, Context, Outcome, Scene, mention, new, post, quoted, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, money

NO_CRITERION = Text(
    "There is no acceptance criterion {n}; they are numbered 1 to {count}.",
    "Il n’y a pas de critère d’acceptation {n}; ils sont numérotés de 1 à {count}.",
)
ACCEPTED = Text("Every criterion is met already.", "Tous les critères sont déjà satisfaits.")


def pull_request(case: Case, event: PullRequest, scene: Scene) -> Answer:
    """The supplier's pull request, ready for review, delivers; a push to it delivers anew and makes earlier verdicts stale."""
    supplier = case.supplier
    if supplier is None or event.author_id != supplier.id or event.draft or event.action == "closed":
        return NOTHING
    if case.state not in ("awarded", "delivered") or event.head == case.delivery.head:
        return NOTHING
    return _submitted(case, event.number, event.head, event.url)


def deliver(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier says where the work is; verdicts count on the pull request's newest commit, if there is one, else on this submission."""
    url = str(command.arguments["url"])
    head = case.delivery.head if case.delivery.pull is not None else scene.cause.via
    return _submitted(case, case.delivery.pull, head, url)


def _submitted(case: Case, pull: int | None, head: str, url: str) -> Outcome:
    """The first submission’s panel asks the client by itself; later ones need a new comment, for an edit notifies nobody."""
    fact = new("submitted", pull=pull, head=head, url=url)
    stale = bool(case.delivery.standing())
    fields: dict[str, Value] = {
        "clients": tuple(mention(person) for person in case.clients),
        "url": url,
        "head": shown_head(head),
        "count": len(case.opportunity.acceptance),
        "delivery": day(case.opportunity.delivery),
    }
    submission = replace(case, delivery=Delivery(pull=pull, head=head, submitted_url=url))
    shown = acceptance_panel(submission)
    effects: tuple[Effect, ...] = (post(case.target, Comment("delivered", fields)), shown) if stale or case.delivery.head else (shown,)
    if case.state == "delivered":
        return Outcome((fact,), effects=effects if stale else (shown,))
    return Outcome((fact, new("moved", to=move(Kind.OPPORTUNITY, case.state, "delivered"))), effects=effects)


def assess(case: Case, command: Command, scene: Scene) -> Answer:
    """A verdict on one criterion. With the last one the work is accepted, or goes back to be revised."""
    number, met = int(str(command.arguments["number"])), command.arguments["verdict"] == "met"
    reason, count = str(command.arguments.get("reason") or ""), len(case.opportunity.acceptance)
    if not 1 <= number <= count:
        return refuse(NO_CRITERION.format(n=number, count=count))
    fact = new("assessed", criterion=number, met=met, reason=reason, head=case.delivery.head, by=scene.actor)
    one = Assessment(number, met, reason, case.delivery.head, scene.actor.person)
    after = replace(case, delivery=replace(case.delivery, assessments=(*case.delivery.assessments, one)))
    shown = acceptance_panel(after)
    if case.state in ("accepted", "invoiced"):
        return refuse(ACCEPTED) if met else _defect(case, fact, shown, one)
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
        "until": day(until),
        "contact": context.policy.contact,
    }
    return Outcome((fact, moved), effects=(shown, post(case.target, Comment("accepted", fields))))


def _defect(case: Case, fact: NewFact, shown: KeepPanel, one: Assessment) -> Outcome:
    """A criterion is found unmet after acceptance: back to delivered."""
    assert case.supplier is not None
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "delivered"))
    comment = Comment("defect", {"supplier": mention(case.supplier), "number": one.criterion, "reason": quoted(one.reason)})
    return Outcome((fact, moved), effects=(shown, post(case.target, comment)))
