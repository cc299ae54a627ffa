"""The opportunity form read: the noun with every answer in its place, or all problems at once."""

from datetime import date

import pytest

from bot.core.opportunity import Declaration, Opportunity, Organisation
from bot.core.snapshot import opportunity_data
from bot.core.snapshot import read_opportunity as from_data
from bot.core.text import Text
from bot.forms.body import parse_body
from bot.forms.opportunity import read_opportunity
from bot.forms.problem import Problem
from bot.forms.submission import Submission
from bot.forms.template import Template, packaged, packaged_text, read_template
from bot.sandbox.form import Answer
from tests.forms.filling import filled

FORM = packaged("opportunity.yml")


def submission(body: str, template: Template = FORM) -> Submission:
    """The submission of a body whose headings are in order."""
    found = parse_body(template, body)
    assert isinstance(found, Submission), found
    return found


def opportunity(**answers: Answer) -> Opportunity:
    """The opportunity that these answers make, the others being good."""
    found = read_opportunity(submission(filled("opportunity.yml", **answers)))
    assert isinstance(found, Opportunity), found
    return found


def problems(body: str) -> tuple[Problem, ...]:
    """The problems of a body that is no opportunity."""
    found = read_opportunity(submission(body))
    assert not isinstance(found, Opportunity)
    assert all(problem.sentence.en and problem.sentence.fr for problem in found)
    return found


def test_client_files_an_opportunity() -> None:
    """Every answer stands in its place, money in cents, work in minutes."""
    assert opportunity() == Opportunity(
        title=Text("A link checker", "Un vérificateur de liens"),
        summary=Text("A script that finds broken links.", "Un script qui trouve les liens brisés."),
        description=Text(
            "We publish 4,000 pages.\n\nThe script reads a list of addresses.",
            "Nous publions 4 000 pages.\n\nLe script lit une liste d’adresses.",
        ),
        acceptance=(
            Text("It finds every broken link.", "Il trouve tous les liens brisés."),
            Text("The code is under the MIT licence.", "Le code est sous la licence MIT."),
        ),
        evaluation=(Text("You have written a program in Python, or similar.", "Vous avez écrit un programme en Python, ou l’équivalent."),),
        skills=("Python or similar", "HTML"),
        licence="MIT",
        price=650_000,
        work_minutes=3_300,
        hourly_rate=10_000,
        closing=date(2027, 6, 30),
        selection=date(2027, 7, 5),
        start=date(2027, 7, 6),
        delivery=date(2027, 7, 23),
        organisation=Organisation.OWN_BRANCH,
        repository="https://github.com/example/links",
        declarations=frozenset(Declaration),
    )


@pytest.mark.parametrize("price", ["$6,500", "6 500 $", "6500.00", "6\u202f500,00\u00a0$"])
def test_client_writes_the_price_in_their_own_way(price: str) -> None:
    """All are 650000 cents."""
    assert opportunity(price=price).price == 650_000


def test_optional_answers_may_stay_empty() -> None:
    """An empty number or date is none, an empty text is empty."""
    found = opportunity(hours="", rate="", start="", repository="")
    assert (found.work_minutes, found.hourly_rate, found.start, found.repository) == (None, None, None, "")
    assert found.work_start == found.selection


def test_one_language_may_follow() -> None:
    """Neither language is the first: each may come later, its words are empty until then."""
    french_later = opportunity(title_fr="", summary_fr="", description_fr="", acceptance_fr="", evaluation_fr="")
    assert french_later.title == Text("A link checker", "")
    assert french_later.acceptance[0] == Text("It finds every broken link.", "")
    english_later = opportunity(title_en="", summary_en="", description_en="", acceptance_en="", evaluation_en="")
    assert english_later.acceptance[1] == Text("", "Le code est sous la licence MIT.")


def test_both_languages_empty_is_a_problem_that_names_both() -> None:
    """Something must be said."""
    (problem,) = problems(filled("opportunity.yml", summary_en="", summary_fr=""))
    assert problem.field == "summary_en"
    assert "“Short description (French)”" in problem.sentence.en


def test_languages_may_list_different_numbers_of_criteria() -> None:
    """That is for the criteria to judge; here both are kept, the missing side empty."""
    assert opportunity(acceptance_fr="- un\n- deux\n- trois").acceptance[2] == Text("", "trois")


def test_person_sees_all_unreadable_answers_at_once() -> None:
    """In the form's order, each with its label, one for each field."""
    body = filled(
        "opportunity.yml",
        acceptance_fr="Il marche.",
        skills="",
        price="six thousand",
        hours="55-98",
        rate="6.500",
        closing="2027-02-30",
        selection="12/07/2027",
        start="31 juillet 2027",
        delivery="",
        declarations=[0, 1, 2],
    )
    found = problems(body)
    expected = ["acceptance_fr", "skills", "price", "hours", "rate", "closing", "selection", "start", "delivery", "declarations"]
    assert [problem.field for problem in found] == expected
    assert found[5].sentence.en.startswith("“Closing date for applications”: February 2027 has no 30th day")
    assert "4, 5" in found[-1].sentence.en


