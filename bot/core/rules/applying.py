"""Applying: an application comes in, is mended, comes late, or is withdrawn. GitHub's timestamps decide who was in time."""

from datetime import datetime

from bot.core.application import Answers, Application, words
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.events import Applied, Edited
from bot.core.facts import NewFact, Visibility, instant
from bot.core.people import Actor, Role
from bot.core.rules import admitting, noting
from bot.core.rules.extending import suggested
from bot.core.scene import NOTHING, Answer, Outcome, Refusal, Scene, mention, new, panel, post, refuse
from bot.core.snapshot import answers_data
from bot.core.states import UNDECIDED, Kind, move
from bot.core.text import Text, day, moment

WORDS_A_CRITERION = 250
"""Source: the application form."""

OWN = Text("You can’t apply to your own opportunity.", "Vous ne pouvez pas poser votre candidature à votre propre opportunité.")
TEAM = Text(
    "You hold a role of the programme: nobody acts for both sides.",
    "Vous avez un rôle dans le programme : nul n’agit pour les deux parties.",
)
LAST_OF_THE_TEAM = Text(
    "You file this for somebody else, and then act for them. Nobody of the micro-acquisition team would be left here.",
    "Vous déposez ceci pour quelqu’un, et agissez ensuite pour cette personne. Il ne resterait plus personne de l’équipe ici.",
)
ANOTHER_WAY = Text(
    "Have somebody who holds no role here file it, from an account of their own.",
    "Demandez à quelqu’un qui n’a aucun rôle ici de la déposer, à partir de son propre compte.",
)
TWICE = Text(
    "You have applied already (#{number}): one application a supplier.",
    "Vous avez déjà posé votre candidature (#{number}) : une seule par fournisseur.",
)
UNFINISHED = Text(
    "You have an application here already, #{number}, and something is missing in it.",
    "Vous avez déjà une candidature ici, #{number}, et il y manque quelque chose.",
)
MEND_IT = Text(
    "Go to that one and edit it: the bot’s comment there says what is missing. This one is not read.",
    "Allez à celle-là et modifiez-la : le commentaire du robot y dit ce qui manque. Celle-ci n’est pas lue.",
)
EDIT_IT = Text(
    "Go to that one: until closing you can edit it, or take it back by a comment `/withdraw` there. This one is not read.",
    "Allez à celle-là : jusqu’à la clôture, vous pouvez la modifier, ou la retirer par un commentaire `/retirer`. Celle-ci n’est pas lue.",
)
NOT_OPEN = Text("This opportunity is not open for applications.", "Cette opportunité ne reçoit pas de candidatures.")
NO_CASE = Text("There is no opportunity with the number {number} here.", "Il n’y a aucune opportunité portant le numéro {number} ici.")
SEE_OPEN = Text(
    "Look for the label `opportunity: open`, take that issue’s number, and edit this application: it is read again.",
    "Cherchez l’étiquette `opportunity: open`, relevez le numéro du billet et modifiez cette candidature : elle sera relue.",
)
ANSWERS = Text(
    "Your statement has {have} numbered answers; {want} are needed, one for each mandatory criterion (1., 2., …).",
    "Votre déclaration compte {have} réponses numérotées; il en faut {want}, une par exigence obligatoire (1., 2., …).",
)
TOO_LONG = Text("Answer {n} has {have} words; the limit is {limit}.", "La réponse {n} compte {have} mots; la limite est de {limit}.")
EMPTY = Text("The statement is empty.", "La déclaration est vide.")
NO_LONGER = Text("This application can no longer be withdrawn.", "Cette candidature ne peut plus être retirée.")


