"""Criteria on who asks and under which terms: the licence, the client's organisation, the declarations.

Never decides on contract splitting: procurement does (client guide: not black and white).
"""

from bot.core.criteria.finding import Checking, Finding, must, should
from bot.core.opportunity import Declaration, Opportunity, Organisation
from bot.core.text import Text, joined, same

DECLARATION_NAMES = {
    Declaration.UNCLASSIFIED: Text("nothing here is protected or classified", "rien ici n’est protégé ni classifié"),
    Declaration.STANDALONE: Text("the work is a standalone piece of code", "les travaux sont un élément de code autonome"),
    Declaration.NO_CAPACITY: Text("nobody inside can do it", "personne à l’interne ne peut le faire"),
    Declaration.NOT_SPLIT: Text("no requirement is divided", "aucun besoin n’est fractionné"),
    Declaration.OPEN_WORK: Text("the work is done in the open", "les travaux se font ouvertement"),
}


def licence(opportunity: Opportunity, checking: Checking) -> Finding:
    """The licence is an open one from the policy's list. Source: domain rule on the licence."""
    listed = opportunity.licence in checking.policy.licences
    names = joined([same(name) for name in checking.policy.licences])
    seen = _LICENCE_SEEN.format(name=opportunity.licence) if listed else _UNLISTED
    return must("licence", _LICENCES.format(names=names)).found(listed, seen, _CHOOSE)


_LICENCES = Text("The licence is one of: {names}.", "La licence est l’une de celles-ci : {names}.")
_LICENCE_SEEN = Text("The licence is {name}.", "La licence est {name}.")
_UNLISTED = Text("The licence is not on the list.", "La licence n’est pas sur la liste.")
_CHOOSE = Text(
    "Choose one of them. Where the work goes into an existing repository under another licence, procurement can waive this.",
    "Choisissez-en une. Si les travaux vont dans un dépôt existant sous une autre licence, l’autorité contractante peut en dispenser.",
)


def organisation(opportunity: Opportunity, checking: Checking) -> Finding:
    """The client's tier: another department does not meet the criteria, unless the policy takes it in; another branch needs a transfer.

    Source: the process's exceptions (two of the pilot's requests came from other departments).
    """
    tier = opportunity.organisation
    seen = TIERS[tier].format(branch=checking.policy.own_branch, department=checking.policy.department)
    if tier is Organisation.OTHER_DEPARTMENT:
        rule = must("organisation", _OWN_DEPARTMENT.format(department=checking.policy.department))
        return rule.found(checking.policy.other_departments, seen, _ELSEWHERE)
    rule = should("organisation", _TRANSFER)
    return rule.found(tier is Organisation.OWN_BRANCH, seen, _START_TRANSFER)


TIERS = {
    Organisation.OWN_BRANCH: Text("The client belongs to {branch}.", "Le client relève de : {branch}."),
    Organisation.OTHER_BRANCH: Text(
        "The client belongs to another branch of {department}.", "Le client relève d’une autre direction générale ({department})."
    ),
    Organisation.OTHER_DEPARTMENT: Text("The client belongs to another department.", "Le client relève d’un autre ministère."),
}
_OWN_DEPARTMENT = Text("The client belongs to {department}.", "Le client appartient à l’organisation suivante : {department}.")
_ELSEWHERE = Text("Another department’s own programme can take it.", "Le programme de cet autre ministère peut s’en charger.")
_TRANSFER = Text(
    "Another branch transfers its budget, or agrees to carry the risk until it has.",
    "Une autre direction générale vire son budget, ou accepte d’assumer le risque d’ici là.",
)
_START_TRANSFER = Text(
    "Start the budget transfer now; finance records it with `/transfer started`.",
    "Commencez le virement budgétaire dès maintenant; les finances le consignent par `/transfert commencé`.",
)


def declarations(opportunity: Opportunity, _: Checking) -> Finding:
    """The client has checked every declaration, unclassified information among them. Source: client guide, business case."""
    missing = [DECLARATION_NAMES[one] for one in Declaration if one not in opportunity.declarations]
    seen = _UNCHECKED.format(names=joined(missing, "; ", "; ")) if missing else _CHECKED
    return must("declarations", _EVERY_BOX).found(not missing, seen, _CHECK)


_EVERY_BOX = Text("Every declaration is checked.", "Chaque déclaration est cochée.")
_CHECKED = Text("All declarations are checked.", "Toutes les déclarations sont cochées.")
_UNCHECKED = Text("Not checked: {names}.", "Non coché : {names}.")
_CHECK = Text("Check them if they are true.", "Cochez-les si elles sont vraies.")
