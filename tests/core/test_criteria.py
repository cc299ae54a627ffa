"""Each criterion, one row a situation: what changes in a good opportunity, which finding sees it, and what it says."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.core.calendar import business_days
from bot.core.criteria import CRITERIA, CRITERION_IDS, LEVELS, Checking, Finding, findings, unmet
from bot.core.criteria.amount import counted_days, counted_hours, highest_price, hours, percent
from bot.core.criteria.dates import fiscal_end
from bot.core.criteria.languages import amounts, dates, links
from bot.core.opportunity import Declaration, Opportunity, Organisation, with_tax
from bot.core.policy import DateRules, MoneyRules, Policy, TaxRate
from bot.core.text import Text

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""

TODAY = date(2027, 6, 14)
LONG = "Every night the scripts read the list of offers and write the rules that keep the unapproved ones out."

GOOD = Opportunity(
    title=Text("Marketplace policies", "Politiques du marché"),
    summary=Text("Scripts that keep a list of allowed offers.", "Des scripts qui tiennent une liste d’offres permises."),
    description=Text(
        f"{LONG} See https://example.org/en/offers. An offer costs up to $1,250.50 until July 12, 2027.",
        "Voir https://example.org/fr/offers. Une offre coûte jusqu’à 1\u00a0250,50\u00a0$ jusqu’au 12 juillet 2027.",
    ),
    acceptance=(
        Text("The code carries the MIT licence.", "Le code porte la licence MIT."),
        Text("It does all that the description asks for.", "Il fait tout ce que la description demande."),
        Text("The tests pass.", "Les essais réussissent."),
        Text("WCAG 2.1 AA holds.", "Les WCAG 2.1 AA sont respectées."),
        Text("A scan finds no vulnerability.", "Un balayage ne trouve aucune vulnérabilité."),
        Text("Third-party code is named.", "Le code de tiers est nommé."),
    ),
    evaluation=(Text("Show that you know PowerShell.", "Démontrez que vous connaissez PowerShell."),),
    skills=("PowerShell", "or similar"),
    licence="MIT",
    price=650_000,
    work_minutes=None,
    hourly_rate=None,
    closing=date(2027, 7, 12),
    selection=date(2027, 7, 14),
    start=date(2027, 7, 16),
    delivery=date(2027, 8, 6),
    organisation=Organisation.OWN_BRANCH,
    repository="",
    declarations=frozenset(Declaration),
)


def check(criterion: str, policy: Policy = Policy(), today: date = TODAY, **changes: Any) -> Finding:  # noqa: B008 - frozen
    """The finding of one criterion on the good opportunity with changes."""
    found = {one.id: one for one in findings(replace(GOOD, **changes), policy, today)}
    return found[criterion]


def listed(*items: str) -> tuple[Text, ...]:
    """Criteria that say the same in both languages."""
    return tuple(Text(item, item) for item in items)


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
    ("fiscal_year", "should", {"delivery": date(2028, 3, 24)}),
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
    ("fiscal_year", {"delivery": date(2028, 3, 10)}),
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


def test_pilot_does_not_fit_its_own_dates() -> None:
    """The pilot asked for $6,500 of work (55 to 98 hours) between 16 and 23 July, which hold 45 hours."""
    found = check("workload", start=date(2027, 7, 16), delivery=date(2027, 7, 23))
    assert not found.met
    assert "6 business days, which hold 45 hours" in found.seen.en
    assert "55 to 98 hours" in found.required.en
    assert "July 27, 2027 or later would do" in found.sentence.en
    assert "de 55 à 98 heures" in found.sentence.fr


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


def test_french_counts_in_the_plural_from_two_on() -> None:
    """Zero and one and a half are singular in French, plural in English."""
    assert counted_days(0) == Text("0 business days", "0 jour ouvrable")
    assert counted_days(1) == Text("1 business day", "1 jour ouvrable")
    assert counted_days(2) == Text("2 business days", "2 jours ouvrables")
    assert counted_hours(90) == Text("1.5 hours", "1,5 heure")
    assert counted_hours(60) == Text("1 hour", "1 heure")


def test_work_without_end_is_to_be_divided() -> None:
    """More than a year's work gets the advice to ask for less, not a date."""
    assert "smaller piece" in check("workload", price=99_999_999_999).sentence.en