def problems(answers: Answers | None, case: Case) -> tuple[Text, ...]:
    """What is missing in an application, all at once: an answer for each criterion, within the limit of words."""
    if answers is None:
        return ()
    want, statement = len(case.opportunity.evaluation), answers.statement
    if not any(one.strip() for one in statement):
        return (EMPTY,)
    if answers.numbered and len(statement) != want:
        return (ANSWERS.format(have=len(statement), want=want),)
    limit = WORDS_A_CRITERION if answers.numbered else WORDS_A_CRITERION * want
    counted = [(n, words(one)) for n, one in enumerate(statement, start=1)]
    return tuple(TOO_LONG.format(n=n, have=have, limit=limit) for n, have in counted if have > limit)


def apply(case: Case, event: Applied, scene: Scene) -> Answer:
    """A new application: received, incomplete with what is missing, or late by GitHub's timestamp."""
    refusal = _may_apply(case, scene)
    if refusal:
        return refusal
    found = (*event.problems, *problems(event.answers, case))
    if case.call is None or case.state in ("cancelled", "not_published"):
        return refuse(NOT_OPEN, SEE_OPEN)
    state = "late" if not in_time(case, scene.cause.at) else "incomplete" if found else "received"
    issue_id, behalf = event.subject.target.issue_id, is_on_behalf(scene.actor)
    facts = (_applied(event, scene, state), _stated(issue_id, event.answers))
    receipt = _receipt(case, scene, state, found, on_behalf=behalf)
    heard, effects = admitting.heard_of(case, issue_id, event.answers, scene) if state == "received" else ((), ())
    return Outcome((*facts, *heard), receipt, effects)


def in_time(case: Case, at: datetime) -> bool:
    """By GitHub's clock until closing, which does not come while the clocks of an open call stand still; in the end, until the draw."""
    if case.call is None or case.state not in ("open", "evaluation"):
        return False
    return at <= case.call.closing or (case.state == "open" and not case.clocks.running)


def is_on_behalf(actor: Actor) -> bool:
    """Whether somebody files for another: a maintainer, for who can't use GitHub (domain: situations)."""
    return Role.MAINTAINER in actor.roles


def nowhere(event: Applied) -> Refusal:
    """An application to no opportunity that there is: its number is wrong, or can't be read."""
    reasons = (NO_CASE.format(number=event.answers.opportunity),) if event.answers else event.problems
    return Refusal(reasons, SEE_OPEN)


def _may_apply(case: Case, scene: Scene) -> Answer | None:
    actor = scene.actor
    if any(person.id == actor.id for person in (*case.clients, *case.assessors)):
        return refuse(OWN)
    if is_on_behalf(actor):
        return refuse(LAST_OF_THE_TEAM, ANOTHER_WAY) if _is_last_of_the_team(case, scene) else None  # each for another person
    if actor.roles - {Role.CLIENTS}:
        return refuse(TEAM)
    earlier = [one for one in case.applications if one.applicant.id == actor.id and one.state in UNDECIDED]
    if not earlier:
        return None
    if earlier[0].state == "incomplete":
        return refuse(UNFINISHED.format(number=earlier[0].number), MEND_IT)
    return refuse(TWICE.format(number=earlier[0].number), EDIT_IT)


def _is_last_of_the_team(case: Case, scene: Scene) -> bool:
    """Whether nobody of the team would be left on the department's side of this opportunity, as far as the team is listed."""
    team = {one.id for one in scene.context.roster.get(Role.MAINTAINER, ())}
    return bool(team) and team <= {scene.actor.id, *(one.applicant.id for one in case.applications)}


def _applied(event: Applied, scene: Scene, state: str) -> NewFact:
    return new(
        "applied",
        issue_id=event.subject.target.issue_id,
        number=event.subject.target.number,
        applicant=scene.actor,
        state=move(Kind.APPLICATION, None, state),
        language=event.language,
        received_at=instant(scene.cause.at),
        body_hash=event.body_hash,
        template_blob=event.template_blob,
        on_behalf=is_on_behalf(scene.actor),
    )


def _stated(issue_id: int, answers: Answers | None) -> NewFact:
    return NewFact("stated", {"issue_id": issue_id, "answers": answers_data(answers) if answers else None}, Visibility.SECRET)


