"""Which form an issue was filed with, if any: decided by its body alone."""

import pytest

from bot.forms.meant import Meant, NoForm, Readable, matches, which_form
from bot.forms.template import PACKAGED, packaged, read_template
from tests.forms.filling import GOOD, filled

TEMPLATES = [packaged(name) for name in PACKAGED]
BUG = read_template("name: Bug\nbody:\n  - type: input\n    attributes: {label: Events}\n")


@pytest.mark.parametrize("form", GOOD)
def test_filed_form_is_known_by_its_body(form: str) -> None:
    """Each of the three forms is recognised, whatever labels the issue has."""
    found = which_form(TEMPLATES, filled(form))
    assert isinstance(found, Readable)
    assert found.template is packaged(form)


@pytest.mark.parametrize("body", [None, "", "Hello", "### Title\n\nA\n\n### Price\n\n1", "x" * 65_536, "#" * 65_536, "```\n" * 16_000])
def test_issue_without_a_form_is_none_of_ours(body: str | None) -> None:
    """No case begins with it, whatever its length."""
    assert which_form(TEMPLATES, body) == NoForm()


def test_half_of_a_form_was_meant_as_that_form() -> None:
    """Eleven of 22 headings: somebody tried, so they are told what is missing."""
    half = filled("opportunity.yml").partition("### Open-source licence")[0]
    found = which_form(TEMPLATES, half)
    assert isinstance(found, Meant)
    assert found.template is packaged("opportunity.yml")
    assert found.problems


def test_less_than_half_of_a_form_is_none() -> None:
    """Three headings of 22 are a quotation."""
    assert which_form(TEMPLATES, filled("opportunity.yml").partition("### Short description (French)")[0]) == NoForm()


def test_form_hidden_by_an_open_code_block_was_still_meant() -> None:
    """An unclosed fence in the first answer hides nearly all headings, but they stand there."""
    found = which_form(TEMPLATES, filled("opportunity.yml", title_en="```"))
    assert isinstance(found, Meant)


def test_form_longer_than_an_issue_was_still_meant() -> None:
    """GitHub keeps no more than 65,536 characters, whoever sends more."""
    found = which_form(TEMPLATES, filled("application.yml") + "x" * 66_000)
    assert isinstance(found, Meant)
    assert [problem.field for problem in found.problems] == [None]


def test_altered_headings_were_still_meant() -> None:
    """Somebody who translated or capitalised a heading filed the form all the same."""
    assert matches(packaged("application.yml"), filled("application.yml").replace("### What", "### WHAT"))


def test_body_of_two_forms_is_the_first_that_it_shows_whole() -> None:
    """An opportunity that quotes the application form's headings is an opportunity; the headings are its text."""
    found = which_form(TEMPLATES, filled("opportunity.yml", description_en=filled("application.yml")))
    assert isinstance(found, Readable)
    assert found.template is packaged("opportunity.yml")


def test_form_of_another_kind_is_none_of_ours() -> None:
    """A repository may have a bug form too."""
    assert which_form([BUG, *TEMPLATES], "### Events\n\nAll.") == NoForm()
    assert which_form([], "### Events\n\nAll.") == NoForm()
