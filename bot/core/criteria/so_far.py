"""The findings of an opportunity that is not all written yet: only those whose answers are there.

What is not there yet is neither met nor unmet. Never fills in an answer (`forms.partly` does, so that there is an opportunity to look at).
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from bot.core.criteria import Finding, findings
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy

NEEDS: Mapping[str, frozenset[str]] = {
    "price": frozenset({"price"}),
    "estimate": frozenset({"price"}),
    "workload": frozenset({"price", "selection", "delivery"}),
    "dates_order": frozenset({"closing", "selection", "delivery"}),
    "open_days": frozenset({"closing"}),
    "closing_business_day": frozenset({"closing"}),
    "fiscal_year": frozenset({"delivery"}),
    "title_length": frozenset({"title"}),
    "summary_length": frozenset({"summary"}),
    "translation": frozenset({"title", "description"}),
    "same_in_both_languages": frozenset({"title", "description"}),
    "acceptance_licence": frozenset({"acceptance"}),
    "acceptance_requirements": frozenset({"acceptance"}),
    "acceptance_tests": frozenset({"acceptance"}),
    "evaluation_criteria": frozenset({"evaluation"}),
    "skills": frozenset({"skills"}),
    "licence": frozenset({"licence"}),
    "organisation": frozenset({"organisation"}),
    "declarations": frozenset({"declarations"}),
    "protected_information": frozenset(),
    "accessibility": frozenset({"acceptance"}),
    "security_scanning": frozenset({"acceptance"}),
    "code_origin": frozenset({"acceptance"}),
}
"""Criterion → the opportunity's nouns without which it can say nothing."""


def findings_so_far(opportunity: Opportunity, said: AbstractSet[str], policy: Policy, today: date) -> tuple[Finding, ...]:
    """The findings that the nouns `said` allow, in the panel's order. `today` is the date in the policy's zone."""
    return tuple(finding for finding in findings(opportunity, policy, today) if NEEDS[finding.id] <= said)
