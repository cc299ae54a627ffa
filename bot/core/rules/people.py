"""People of a case: another client or evaluator is assigned; an unsuccessful applicant asks for a debrief, and it is given.

A debrief is given privately by e-mail; the bot records that it was asked for and given, and reminds the team once.
Never looks an account up: the scene has it.
"""

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import local_date, morning_after
from bot.core.debrief import Debrief
from bot.core.effects import Effect
from bot.core.events import Due
from bot.core.facts import NewFact
from bot.core.people import Person, Role
from bot.core.rules.evaluating import private, thread
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, post, refuse
from bot.core.states import BEFORE_OPENING
from bot.core.text import Text, day

NOBODY = Text("There is no GitHub account with that name.", "Aucun compte GitHub ne porte ce nom.")
OTHER_SIDE = Text(
    "That person has applied here: nobody acts for both sides.",
    "Cette personne a posé sa candidature ici : nul n’agit pour les deux parties.",
)
APPROVER = Text(
    "That person has approved this request, and nobody approves their own.",
    "Cette personne a approuvé cette demande, et nul n’approuve la sienne.",
)
ALREADY = Text("That person holds this role here already.", "Cette personne a déjà ce rôle ici.")
PACKAGED = Text(
    "Every verdict is given; another evaluator can’t be assigned any more.",
    "Tous les verdicts sont rendus; il n’est plus possible de désigner un autre évaluateur.",
)
WHICH = Text(
    "The evaluators have the applications, and each has given verdicts: it is not clear whose place this person takes.",
    "Les évaluateurs ont les candidatures, et chacun a rendu des verdicts : on ne sait pas qui cette personne remplace.",
)
INTEREST_FIRST = Text(
    "The one who is to be replaced first writes `/declare interest` in the evaluation’s issue.",
    "La personne à remplacer écrit d’abord `/déclarer intérêt` dans le billet de l’évaluation.",
)
ONLY_NOT_SELECTED = Text(
    "A debrief is for applications that were not selected.",
    "Le compte rendu s’adresse aux candidatures non sélectionnées.",
)
ASKED = Text("You have asked for a debrief already.", "Vous avez déjà demandé un compte rendu.")
NOT_ASKED = Text(
    "This applicant has not asked for a debrief, so there is none to record.",
    "Cette personne n’a pas demandé de compte rendu; il n’y a donc rien à consigner.",
)
GIVEN = Text("This debrief is recorded as given already.", "Ce compte rendu est déjà consigné comme donné.")


def assign(case: Case, command: Command, scene: Scene) -> Answer:
    """Another client, or an evaluator: beside the others, or in the place of those who take no part any more."""
    person = scene.context.seen.people.get(str(command.arguments["user"]).casefold())
    if person is None:
        return refuse(NOBODY)
    if any(one.applicant.id == person.id for one in case.applications):
        return refuse(OTHER_SIDE)
    if command.arguments["role"] == Role.CLIENT:
        return _new_client(case, person)
    return _new_evaluator(case, person)


def _new_client(case: Case, person: Person) -> Answer:
    """What the former client did stays on the record; what is asked of the client from now on is asked of the new one."""
    if case.client.id == person.id:
        return refuse(ALREADY)
    if case.state in BEFORE_OPENING and any(one.id == person.id for _, one in case.approvals):
        return refuse(APPROVER)
    fields: dict[str, Value] = {"person": mention(person), "before": mention(case.client), "owners": case.delivery.url or None}
    evaluates = (post(thread(case), _evaluator(person, set_aside=False, here=True)),) if _evaluation_waits_for_clients(case) else ()
    return Outcome((new("assigned", role=Role.CLIENT.value, person=person),), Comment("assigned_client", fields), evaluates)


def _evaluation_waits_for_clients(case: Case) -> bool:
    """Whether the client evaluates, and it is under way: then the new one declares and goes on; verdicts that are given stand."""
    evaluation = case.evaluation
    unfinished = not evaluation.letters or bool(evaluation.missing(len(case.opportunity.evaluation)))
    return case.state == "evaluation" and evaluation.number > 0 and not case.evaluators and unfinished


