"""What would happen if somebody said this now: the rule itself is asked, with an example that fits the case, and nothing comes of it.

So `/help` offers just what would be carried out, a command that is new in the tables by itself. Never records, and never says, anything.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command, CommandRow
from bot.core.commands.arguments import Argument, Choice, Day, Percent, Taken, Translations, Values, Words
from bot.core.commands.operands import MET_OR_UNMET
from bot.core.people import Person
from bot.core.rules.funds import price_with_tax
from bot.core.rules.guidance import hands_for, states_for
from bot.core.rules.hands import roles_in
from bot.core.rules.panels import case_findings, unmet
from bot.core.scene import Answer, Refusal, Scene
from bot.core.text import Text, money, same

CarryOut = Callable[[Case, Command, Scene], Answer]
Beginning = tuple[Text, ...]

A_WEEK = 5
"""Business days from a date that was planned to one that is shown as an example."""

REASONS: Mapping[str, Text] = {
    "release": Text("The need has changed.", "Le besoin a changé."),
    "waive": Text("The work is spread over two teams.", "Les travaux sont répartis entre deux équipes."),
    "clear": Text("The two requirements are separate.", "Les deux besoins sont distincts."),
    "uphold": Text("Both are parts of one requirement.", "Ce sont deux parties d’un même besoin."),
    "stop": Text("The budget went to other work.", "Le budget a été affecté à d’autres travaux."),
    "cancel": Text("The price was wrong.", "Le prix était erroné."),
    "unable": Text("The work takes longer than planned.", "Les travaux demandent plus de temps que prévu."),
    "blocked": Text("The test account does not work.", "Le compte d’essai ne fonctionne pas."),
    "terminate": Text("The work was not delivered.", "Les travaux n’ont pas été livrés."),
    "rescind": Text("The work has arrived after all.", "Les travaux sont finalement arrivés."),
    "payment": Text("The card was refused.", "La carte a été refusée."),
    "dispute": Text("We read the second criterion differently.", "Nous ne lisons pas le deuxième critère de la même façon."),
    "resolve": Text("The criterion is met as written.", "Le critère est satisfait tel qu’il est écrit."),
    "complaint": Text("It was received on paper.", "Elle est arrivée sur papier."),
    "hold": Text("The team is away until Monday.", "L’équipe est absente jusqu’à lundi."),
    "correct": Text("The step was taken by mistake.", "L’étape a été franchie par erreur."),
}
"""Reasons to copy, where the table's own would make no sense."""


def attempt(case: Case, row: CommandRow, scene: Scene, carry_out: CarryOut) -> str | None:
    """The first example of a command that this person could say here now; none if the rule would refuse every one."""
    if not _may(case, row, scene):
        return None
    stage = replace(scene, context=replace(scene.context, seen=replace(scene.context.seen, people=SOMEBODY)))
    for words, values in _examples(case, row, stage):
        if not isinstance(carry_out(case, Command(row.name, scene.language, values), stage), Refusal):
            return f"{row.word(scene.language)} {words}".rstrip()
    return None


def _may(case: Case, row: CommandRow, scene: Scene) -> bool:
    """Whether the command counts in this place and state, and is this person's: else no example can help."""
    here = scene.place in row.where and case.state in states_for(row.name)
    return here and bool(roles_in(case, scene.actor, scene.subject.target.issue_id).intersection(hands_for(row, case.state)))


SOMEBODY = {"user": Person(-1, "USER"), "compte": Person(-1, "COMPTE")}
"""Whom an example names, where anybody could be named."""


def _examples(case: Case, row: CommandRow, scene: Scene) -> Iterator[tuple[str, Values]]:
    for beginning in KNOWN[row.name](case, scene) if row.name in KNOWN else ((),):
        yield from _continued(_Saying(case, row, scene), row.arguments, beginning, {})


