"""Filing an opportunity: what can't be read gets one answer and no case until it can; what can, one list of checks."""

import pytest

from demo.opportunity import OPPORTUNITY
from tests.stories.programme import Programme, facts_in

pytestmark = pytest.mark.xdist_group("stories")

CHECKS = "### Checks of this opportunity"
UNREAD = "this form can’t be read yet, so nothing has started."


def refused_reading(programme: Programme, number: int) -> str:
    """The one answer to what can't be read, in both languages, with no case begun."""
    (answer,) = programme.answers(number)
    assert UNREAD in answer
    assert "ce formulaire ne peut pas encore être lu" in answer
    assert not [label for label in programme.labels(number) if ": " in label]
    return answer


def without_a_form(programme: Programme, number: int) -> str:
    """The one answer to what was filed with no form of ours, in both languages, with no case begun."""
    (answer,) = programme.answers(number)
    assert "this issue was filed without a form" in answer
    assert "ce billet a été déposé sans formulaire" in answer
    assert not [label for label in programme.labels(number) if ": " in label]
    return answer


def unmet(programme: Programme, number: int) -> set[str]:
    """The checks that must be corrected, by the English half of the one panel."""
    (panel,) = programme.answers(number)
    assert panel.startswith(CHECKS)
    return {line.split("`")[1] for line in panel.splitlines() if line.startswith("- ❌ To correct")}


def test_client_files_and_is_answered_by_the_checks(programme: Programme) -> None:
    """One list of checks, the state's label, and nothing else."""
    number = programme.files()
    assert unmet(programme, number) == {"workload"}
    assert programme.labels(number) == ["opportunity", "opportunity: requested"]


@pytest.mark.parametrize("login", ["claire", "passerby"])
def test_issue_without_a_form_gets_one_answer(programme: Programme, login: str) -> None:
    """Whoever opens it hears that it was filed without a form, and where the forms are."""
    number = programme.opens(login, "Please build me a website.")
    assert "/issues/new?template=opportunity.yml" in without_a_form(programme, number)


def test_issue_without_a_text_gets_one_answer(programme: Programme) -> None:
    """The API allows a null body."""
    without_a_form(programme, programme.opens("claire", None))


def test_issue_of_65536_characters_gets_one_answer(programme: Programme) -> None:
    """GitHub's longest text, and no form in it."""
    without_a_form(programme, programme.opens("claire", "a b\n" * 16_384))


def test_stranger_asks_the_way_on_an_issue_without_a_form(programme: Programme) -> None:
    """Shown it once, in the command's language; asked again within the hour, the bot is silent."""
    number = programme.opens("passerby", "Where do I begin?")
    programme.says("passerby", number, "/aide")
    programme.says("passerby", number, "/help")
    _, way = programme.answers(number)
    assert "ce billet n’appartient à aucune opportunité" in way
    assert programme.labels(number) == []


