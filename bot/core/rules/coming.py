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
    "closing": Text("The call closes by itself on {at}.", "L’appel se ferme de lui-même {at}."),
    "offer": Text("The offer ends on {at}; then the next in the order is asked.", "L’offre prend fin {at}; la personne suivante est alors invitée."),
    "retry": Text("GitHub refused a step. The bot tries again on {at}.", "GitHub a refusé une étape. Le robot réessaie {at}."),
}  # fmt: skip
"""What the bot does when a deadline of this kind comes. One that is missing here is told by its date alone."""

LOOKS_AGAIN = Text("The bot looks at this again by itself on {at}.", "Le robot y revient de lui-même {at}.")
UNTOLD = frozenset({"restore"})
"""Deadlines that concern GitHub alone."""
OPENS = Text("The bot is opening the evaluation’s issue.", "Le robot ouvre le billet de l’évaluation.")
SETS_UP = Text(
    "The bot is setting up the delivery repository; the award follows by itself.",
    "Le robot prépare le dépôt de livraison; l’attribution suit d’elle-même.",
)


def by_itself(case: Case, context: Context) -> tuple[Text, ...]:
    """What the bot does by itself, and when, soonest first."""
    told = sorted((one for one in deadlines(case, context.policy) if one.kind not in UNTOLD), key=lambda one: (one.due, one.kind))
    zone = context.policy.time_zone
    dated = tuple(BY_ITSELF.get(one.kind, LOOKS_AGAIN).format(at=moment(_shown(one.kind, one.due), zone)) for one in told)
    return (*_under_way(case), *dict.fromkeys(dated))


def _shown(kind: str, due: datetime) -> datetime:
    return due - LAST_SECOND if kind == "closing" else due


def _under_way(case: Case) -> tuple[Text, ...]:
    """What was asked of GitHub, and has not been answered yet."""
    if case.state == "selected" and case.offer and case.offer.agreed and not case.stalled:
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
