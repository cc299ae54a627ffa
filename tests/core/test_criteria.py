"""Each criterion, one row a situation: what changes in a good opportunity, which finding sees it, and what it says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.calendar import business_days
from bot.core.criteria import CRITERIA, CRITERION_IDS, LEVELS, Checking, findings, unmet
from bot.core.opportunity import Declaration, Opportunity, Organisation
from bot.core.policy import Policy
from bot.core.text import Text
from tests.core.good_opportunity import GOOD, LONG, TODAY, check, listed

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""


def test_good_opportunity_meets_every_criterion() -> None:
    """Nothing is found where nothing is wrong, whatever the level."""
    assert [one.id for one in findings(GOOD, Policy(), TODAY) if not one.met] == []


def test_finding_is_named_as_its_function() -> None:
    """`/waive` names a finding by its function's name, and each name is there once."""
    checking = Checking(Policy(), TODAY, business_days(Policy()))
    assert tuple(criterion(GOOD, checking).id for criterion in CRITERIA) == CRITERION_IDS
    assert len(set(CRITERION_IDS)) == len(CRITERION_IDS)


AUGUST = {"delivery": date(2027, 7, 23)}


UNMET: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("price", "must", {"price": 900_000}),
    ("price", "must", {"price": 884_957}),
    ("price", "must", {"price": 0}),
    ("price", "must", {"price": -100}),
    ("estimate", "should", {"hourly_rate": 10_001}),
    ("estimate", "should", {"hourly_rate": 5_999}),
    ("estimate", "should", {"hourly_rate": 0}),
    ("estimate", "should", {"work_minutes": 20 * 60}),
    ("estimate", "should", {"work_minutes": 200 * 60, "hourly_rate": 8_000}),
    ("workload", "must", {"delivery": date(2027, 7, 23)}),
    ("workload", "must", {"delivery": date(2027, 7, 26), "hourly_rate": 10_000}),
    ("workload", "must", {"work_minutes": 121 * 60}),
    ("workload", "must", {"price": 99_999_999_999}),
    ("dates_order", "must", {"closing": TODAY}),
    ("dates_order", "must", {"closing": date(2027, 6, 1)}),
    ("dates_order", "must", {"selection": date(2027, 7, 12)}),
    ("dates_order", "must", {"start": date(2027, 7, 13)}),
    ("dates_order", "must", {"delivery": date(2027, 7, 16)}),
    ("dates_order", "must", {"start": None, "delivery": date(2027, 7, 14)}),
    ("dates_order", "must", {"delivery": date(2072, 8, 6)}),
    ("open_days", "must", {"closing": date(2027, 6, 18)}),
    ("open_days", "must", {"closing": date(2027, 6, 1)}),
    ("closing_business_day", "should", {"closing": date(2027, 7, 1)}),
    ("closing_business_day", "should", {"closing": date(2027, 7, 10)}),
    ("fiscal_year", "should", {"delivery": date(2028, 4, 3)}),
    ("fiscal_year", "should", {"delivery": date(2028, 3, 17)}),
    ("title_length", "must", {"title": Text("Title", "T" * 101)}),
    ("summary_length", "must", {"summary": Text("S" * 501, "Sommaire")}),
    ("translation", "must", {"title": Text("Title", " ")}),
    ("translation", "must", {"description": Text(LONG, LONG)}),
    ("translation", "must", {"evaluation": (Text("", "Démontrez."),)}),
    ("same_in_both_languages", "must", {"acceptance": (*GOOD.acceptance, Text("One more, by the description.", ""))}),
    ("same_in_both_languages", "must", {"evaluation": (Text("", "Démontrez."),)}),
    ("same_in_both_languages", "must", {"summary": Text("See https://example.org/more", "Voir plus")}),
    ("same_in_both_languages", "must", {"summary": Text("https://a.org https://b.org", "https://b.org https://a.org")}),
    ("same_in_both_languages", "must", {"summary": Text("It costs $1,000.", "Il coûte 100 $.")}),
    ("same_in_both_languages", "must", {"summary": Text("By July 1, 2027.", "Le 2 juillet 2027.")}),
    ("acceptance_licence", "must", {"acceptance": listed("The tests of the description pass.")}),
    ("acceptance_requirements", "must", {"acceptance": listed("MIT licence")}),
    ("acceptance_requirements", "must", {"acceptance": ()}),
    ("acceptance_tests", "should", {"acceptance": listed("The latest code has the fastest contest.")}),
    ("accessibility", "should", {"acceptance": listed("Tests")}),
    ("security_scanning", "should", {"acceptance": listed("Tests")}),
    ("code_origin", "should", {"acceptance": listed("Tests")}),
    ("evaluation_criteria", "must", {"evaluation": ()}),
    ("evaluation_criteria", "must", {"evaluation": (Text("Show.", "Démontrez."), Text(" ", ""))}),
    ("skills", "should", {"skills": ("Azure Runbooks",)}),
    ("skills", "should", {"skills": ()}),
    ("licence", "must", {"licence": "Proprietary"}),
    ("organisation", "must", {"organisation": Organisation.OTHER_DEPARTMENT}),
    ("organisation", "should", {"organisation": Organisation.OTHER_BRANCH}),
    ("declarations", "must", {"declarations": frozenset(Declaration) - {Declaration.UNCLASSIFIED}}),
    ("declarations", "must", {"declarations": frozenset()}),
)


