"""`/help`: what the case waits for, what this person may do here now with examples to copy, and what they could do elsewhere.

Offers only what would be carried out (`trying.py`), the next main step first. Never notifies anybody, and never says who passed.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.application import Application
from bot.core.case import Case
from bot.core.commands import COMMANDS
from bot.core.comments import Comment, Value
from bot.core.effects import Target
from bot.core.events import Place, Subject
from bot.core.facts import read_instant
from bot.core.rules.coming import by_itself, stopped
from bot.core.rules.guidance import ALWAYS
from bot.core.rules.trying import CarryOut, attempt
from bot.core.rules.waiting import awaited, hands_named, steps_ahead, threads
from bot.core.scene import Answer, Outcome, Scene
from bot.core.states import KIND_NAMES, Kind, State, state_of
from bot.core.text import Text, moment


def help_here(case: Case, scene: Scene, carry_out: CarryOut) -> Answer:
    """What this person may do here, now; and whom or what the case waits for."""
    rows, waits = tuple(_rows(case, scene, carry_out)), _waits(case, scene, carry_out)
    state, application = state_of(Kind.OPPORTUNITY, case.state), case.application(scene.subject.target.issue_id)
    fields: dict[str, Value] = {
        "state": state.name,
        "means": state.means,
        "ended": state.final or (waits is None and case.state == "terminated"),
        "stopped": stopped(case, scene.context),
        "waits": waits,
        "bot": by_itself(case, scene.context),
        "application": _application(case, application, scene) if application else None,
        "rows": rows,
        "elsewhere": tuple(_elsewhere(case, scene, carry_out, {str(one["name"]) for one in rows})),
    }
    return Outcome(answer=Comment("help", fields, scene.language))


Row = dict[str, Value]


def _rows(case: Case, scene: Scene, carry_out: CarryOut) -> Iterator[Row]:
    ahead = steps_ahead(case)
    order = sorted(COMMANDS, key=lambda row: ahead.index(row.name) if row.name in ahead else len(ahead))
    for row in order:
        example = attempt(case, row, scene, carry_out) if row.name not in ALWAYS else None
        if example:
            yield {"name": row.name, "usage": row.usage(scene.language), "example": example, "does": row.does}


def _waits(case: Case, scene: Scene, carry_out: CarryOut) -> Value:
    """Whose step is next, as the template says it; none if it is nobody's."""
    found = awaited(case, scene, carry_out)
    if found is None:
        return None
    usage = Text(found.row.usage("en"), found.row.usage("fr")) if found.row else None
    return {"who": hands_named(found.hands), "usage": usage, "does": found.does, "left": found.left, "by": found.by}


def _elsewhere(case: Case, scene: Scene, carry_out: CarryOut, here: set[str]) -> Iterator[Value]:
    """What this person could do on other threads of the case, and not here."""
    for thread in threads(case, scene.actor, scene):
        if thread.target.issue_id == scene.subject.target.issue_id and thread.place is scene.place:
            continue
        rows = tuple(row for row in _rows(case, replace(scene, subject=thread), carry_out) if row["name"] not in here)
        if rows:
            yield {"place": PLACES[thread.place], "where": _where(thread, scene.subject), "rows": rows}


PLACES = {
    Place.OPPORTUNITY: Text("the opportunity’s issue", "le billet de l’opportunité"),
    Place.APPLICATION: Text("your application", "votre candidature"),
    Place.EVALUATION: Text("the evaluation’s issue", "le billet de l’évaluation"),
}


def _where(thread: Subject, here: Subject) -> str:
    """A thread by its number, with its repository where that is another."""
    target: Target = thread.target
    return f"#{target.number}" if target.repository_id == here.target.repository_id else f"{target.repository}#{target.number}"


def _application(case: Case, application: Application, scene: Scene) -> Value:
    """This thread's application: its state, and what that means for its applicant now."""
    state: State = state_of(Kind.APPLICATION, application.state)
    return {"kind": KIND_NAMES[Kind.APPLICATION], "state": state.name, "means": state.means, "now": standing(case, application, scene)}


NOW = {
    "received": Text(
        "Until the call closes on {closing}, its text can still be edited; the last version counts.",
        "Jusqu’à la clôture de l’appel, {closing}, son texte peut encore être modifié; la dernière version compte.",
    ),
    "incomplete": Text(
        "The bot’s comment above says what is missing. Edit the text until the call closes on {closing}, or it does not count.",
        "Le commentaire du robot ci-dessus dit ce qui manque. Modifiez le texte avant la clôture, {closing}; sinon, elle ne compte pas.",
    ),
    "selected": Text("The offer waits for an answer until {until}.", "L’offre attend une réponse jusqu’au terme suivant : {until}."),
}
CLOSED = Text(
    "The call has closed: the version at closing, {closing}, counts.", "L’appel est clos : la version à la clôture, {closing}, compte."
)
TOO_LATE = Text(
    "It came after closing, {closing}, so it is not read.", "Elle est arrivée après la clôture, {closing}; elle n’est donc pas lue."
)


def standing(case: Case, application: Application, scene: Scene) -> Text | None:
    """What counts for an application, and until when; none where nothing more follows."""
    assert case.call is not None
    zone = scene.policy.time_zone
    closing = moment(case.call.closing, zone)
    if application.state == "selected" and case.offer and not case.offer.agreed:
        return NOW["selected"].format(until=moment(read_instant(case.offer.until), zone))
    if application.state == "late":
        return TOO_LATE.format(closing=closing)
    if application.state not in ("received", "incomplete", "evaluated"):
        return None
    return (NOW.get(application.state, CLOSED) if case.state == "open" else CLOSED).format(closing=closing)
