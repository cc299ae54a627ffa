"""People of a case: another client or evaluator is assigned, an unsuccessful applicant asks for a debrief.

A debrief is given privately by e-mail; the bot records that it was asked for and tells the team.
Never looks an account up: the scene has it.
"""

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.people import Person, Role
from bot.core.rules.evaluating import thread
from bot.core.scene import Answer, Outcome, Scene, mention, new, post, refuse
from bot.core.text import Text, day

NOBODY = Text("There is no GitHub account with that name.", "Aucun compte GitHub ne porte ce nom.")
OTHER_SIDE = Text(
    "That person has applied here: nobody acts for both sides.",
    "Cette personne a posé sa candidature ici : nul n’agit pour les deux parties.",
)
PACKAGED = Text(
    "The evaluators have the applications already; another can’t be assigned any more.",
    "Les évaluateurs ont déjà les candidatures; il n’est plus possible d’en désigner un autre.",
)
ONLY_NOT_SELECTED = Text(
    "A debrief is for applications that were not selected.",
    "Le compte rendu s’adresse aux candidatures non sélectionnées.",
)
ASKED = Text("You have asked for a debrief already.", "Vous avez déjà demandé un compte rendu.")


def assign(case: Case, command: Command, scene: Scene) -> Answer:
    """Another client, or an evaluator in the place of those who declared an interest."""
    person = scene.context.seen.people.get(str(command.arguments["user"]).casefold())
    if person is None:
        return refuse(NOBODY)
    if any(one.applicant.id == person.id for one in case.applications):
        return refuse(OTHER_SIDE)
    role = Role(str(command.arguments["role"]))
    if role is Role.EVALUATOR and case.evaluation.letters:
        return refuse(PACKAGED)
    fact = new("assigned", role=role.value, person=person)
    evaluator = role is Role.EVALUATOR
    there = evaluator and case.evaluation.number > 0
    private = (post(thread(case), _assigned(person, evaluator=True, here=True)),) if there else ()
    return Outcome((fact,), _assigned(person, evaluator=evaluator, here=False), private)


def _assigned(person: Person, *, evaluator: bool, here: bool) -> Comment:
    return Comment("assigned", {"person": mention(person), "evaluator": evaluator, "here": here})


def debrief(case: Case, command: Command, scene: Scene) -> Answer:
    """An applicant who was not selected asks why; the team answers privately."""
    application = case.application(scene.subject.target.issue_id)
    if application is None or application.state != "not_selected":
        return refuse(ONLY_NOT_SELECTED)
    if application.issue_id in case.debriefs:
        return refuse(ASKED)
    last = business_days(scene.policy).add_business_days(scene.context.today, scene.policy.dates.debrief)
    fields: dict[str, Value] = {
        "applicant": mention(scene.actor),
        "mentions": scene.context.mentions(Role.MAINTAINER),
        "until": day(last),
        "contact": scene.policy.contact,
    }
    return Outcome((new("debrief_asked", issue_id=application.issue_id),), Comment("debrief_asked", fields))