@dataclass(frozen=True, slots=True)
class _Saying:
    """The command of which examples are made, for whom and in which case."""

    case: Case
    row: CommandRow
    scene: Scene

    def ways(self, argument: Argument, before: Values) -> Iterable[str]:
        """What one argument can be, without knowing more than its kind."""
        language = self.scene.language
        match argument:
            case Choice():
                first = argument.choices[argument.picked]
                return dict.fromkeys((first[language], *(words[language] for words in argument.choices.values())))
            case Words():
                nothing = argument.optional_after and before.get(argument.optional_after[0]) == argument.optional_after[1]
                return ("",) if nothing else (REASONS.get(self.row.name, argument.example)[language],)
            case Percent():
                wanted = before.get(argument.only_after[0]) == argument.only_after[1]
                return (argument.example[language], "") if wanted else ("",)
            case Day():
                return (one.isoformat() for one in _days(self.case, self.scene))
            case Translations():
                return (f"{argument.example.en} {argument.example.fr}",)
            case _:
                return (argument.example[language],)


def _continued(saying: _Saying, arguments: Sequence[Argument], beginning: Beginning, before: Values) -> Iterator[tuple[str, Values]]:
    """Every way in which the arguments can be said one after the other, those that are likeliest to be wanted first."""
    if not arguments:
        yield "", before
        return
    first, known = arguments[0], beginning[:1]
    for words in (one[saying.scene.language] for one in known) if known else saying.ways(first, before):
        taken = first.take(words, before)
        if isinstance(taken, Taken):
            for more, values in _continued(saying, arguments[1:], beginning[1:], {**before, **taken.values}):
                yield f"{words} {more}".strip(), values


def _days(case: Case, scene: Scene) -> Iterator[date]:
    """Dates that a rule may accept: some business days after what was planned, or after today."""
    add, planned = business_days(scene.policy).add_business_days, case.opportunity
    for day in (planned.closing, planned.delivery):
        yield add(max(day, scene.context.today), A_WEEK)


UNTESTABLE = Text("The second criterion can’t be tested.", "Le deuxième critère ne peut pas être vérifié.")
WRONG_INVOICE = Text("The tax number is missing.", "Le numéro de taxe manque.")
NOBODY_LEFT = Text("Nobody is left to choose.", "Il ne reste personne à choisir.")
NO_INVOICE = Text("No invoice came.", "Aucune facture n’est arrivée.")


def _return(case: Case, _scene: Scene) -> Iterator[Beginning]:
    yield (WRONG_INVOICE if case.state == "invoiced" else UNTESTABLE,)


def _close(case: Case, _scene: Scene) -> Iterator[Beginning]:
    yield (NO_INVOICE if case.state == "accepted" else NOBODY_LEFT,)


def _answer(case: Case, _scene: Scene) -> Iterator[Beginning]:
    for one in sorted(case.questions, key=lambda one: one.answered):
        yield (same(str(one.id)),)


def _reserve(case: Case, scene: Scene) -> Iterator[Beginning]:
    yield same("4500012345"), money(price_with_tax(case, scene.policy))


def _waive(case: Case, scene: Scene) -> Iterator[Beginning]:
    blocking = [one.id for one in unmet(case, scene.context)]
    others = [one.id for one in case_findings(case, scene.context) if not one.met and one.id not in blocking]
    for one in (*blocking, *others):
        yield (same(one),)


def _evaluate(case: Case, _scene: Scene) -> Iterator[Beginning]:
    criteria = len(case.opportunity.evaluation)
    for name, number in (*case.evaluation.missing(criteria), *((name, 1) for name, _ in case.evaluation.letters)):
        yield same(name), same(str(number))


def _acceptance(case: Case, _scene: Scene) -> Iterator[Beginning]:
    count = len(case.opportunity.acceptance)
    for number in case.delivery.open_criteria(count):
        yield same(str(number)), MET_OR_UNMET.choices["met"]
    yield same(str(count)), MET_OR_UNMET.choices["unmet"]


def _deliver(case: Case, scene: Scene) -> Iterator[Beginning]:
    url = case.delivery.submitted_url or f"{scene.context.site}/{case.delivery.repository or 'OWNER/REPOSITORY'}/pull/1"
    yield (same(url),)


KNOWN: Mapping[str, Callable[[Case, Scene], Iterable[Beginning]]] = {
    "answer": _answer,
    "return": _return,
    "close": _close,
    "reserve": _reserve,
    "waive": _waive,
    "evaluate": _evaluate,
    "acceptance": _acceptance,
    "deliver": _deliver,
}
"""What the case itself knows: how an example of these commands begins. The others take what their arguments are."""
