"""Evaluation: interests declared, the anonymised package, verdicts with reasons, confirmation. All of it in the private repository.

Never scores, and never draws (`selecting.py` does).
"""

from bot.core.anonymity import anonymised
from bot.core.application import Answers, derived_order, letter
from bot.core.award import Evaluation, Verdict, list_hash, ticket
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.decision import SubjectKey
from bot.core.effects import KeepPanel, PostComment, Priority, Target
from bot.core.events import Performed
from bot.core.facts import NewFact, Visibility
from bot.core.people import Person, Role
from bot.core.rules.panels import verdicts_comment
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, panel, post, quoted, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, joined, same

DECLARED = Text("You have declared already.", "Vous avez déjà fait votre déclaration.")
NO_PACKAGE = Text(
    "The applications follow when every evaluator has declared.", "Les candidatures suivent quand chaque évaluateur a fait sa déclaration."
)
DECLARE = Text(
    "Declare first, with `/declare none` or `/declare interest`.",
    "Faites d’abord votre déclaration : `/déclarer aucun` ou `/déclarer intérêt`.",
)
INTEREST = Text(
    "You declared an interest: another evaluator is assigned.", "Vous avez déclaré un intérêt : un autre évaluateur sera désigné."
)
NO_SUCH = Text("There is no applicant {letter} or no criterion {n} here.", "Il n’y a pas de candidat {letter} ou pas d’exigence {n} ici.")
THERE_ARE = Text("Applicants: {letters}; criteria: 1 to {count}.", "Candidats : {letters}; exigences : 1 à {count}.")
CONFIRMED = Text("The evaluation is confirmed already.", "L’évaluation est déjà confirmée.")
DIFFERING = Text(
    "The evaluators differ on these verdicts: {pairs}. Nobody’s verdict overrides another’s.",
    "Les évaluateurs ne s’entendent pas sur ces verdicts : {pairs}. Aucun verdict ne l’emporte sur un autre.",
)
AGREE_FIRST = Text(
    "They talk it over; whoever changes their mind gives the verdict anew, with `/evaluate`.",
    "Ils en discutent; qui change d’avis donne son verdict de nouveau, par `/évaluer`.",
)
INCOMPLETE = Text("These verdicts are missing: {missing}.", "Il manque ces verdicts : {missing}.")


def private(kind: str, **data: object) -> NewFact:
    """A fact for the evaluators' eyes."""
    fact = new(kind, **data)
    return NewFact(fact.kind, fact.data, Visibility.EVALUATION)


def opened(case: Case, event: Performed) -> tuple[Outcome, tuple[SubjectKey, ...]]:
    """The evaluation's issue is there: it belongs to this case from now on."""
    where = {name: event.result[name] for name in ("repository_id", "repository", "number", "issue_id")}
    fact = NewFact("evaluation_opened", where, Visibility.SECRET)
    return Outcome((fact,)), (SubjectKey(int(where["repository_id"]), int(where["issue_id"])),)


def thread(case: Case) -> Target:
    """The evaluation's issue."""
    where = case.evaluation
    return Target(where.repository_id, where.repository, where.number, where.issue_id)


def declare(case: Case, command: Command, scene: Scene) -> Answer:
    """An evaluator declares an interest, or none; when all have declared none, the package follows."""
    interest = command.arguments["interest"] == "interest"
    if case.evaluation.has_declared(scene.actor.id):
        return _found_later(case, scene) if interest else refuse(DECLARED)
    fact = private("declared", by=scene.actor.id, interest=interest)
    fields: dict[str, Value] = {"evaluator": scene.actor.login, "selection": day(case.opportunity.selection), "set_aside": False}
    if interest:
        return Outcome((fact,), Comment("interest", {**fields, "mentions": scene.context.mentions(Role.MAINTAINER)}))
    interested = [one for one in case.assessors if (one.id, True) in case.evaluation.declared]
    if interested:  # another is to be assigned first, whoever else has declared
        again = {**fields, "evaluator": interested[0].login, "mentions": scene.context.mentions(Role.MAINTAINER)}
        return Outcome((fact,), Comment("interest", again))
    declared = {who for who, _ in case.evaluation.declared} | {scene.actor.id}
    if any(person.id not in declared for person in case.assessors):
        waiting = tuple(mention(person) for person in case.assessors if person.id not in declared)
        return Outcome((fact,), Comment("declared", {**fields, "waiting": waiting, "above": False}))
    if case.evaluation.letters:  # in another's place: the applications stand above already
        return Outcome((fact,), Comment("declared", {**fields, "waiting": (), "above": True}))
    packaged = _package(case, scene.context)
    return Outcome((fact, packaged), effects=_posted(case, packaged))