def test_choice_that_was_not_offered_is_refused() -> None:
    """A blank issue or the API bypasses the page, so the choices are checked again."""
    body = filled("opportunity.yml").replace("\n\nMIT\n", "\n\nWTFPL\n").replace("The programme’s own branch", "My branch")
    assert [problem.field for problem in problems(body)] == ["licence", "organisation"]


def test_box_whose_words_were_changed_is_refused() -> None:
    """Nobody can say what was declared."""
    body = filled("opportunity.yml").replace("- [x] The work is a piece", "- [x] The work is no piece")
    assert [problem.field for problem in problems(body)] == ["declarations"]


@pytest.mark.parametrize("change", [("- [x] ", "- [X] "), ("- [x] ", "* [x] "), ("- [x] ", "  - [x] ")])
def test_box_checked_in_another_way_is_checked(change: tuple[str, str]) -> None:
    """The API and people's editors write boxes in several ways."""
    found = read_opportunity(submission(filled("opportunity.yml").replace(*change)))
    assert isinstance(found, Opportunity)
    assert found.declarations == frozenset(Declaration)


def test_box_checked_twice_is_refused() -> None:
    """A copied line was not made by the form."""
    line = "- [x] The work is a piece of code that stands on its own. / Le travail est un logiciel autonome.\n"
    assert [problem.field for problem in problems(filled("opportunity.yml").replace(line, line * 2))] == ["declarations"]


def test_two_lines_where_the_form_has_one_are_refused() -> None:
    """Only the API can do that."""
    body = filled("opportunity.yml").replace("\n\nA link checker\n", "\n\nA link checker\n\nand more\n")
    assert [problem.field for problem in problems(body)] == ["title_en"]


@pytest.mark.parametrize(
    ("label", "organisation"),
    [
        ("The programme’s own branch / La direction générale du programme", Organisation.OWN_BRANCH),
        ("Another branch of the department / Une autre direction générale du ministère", Organisation.OTHER_BRANCH),
        ("Another department / Un autre ministère", Organisation.OTHER_DEPARTMENT),
    ],
)
def test_client_says_their_tier(label: str, organisation: Organisation) -> None:
    """The labels stand for the three tiers."""
    assert opportunity(organisation=label).organisation == organisation


def test_department_may_reword_its_tiers_and_say_more_beside_a_licence() -> None:
    """A reworded choice is known by its place among as many; a licence by the SPDX id that it begins with."""
    text = packaged_text("opportunity.yml").replace("The programme’s own branch", "The Digital Branch").replace("- MIT", "- MIT (usual)")
    body = filled("opportunity.yml").replace("The programme’s own branch", "The Digital Branch").replace("\n\nMIT\n", "\n\nMIT (usual)\n")
    found = read_opportunity(submission(body, read_template(text)))
    assert isinstance(found, Opportunity)
    assert (found.organisation, found.licence) == (Organisation.OWN_BRANCH, "MIT")


def test_tier_that_the_programme_does_not_know_is_refused() -> None:
    """A department that offers four tiers must be told."""
    text = packaged_text("opportunity.yml").replace(
        "        - Another department", "        - A province / Une province\n        - Another department"
    )
    body = filled("opportunity.yml").replace("The programme’s own branch / La direction générale du programme", "A province / Une province")
    found = read_opportunity(submission(body, read_template(text)))
    assert isinstance(found, tuple)
    assert [problem.field for problem in found] == ["organisation"]


def test_form_without_an_optional_question_is_read() -> None:
    """A department may leave out the hourly rate and the repository."""
    text = (
        "".join(block for block in packaged_text("opportunity.yml").partition("  - type: input\n    id: rate")[::2][:1])
        + "  - type: input\n    id: closing"
        + packaged_text("opportunity.yml").partition("  - type: input\n    id: closing")[2]
    )
    body = filled("opportunity.yml").replace("### Hourly rate of your estimate / Taux horaire de votre estimation\n\n100\n\n", "")
    found = read_opportunity(submission(body, read_template(text)))
    assert isinstance(found, Opportunity)
    assert found.hourly_rate is None


def test_words_stay_as_typed() -> None:
    """Neutralising what was typed is for whoever shows it."""
    assert opportunity(title_en="<b>@octocat</b> #1 &#64;x").title.en == "<b>@octocat</b> #1 &#64;x"


def test_facts_keep_what_the_form_said() -> None:
    """The record's JSON and back is the same opportunity."""
    found = opportunity(acceptance_fr="- un", hours="", start="")
    assert from_data(opportunity_data(found)) == found