@pytest.mark.parametrize(("criterion", "level", "changes"), UNMET)
def test_criterion_sees_what_is_wrong(criterion: str, level: str, changes: dict[str, Any]) -> None:
    """The finding is unmet at its level, and its sentence says what was seen and what is required, in both languages."""
    found = check(criterion, **changes)
    assert (found.met, found.level) == (False, level)
    for language in ("en", "fr"):
        assert found.seen[language] in found.sentence[language]
        assert found.required[language] in found.sentence[language]
        assert "{" not in found.sentence[language]


MET: tuple[tuple[str, dict[str, Any]], ...] = (
    ("price", {"price": 884_956}),
    ("estimate", {"work_minutes": 55 * 60, "hourly_rate": 10_000}),
    ("estimate", {"work_minutes": 70 * 60}),
    ("workload", {"delivery": date(2027, 7, 27)}),
    ("workload", {"delivery": date(2027, 7, 23), "work_minutes": 45 * 60}),
    ("workload", {"price": 50_000, "delivery": date(2027, 7, 16)}),
    ("dates_order", {"start": None}),
    ("dates_order", {"start": date(2027, 7, 14)}),
    ("dates_order", {"closing": date(2027, 6, 15)}),
    ("open_days", {"closing": date(2027, 6, 21)}),
    ("fiscal_year", {"delivery": date(2028, 3, 16)}),
    ("title_length", {"title": Text("T" * 100, "T" * 100)}),
    ("summary_length", {"summary": Text("S" * 500, "S" * 500)}),
    ("translation", {"title": Text("PowerShell", "PowerShell")}),
    ("same_in_both_languages", {"summary": Text("https://a.org/en/x https://b.org", "https://c.org/y https://b.org")}),
    ("acceptance_licence", {"acceptance": listed("Le code est livré sous licence Apache")}),
    ("security_scanning", {"acceptance": listed("A code scan passes.")}),
    ("code_origin", {"acceptance": listed("La provenance du code est indiquée.")}),
    ("acceptance_tests", {"acceptance": listed("Tous les essais réussissent")}),
    ("skills", {"skills": ("Runbooks ou l’équivalent",)}),
    ("skills", {"skills": ("Azure or an Equivalent cloud",)}),
)


@pytest.mark.parametrize(("criterion", "changes"), MET)
def test_criterion_lets_what_is_right_pass(criterion: str, changes: dict[str, Any]) -> None:
    """At the edge, the finding is met, and its sentence says what was seen and no more."""
    found = check(criterion, **changes)
    assert found.met
    assert found.sentence == found.seen


def test_rule_is_marked_as_one() -> None:
    """What is so and what must be so never stand side by side unmarked."""
    found = check("price", price=950_000)
    assert "with tax (13%). **Rule:** With tax, the price is" in found.sentence.en
    assert "**Règle\N{NO-BREAK SPACE}:** Taxes comprises, le prix est" in found.sentence.fr


def test_a_product_s_name_is_no_scan_and_an_offering_no_code() -> None:
    """The pilot's own acceptance criteria speak of neither scanning nor the origin of code."""
    texts = listed("Approval gives no access to “Secure VPN Server”.", "It installs no third-party offering.", "Aucune offre de tiers.")
    assert not check("security_scanning", acceptance=texts).met
    assert not check("code_origin", acceptance=texts).met


@pytest.mark.parametrize(("skills", "number"), [(("Azure Policies", "Runbooks", "or similar"), 2), (("Python", "ou l’équivalent"), 1)])
def test_or_similar_is_no_skill(skills: tuple[str, ...], number: int) -> None:
    """It is seen, and not counted."""
    found = check("skills", skills=skills)
    assert found.met
    assert found.seen.en == f"Skills listed: {number}, similar ones allowed."


def test_policy_takes_another_department_in() -> None:
    """What does not meet the criteria by default, the policy may allow."""
    assert check("organisation", Policy(other_departments=True), organisation=Organisation.OTHER_DEPARTMENT).met


def test_unmet_findings_are_picked_by_level() -> None:
    """Those that refuse `/vet` first, those that are only shown apart."""
    found = findings(replace(GOOD, price=0, skills=()), Policy(), TODAY)
    assert [[one.id for one in unmet(found, level)] for level in LEVELS] == [["price"], ["skills"]]


texts = st.builds(Text, st.text(max_size=80), st.text(max_size=80))


any_opportunity = st.builds(
    Opportunity,
    title=texts,
    summary=texts,
    description=texts,
    acceptance=st.lists(texts, max_size=3).map(tuple),
    evaluation=st.lists(texts, max_size=3).map(tuple),
    skills=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    licence=st.text(max_size=10),
    price=st.integers(-(10**12), 10**12),
    work_minutes=st.none() | st.integers(0, 10**9),
    hourly_rate=st.none() | st.integers(-(10**6), 10**9),
    closing=st.dates(),
    selection=st.dates(),
    start=st.none() | st.dates(),
    delivery=st.dates(),
    organisation=st.sampled_from(Organisation),
    repository=st.just(""),
    declarations=st.frozensets(st.sampled_from(Declaration)),
)


@UNHURRIED
@given(any_opportunity, st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_findings_never_raise(opportunity: Opportunity, today: date) -> None:
    """Whatever a form holds, every criterion has a finding, with words in both languages."""
    found = findings(opportunity, Policy(), today)
    assert len(found) == len(CRITERIA)
    assert all(one.sentence.en and one.sentence.fr and one.required.en and one.required.fr for one in found)
