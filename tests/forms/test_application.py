"""The application form read, in both languages."""

import pytest

from bot.core.application import Answers
from bot.core.snapshot import answers_data, read_answers
from bot.forms.application import read_application, read_number, which_opportunity
from bot.forms.body import parse_body
from bot.forms.choices import AGREEMENTS
from bot.forms.problem import Problem, UnreadableError
from bot.forms.submission import Submission
from bot.forms.template import packaged
from bot.sandbox.form import Answer
from tests.forms.filling import filled

BOTH = ("application.yml", "candidature.yml")


def found(form: str, repository: str | None = None, **answers: Answer) -> Answers | tuple[Problem, ...]:
    """What is read of a form with these answers."""
    submission = parse_body(packaged(form), filled(form, **answers))
    assert isinstance(submission, Submission), submission
    return read_application(submission, repository)


@pytest.mark.parametrize(("form", "language"), [("application.yml", "en"), ("candidature.yml", "fr")])
def test_supplier_applies_in_their_language(form: str, language: str) -> None:
    """The form's language is the application's; both forms mean the same."""
    expected = Answers(
        12, ("I wrote one.", "I tested it."), numbered=True, agreed=frozenset(AGREEMENTS), language="fr" if language == "fr" else "en"
    )
    assert found(form) == expected
    assert read_answers(answers_data(expected)) == expected


NAMED = [
    "12", "#12", " 12 ", "12.", "No. 12", "no 12", "nº 12", "Opportunity #12", "opportunité 12", "example/programme#12",
    "https://github.com/example/programme/issues/12", "https://github.com/Example/Programme/issues/12#issuecomment-3",
    "<https://github.com/example/programme/issues/12>", "http://127.0.0.1:8080/example/programme/issues/12/",
]  # fmt: skip
UNNAMED = [
    "", "0", "#0", "-1", "twelve", "12 and 13", "#12 #13", "1" * 10, "1" * 60_000, "https://github.com/example/programme", "１２",
    "https://github.com/example/programme/pull/12", "https://example.org/other/programme/issues/12", "other/programme#12",
]  # fmt: skip


@pytest.mark.parametrize("words", NAMED)
def test_opportunity_is_named_by_number_or_address(words: str) -> None:
    """People paste what they have."""
    assert read_number(words, "example/programme") == 12


@pytest.mark.parametrize("words", UNNAMED)
def test_opportunity_that_is_not_one_number_of_this_repository_is_refused(words: str) -> None:
    """An address that leads elsewhere must not count here by its number."""
    with pytest.raises(UnreadableError) as refusal:
        read_number(words, "example/programme")
    assert refusal.value.sentence.fr


@pytest.mark.parametrize("form", BOTH)
def test_incomplete_application_names_everything_that_lacks(form: str) -> None:
    """Number, statement and boxes are asked for at once."""
    problems = found(form, opportunity="twelve", statement="", agreements=[0, 1, 2, 3])
    assert isinstance(problems, tuple)
    assert [problem.field for problem in problems] == ["opportunity", "statement", "agreements"]
    assert "5, 6" in problems[2].sentence.fr


@pytest.mark.parametrize("form", BOTH)
def test_unnumbered_statement_is_one_answer(form: str) -> None:
    """Then the limit is 250 words times the number of criteria."""
    answers = found(form, statement="I wrote one.\n\nI tested it.")
    assert isinstance(answers, Answers)
    assert (answers.statement, answers.numbered) == (("I wrote one.\n\nI tested it.",), False)


def test_agreement_is_never_kept_by_its_words() -> None:
    """One box says that a person is eligible, and no word says by which rule."""
    answers = found("application.yml")
    assert isinstance(answers, Answers)
    assert "eligibility" in answers.agreed


def test_application_that_cannot_be_read_still_says_to_which_opportunity() -> None:
    """So that it is recorded as incomplete where it belongs."""
    form = packaged("application.yml")
    assert which_opportunity(form, filled("application.yml", statement="```")) == 12
    assert which_opportunity(form, filled("application.yml").partition("### What you confirm")[0]) == 12
    assert which_opportunity(form, filled("application.yml", statement=f"### {form.fields[0].label}\n\n13")) is None
    assert which_opportunity(form, filled("application.yml", opportunity="twelve")) is None
    assert which_opportunity(form, None) is None
    assert which_opportunity(packaged("opportunity.yml"), filled("opportunity.yml")) is None