def _found_later(case: Case, scene: Scene) -> Answer:
    """An interest that an evaluator finds once they have declared none: their verdicts are set aside, and another takes their place."""
    if case.evaluation.confirmed_by or (scene.actor.id, True) in case.evaluation.declared:
        return refuse(CONFIRMED if case.evaluation.confirmed_by else DECLARED)
    given = any(verdict.by.id == scene.actor.id for verdict in case.evaluation.verdicts)
    aside = (private("verdicts_set_aside", evaluators=[scene.actor.id]),) if given else ()
    fields: dict[str, Value] = {"evaluator": scene.actor.login, "selection": day(case.opportunity.selection), "set_aside": given}
    comment = Comment("interest", {**fields, "mentions": scene.context.mentions(Role.MAINTAINER)})
    return Outcome((private("declared", by=scene.actor.id, interest=True), *aside), comment)


def unsealed(case: Case) -> bool:
    """Whether the evaluators have been given what there was: some applications, or, when all had been taken back, none."""
    return bool(case.evaluation.letters) or all((person.id, False) in case.evaluation.declared for person in case.assessors)


def _package(case: Case, context: Context) -> NewFact:
    complete = tuple(one.issue_id for one in case.applications if one.state == "received")
    order = derived_order(context.secrets.applicant_order, complete)
    return NewFact("packaged", {"letters": [[letter(n), issue_id] for n, issue_id in enumerate(order)]}, Visibility.SECRET)


def _posted(case: Case, packaged: NewFact) -> tuple[PostComment, ...]:
    logins = tuple(one.applicant.login for one in case.applications)
    named = [(name, case.application(issue_id)) for name, issue_id in packaged.data["letters"]]
    told = (_anonymous(case, name, one.answers, logins) for name, one in named if one and one.answers)
    return tuple(post(thread(case), comment, Priority.BULK) for comment in told)


def _anonymous(case: Case, name: str, answers: Answers, logins: tuple[str, ...]) -> Comment:
    language = answers.language
    rows: tuple[Value, ...] = tuple(
        {"number": n, "words": quoted(anonymised(words, logins, language))} for n, words in enumerate(answers.statement, 1)
    )
    selection = day(case.opportunity.selection)
    return Comment("package", {"letter": name, "answers": rows, "criteria": len(case.opportunity.evaluation), "selection": selection})


def admitted(case: Case, issue_id: int, answers: Answers, login: str) -> tuple[NewFact, PostComment]:
    """An application that was in time by GitHub's clock, and heard of after the package: it joins under the next letter."""
    name = letter(len(case.evaluation.letters))
    letters = [*([one, known] for one, known in case.evaluation.letters), [name, issue_id]]
    logins = (login, *(one.applicant.login for one in case.applications))
    fields: dict[str, Value] = {"letter": name, "selection": day(case.opportunity.selection)}
    told = Comment("admitted", {**fields, "evaluators": tuple(mention(person) for person in case.assessors)})
    package = PostComment("", thread(case), told, also=(_anonymous(case, name, answers, logins),))
    return NewFact("packaged", {"letters": letters}, Visibility.SECRET), package


def unconfirmed(case: Case, why: str, context: Context) -> tuple[tuple[NewFact, ...], tuple[PostComment, ...]]:
    """A confirmation no longer covers what is there: it is taken back in public, as it was given, and asked for again."""
    confirmed = case.evaluation.confirmed_by
    if confirmed is None:
        return (), ()
    fields: dict[str, Value] = {"why": WHY[why], "by": confirmed.login, "selection": day(case.opportunity.selection)}
    comment = Comment("unconfirmed", {**fields, "mentions": context.mentions(Role.PROCUREMENT)})
    return (new("unconfirmed", why=why),), (post(case.target, comment),)


WHY = {
    "corrected": Text("An evaluator has corrected a verdict.", "Un verdict a été corrigé."),
    "admitted": Text(
        "One more application came in time, by GitHub’s clock, and was heard of only now.",
        "Une autre candidature est arrivée à temps, selon l’horloge de GitHub, et n’est connue que maintenant.",
    ),
}
"""Why a confirmation is taken back."""


def _may_evaluate(case: Case, actor: Person) -> Text | None:
    if not case.evaluation.has_declared(actor.id):
        return DECLARE
    if (actor.id, True) in case.evaluation.declared:
        return INTEREST
    return None if case.evaluation.letters else NO_PACKAGE


