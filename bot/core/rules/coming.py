"""What comes without anybody: what the bot does by itself and when, and what keeps the clocks from bringing it.

Never decides what falls due (`deadlines` do), only says it.
"""

from collections.abc import Mapping
from datetime import datetime

from bot.core.case import Case
from bot.core.deadlines import LAST_SECOND, deadlines
from bot.core.scene import Context
from bot.core.text import Text, moment

BY_ITSELF: Mapping[str, Text] = {
    "unpublished": Text("If it is not published by {at}, the client is asked to move the dates.", "Si elle n’est pas publiée d’ici {at}, le client est prié de reporter les dates."),
    "no_applications": Text("If nobody has applied by {at}, the team is told.", "Si personne n’a posé sa candidature d’ici {at}, l’équipe en est avisée."),
    "closing": Text("The call closes by itself on {at}.", "L’appel se ferme de lui-même {at}."),
    "sweep": Text("The applications are counted on {at}.", "Les candidatures sont comptées {at}."),
    "freeze": Text("The applications are counted on {at}.", "Les candidatures sont comptées {at}."),
    "evaluation_late": Text("If the evaluation is not finished by {at}, the evaluators are asked again.", "Si l’évaluation n’est pas finie d’ici {at}, les évaluateurs sont relancés."),
    "evaluation_overdue": Text("If it is not finished by {at}, the contracting authority and the team are told.", "Si elle n’est pas finie d’ici {at}, l’autorité contractante et l’équipe en sont avisées."),
    "offer": Text("The offer ends on {at}; then the next in the order is asked.", "L’offre prend fin {at}; la personne suivante est alors invitée."),
    "signoff_reminder": Text("The team is reminded of the approvals on {at}.", "Un rappel des autorisations est envoyé à l’équipe {at}."),
    "signoff": Text("The offer ends on {at}, if the approvals have not been seen.", "L’offre prend fin {at}, si les autorisations n’ont pas été vues."),
    "delivery_reminder": Text("The supplier is reminded of the date on {at}.", "Un rappel de la date est envoyé au fournisseur {at}."),
    "overdue": Text("If no work has come by {at}, the supplier is asked whether to go on.", "Si rien n’est livré d’ici {at}, on demande au fournisseur s’il poursuit."),
    "fork": Text("Without an answer by {at}, the contracting authority is asked.", "Sans réponse d’ici {at}, l’autorité contractante est consultée."),
    "proposal": Text("Without an answer by {at}, the contracting authority is asked.", "Sans réponse d’ici {at}, l’autorité contractante est consultée."),
    "blocked": Text("The client is asked again on {at}.", "Le client est relancé {at}."),
    "blocked_long": Text("The contracting authority is told on {at}.", "L’autorité contractante est avisée {at}."),
    "assessment_due": Text("Without every verdict by {at}, the client is asked again.", "Sans tous les verdicts d’ici {at}, le client est relancé."),
    "assessment_late": Text("Without every verdict by {at}, the section 34 manager is asked.", "Sans tous les verdicts d’ici {at}, le gestionnaire de l’article 34 est consulté."),
    "assessment_stuck": Text("Without every verdict by {at}, the contracting authority is asked.", "Sans tous les verdicts d’ici {at}, l’autorité contractante est consultée."),
    "defect_waits": Text("Without a correction by {at}, the supplier is asked again.", "Sans correction d’ici {at}, le fournisseur est relancé."),
    "defect_stuck": Text("Without a correction by {at}, the contracting authority is told.", "Sans correction d’ici {at}, l’autorité contractante est avisée."),
    "invoice_soon": Text("The supplier is reminded of the invoice on {at}.", "Un rappel de la facture est envoyé au fournisseur {at}."),
    "invoice_late": Text("Without an invoice by {at}, finance is asked what follows.", "Sans facture d’ici {at}, les finances sont consultées sur la suite."),
    "payment_late": Text("Without a payment by {at}, whoever must act is asked again.", "Sans paiement d’ici {at}, les responsables sont relancés."),
    "payment_later": Text("Without a payment by {at}, whoever must act is asked again.", "Sans paiement d’ici {at}, les responsables sont relancés."),
    "payment_latest": Text("Without a payment by {at}, whoever must act is asked again.", "Sans paiement d’ici {at}, les responsables sont relancés."),
    "dispute": Text("Without the client’s side by {at}, the client is asked again.", "Sans la version du client d’ici {at}, celui-ci est relancé."),
    "dispute_late": Text("Without the client’s side by {at}, the contracting authority is told.", "Sans la version du client d’ici {at}, l’autorité contractante est avisée."),
    "debrief_late": Text("If the debrief is not given by {at}, the team is asked again.", "Si le compte rendu n’est pas donné d’ici {at}, l’équipe est relancée."),
    "retry": Text("GitHub refused a step. The bot tries again on {at}.", "GitHub a refusé une étape. Le robot réessaie {at}."),
}  # fmt: skip
"""What the bot does when a deadline of this kind comes. One that is missing here is told by its date alone."""

