"""What a case waits for: whose next step it is, with which command, what is left to do, and by when.

Who is next is found by trying the steps of the state in their order, so it follows from the rules themselves. Never notifies anybody.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.core.case import Case
from bot.core.commands import BY_NAME, CommandRow
from bot.core.deadlines.counting import days_into, local_date
from bot.core.deadlines.payment import payment_target
from bot.core.events import Place, Subject
from bot.core.people import ROLE_NAMES, Actor, Person, Role
from bot.core.policy import Policy
from bot.core.rules.evaluating import thread
from bot.core.rules.funds import last_opening
from bot.core.rules.guidance import hands_for
from bot.core.rules.lateness import unfinished
from bot.core.rules.panels import case_findings, missing_approvals, unmet
from bot.core.rules.trying import CarryOut, attempt
from bot.core.scene import Context, Scene
from bot.core.text import Text, day, joined, same

NEXT: Mapping[str, tuple[str, ...]] = {
    "requested": ("vet",),
    "vetted": ("commit", "reserve"),
    "funds_reserved": ("publish", "clear", "transfer"),
    "open": ("answer",),
    "evaluation": ("declare", "assign", "evaluate", "confirm", "draw", "close"),
    "selected": ("agree", "signoff", "close"),
    "awarded": ("agree", "continue", "terminate", "deliver"),
    "delivered": ("agree", "continue", "terminate", "acceptance", "deliver"),
    "accepted": ("invoice",),
    "invoiced": ("certify", "paid"),
    "terminated": ("invoice", "next", "rerun"),
}
"""The steps that are waited for in each state, in their order: the first that somebody can take is the next. Ends wait for nobody."""

GOES_ON = ("dispute", "resolve", "resume")
"""The steps that are waited for before all others, while something holds the clocks."""


def _all_answered(case: Case) -> bool:
    return all(one.answered for one in case.questions)


DONE: Mapping[str, Callable[[Case], bool]] = {
    "answer": _all_answered,
    "assign": lambda case: not any(interest for who, interest in case.evaluation.declared if who in {one.id for one in case.assessors}),
    "declare": lambda case: all(case.evaluation.has_declared(one.id) for one in case.assessors),
    "evaluate": lambda case: not unfinished(case),
    "dispute": lambda case: case.contract.dispute is None or case.contract.dispute.client_heard,
    "acceptance": lambda case: not case.delivery.open_criteria(len(case.opportunity.acceptance)),
    "signoff": lambda case: case.contract.signoff != "needed",
    "terminate": lambda case: not (case.contract.fork and case.contract.fork.given_up),
}
"""Of steps that can be taken again and again: whether nobody waits for one now."""


ACTS: Mapping[str, Text] = {
    "assign": Text("names another evaluator", "désigne un autre évaluateur"),
    "evaluate": Text("gives a verdict and a reason on each mandatory criterion", "donne un verdict et une raison pour chaque exigence"),
    "signoff": Text("says when the approvals have been seen", "dit quand les autorisations ont été vues"),
    "continue": Text(
        "goes on with another date, or gives up with `/discontinue`",
        "poursuit avec une autre date, ou renonce par `/abandonner`",
    ),
    "deliver": Text("hands in the work; a pull request does the same", "remet les travaux; une demande de tirage fait de même"),
    "acceptance": Text("gives a verdict on each acceptance criterion", "donne un verdict sur chaque critère d’acceptation"),
    "invoice": Text("sends the invoice by e-mail, and says so", "envoie la facture par courriel, et le dit"),
    "paid": Text("pays, and says how", "paie, et dit comment"),
    "dispute": Text("says their side", "donne sa version"),
}
"""What whoever is next does, where the command's own words are for one who has done it, or for several things."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A role, and the accounts that hold it and can take the step; none where the roster does not list them."""

    role: Role
    logins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """Whose step is next, which (no command: an edit of the text), what it does, how much is left, and until when it is planned."""

    hands: tuple[Hand, ...]
    row: CommandRow | None
    does: Text
    left: Text | None = None
    by: Text | None = None


def awaited(case: Case, scene: Scene, carry_out: CarryOut) -> Awaited | None:
    """The step for which the case waits; none where it waits for nobody, or for time to pass."""
    if case.unreadable or (case.state in MENDED_IN and unmet(case, scene.context)):
        return Awaited((Hand(Role.CLIENT, _logins(case.clients)),), None, MEND, _left_unmet(case, scene.context), _by(case, scene.context))
    for name in steps_ahead(case):
        hands = tuple(_hands(case, BY_NAME[name], scene, carry_out))
        if hands:
            does = ACTS.get(name, BY_NAME[name].does)
            return Awaited(hands, BY_NAME[name], does, _left(case, name, scene.context), _by(case, scene.context, name))
    return None


def steps_ahead(case: Case) -> tuple[str, ...]:
    """The steps that could be next, in their order; without those that nobody waits for now."""
    names = (*(() if case.clocks.running else GOES_ON), *NEXT.get(case.state, ()))
    return tuple(name for name in names if not DONE.get(name, _never)(case))


def _never(_case: Case) -> bool:
    return False


MENDED_IN = ("requested", "funds_reserved")
"""The states whose next step an unmet check refuses."""
MEND = Text(
    "edits the text above until every check is met", "modifie le texte ci-dessus jusqu’à ce que chaque vérification soit satisfaite"
)


def _logins(people: tuple[Person, ...]) -> tuple[str, ...]:
    return tuple(one.login for one in people)