def test_price_names_the_highest_that_would_do() -> None:
    """With 13 % the cap of $10,000 leaves $8,849.56: one cent more passes it."""
    assert "$8,849.56 or less" in check("price", price=900_000).sentence.en
    assert "8\u00a0849,56\u00a0$" in check("price", price=900_000).sentence.fr


def test_price_is_taxed_at_the_rate_in_force_on_delivery() -> None:
    """A rate that comes into force before delivery counts; a later one does not."""
    rates = (TaxRate(date(2010, 7, 1), 500), TaxRate(date(2027, 8, 1), 1500))
    policy = Policy(money=MoneyRules(tax=rates))
    assert "15%" in check("price", policy).seen.en
    assert "5%" in check("price", policy, delivery=date(2027, 7, 31)).seen.en


@UNHURRIED
@given(st.integers(1, 10**9), st.integers(0, 3_000))
def test_highest_price_is_the_highest(cap: int, basis_points: int) -> None:
    """It does not pass the cap with tax, and one cent more does."""
    highest = highest_price(cap, basis_points)
    assert with_tax(highest, basis_points) <= cap < with_tax(highest + 1, basis_points)


def test_figures_are_written_as_each_language_writes_them() -> None:
    """Rates and hours have a point in English and a comma in French."""
    assert percent(1300) == Text("13%", "13\u00a0%")
    assert percent(1450) == Text("14.5%", "14,5\u00a0%")
    assert (hours(450), hours(600)) == (Text("7.5", "7,5"), Text("10", "10"))


def test_policy_takes_another_department_in() -> None:
    """What does not meet the criteria by default, the policy may allow."""
    assert check("organisation", Policy(other_departments=True), organisation=Organisation.OTHER_DEPARTMENT).met


def test_policy_of_one_language_asks_for_no_other() -> None:
    """Where the policy has one language, the other's texts are not missed, and nothing is compared."""
    english = Policy(languages=("en",))
    assert check("translation", english, title=Text("Title", ""), description=Text(LONG, LONG)).met
    assert check("same_in_both_languages", english, summary=Text("$5", "")).met
    assert not check("translation", english, title=Text("", "Titre")).met


def test_fiscal_year_ends_on_the_next_last_of_march() -> None:
    """In January, the year ends this March; in April, the next."""
    assert fiscal_end(date(2027, 1, 5), (3, 31)) == date(2027, 3, 31)
    assert fiscal_end(date(2027, 3, 31), (3, 31)) == date(2027, 3, 31)
    assert fiscal_end(date(2027, 4, 1), (3, 31)) == date(2028, 3, 31)


def test_policy_sets_how_long_a_call_is_open() -> None:
    """The earliest closing that would do is named."""
    found = check("open_days", Policy(dates=DateRules(open_at_least=20)), closing=date(2027, 7, 9))
    assert "19 business days" not in found.seen.en
    assert (found.met, "July 13, 2027 or later" in found.sentence.en) == (False, True)