def evaluate(case: Case, command: Command, scene: Scene) -> Answer:
    """A verdict with its reason, on one applicant and one mandatory criterion; until the draw, one's second replaces one's first."""
    reason = _may_evaluate(case, scene.actor.person)
    if reason:
        return refuse(reason)
    name, number = str(command.arguments["applicant"]).upper(), int(str(command.arguments["criterion"]))
    letters, count = [one for one, _ in case.evaluation.letters], len(case.opportunity.evaluation)
    if name not in letters or not 1 <= number <= count:
        works = THERE_ARE.format(letters=", ".join(letters), count=count)
        return refuse(NO_SUCH.format(letter=name, n=number), works)
    passed, words = command.arguments["verdict"] == "pass", str(command.arguments["reason"])
    fact = private("evaluated", letter=name, criterion=number, passed=passed, reason=words, by=scene.actor)
    after = case.evaluation.with_verdict(Verdict(name, number, passed, words, scene.actor.person))
    taken_back, told = unconfirmed(case, "corrected", scene.context)
    return Outcome((fact, *taken_back), _after_verdict(case, after, (name, number), scene), told)


def _after_verdict(case: Case, after: Evaluation, pair: tuple[str, int], scene: Scene) -> Comment | None:
    """Evaluators who differ are told so; when the last verdict is there and all agree, procurement is asked."""
    evaluators, count = case.assessor_ids, len(case.opportunity.evaluation)
    fields: dict[str, Value] = {"selection": day(case.opportunity.selection)}
    if pair in after.disputed(evaluators):
        return Comment("verdicts_differ", {**fields, "pair": f"{pair[0]} {pair[1]}", "evaluators": tuple(map(mention, case.assessors))})
    if _ready(case.evaluation, evaluators, count) or not _ready(after, evaluators, count):
        return None
    return Comment("evaluation_complete", {**fields, "mentions": scene.context.mentions(Role.PROCUREMENT)})


def _ready(evaluation: Evaluation, evaluators: frozenset[int], criteria: int) -> bool:
    return not evaluation.missing(criteria) and not evaluation.disputed(evaluators)


def verdicts_panel(case: Case) -> KeepPanel:
    """The evaluation so far, kept current on its issue."""
    return panel(thread(case), "verdicts", verdicts_comment(case))


def confirm(case: Case, command: Command, scene: Scene) -> Answer:
    """Procurement confirms: applications are evaluated, and the list's hash is published before the seed is."""
    refusal = _not_to_confirm(case)
    if refusal:
        return refusal
    standing = {one.issue_id for one in case.applications if one.state in ("received", "evaluated")}
    passed = [issue_id for issue_id in case.evaluation.passed(case.assessor_ids) if issue_id in standing]
    listed = list_hash(tuple(ticket(scene.context.secrets.applicant_order, issue_id) for issue_id in passed))
    facts = (new("confirmed", by=scene.actor, list_hash=listed), NewFact("ticketed", {"passed": passed}, Visibility.SECRET))
    comment = _confirmed(case, listed, scene.context, none_passed=not passed)
    return Outcome((*facts, *_evaluated(case)), effects=(post(case.target, comment),))


def _not_to_confirm(case: Case) -> Refusal | None:
    missing = case.evaluation.missing(len(case.opportunity.evaluation))
    disputed = case.evaluation.disputed(case.assessor_ids)
    if not case.evaluation.letters:
        return refuse(NO_PACKAGE)
    if case.evaluation.confirmed_by:
        return refuse(CONFIRMED)
    if missing:
        return refuse(INCOMPLETE.format(missing=_pairs(missing)))
    return refuse(DIFFERING.format(pairs=_pairs(disputed)), AGREE_FIRST) if disputed else None


def _pairs(pairs: tuple[tuple[str, int], ...]) -> Text:
    return joined(tuple(same(f"{name} {n}") for name, n in pairs))


def _evaluated(case: Case) -> tuple[NewFact, ...]:
    ids = {issue_id for _, issue_id in case.evaluation.letters}
    moving = [one for one in case.applications if one.issue_id in ids and one.state == "received"]
    return tuple(new("application_moved", issue_id=one.issue_id, to=move(Kind.APPLICATION, one.state, "evaluated")) for one in moving)


def _confirmed(case: Case, listed: str, context: Context, *, none_passed: bool) -> Comment:
    mentions = context.mentions(Role.MAINTAINER, Role.PROCUREMENT)
    fields: dict[str, Value] = {"list_hash": listed, "mentions": mentions, "none_passed": none_passed}
    return Comment("confirmed", {**fields, "selection": day(case.opportunity.selection)})
