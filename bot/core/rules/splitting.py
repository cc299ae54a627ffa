"""Contract splitting: what looks like a divided requirement is flagged for procurement, which judges it.

Never decides: it is not black and white (client guide). What was named once, and judged, is not named again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.effects import Target
from bot.core.opportunity import Opportunity, tax_in_force, with_tax
from bot.core.people import Role
from bot.core.programme import Summary
from bot.core.scene import NOTHING, Answer, Context, Outcome, Scene, mention, new, post, quoted, refuse
from bot.core.states import BEFORE_OPENING, RUN_AGAIN
from bot.core.text import Text, money

WINDOW = timedelta(days=365)
"""How far back a client's other opportunities count: a year, in which one requirement would have been planned as one."""

FLAG = "contract_splitting"
NO_FLAG = Text("There is no flag to judge here.", "Il n’y a ici aucun indicateur à trancher.")
NO_SPLITTING = Text(
    "The flag for contract splitting is not up: there is nothing to uphold.",
    "L’indicateur de fractionnement n’est pas levé : il n’y a rien à maintenir.",
)
UPHELD_ALREADY = Text("The flag is upheld already.", "L’indicateur est déjà maintenu.")
HOW_ON = Text(
    "Before opening, `/stop splitting REASON` ends the request; `/clear REASON` lifts the flag after all.",
    "Avant l’ouverture, `/arrêter fractionnement RAISON` met fin à la demande; `/lever RAISON` lève tout de même l’indicateur.",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is compared with the client's others: whose it is, what it costs (cents, tax included), and what was named already."""

    target: Target
    client: int
    cost: int
    named: frozenset[int] = frozenset()


def request_of(case: Case, opportunity: Opportunity, context: Context) -> Request:
    """A case, as its text says now."""
    return Request(case.target, case.client.id, cost(opportunity, context), case.preparation.splitting.named)


def cost(opportunity: Opportunity, context: Context) -> int:
    """The price in cents, with the tax in force on the day of delivery."""
    return with_tax(opportunity.price, tax_in_force(context.policy.money, opportunity.delivery))


def suspicion(request: Request, context: Context, held_up: tuple[Text, ...] = ()) -> Outcome:
    """A flag and a comment, where the client's live or paid opportunities of a year pass the cap together with this one.

    Nothing where they don't, or were all named before. `held_up` are further reasons against opening, told with it.
    """
    others = tuple(one for one in _recent(context) if one.client == request.client and one.state not in RUN_AGAIN)
    return _flagged(request, others, context, {"award": False, "reasons": held_up})


def at_award(case: Case, context: Context) -> Outcome:
    """The same for a client's awards to one supplier: repeated sole sourcing looks like one contract."""
    assert case.supplier is not None
    pair = (case.client.id, case.supplier.id)
    others = tuple(one for one in _recent(context) if (one.client, one.supplier) == pair and one.state not in RUN_AGAIN)
    return _flagged(request_of(case, case.opportunity, context), others, context, {"award": True, "reasons": ()})


def _recent(context: Context) -> Iterable[Summary]:
    return (one for one in context.programme.cases if one.latest and context.now - one.latest <= WINDOW)


def _flagged(request: Request, others: tuple[Summary, ...], context: Context, fields: dict[str, Value]) -> Outcome:
    total = request.cost + sum(one.cost for one in others)
    named = sorted(one.number for one in others)
    if not others or total <= context.policy.money.cap or request.named.issuperset(named):
        return NOTHING
    rows: tuple[Value, ...] = tuple(
        {"number": one.number, "title_en": quoted(one.title.en), "title_fr": quoted(one.title.fr), "cost": money(one.cost)}
        for one in sorted(others, key=lambda one: one.number)
    )
    amounts: dict[str, Value] = {"cost": money(request.cost), "total": money(total), "cap": money(context.policy.money.cap)}
    comment = Comment("splitting", {**fields, **amounts, "others": rows, "mentions": context.mentions(Role.PROCUREMENT)})
    facts = (new("suspected", others=named, total=total), new("flagged", flag=FLAG))
    return Outcome(facts, effects=(post(request.target, comment),))


def with_suspicion(outcome: Outcome, found: Outcome) -> Outcome:
    """An outcome with what was found beside it."""
    return replace(outcome, facts=(*outcome.facts, *found.facts), effects=(*outcome.effects, *found.effects))


def undecided(case: Case) -> bool:
    """Whether procurement has still to judge what was flagged."""
    return FLAG in case.flags and case.preparation.splitting.verdict != "upheld"


def upheld(case: Case) -> bool:
    """Whether procurement found that the requirement was divided."""
    return FLAG in case.flags and not undecided(case)


def clear(case: Case, command: Command, scene: Scene) -> Answer:
    """Lifts the flag that is up: an undecided splitting first, then a complaint that is over, then a splitting upheld before."""
    if "complaint" in case.flags and not undecided(case):
        return Outcome((new("unflagged", flag="complaint"),), Comment("complaint_over", _judged(case, command, scene)))
    if FLAG not in case.flags:
        return refuse(NO_FLAG)
    cleared = new("cleared", reason=str(command.arguments["reason"]), by=scene.actor)
    return Outcome((cleared, new("unflagged", flag=FLAG)), Comment("splitting_cleared", _judged(case, command, scene)))


def uphold(case: Case, command: Command, scene: Scene) -> Answer:
    """The requirement was divided: before opening it can't be published; afterwards it is on the record."""
    if FLAG not in case.flags:
        return refuse(NO_SPLITTING)
    if upheld(case):
        return refuse(UPHELD_ALREADY, HOW_ON)
    reason = str(command.arguments["reason"])
    return Outcome((new("upheld", reason=reason, by=scene.actor),), Comment("splitting_upheld", _judged(case, command, scene)))


def _judged(case: Case, command: Command, scene: Scene) -> dict[str, Value]:
    return {
        "by": scene.actor.login,
        "reason": quoted(str(command.arguments["reason"])),
        "client": mention(case.client),
        "before_opening": case.state in BEFORE_OPENING,
        "mentions": scene.context.mentions(Role.MAINTAINER),
    }
