"""Criteria on the work acceptance criteria: one on the licence, one on the requirements, tests, and what is suggested where it fits.

Found by words, in the language in which a criterion is written: the lists stand here, and a criterion that says it otherwise is waived.
Never judges whether a criterion is a good one: people do.
"""

import re

from bot.core.criteria.finding import Checking, Finding, Rule, must, should
from bot.core.opportunity import Opportunity
from bot.core.text import Text


def _about(en: str, fr: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"\b(?:{en})", re.IGNORECASE), re.compile(rf"\b(?:{fr})", re.IGNORECASE)


LICENCE = _about(r"licen[cs]|copyright|(?:MIT|GPL|Apache)\b", r"licen[cs]|droits? d['’]auteur|(?:MIT|GPL|Apache)\b")
REQUIREMENTS = _about(
    r"requirement|specification|descri(?:bed|ption)|statement of work", r"exigence|besoin|spécification|décrit|description|énoncé"
)
TESTS = _about(r"tests?\b|tested\b|testing\b", r"tests?\b|essais?\b|testée?s?\b|mise? à l['’]essai")
ACCESSIBILITY = _about(r"accessib|WCAG|screen reader", r"accessib|WCAG|lecteurs? d['’]écran")
SECURITY = _about(r"vulnerabilit|security|secure\b|static analysis|scan", r"vulnérabilit|sécurit|sécuris|analyse statique|balayage")
ORIGIN = _about(
    r"origin|third[- ]part(?:y|ies)|dependenc|own work|copied|attribution|provenance",
    r"origin|provenance|tierce|tiers\b|dépendance|copié|attribution",
)


def acceptance_licence(opportunity: Opportunity, _: Checking) -> Finding:
    """One work acceptance criterion is about the licence. Source: opportunity template."""
    return _one_about(must("acceptance_licence", _ON_LICENCE), opportunity, LICENCE, _LICENCE_EXAMPLE)


_ON_LICENCE = Text("One work acceptance criterion is about the licence.", "Un critère d’acceptation porte sur la licence.")
_LICENCE_EXAMPLE = Text("For instance: “The code carries the MIT licence.”", "Par exemple : « Le code porte la licence MIT. »")


def acceptance_requirements(opportunity: Opportunity, _: Checking) -> Finding:
    """One work acceptance criterion is about the requirements. Source: opportunity template."""
    return _one_about(must("acceptance_requirements", _ON_REQUIREMENTS), opportunity, REQUIREMENTS, _REQUIREMENTS_EXAMPLE)


_ON_REQUIREMENTS = Text("One work acceptance criterion is about the requirements.", "Un critère d’acceptation porte sur les exigences.")
_REQUIREMENTS_EXAMPLE = Text(
    "For instance: “The code does all that the description asks for.”",
    "Par exemple : « Le code fait tout ce que la description demande. »",
)


def acceptance_tests(opportunity: Opportunity, _: Checking) -> Finding:
    """Work acceptance criteria contain tests, best prepared before publication. Source: opportunity template."""
    return _one_about(should("acceptance_tests", _ON_TESTS), opportunity, TESTS, _TESTS_EXAMPLE)


_ON_TESTS = Text("A work acceptance criterion names tests.", "Un critère d’acceptation nomme des essais.")
_TESTS_EXAMPLE = Text(
    "For instance: “The tests in the delivery repository pass.”",
    "Par exemple : « Les essais du dépôt de livraison réussissent. »",
)


def accessibility(opportunity: Opportunity, _: Checking) -> Finding:
    """A criterion on accessibility is suggested where people see the work. Source: duties around the programme."""
    return _one_about(should("accessibility", _ON_ACCESSIBILITY), opportunity, ACCESSIBILITY, _WHERE_IT_FITS)


_ON_ACCESSIBILITY = Text(
    "Where people will see or use a screen, a criterion is about accessibility.",
    "Là où des gens verront ou utiliseront un écran, un critère porte sur l’accessibilité.",
)


def security_scanning(opportunity: Opportunity, _: Checking) -> Finding:
    """A criterion on security scanning is suggested. Source: duties around the programme."""
    return _one_about(should("security_scanning", _ON_SECURITY), opportunity, SECURITY, _WHERE_IT_FITS)


_ON_SECURITY = Text("A criterion asks for a scan for vulnerabilities.", "Un critère demande une recherche de vulnérabilités.")


def code_origin(opportunity: Opportunity, _: Checking) -> Finding:
    """A criterion on the origin of the code is suggested: what is copied is named. Source: duties around the programme."""
    return _one_about(should("code_origin", _ON_ORIGIN), opportunity, ORIGIN, _WHERE_IT_FITS)


_ON_ORIGIN = Text("A criterion asks where the code comes from.", "Un critère demande d’où vient le code.")
_WHERE_IT_FITS = Text("Add one if it fits the work.", "Ajoutez-en un s’il convient aux travaux.")


def _one_about(rule: Rule, opportunity: Opportunity, words: tuple[re.Pattern[str], re.Pattern[str]], cure: Text) -> Finding:
    en, fr = words
    found = [number for number, text in enumerate(opportunity.acceptance, 1) if en.search(text.en) or fr.search(text.fr)]
    return rule.found(bool(found), _FOUND.format(number=found[0]) if found else _NONE, cure)


_FOUND = Text("Work acceptance criterion {number} is about it.", "Le critère d’acceptation {number} porte là-dessus.")
_NONE = Text("No work acceptance criterion is about it.", "Aucun critère d’acceptation ne porte là-dessus.")