def test_form_of_65536_characters_is_read(programme: Programme, sample: str) -> None:
    """GitHub's longest text with every heading in it: the checks answer, in one comment."""
    padding = "long " * ((65_536 - len(sample)) // 5)
    body = sample.replace("Our cloud team", f"{padding}Our cloud team", 1)
    number = programme.opens("claire", body + "\n" * (65_536 - len(body)))
    assert "workload" in unmet(programme, number)


def test_half_a_form_names_each_missing_heading(programme: Programme, sample: str) -> None:
    """All at once."""
    half = sample[: sample.index("### Open-source licence")]
    answer = refused_reading(programme, programme.opens("claire", half))
    assert "“Price before tax” is missing" in answer
    assert answer.count(" is missing.") > 8


def test_doubled_heading_is_asked_about(programme: Programme, sample: str) -> None:
    """Nobody can tell which answer counts."""
    heading = next(line for line in sample.splitlines() if line.startswith("### Price"))
    answer = refused_reading(programme, programme.opens("claire", f"{sample}\n\n{heading}\n\n$1\n"))
    assert "stands here more than once" in answer


def test_heading_forged_in_a_box_changes_no_field(programme: Programme, sample: str) -> None:
    """Filed with the form, by somebody who types the price's heading into the description: refused, and the price read is nobody's."""
    heading = next(line for line in sample.splitlines() if line.startswith("### Price"))
    number = programme.files(description_en=f"{OPPORTUNITY['description_en']}\n\n{heading}\n\n$1")
    answer = refused_reading(programme, number)
    assert "in the answer to “Full description (English)”" in answer
    assert facts_in(programme.raw_answers(number)[0]) == []


def test_open_code_fence_is_to_be_closed(programme: Programme) -> None:
    """It hides the answers after it."""
    answer = refused_reading(programme, programme.files(description_en="Run this:\n\n```\nmake"))
    assert "Close your code block" in answer
    assert "Fermez votre bloc de code" in answer


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("closing", "2027-02-30", "February 2027 has no 30"),
        ("closing", "14 June 2027", "Write 2027-06-14"),
        ("delivery", "as soon as possible", "can’t be read as a date"),
        ("price", "six thousand", "can’t be read as an amount"),
    ],
)
def test_answer_that_cannot_be_read_is_asked_about(programme: Programme, field: str, words: str, said: str) -> None:
    """An impossible day, another way of writing, no date at all, words for an amount."""
    assert said in refused_reading(programme, programme.files(**{field: words}))


@pytest.mark.parametrize(
    "dates",
    [
        {"closing": "2027-05-03", "selection": "2027-05-05"},
        {"closing": "2027-06-16", "selection": "2027-06-14"},
        {"start": "2027-06-25", "delivery": "2027-06-18"},
    ],
    ids=["past", "closing and selection swapped", "start and delivery swapped"],
)
def test_dates_past_or_swapped_are_to_be_corrected(programme: Programme, dates: dict[str, str]) -> None:
    """They can be read, so the checks say it, and nobody can approve."""
    number = programme.files(**dates)
    assert "dates_order" in unmet(programme, number)
    programme.says("mathieu", number, "/vet")
    assert "The criterion “dates_order” is not met" in programme.answers(number)[1]
    assert programme.labels(number) == ["opportunity", "opportunity: requested"]


@pytest.mark.parametrize("words", ["$6,500", "6 500 $", "6\u00a0500\u00a0$", "6500.00"])
def test_price_is_read_as_people_write_it(programme: Programme, words: str) -> None:
    """650000 cents, on the record of the panel's marker."""
    (panel,) = programme.raw_answers(programme.files(price=words))
    (filed,) = facts_in(panel)
    assert filed["data"]["opportunity"]["price"] == 650_000


def test_case_begins_once_the_text_is_mended(programme: Programme) -> None:
    """An edit that mends nothing brings no second answer; one that does, the list of checks in the place of the first."""
    number = programme.files(price="six thousand")
    refused_reading(programme, number)
    programme.edits("claire", number, programme.body(number).replace("six thousand", "six thousand five hundred"))
    refused_reading(programme, number)
    programme.edits("claire", number, programme.body(number).replace("six thousand five hundred", "$6,500"))
    assert unmet(programme, number) == {"workload"}
    assert programme.labels(number) == ["opportunity", "opportunity: requested"]


def test_text_mended_by_somebody_else_stays_its_authors(programme: Programme) -> None:
    """Who files is the client, whoever corrects the form."""
    number = programme.files(price="six thousand")
    programme.edits("mathieu", number, programme.body(number).replace("six thousand", "$6,500"))
    (filed,) = facts_in(programme.raw_answers(number)[-1])
    assert filed["data"]["client"][1] == "claire"


def test_somebody_who_is_no_client_files(programme: Programme) -> None:
    """One answer however often the text is edited, and no case."""
    number = programme.files("passerby")
    (answer,) = programme.answers(number)
    assert "Opportunities are filed by clients of the programme" in answer
    assert "Les opportunités sont déposées par les clients du programme" in answer
    programme.edits("passerby", number, programme.body(number) + "\nPlease.")
    assert programme.answers(number) == [answer]
    assert programme.labels(number) == ["opportunity"]