SOONEST = 3
"""So many of them are told."""

LOOKS_AGAIN = Text("The bot looks at this again by itself on {at}.", "Le robot y revient de lui-même {at}.")
UNTOLD = frozenset({"restore"})
"""Deadlines that concern GitHub alone."""
OPENS = Text("The bot is opening the evaluation’s issue.", "Le robot ouvre le billet de l’évaluation.")
SETS_UP = Text(
    "The bot is setting up the delivery repository; the award follows by itself.",
    "Le robot prépare le dépôt de livraison; l’attribution suit d’elle-même.",
)


def by_itself(case: Case, context: Context) -> tuple[Text, ...]:
    """What the bot does by itself, and when, soonest first; of several reminders the next."""
    told = sorted(deadlines(case, context.policy), key=lambda one: (one.due, one.kind))
    soonest: dict[str, datetime] = {}
    for one in told:
        soonest.setdefault(one.kind, one.due)
    zone = context.policy.time_zone
    dated = (
        BY_ITSELF.get(kind, LOOKS_AGAIN).format(at=moment(_shown(kind, due), zone)) for kind, due in soonest.items() if kind not in UNTOLD
    )
    return (*_under_way(case), *tuple(dict.fromkeys(dated))[:SOONEST])


def _shown(kind: str, due: datetime) -> datetime:
    """The last second of a day, where the deadline is the end of that second."""
    return due - LAST_SECOND if kind in ("closing", "overdue", "unpublished") else due


def _under_way(case: Case) -> tuple[Text, ...]:
    """What was asked of GitHub, and has not been answered yet."""
    if case.state == "selected" and case.offer and case.offer.agreed and not case.stalled and case.contract.signoff != "needed":
        return (SETS_UP,)
    opening = case.state == "evaluation" and not case.evaluation.number and not case.stalled
    return (OPENS,) if opening and any(one.state == "received" for one in case.applications) else ()


STOPPED_BY: Mapping[str, Text] = {
    "hold": Text("The clocks stand still since {at}: the team put this on hold.", "Les délais sont suspendus depuis {at} : l’équipe les a suspendus."),
    "blocked": Text("The clocks stand still since {at}: the supplier waits for the client.", "Les délais sont suspendus depuis {at} : le fournisseur attend le client."),
    "dispute": Text("The clocks stand still since {at}: a dispute is open.", "Les délais sont suspendus depuis {at} : un différend est en cours."),
}  # fmt: skip
"""What holds the clocks, in a sentence."""


def stopped(case: Case, context: Context) -> tuple[Text, ...]:
    """What holds the clocks, and since when."""
    zone = context.policy.time_zone
    return tuple(STOPPED_BY[what].format(at=moment(since, zone)) for what, since in sorted(case.clocks.stopped.items()))
