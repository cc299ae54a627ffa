"""The gates: everything that holds up opening a call, told at once. Never opens one (`call.py` does)."""

from collections.abc import Iterator

from bot.core.case import Case
from bot.core.criteria import Finding
from bot.core.people import ROLE_NAMES, Person, Role
from bot.core.policy import Holders
from bot.core.rules import splitting, transfer
from bot.core.rules.funds import price_with_tax
from bot.core.rules.panels import case_findings, missing_approvals, unmet
from bot.core.rules.vetting import UNMET
from bot.core.scene import Context
from bot.core.text import Text, money

SPLITTING = Text(
    "The flag for contract splitting is undecided: procurement judges it with `/clear` or `/uphold`.",
    "L’indicateur de fractionnement n’est pas tranché : l’autorité contractante tranche par `/lever` ou `/maintenir`.",
)
SPLIT = Text(
    "Procurement found that the requirement was divided: end this request with `/stop splitting REASON`.",
    "L’autorité contractante a conclu à un fractionnement du besoin : mettez fin à la demande par `/arrêter fractionnement RAISON`.",
)
UNAPPROVED = Text("An approval is missing.", "Il manque une approbation.")
NO_LONGER = Text(
    "{who} approved as {role}, but no longer holds that role: send the text back with `/return` and have it approved anew.",
    "{who} a approuvé (rôle : {role}), mais n’a plus ce rôle : renvoyez le texte par `/renvoyer` et faites-le approuver de nouveau.",
)
OWN_CLIENT = Text(
    "{who} approved and is now the client: send the text back with `/return` and have somebody else approve it.",
    "{who} a approuvé et est maintenant le client : renvoyez le texte par `/renvoyer` et faites-le approuver par quelqu’un d’autre.",
)
SHORT_FUNDS = Text(
    "The reservation, {have}, is below the price with tax, {needed}: finance changes it with `/reserve NUMBER {needed}`.",
    "La réservation, {have}, est inférieure au prix taxes comprises, {needed} : les finances la modifient par `/réserver NUMÉRO {needed}`.",
)
NEXT_YEAR = Text(
    "{sentence} Once next year’s funds are reserved, procurement records it with `/waive fiscal_year REASON`.",
    "{sentence} Quand les fonds du prochain exercice sont réservés, l’autorité contractante le consigne par "
    "`/dispenser fiscal_year RAISON`.",
)


def gates(case: Case, context: Context) -> tuple[Text, ...]:
    """Everything that holds up opening, at once."""
    return (*_of_the_text(case, context), *_of_approvals(case, context), *of_splitting(case), *_of_money(case, context), *context.gaps)


def _of_the_text(case: Case, context: Context) -> Iterator[Text]:
    yield from (UNMET.format(id=one.id, sentence=one.sentence) for one in unmet(case, context))
    year = _unmet_year(case, context)
    if year:
        yield NEXT_YEAR.format(sentence=year.sentence)


def _unmet_year(case: Case, context: Context) -> Finding | None:
    """The fiscal year is advice while the text is vetted; whoever opens across its end needs next year's funds (Annex A)."""
    found = (one for one in case_findings(case, context) if one.id == "fiscal_year" and not one.met)
    return next((one for one in found if one.id not in case.waived), None)


def _of_approvals(case: Case, context: Context) -> Iterator[Text]:
    """Those that count are still other people's, and of people who still hold the role."""
    if missing_approvals(case, context):
        yield UNAPPROVED
    for role, person in case.approvals:
        if any(client.id == person.id for client in case.clients):
            yield OWN_CLIENT.format(who=person.login)
        elif not _holds(person, role, context):
            yield NO_LONGER.format(who=person.login, role=ROLE_NAMES[role])


def _holds(person: Person, role: Role, context: Context) -> bool:
    """Whether the roster still has them; where a permission or membership gives the role, the roster can't tell, and they do."""
    holders = context.policy.roles.get(role, Holders())
    listed = any(one.id == person.id for one in context.roster.get(role, ()))
    return listed or holders.permission is not None or holders.organization_members


def of_splitting(case: Case) -> Iterator[Text]:
    """What contract splitting, undecided or found, holds up."""
    if splitting.undecided(case):
        yield SPLITTING
    if splitting.upheld(case):
        yield SPLIT


def _of_money(case: Case, context: Context) -> Iterator[Text]:
    needed = price_with_tax(case, context.policy)
    if case.funds.amount < needed:
        yield SHORT_FUNDS.format(have=money(case.funds.amount), needed=money(needed))
    if transfer.missing(case):
        yield transfer.NOT_STARTED