def _hands(case: Case, row: CommandRow, scene: Scene, carry_out: CarryOut) -> Iterator[Hand]:
    for role in hands_for(row, case.state):
        people = _holders(case, scene.context, role)
        able = tuple(one for one in people if _can(case, row, Actor(one.id, one.login, frozenset({role})), scene, carry_out))
        if able:
            yield Hand(role, _logins(able))
        elif not people and _can(case, row, Actor(-1, "", frozenset({role})), scene, carry_out):
            yield Hand(role, ())


MOST = 20
"""So many holders of a role are asked about; who holds a permission on a large repository is not listed one by one."""


def _holders(case: Case, context: Context, role: Role) -> tuple[Person, ...]:
    match role:
        case Role.CLIENT:
            return case.clients
        case Role.EVALUATOR:
            return case.assessors
        case Role.SUPPLIER:
            return (case.supplier,) if case.supplier else ()
        case _:
            return context.roster.get(role, ())[:MOST]


def _can(case: Case, row: CommandRow, actor: Actor, scene: Scene, carry_out: CarryOut) -> bool:
    return any(attempt(case, row, replace(scene, actor=actor, subject=one), carry_out) for one in threads(case, actor, scene))


def threads(case: Case, actor: Actor, scene: Scene) -> tuple[Subject, ...]:
    """Where this person could speak in the case: the opportunity's issue, their own applications, the evaluation's issue."""
    found = [Subject(Place.OPPORTUNITY, case.target, case.client.id)]
    own = [one for one in case.applications if one.applicant.id == actor.id]
    found += [Subject(Place.APPLICATION, case.thread(one), actor.id) for one in own]
    if case.evaluation.number:
        found.append(Subject(Place.EVALUATION, thread(case), 0))
    return tuple(scene.subject if one.target.issue_id == scene.subject.target.issue_id else one for one in found)


def _by(case: Case, context: Context, step: str = "") -> Text | None:
    """The day by which the step is planned, while time counts and it has not passed."""
    planned = _planned(case, context.policy, step) if case.clocks.running else None
    return day(planned) if planned and planned >= context.today else None


def _planned(case: Case, policy: Policy, step: str) -> date | None:
    match case.state:
        case "requested" | "vetted" | "funds_reserved":
            return last_opening(case.opportunity, policy)
        case "evaluation":
            return case.opportunity.selection
        case "awarded" if step == "deliver":
            return case.opportunity.delivery
        case "accepted":
            until = days_into(case.clocks, policy.dates.invoice, policy)
            return local_date(until, policy) if until else None
        case "invoiced":
            return payment_target(case, policy)
        case _:
            return None


def counted(number: int, one: Text, many: Text, of: int = 0) -> Text:
    """So many of something, in each language's own plural."""
    return (one if number == 1 else many).format(n=number, of=of)


CHECKS = (
    Text("{n} of {of} checks is unmet", "{n} vérification sur {of} n’est pas satisfaite"),
    Text("{n} of {of} checks are unmet", "{n} vérifications sur {of} ne sont pas satisfaites"),
)
APPROVALS = (
    Text("{n} of {of} approvals is missing", "il manque {n} approbation sur {of}"),
    Text("{n} of {of} approvals are missing", "il manque {n} approbations sur {of}"),
)
QUESTIONS = (
    Text("{n} question is unanswered", "{n} question est sans réponse"),
    Text("{n} questions are unanswered", "{n} questions sont sans réponse"),
)
DECLARATIONS = (
    Text("{n} of {of} declarations is missing", "il manque {n} déclaration sur {of}"),
    Text("{n} of {of} declarations are missing", "il manque {n} déclarations sur {of}"),
)
VERDICTS = (
    Text("{n} of {of} verdicts is missing", "il manque {n} verdict sur {of}"),
    Text("{n} of {of} verdicts are missing", "il manque {n} verdicts sur {of}"),
)


def _left_unmet(case: Case, context: Context) -> Text | None:
    number = len(unmet(case, context))
    return counted(number, *CHECKS, of=len(case_findings(case, context))) if number else None


def _left(case: Case, name: str, context: Context) -> Text | None:
    """How much of a step is left, where it is taken in parts."""
    match name:
        case "vet":
            return counted(len(missing_approvals(case, context)), *APPROVALS, of=len(context.policy.approvals))
        case "answer":
            return counted(sum(not one.answered for one in case.questions), *QUESTIONS)
        case "declare":
            waiting = [one for one in case.assessors if not case.evaluation.has_declared(one.id)]
            return counted(len(waiting), *DECLARATIONS, of=len(case.assessors))
        case "evaluate":
            criteria = len(case.opportunity.evaluation)
            return counted(len(case.evaluation.missing(criteria)), *VERDICTS, of=criteria * len(case.evaluation.letters))
        case "acceptance":
            criteria = len(case.opportunity.acceptance)
            return counted(len(case.delivery.open_criteria(criteria)), *VERDICTS, of=criteria)
        case _:
            return None


def hands_named(hands: tuple[Hand, ...]) -> Text:
    """Each role by its name, with its accounts, of which nobody is notified."""
    return joined(tuple(_named(hand) for hand in hands), ", or ", ", ou ")


def _named(hand: Hand) -> Text:
    logins = ", ".join(f"`{login}`" for login in hand.logins)
    return joined((ROLE_NAMES[hand.role], same(f"({logins})")), " ", " ") if logins else ROLE_NAMES[hand.role]
