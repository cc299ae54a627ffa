"""Whose hand may do what: roles in this case, and hands that are kept apart by a table.

Never says which command a role has (`commands.py` and `states.py` do).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.core.case import Case
from bot.core.commands import BY_NAME
from bot.core.people import ROLE_NAMES, Actor, Person, Role
from bot.core.scene import Refusal, Scene, refuse
from bot.core.text import Text, joined

NOT_YOURS = Text(
    "This step is another role’s: {who}. Your account does not hold it here.",
    "Cette étape revient à un autre rôle : {who}. Votre compte ne l’a pas ici.",
)


def roles_in(case: Case, actor: Actor, thread: int = 0) -> frozenset[Role]:
    """All the roles that somebody holds: the programme's, and those that follow from this case.

    On an application's own thread (its issue id), the applicant is that one's alone.
    """
    roles = {*actor.roles, Role.ANYONE}
    if any(person.id == actor.id for person in case.clients):
        roles.add(Role.CLIENT)
    if any(person.id == actor.id for person in case.assessors):
        roles.add(Role.EVALUATOR)
    own = [one.issue_id for one in case.applications if one.applicant.id == actor.id]
    if own and (thread in own or case.application(thread) is None):
        roles.add(Role.APPLICANT)
    if case.supplier and case.supplier.id == actor.id:
        roles.add(Role.SUPPLIER)
    return frozenset(roles)


def not_yours(case: Case, scene: Scene, who: tuple[Role, ...]) -> Refusal | None:
    """A refusal, if the actor holds none of the roles."""
    if roles_in(case, scene.actor, scene.subject.target.issue_id).intersection(who):
        return None
    names = joined(tuple(ROLE_NAMES[role] for role in who if role is not Role.BOT), " or ", " ou ")
    return refuse(NOT_YOURS.format(who=names))


@dataclass(frozen=True, slots=True)
class Apart:
    """Two hands that must be two people: the command, who has acted already on the other side, and the sentence."""

    command: str
    other: Callable[[Case], Iterable[Person]]
    sentence: Text


def _certifier(case: Case) -> tuple[Person, ...]:
    return (case.payment.certified_by,) if case.payment.certified_by else ()


OWN_SPLITTING = Text(
    "This is your own request: somebody else of the contracting authority judges it.",
    "Il s’agit de votre propre demande : une autre personne de l’autorité contractante en juge.",
)

KEPT_APART: tuple[Apart, ...] = (
    Apart("clear", lambda case: case.clients, OWN_SPLITTING),
    Apart("uphold", lambda case: case.clients, OWN_SPLITTING),
    Apart(
        "vet",
        lambda case: case.clients,
        Text("You are the client of this request; its approvals are other people’s.", "Vous êtes le client de cette demande; d’autres personnes l’approuvent."),
    ),
    Apart(
        "vet",
        lambda case: (person for _, person in case.approvals),
        Text("You have approved already; the second approval is another person’s.", "Vous avez déjà approuvé; la seconde approbation revient à une autre personne."),
    ),
    Apart(
        "confirm",
        lambda case: (*case.assessors, *(verdict.by for verdict in case.evaluation.verdicts)),
        Text("Whoever evaluated can’t confirm the evaluation; somebody else of the contracting authority does.", "Qui a évalué ne peut confirmer l’évaluation; une autre personne de l’autorité contractante s’en charge."),
    ),
    Apart(
        "paid",
        _certifier,
        Text("Whoever certified under section 34 can’t pay; another person of finance does.", "Qui a attesté en vertu de l’article 34 ne peut pas payer; une autre personne des finances s’en charge."),
    ),
    Apart(
        "payment",
        _certifier,
        Text("Whoever certified under section 34 takes no part in the payment; another person of finance does.", "Qui a attesté en vertu de l’article 34 ne participe pas au paiement; une autre personne des finances s’en charge."),
    ),
    Apart(
        "resolve",
        lambda case: case.clients,
        Text("You are a party to this dispute; somebody else of the contracting authority resolves it.", "Vous êtes partie à ce différend; une autre personne de l’autorité contractante le règle."),
    ),
)  # fmt: skip
"""Financial Administration Act, sections 32 to 34 (design.md, "Different hands")."""


BOTH_SIDES = Text(
    "You have applied here: nobody acts for both sides. Somebody else of the team takes this step.",
    "Vous avez posé votre candidature ici : nul n’agit pour les deux parties. Une autre personne de l’équipe franchit cette étape.",
)
SUPPLIERS_SIDE = frozenset({Role.APPLICANT, Role.SUPPLIER, Role.ANYONE})


def has_applied(case: Case, actor: Actor) -> bool:
    """Whether somebody has applied here, for themselves or on somebody's behalf: they are on the suppliers' side."""
    return any(one.applicant.id == actor.id for one in case.applications)


def kept_apart(case: Case, scene: Scene, command: str) -> Refusal | None:
    """A refusal, if somebody who applied acts for the department, or if the table keeps this hand from the command."""
    if has_applied(case, scene.actor) and not SUPPLIERS_SIDE.intersection(BY_NAME[command].who):
        return refuse(BOTH_SIDES)
    for row in KEPT_APART:
        if row.command == command and any(person.id == scene.actor.id for person in row.other(case)):
            return refuse(row.sentence)
    return None
