"""Whose hand may do what: roles in this case, and hands that are kept apart by a table.

Never says which command a role has (`commands.py` and `states.py` do).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.core.case import Case
from bot.core.people import ROLE_NAMES, Actor, Person, Role
from bot.core.scene import Refusal, Scene, refuse
from bot.core.text import Text, joined

NOT_YOURS = Text(
    "This step belongs to {who}; your account does not hold that role here.",
    "Cette étape revient à {who}; votre compte n’a pas ce rôle ici.",
)


def roles_in(case: Case, actor: Actor, author_id: int = 0) -> frozenset[Role]:
    """All the roles that somebody holds: the programme's, and those that follow from this case and thread."""
    roles = {*actor.roles, Role.ANYONE}
    if any(person.id == actor.id for person in case.clients):
        roles.add(Role.CLIENT)
    if any(person.id == actor.id for person in case.assessors):
        roles.add(Role.EVALUATOR)
    if any(one.applicant.id == actor.id for one in case.applications) and author_id in {0, actor.id}:
        roles.add(Role.APPLICANT)
    if case.supplier and case.supplier.id == actor.id:
        roles.add(Role.SUPPLIER)
    return frozenset(roles)


def not_yours(case: Case, scene: Scene, who: tuple[Role, ...]) -> Refusal | None:
    """A refusal, if the actor holds none of the roles."""
    if roles_in(case, scene.actor).intersection(who):
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


KEPT_APART: tuple[Apart, ...] = (
    Apart(
        "vet",
        lambda case: (person for _, person in case.approvals),
        Text("You have approved already; the second approval is another person’s.", "Vous avez déjà approuvé; la seconde approbation revient à une autre personne."),
    ),
    Apart(
        "confirm",
        lambda case: case.assessors,
        Text("Whoever evaluated can’t confirm the evaluation; somebody else of the contracting authority does.", "Qui a évalué ne peut confirmer l’évaluation; une autre personne de l’autorité contractante s’en charge."),
    ),
    Apart(
        "declare",
        lambda case: (one.applicant for one in case.applications),
        Text("An applicant can’t evaluate; ask the micro-acquisition team for another evaluator.", "Un candidat ne peut pas évaluer; demandez un autre évaluateur à l’équipe de micro-acquisition."),
    ),
    Apart(
        "evaluate",
        lambda case: (one.applicant for one in case.applications),
        Text("An applicant can’t evaluate.", "Un candidat ne peut pas évaluer."),
    ),
    Apart(
        "certify",
        lambda case: (case.supplier,) if case.supplier else (),
        Text("The supplier can’t certify their own work.", "Le fournisseur ne peut pas attester ses propres travaux."),
    ),
    Apart(
        "paid",
        _certifier,
        Text("Whoever certified under section 34 can’t pay; another person of finance does.", "Qui a attesté en vertu de l’article 34 ne peut pas payer; une autre personne des finances s’en charge."),
    ),
)  # fmt: skip
"""Financial Administration Act, sections 32 to 34 (design.md, "Different hands")."""


def kept_apart(case: Case, scene: Scene, command: str) -> Refusal | None:
    """A refusal, if the table keeps this hand from the command."""
    for row in KEPT_APART:
        if row.command == command and any(person.id == scene.actor.id for person in row.other(case)):
            return refuse(row.sentence)
    return None
