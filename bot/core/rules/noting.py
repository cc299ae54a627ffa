"""An edit that changes nothing: since when the text is fixed and why, and what would work instead.

Never records the edit (`filing.py` and `applying.py` do), and never judges what it says.
"""

from bot.core.application import Application
from bot.core.case import Case
from bot.core.comments import Comment, Value
from bot.core.people import Actor
from bot.core.scene import Scene
from bot.core.states import Kind, state_of
from bot.core.text import Text, moment

PUBLISHED = Text(
    "The opportunity was published on {at}. Since then its text is fixed, so that everybody answers the same one.",
    "L’opportunité a été publiée {at}. Depuis, son texte est fixé, pour que tout le monde réponde au même.",
)
ENDED = Text("The opportunity is “{state}” since {at}.", "L’opportunité est « {state} » depuis {at}.")
ADDENDUM = Text(
    "While the call is open, the client can add to it with `/addendum`, but never change the price: if that is wrong, the team cancels the "
    "call and runs it again. Anyone can ask with `/question`.",
    "Pendant l’appel, le client peut le modifier par `/modificatif`, mais jamais le prix : s’il est erroné, l’équipe annule l’appel et le "
    "relance. Chacun peut poser une `/question`.",
)
CLOSED = Text(
    "The call closed on {at}. The version of that moment counts.",
    "L’appel s’est fermé {at}. C’est la version de ce moment qui compte.",
)
NOT_THEIRS = Text(
    "Only the person who applied can change the text.", "Seule la personne qui a posé sa candidature peut en changer le texte."
)


def opportunity_noted(case: Case, scene: Scene) -> Comment:
    """The opportunity's text is fixed: from publishing on, or because it has ended."""
    zone = scene.policy.time_zone
    if case.call:
        reason = PUBLISHED.format(at=moment(case.call.opened, zone))
    else:
        reason = ENDED.format(state=state_of(Kind.OPPORTUNITY, case.state).name, at=moment(case.clocks.since or scene.cause.at, zone))
    return Comment("edit_noted", _fields(reason, ADDENDUM if case.state == "open" else None))


def application_noted(case: Case, application: Application, actor: Actor, scene: Scene) -> Comment:
    """The application's text is fixed: the call has closed, or it is not its author's edit."""
    assert case.call is not None
    own = actor.id == application.applicant.id
    reason = CLOSED.format(at=moment(case.call.closing, scene.policy.time_zone)) if own else NOT_THEIRS
    return Comment("edit_noted", _fields(reason), application.language)


def _fields(reason: Text, works: Text | None = None) -> dict[str, Value]:
    return {"reason": reason, "works": works}
