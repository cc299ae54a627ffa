"""A federal employee's approvals, before the work begins: the director general's sign-off, the deputy head's approval. Source: FAQ.

The team asks for them in private and says here only that they are wanted, or seen. Never holds them, and asks nobody by itself.
"""

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import local_date
from bot.core.deadlines.selection import sign_off_until
from bot.core.rules.awarding import announced, provision
from bot.core.scene import Answer, Outcome, Scene, mention, new, post, refuse
from bot.core.text import Text, day

NO_OFFER = Text(
    "No offer stands: there is nobody whose approvals could be asked for.",
    "Aucune offre n’est en cours : il n’y a personne à qui demander des autorisations.",
)
ASKED = Text("The approvals are asked for already.", "Les autorisations sont déjà demandées.")
SEEN = Text("The approvals were seen already.", "Les autorisations ont déjà été vues.")
NOT_ASKED = Text(
    "No approvals were asked for, so there is nothing to record.",
    "Aucune autorisation n’a été demandée; il n’y a donc rien à consigner.",
)


def sign_off(case: Case, command: Command, scene: Scene) -> Answer:
    """The team says that approvals are needed, or that it has seen them."""
    return _needed(case, scene) if command.arguments["signoff"] == "needed" else _seen(case, scene)


def _needed(case: Case, scene: Scene) -> Answer:
    """The supplier is told on their application what to send, and nothing about why."""
    if case.offer is None:
        return refuse(NO_OFFER)
    if case.contract.signoff:
        return refuse(ASKED if case.contract.signoff == "needed" else SEEN)
    application = case.application(case.offer.issue_id)
    assert application is not None
    until = day(local_date(sign_off_until(case, scene.cause.at, scene.policy), scene.policy))
    fields: dict[str, Value] = {"supplier": mention(application.applicant), "contact": scene.policy.contact, "until": until}
    asked = post(case.thread(application), Comment("signoff_needed", fields, application.language))
    answer = _recorded(scene, {"seen": False, "agreed": case.offer.agreed, "until": until})
    return Outcome((new("signoff", step="needed"),), answer, (asked,))


def _seen(case: Case, scene: Scene) -> Answer:
    """Whatever waited for them goes on: the repository of a supplier who has agreed, or the award where it stands."""
    if case.contract.signoff != "needed" or case.offer is None:
        return refuse(SEEN if case.contract.signoff else NOT_ASKED)
    seen = new("signoff", step="seen")
    if case.offer.agreed and case.delivery.repository_id:
        invited = scene.policy.delivery.access == "invite"
        return announced(case, case.delivery.url, scene.context, (seen,), invited=invited)
    answer = _recorded(scene, {"seen": True, "agreed": case.offer.agreed, "until": None})
    return Outcome((seen,), answer, (provision(case, scene.context),) if case.offer.agreed else ())


def _recorded(scene: Scene, fields: dict[str, Value]) -> Comment:
    return Comment("signoff", {"by": mention(scene.actor), **fields}, scene.language)