def _new_evaluator(case: Case, person: Person) -> Answer:
    if any(one.id == person.id for one in case.assessors):
        return refuse(ALREADY)
    refusal = _too_late(case)
    if refusal:
        return refusal
    replaced = _replaced(case)
    gone = [one.id for one in replaced]
    set_aside = any(verdict.by.id in gone for verdict in case.evaluation.verdicts)
    facts: list[NewFact] = [new("assigned", role=Role.EVALUATOR.value, person=person)]
    if replaced:
        facts += [private("relieved", evaluators=gone), private("verdicts_set_aside", evaluators=gone)]
    there: tuple[Effect, ...] = (post(thread(case), _evaluator(person, set_aside=set_aside, here=True)),) if case.evaluation.number else ()
    return Outcome(tuple(facts), _evaluator(person, set_aside=set_aside, here=False), there)


def _evaluator(person: Person, *, set_aside: bool, here: bool) -> Comment:
    return Comment("assigned", {"person": mention(person), "here": here, "set_aside": set_aside})


def _too_late(case: Case) -> Refusal | None:
    """Once the applications are read, an evaluator is only replaced: one with an interest, or one who gives no verdicts."""
    if not case.evaluation.letters or _interested(case):
        return refuse(PACKAGED) if case.evaluation.confirmed_by else None
    if not case.evaluation.missing(len(case.opportunity.evaluation)):
        return refuse(PACKAGED)
    return None if _replaced(case) else refuse(WHICH, INTEREST_FIRST)


def _interested(case: Case) -> tuple[Person, ...]:
    return tuple(one for one in case.assessors if (one.id, True) in case.evaluation.declared)


def _replaced(case: Case) -> tuple[Person, ...]:
    """Whose place another takes: those with an interest; once the applications are read, those without a verdict, or the only one."""
    interested = _interested(case)
    if interested or not case.evaluation.letters:
        return interested
    given = {verdict.by.id for verdict in case.evaluation.verdicts}
    silent = tuple(one for one in case.assessors if one.id not in given)
    return silent or (case.assessors if len(case.assessors) == 1 else ())


def debrief(case: Case, command: Command, scene: Scene) -> Answer:
    """An applicant who was not selected asks why; the team answers privately, and records that it has."""
    application = case.application(scene.subject.target.issue_id)
    if application is None or application.state != "not_selected":
        return refuse(ONLY_NOT_SELECTED)
    asked = next((one for one in case.debriefs if one.issue_id == application.issue_id), None)
    if application.applicant.id != scene.actor.id:
        return _given(asked, application.applicant, scene)
    if asked:
        return refuse(ASKED)
    last = business_days(scene.policy).add_business_days(scene.context.today, scene.policy.dates.debrief)
    fields: dict[str, Value] = {
        "applicant": mention(scene.actor),
        "mentions": scene.context.mentions(Role.MAINTAINER),
        "until": day(last),
        "contact": scene.policy.contact,
    }
    return Outcome((new("debrief_asked", issue_id=application.issue_id),), Comment("debrief_asked", fields))


def _given(asked: Debrief | None, applicant: Person, scene: Scene) -> Answer:
    if asked is None:
        return refuse(NOT_ASKED)
    if asked.given:
        return refuse(GIVEN)
    fields: dict[str, Value] = {"applicant": mention(applicant), "by": scene.actor.login, "contact": scene.policy.contact}
    return Outcome((new("debriefed", issue_id=asked.issue_id, by=scene.actor),), Comment("debriefed", fields))


def debrief_late(case: Case, due: Due, context: Context) -> Outcome:
    """Debriefs that were asked for and are not given in time: the team is reminded, on each application's thread."""
    days = context.policy.dates.debrief
    late = [one for one in case.debriefs if not one.given and morning_after(one.asked_at, days + 1, context.policy) == due.due]
    found = [(one, case.application(one.issue_id)) for one in late]
    return Outcome(
        effects=tuple(
            post(case.thread(application), Comment("debrief_late", _late(one, application.applicant, context)))
            for one, application in found
            if application
        )
    )


def _late(one: Debrief, applicant: Person, context: Context) -> dict[str, Value]:
    asked = local_date(one.asked_at, context.policy)
    until = business_days(context.policy).add_business_days(asked, context.policy.dates.debrief)
    return {"applicant": applicant.login, "asked": day(asked), "until": day(until), "mentions": context.mentions(Role.MAINTAINER)}
