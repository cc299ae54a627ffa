"""`/why`: the steps that led here, each with its rule; what was waived, what holds it up, and what can follow.

On an application, why it stands as it does, and no more than its own page may say: never who passed.
"""

from collections.abc import Mapping

from bot.core.application import Application
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Quoted, Value
from bot.core.facts import read_instant
from bot.core.flags import FLAGS
from bot.core.people import ROLE_NAMES
from bot.core.record import Step
from bot.core.rules import applying
from bot.core.rules.coming import stopped
from bot.core.rules.gates import of_splitting
from bot.core.rules.helping import standing
from bot.core.rules.labelling import named
from bot.core.rules.panels import missing_approvals, unmet
from bot.core.rules.steps_told import NO_RULE, told
from bot.core.scene import Answer, Context, Outcome, Scene
from bot.core.states import BEFORE_OPENING, Kind, moves_from, state_of
from bot.core.text import Text, moment

NEWEST = 40
"""So many steps are shown; how many came before is said."""


def why(case: Case, _command: Command, scene: Scene) -> Answer:
    """Which facts and rules led to this state."""
    application = case.application(scene.subject.target.issue_id)
    state = state_of(Kind.OPPORTUNITY, case.state)
    fields: dict[str, Value] = {
        "state": state.name,
        "means": state.means,
        "application": _application(case, application, scene) if application else None,
        "steps": _steps(case, scene.context),
        "earlier": max(len(case.record.steps) - NEWEST, 0),
        "waived": tuple({"id": one, "reason": Quoted(reason)} for one, reason in sorted(case.waived.items())),
        "flags": tuple({"name": FLAGS[one][0], "means": FLAGS[one][1]} for one in sorted(case.flags)),
        "holding": (*stopped(case, scene.context), *_holding(case, scene.context)),
        "next": _next(case),
        "facts": case.seq,
        "head": case.head[:16],
    }
    return Outcome(answer=Comment("why", fields, scene.language))


BY_THE_BOT = frozenset({"flagged", "unflagged", "suspected"})
"""What the bot itself sees or undoes, whoever’s act made it look."""


def _steps(case: Case, context: Context) -> tuple[Value, ...]:
    """The newest steps, oldest first, a move with the step that led to it; what time or GitHub brought is by nobody."""
    zone, logins = context.policy.time_zone, known_logins(case, context)
    rows: list[tuple[Step, dict[str, Value]]] = []
    for step in case.record.steps[-NEWEST:]:
        said = told(step.kind, step.detail)
        if rows and step.kind == "moved" and (step.at, step.by) == (rows[-1][0].at, rows[-1][0].by):
            rows[-1][1]["became"] = said.what
        else:
            rule = said.rule if said.rule != NO_RULE else None
            rows.append(
                (
                    step,
                    {
                        "at": moment(step.at, zone),
                        "what": said.what,
                        "became": None,
                        "rule": rule,
                        "by": None if step.kind in BY_THE_BOT else logins.get(step.by),
                    },
                )
            )
    return tuple(row for _, row in rows)


def known_logins(case: Case, context: Context) -> Mapping[int, str]:
    """The accounts whose part in this case is public anyway, by id: those with a role, and those who applied."""
    holders = (person for people in context.roster.values() for person in people)
    own = (*case.clients, *case.assessors, *(one.applicant for one in case.applications), *(person for _, person in case.approvals))
    return {person.id: person.login for person in (*holders, *own)}


def _holding(case: Case, context: Context) -> tuple[Text, ...]:
    """What holds an opportunity up before it opens."""
    if case.state not in BEFORE_OPENING:
        return ()
    missing = tuple(MISSING.format(role=ROLE_NAMES[role]) for role in missing_approvals(case, context)) if not case.unreadable else ()
    return (*(one.sentence for one in unmet(case, context)), *missing, *of_splitting(case))


MISSING = Text("An approval is missing: {role}.", "Il manque une approbation : {role}.")


def _next(case: Case) -> tuple[Text, ...]:
    """What can follow, each with the command that asks for it, if any does."""
    edges = moves_from(Kind.OPPORTUNITY, case.state)
    asked = {edge.target for edge in edges if edge.command}
    return tuple(dict.fromkeys(named(edge) for edge in edges if edge.command or edge.target not in asked))


REASONS: Mapping[str, Text] = {
    "received": Text(
        "It came on {at}, in time, and every answer is there.", "Elle est arrivée {at}, à temps, et toutes les réponses y sont."
    ),
    "incomplete": Text(
        "It came on {at}, in time, and something is missing.", "Elle est arrivée {at}, à temps, et il y manque quelque chose."
    ),
    "late": Text("It came on {at}; the call had closed.", "Elle est arrivée {at}; l’appel était clos."),
    "withdrawn": Text("Its applicant took it back.", "La personne qui l’a déposée l’a retirée."),
    "evaluated": Text(
        "Every mandatory criterion has a verdict. Results are private until the award, and after it.",
        "Chaque exigence obligatoire a son verdict. Les résultats sont privés, avant comme après l’attribution.",
    ),
    "selected": Text(
        "It met every mandatory criterion and its ticket was drawn; the draw on the opportunity’s issue shows how.",
        "Elle répond à toutes les exigences et son billet a été tiré; le tirage, dans le billet de l’opportunité, montre comment.",
    ),
    "declined": Text("The offer was declined.", "L’offre a été déclinée."),
    "lapsed": Text("The offer was not answered in time.", "L’offre est restée sans réponse jusqu’à son terme."),
    "not_selected": Text(
        "Either it met all the mandatory criteria and another was drawn, or it did not meet all of them. This page does not say which.",
        "Ou bien elle répondait à toutes les exigences et une autre a été tirée, ou bien non. Cette page ne dit pas laquelle s’applique.",
    ),
}
"""Why an application stands as it does. Who passed is private, so of the two reasons for “not selected” neither is said."""

NOT_COMPLETE = Text(
    "It was not complete at closing, so it was not considered.", "Elle n’était pas complète à la clôture; elle n’a donc pas été retenue."
)
ENDED = Text("The opportunity ended before anybody was chosen.", "L’opportunité a pris fin avant tout choix.")


def _application(case: Case, application: Application, scene: Scene) -> Value:
    state = state_of(Kind.APPLICATION, application.state)
    at = moment(read_instant(application.received_at), scene.policy.time_zone)
    found = applying.problems(application.answers, case) if application.state == "incomplete" else ()
    reasons = (_reason(case, application).format(at=at), *found)
    return {"state": state.name, "means": state.means, "reasons": reasons, "now": standing(case, application, scene)}


def _reason(case: Case, application: Application) -> Text:
    if application.state != "not_selected":
        return REASONS[application.state]
    if case.awarded_at is None:
        return ENDED
    read = application.issue_id in {issue_id for _, issue_id in case.evaluation.letters}
    return REASONS["not_selected"] if read else NOT_COMPLETE
