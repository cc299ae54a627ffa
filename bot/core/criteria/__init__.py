"""Criteria that a machine can check: one function a criterion, named as its finding's id, each `(opportunity, checking) → Finding`.

    for finding in findings(opportunity, policy, today): ...

The bot checks what is mechanical; people judge prose. Nothing here moves a state: `rules` read the findings. `LEVELS` is the order of
the panel. The modules: `amount`, `dates`, `wording`, `languages`, `acceptance`, `standing`, `protection`.
"""

from datetime import date
from functools import lru_cache

from bot.core.calendar import business_days
from bot.core.criteria.acceptance import (
    acceptance_licence,
    acceptance_requirements,
    acceptance_tests,
    accessibility,
    code_origin,
    security_scanning,
)
from bot.core.criteria.amount import estimate, price, workload
from bot.core.criteria.dates import closing_business_day, dates_order, fiscal_year, open_days
from bot.core.criteria.finding import LEVELS, Checking, Criterion, Finding, Level
from bot.core.criteria.languages import same_in_both_languages, translation
from bot.core.criteria.protection import protected_information
from bot.core.criteria.standing import declarations, licence, organisation
from bot.core.criteria.wording import evaluation_criteria, skills, summary_length, title_length
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy

CRITERIA: tuple[Criterion, ...] = (
    price,
    estimate,
    workload,
    dates_order,
    open_days,
    closing_business_day,
    fiscal_year,
    title_length,
    summary_length,
    translation,
    same_in_both_languages,
    acceptance_licence,
    acceptance_requirements,
    acceptance_tests,
    evaluation_criteria,
    skills,
    licence,
    organisation,
    declarations,
    protected_information,
    accessibility,
    security_scanning,
    code_origin,
)
"""All of them, in the order in which the panel shows those of one level."""

CRITERION_IDS: tuple[str, ...] = tuple(criterion.__name__ for criterion in CRITERIA)
"""What `/waive` names."""


@lru_cache(maxsize=64)
def findings(opportunity: Opportunity, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Every criterion's finding, in order, met ones too. `today` is the date in the policy's zone."""
    checking = Checking(policy, today, business_days(policy))
    return tuple(criterion(opportunity, checking) for criterion in CRITERIA)


def unmet(found: tuple[Finding, ...], level: Level = "must") -> tuple[Finding, ...]:
    """The findings of a level that are not met: those that refuse `/vet` until they are waived."""
    return tuple(finding for finding in found if not finding.met and finding.level == level)


__all__ = ["CRITERIA", "CRITERION_IDS", "LEVELS", "Checking", "Criterion", "Finding", "Level", "findings", "unmet"]