def _receipt(case: Case, scene: Scene, state: str, found: tuple[Text, ...], *, on_behalf: bool) -> Comment:
    assert case.call is not None
    zone = scene.policy.time_zone
    fields: dict[str, Value] = {
        "applicant": mention(scene.actor),
        "opportunity": case.target.number,
        "problems": found,
        "closing": moment(case.call.closing, zone),
        "at": moment(scene.cause.at, zone),
        "selection": day(case.opportunity.selection),
        "closed": case.state == "evaluation",
        "on_behalf": on_behalf,
    }
    return Comment(f"application_{state}", fields, scene.language)


def edit(case: Case, event: Edited, application: Application, scene: Scene) -> Answer:
    """An edit until closing is read again; later ones are noted and change nothing; a version that was heard of is no edit."""
    if application.has_heard(event.body_hash):
        return NOTHING
    if not _counts(case, application, scene):
        return _edit_noted(case, application, event, scene) if application.state in UNDECIDED else NOTHING
    found = (*event.problems, *problems(event.answers, case))
    state = "incomplete" if found or event.answers is None else "received"
    noted = new("edit_noted", issue_id=application.issue_id, body_hash=event.body_hash, counts=True)
    facts = (_stated(application.issue_id, event.answers), noted)
    receipt = _receipt(case, scene, state, found, on_behalf=application.on_behalf)
    if state == application.state:
        return Outcome(facts, effects=(panel(event.subject.target, "still_incomplete", receipt),) if found else ())
    moved = new("application_moved", issue_id=application.issue_id, to=move(Kind.APPLICATION, application.state, state))
    heard, effects = admitting.heard_of(case, application.issue_id, event.answers, scene) if state == "received" else ((), ())
    return Outcome((*facts, moved, *heard), receipt, effects)


def _counts(case: Case, application: Application, scene: Scene) -> bool:
    """Whether an edit counts: the applicant's own, by GitHub's clock until closing, before anybody has read this application."""
    own = scene.actor.id == application.applicant.id
    read = any(issue_id == application.issue_id for _, issue_id in case.evaluation.letters)
    return own and not read and application.state in ("received", "incomplete") and in_time(case, scene.cause.at)


def _edit_noted(case: Case, application: Application, event: Edited, scene: Scene) -> Outcome:
    fact = new("edit_noted", issue_id=application.issue_id, body_hash=event.body_hash, counts=False)
    comment = noting.application_noted(case, application, scene.actor, scene)
    return Outcome((fact,), effects=(panel(event.subject.target, "edits", comment),))


def withdraw(case: Case, command: Command, scene: Scene) -> Answer:
    """Takes an application back, until the draw; with the last one that was counted, the team is asked what follows."""
    application = case.application(scene.subject.target.issue_id)
    if application is None or application.state not in ("received", "incomplete", "evaluated"):
        return refuse(NO_LONGER)
    moved = new("application_moved", issue_id=application.issue_id, to=move(Kind.APPLICATION, application.state, "withdrawn"))
    told = (post(case.target, _nobody_left(case, scene)),) if _was_the_last(case, application) else ()
    return Outcome((moved,), Comment("withdrawn", {"applicant": scene.actor.login}, scene.language), told)


def _was_the_last(case: Case, application: Application) -> bool:
    """Whether the count named it, and nobody else can be chosen."""
    counted = case.state == "evaluation" and case.call is not None and case.call.frozen and application.state != "incomplete"
    return counted and [one for one in case.applications if one.state in ("received", "evaluated")] == [application]


def _nobody_left(case: Case, scene: Scene) -> Comment:
    later = None if case.evaluation.letters else suggested(case, scene.context).isoformat()
    fields: dict[str, Value] = {"later": later, "selection": day(case.opportunity.selection)}
    return Comment("nobody_left", {**fields, "mentions": scene.context.mentions(Role.MAINTAINER)})
