"""Disputes: raised by one party, answered by the client, resolved by procurement. The clocks stand still meanwhile (process, step 8).

What the parties write stays theirs, in their own comments. Never judges who is right, and never moves the case.
"""

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import days_after, local_date
from bot.core.events import Due
from bot.core.people import Role
from bot.core.rules.pausing import concerned, resumed_fields, start_clocks, still_waits, stop_clocks
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, refuse
from bot.core.text import Text, day, joined, same

NO_SUPPLIER = Text(
    "No supplier is chosen at the moment, so there is nobody to have a dispute with.",
    "Aucun fournisseur n’est choisi en ce moment; il n’y a donc personne avec qui avoir un différend.",
)
OPEN_ALREADY = Text(
    "A dispute is open already, and the client has said their side.",
    "Un différend est déjà en cours, et le client a donné sa version.",
)
CLIENT_NEXT = Text(
    "A dispute is open already. The client answers next, then the contracting authority.",
    "Un différend est déjà en cours. Le client y répond d’abord, puis l’autorité contractante.",
)
SAY_MORE = Text(
    "To say more, write a comment here without a command: the contracting authority reads it.",
    "Pour en dire plus, écrivez ici un commentaire sans commande : l’autorité contractante le lit.",
)
NO_DISPUTE = Text("No dispute is open here.", "Aucun différend n’est en cours ici.")
NOT_HEARD = Text(
    "The client has not said their side yet: {clients}.",
    "Le client n’a pas encore donné sa version : {clients}.",
)
HEAR_FIRST = Text(
    "The client answers with `/dispute` and the words. If the client is away, the team names another: `/assign client @USER`.",
    "Le client répond par `/différend` suivi du texte. S’il est absent, l’équipe en désigne un autre : `/désigner client @COMPTE`.",
)


def dispute(case: Case, command: Command, scene: Scene) -> Answer:
    """A party raises a dispute, or the client answers the one that is open."""
    client = any(one.id == scene.actor.id for one in case.clients)
    there = case.contract.dispute
    if there is None:
        return _raised(case, scene, Role.CLIENT if client else Role.SUPPLIER)
    if client and not there.client_heard:
        fields: dict[str, Value] = {"client": scene.actor.login, "url": scene.url, "mentions": scene.context.mentions(Role.PROCUREMENT)}
        return Outcome((new("client_heard", by=scene.actor, url=scene.url),), Comment("dispute_answered", fields))
    return refuse(OPEN_ALREADY if there.client_heard else CLIENT_NEXT, SAY_MORE)


def _raised(case: Case, scene: Scene, side: Role) -> Answer:
    if case.supplier is None:
        return refuse(NO_SUPPLIER)
    facts = (new("disputed", by=scene.actor, side=side.value, url=scene.url), *stop_clocks(case, "dispute"))
    until = days_after(scene.cause.at, scene.policy.dates.non_delivery_answer, scene.policy)
    fields: dict[str, Value] = {
        "by": scene.actor.login,
        "url": scene.url,
        "heard": side is Role.CLIENT,
        "clients": tuple(mention(one) for one in case.clients),
        "supplier": mention(case.supplier),
        "mentions": scene.context.mentions(Role.PROCUREMENT),
        "until": day(until.date()),
    }
    return Outcome(facts, Comment("disputed", fields))


def resolve(case: Case, command: Command, scene: Scene) -> Answer:
    """Procurement's final answer, once the client has been heard: the clocks go on."""
    refusal = _not_resolved_yet(case)
    if refusal:
        return refusal
    over = start_clocks(case, ("dispute",), scene.cause.at, scene.policy)
    fields: dict[str, Value] = {"by": scene.actor.login, "url": scene.url, "waits": still_waits(case, ("dispute",))}
    comment = Comment("resolved", {**fields, "mentions": concerned(case), **resumed_fields(case, over, scene.policy)})
    return Outcome((new("resolved", by=scene.actor, url=scene.url), *over), comment)


def _not_resolved_yet(case: Case) -> Refusal | None:
    there = case.contract.dispute
    if there is None:
        return refuse(NO_DISPUTE)
    if there.client_heard:
        return None
    clients = joined(tuple(same(f"`{one.login}`") for one in case.clients))
    return refuse(NOT_HEARD.format(clients=clients), HEAR_FIRST)


def unanswered(case: Case, due: Due, context: Context) -> Outcome:
    """The client has not said their side: they are reminded, and after as long again procurement is told."""
    assert case.contract.dispute is not None
    raised = case.clocks.stopped["dispute"]
    last = days_after(raised, 2 * context.policy.dates.non_delivery_answer, context.policy)
    fields: dict[str, Value] = {
        "clients": tuple(mention(one) for one in case.clients),
        "url": case.contract.dispute.url,
        "until": day(last.date()),
        "raised": day(local_date(raised, context.policy)),
    }
    late = due.kind == "dispute_late"
    who = context.mentions(Role.PROCUREMENT, Role.MAINTAINER)
    return Outcome(answer=Comment("dispute_late", {**fields, "mentions": who}) if late else Comment("dispute_waits", fields))
