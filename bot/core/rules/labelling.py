"""Labels that people set: a label set by a person is a request, and the label itself is rendered from the facts afterwards.

Every label move has an equal command; a label that needs data, comes from somebody who may not, or cannot follow, is put back.
"""

from datetime import timedelta

from bot.core.case import Case
from bot.core.commands import BY_NAME, Command
from bot.core.effects import SetLabels
from bot.core.events import Labeled, Unlabeled
from bot.core.facts import NewFact, Visibility, instant
from bot.core.flags import is_ours
from bot.core.rules.hands import not_yours, roles_in
from bot.core.scene import NOTHING, Answer, Outcome, Refusal, Scene, refuse
from bot.core.states import Kind, Move, State, moves_from, state_labelled, state_of
from bot.core.text import Text, joined

PATIENCE = timedelta(minutes=1)
"""How long the bot waits for the new label after one was removed by somebody who may move the state."""

WITHOUT_DATA = ("vet", "publish")
"""Commands that a label alone can say."""

THE_END = Text("This opportunity has ended: nothing follows.", "Cette opportunité est terminée : rien ne suit.")
NOT_NEXT = Text("From “{now}”, an opportunity can’t become “{wanted}”.", "Une opportunité « {now} » ne peut pas devenir « {wanted} ».")
NEXT = Text("What can follow now: {states}.", "Ce qui peut suivre maintenant : {states}.")
NEEDS_DATA = Text("This step needs more than a label: say `{en}`.", "Cette étape demande plus qu’une étiquette : dites `{fr}`.")
THE_BOT = Text(
    "The bot sets this label by itself, when the facts are there.",
    "Le robot pose cette étiquette de lui-même, quand les faits sont réunis.",
)


NOWHERE = refuse(
    Text(
        "This issue belongs to no opportunity that the bot could read, so it has no state.",
        "Ce billet ne se rattache à aucune opportunité que le robot ait pu lire; il n’a donc pas d’état.",
    ),
    Text(
        "Once its form can be read, the bot sets the label by itself.",
        "Dès que son formulaire sera lisible, le robot posera l’étiquette de lui-même.",
    ),
)
"""A state label on an issue that began no case."""


def taken_off(event: Labeled, scene: Scene) -> SetLabels:
    """The issue’s labels without any state."""
    target = event.subject.target
    seen = scene.context.seen.labels.get(target.number, ())
    return SetLabels("", target, tuple(label for label in seen if is_ours(label) and state_labelled(label) is None), seen)


def requested(case: Case, event: Labeled, scene: Scene) -> Command | Refusal | None:
    """The command that a label stands for; a refusal that names what would work; none when it changes nothing."""
    state = state_labelled(event.label)
    if state is None:
        return None
    if state.kind is not Kind.OPPORTUNITY or event.subject.target.issue_id != case.key.issue_id:
        return refuse(THE_BOT)
    if state.id == case.state:
        return None
    edges = [edge for edge in moves_from(Kind.OPPORTUNITY, case.state) if edge.target == state.id]
    return _command(edges, case, scene) if edges else _not_next(case, state)


def is_twin(case: Case, event: Labeled, scene: Scene) -> bool:
    """Whether the label is the current state's in the language that the policy did not choose: one state, one label."""
    state = state_labelled(event.label)
    return state is not None and event.label.casefold() != state.label(scene.policy.labels).casefold()


def _command(edges: list[Move], case: Case, scene: Scene) -> Command | Refusal:
    edge = next((one for one in edges if one.command), None)
    if edge is None or edge.command is None:
        return refuse(THE_BOT)
    refusal = not_yours(case, scene, edge.by)
    if refusal:
        return refusal
    row = BY_NAME[edge.command]
    if edge.command not in WITHOUT_DATA:
        return refuse(NEEDS_DATA.format(en=row.usage("en"), fr=row.usage("fr")), example=Text(row.example("en"), row.example("fr")))
    return Command(edge.command, scene.language)


def _not_next(case: Case, wanted: State) -> Refusal:
    edges = {edge.target: edge for edge in reversed(moves_from(Kind.OPPORTUNITY, case.state))}
    names = joined(tuple(named(edges[target]) for target in reversed(edges)))
    now = state_of(Kind.OPPORTUNITY, case.state).name
    return refuse(NOT_NEXT.format(now=now, wanted=wanted.name), NEXT.format(states=names) if edges else THE_END)


def named(edge: Move) -> Text:
    """A state that can follow, with the command that asks for it."""
    name = state_of(Kind.OPPORTUNITY, edge.target).name
    row = BY_NAME[edge.command] if edge.command else None
    return Text(f"{name.en} (`{row.usage('en')}`)", f"{name.fr} (`{row.usage('fr')}`)") if row else name


def removed(case: Case, event: Unlabeled, scene: Scene) -> Answer | None:
    """A state label removed: by one who may move it, wait a minute for the new one; by anybody else, restored at once (none).

    So is one that was deleted with its label in the repository: GitHub doesn't name it then, and nobody meant to move anything.
    """
    if not event.label:
        return NOTHING if _shown(case, event, scene) else None
    state = state_labelled(event.label)
    if state is None or not _is_current(case, event, state):
        return NOTHING
    issue_id = event.subject.target.issue_id
    movers = {role for edge in moves_from(state.kind, state.id) for role in edge.by}
    if not roles_in(case, scene.actor).intersection(movers):
        return None
    until = instant(scene.cause.at + PATIENCE)
    return Outcome((NewFact("unlabelled", {"issue_id": issue_id, "until": until}, Visibility.SECRET),))


def _shown(case: Case, event: Unlabeled, scene: Scene) -> bool:
    """Whether the issue still shows its state."""
    labels = scene.context.seen.labels.get(event.subject.target.number, ())
    return any(state is not None and _is_current(case, event, state) for state in map(state_labelled, labels))


def _is_current(case: Case, event: Unlabeled, state: State) -> bool:
    issue_id = event.subject.target.issue_id
    if issue_id == case.key.issue_id:
        return state.kind is Kind.OPPORTUNITY and state.id == case.state
    application = case.application(issue_id)
    return application is not None and state.kind is Kind.APPLICATION and state.id == application.state