PROTECTED: tuple[tuple[str, str], ...] = (
    ("Protected B", "a marking"),
    ("This file is PROTECTED A.", "a marking"),
    ("Protégé B", "a marking"),
    ("« Protégé A »", "a marking"),
    ("Protected “B”", "a marking"),
    ("SECRET", "a marking"),
    ("TRÈS SECRET", "a marking"),
    ("046 454 286", "a social insurance number"),
    ("Call 046-454-286 now", "a social insurance number"),
    ("-----BEGIN RSA PRIVATE KEY-----", "a key or token"),
    ("-----BEGIN PRIVATE KEY-----", "a key or token"),
    (f"ghp_{'a1' * 18}", "a key or token"),
    (f"github_pat_{'a1' * 18}", "a key or token"),
    ("AKIAIOSFODNN7EXAMPLE", "a key or token"),
    ("xoxb-1234567890-abcdef", "a key or token"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3", "a key or token"),
    (f"AccountKey={'q' * 40}==", "a key or token"),
)


@pytest.mark.parametrize(("words", "what"), PROTECTED)
def test_protected_information_is_seen_and_never_repeated(words: str, what: str) -> None:
    """A marking, a number or a key is found in either language; the sentence says where, not what it says."""
    for text in (Text(f"Use {words} here", "Ici"), Text("Here", f"Voici {words} ici")):
        found = check("protected_information", description=text)
        assert (found.met, found.level) == (False, "must")
        assert f"{what} in: description" in found.seen.en
        assert words not in found.sentence.en + found.sentence.fr


@pytest.mark.parametrize(
    "words",
    [
        "The branch is protected by a rule.",
        "a protected branch",
        "the client secret stays in AZURE_CLIENT_SECRET",
        "046 454 287",
        "1046 454 286",
        "613-555-0199",
        "-----BEGIN PUBLIC KEY-----",
        "ghp_short",
        "confidential until published",
    ],
)
def test_common_words_are_not_protected(words: str) -> None:
    """Words and numbers of everyday work raise no alarm."""
    assert check("protected_information", description=Text(words, words)).met


def test_links_are_compared_without_their_language() -> None:
    """Parts of an address that only say the language don't count; what is no address stays as it is."""
    assert links("(https://en.example.org/en-ca/a/b.html), https://www.canada.ca/fr/x.") == ["example.org/a/b.html", "canada.ca/x"]
    assert links("https://[::1") == []
    assert links("http://a\u2100b.org/x") == ["http://a\u2100b.org/x"]


def test_figures_are_read_in_both_languages() -> None:
    """Amounts and dates of a text mean the same however each language writes them."""
    assert amounts("$6,500.00, $0 and $ 12") == amounts("6\u00a0500,00\u00a0$, 0 $ et 12$") == {650_000, 0, 1_200}
    assert amounts("12,5 $ of 1234") == set()
    july = {date(2027, 7, 1), date(2027, 8, 12)}
    assert dates("July 1st, 2027 and 2027-08-12") == dates("1er juillet 2027 et 12 août 2027") == july
    assert dates("February 30, 2027; 2027-02-30; 31 juin 2027") == set()


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


DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.skipif(not DATA.exists(), reason="the pilot’s text is not beside the repository")
def test_pilot_text_says_the_same_in_both_languages() -> None:
    """The one opportunity that the pilot published: its amounts, links and dates are equal, and nothing in it is protected."""
    description = Text(*(DATA.joinpath(f"pilot-opportunity.{language}.md").read_text() for language in ("en", "fr")))
    assert check("same_in_both_languages", description=description).met
    assert check("protected_information", description=description).met


@UNHURRIED
@given(st.integers(100_000, 800_000), st.dates(date(2027, 7, 14), date(2028, 1, 1)), st.integers(1, 30))
def test_delivery_date_that_would_do_does(price: int, start: date, days: int) -> None:
    """Whoever follows the sentence meets the criterion, and a day less would not do."""
    found = check("workload", price=price, start=start, delivery=start + timedelta(days=days))
    assume(not found.met)
    proposed = max(dates(found.sentence.en.rpartition("With this start")[2]))
    assert check("workload", price=price, start=start, delivery=proposed).met
    assert not check("workload", price=price, start=start, delivery=proposed - timedelta(days=1)).met


@UNHURRIED
@given(st.dates(date(2027, 6, 1), date(2028, 6, 1)), st.integers(1, 20))
def test_closing_date_that_would_do_does(today: date, least: int) -> None:
    """The named closing is long enough, and the day before is not."""
    policy = Policy(dates=DateRules(open_at_least=least))
    (proposed,) = dates(check("open_days", policy, today, closing=today).sentence.en)
    assert check("open_days", policy, today, closing=proposed).met
    assert not check("open_days", policy, today, closing=proposed - timedelta(days=1)).met
