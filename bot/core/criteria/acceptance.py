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
SECURITY = _about(
    r"vulnerabilit|security (?:scan|test|review|audit|check|analysis)|(?:static|dependency) (?:code )?analysis"
    r"|(?:code|dependency|secret)s? scan"
    r"|penetration test|CVEs?\b",
    r"vulnérabilit|(?:analyse|balayage|audit|essais?|tests?|vérification|examen)s? (?:de (?:la )?)?sécurité"
    r"|analyse statique|balayage (?:du code|des dépendances|des secrets)|essais? d['’]intrusion|CVE\b",
)
"""What is searched for weaknesses; a product with “secure” in its name is not."""

ORIGIN = _about(
    r"(?:origins?|provenance) of (?:the |all |any )?(?:code|software|work|files)|where (?:the|all|any) code comes from|original work"
    r"|third[- ]party (?:code|software|librar|component|dependenc|package|licen[cs]|work|material)|dependenc(?:y|ies)\b|own work"
    r"|cop(?:ied|ies) (?:code|from)|code (?:that is |that was )?copied|attributions?\b|software bill of materials|SBOM\b",
    r"(?:origine|provenance) (?:du|de tout|des) (?:le )?(?:code|logiciel|travaux|fichiers|composants)|d['’]où vient le code|œuvre originale"
    r"|(?:code|logiciels?|bibliothèques?|composants?|dépendances?|licences?|matériel) (?:de tiers|tierces?\b|tiers\b)|dépendances?\b"
    r"|code (?:\w+ )?copié|copiée?s? d|attributions?\b|nomenclature logicielle|SBOM\b",
)
"""What the code is made of; an “offering of third parties” on a market is not."""


def acceptance_licence(opportunity: Opportunity, _: Checking) -> Finding:
    """One work acceptance criterion is about the licence. Source: opportunity template."""
    topic = Text("the licence", "la licence")
    return _one_about(must("acceptance_licence", _ONE_IS.format(topic=topic)), topic, opportunity, LICENCE)


def acceptance_requirements(opportunity: Opportunity, _: Checking) -> Finding:
    """One work acceptance criterion is about the requirements. Source: opportunity template."""
    topic = Text("the requirements", "les exigences")
    return _one_about(must("acceptance_requirements", _ONE_IS.format(topic=topic)), topic, opportunity, REQUIREMENTS)


def acceptance_tests(opportunity: Opportunity, _: Checking) -> Finding:
    """Work acceptance criteria contain tests, best prepared before publication. Source: opportunity template."""
    topic = Text("tests", "des essais")
    return _one_about(should("acceptance_tests", _ONE_IS.format(topic=topic)), topic, opportunity, TESTS)


def accessibility(opportunity: Opportunity, _: Checking) -> Finding:
    """A criterion on accessibility is suggested where people see the work. Source: duties around the programme."""
    topic = Text("accessibility", "l’accessibilité")
    return _one_about(should("accessibility", _WHERE_IT_FITS.format(topic=topic)), topic, opportunity, ACCESSIBILITY)


def security_scanning(opportunity: Opportunity, _: Checking) -> Finding:
    """A criterion on scanning for vulnerabilities is suggested. Source: duties around the programme."""
    topic = Text("a scan for vulnerabilities", "une recherche de vulnérabilités")
    return _one_about(should("security_scanning", _WHERE_IT_FITS.format(topic=topic)), topic, opportunity, SECURITY)


def code_origin(opportunity: Opportunity, _: Checking) -> Finding:
    """A criterion on the origin of the code is suggested: what is copied is named. Source: duties around the programme."""
    topic = Text("where the code comes from", "la provenance du code")
    return _one_about(should("code_origin", _WHERE_IT_FITS.format(topic=topic)), topic, opportunity, ORIGIN)


_ONE_IS = Text("One work acceptance criterion is about {topic}.", "Un critère d’acceptation porte sur {topic}.")
_WHERE_IT_FITS = Text(
    "Where it fits the work, an acceptance criterion is about {topic}.",
    "Là où cela convient aux travaux, un critère d’acceptation porte sur {topic}.",
)


def _one_about(rule: Rule, topic: Text, opportunity: Opportunity, words: tuple[re.Pattern[str], re.Pattern[str]]) -> Finding:
    en, fr = words
    found = next((number for number, text in enumerate(opportunity.acceptance, 1) if en.search(text.en) or fr.search(text.fr)), 0)
    seen = _FOUND.format(number=found, topic=topic) if found else _NONE.format(topic=topic)
    return rule.found(bool(found), seen, _ADD)


_FOUND = Text("Criterion {number} is about {topic}.", "Le critère {number} porte sur {topic}.")
_NONE = Text("No work acceptance criterion is about {topic}.", "Aucun critère d’acceptation ne porte sur {topic}.")
_ADD = Text("Add one to the list.", "Ajoutez-en un à la liste.")
