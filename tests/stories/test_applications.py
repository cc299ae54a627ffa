"""Applications that can't be taken as they come: one answer in the applicant's language, and the case stays where it was."""

import pytest

from tests.stories.programme import Programme

pytestmark = pytest.mark.xdist_group("stories")

ENGLISH, FRENCH = "application.yml", "candidature.yml"


def refusal(programme: Programme, number: int) -> str:
    """The one answer to an application that no case took."""
    (answer,) = programme.answers(number)
    assert not [label for label in programme.labels(number) if label.startswith("application: ")]
    return answer


def one_language(answer: str, template: str) -> bool:
    """Whether an answer is in the form's language alone; no English sentence of the bot's has an accent."""
    return ("é" in answer, " the " in answer or " not " in answer) == (template == FRENCH, template == ENGLISH)


@pytest.mark.parametrize(
    ("template", "said"), [(ENGLISH, "no opportunity with the number 9999"), (FRENCH, "aucune opportunité portant le numéro 9999")]
)
def test_application_to_an_unknown_opportunity(programme: Programme, template: str, said: str) -> None:
    """In the language of the form."""
    answer = refusal(programme, programme.applies("ben", 9999, template))
    assert said in answer
    assert one_language(answer, template)


def test_application_without_a_number_is_asked_for_it(programme: Programme) -> None:
    """What was typed can't be read as a number; nobody is told of an opportunity 0."""
    answer = refusal(programme, programme.applies("ben", "the one about Azure"))
    assert "number 0" not in answer
    assert "“the one about Azure” can’t be read" in answer


@pytest.mark.parametrize(
    ("template", "said"), [(ENGLISH, "This opportunity is not open"), (FRENCH, "Cette opportunité ne reçoit pas de candidatures")]
)
def test_application_before_the_call(programme: Programme, template: str, said: str) -> None:
    """The opportunity is filed, not published."""
    answer = refusal(programme, programme.applies("ben", programme.files(), template))
    assert said in answer
    assert one_language(answer, template)


def test_application_to_a_cancelled_opportunity(programme: Programme) -> None:
    """It was open once."""
    number = programme.files()
    programme.publishes(number)
    programme.says("mathieu", number, "/cancel The need is gone.")
    assert "This opportunity is not open" in refusal(programme, programme.applies("ben", number))


@pytest.mark.parametrize(
    ("template", "said"),
    [(ENGLISH, "can’t apply to your own"), (FRENCH, "ne pouvez pas poser votre candidature à votre propre opportunité")],
)
def test_application_to_ones_own_opportunity(programme: Programme, call: int, template: str, said: str) -> None:
    """The client can't apply, in either language."""
    answer = refusal(programme, programme.applies("claire", call, template))
    assert said in answer
    assert one_language(answer, template)


def test_second_application_of_one_supplier(programme: Programme, call: int) -> None:
    """It names the first, and what can be done with it; said once, however often the second is edited."""
    first = programme.applies("amelie", call)
    second = programme.applies("amelie", call, FRENCH)
    answer = refusal(programme, second)
    assert f"Vous avez déjà posé votre candidature (#{first})" in answer
    assert "/retirer" in answer
    programme.edits("amelie", second, programme.body(second) + "\nVraiment.")
    assert refusal(programme, second) == answer
    assert "application: received" in programme.labels(first)


@pytest.mark.parametrize(
    ("login", "template", "statement", "said"),
    [
        ("tomasz", ENGLISH, "word " * 251, "the limit is 250"),
        ("kim", FRENCH, "1. Oui.\n2. Non.", "il en faut 1"),
    ],
)
def test_incomplete_application_is_kept_and_can_be_mended(
    programme: Programme, call: int, login: str, template: str, statement: str, said: str
) -> None:
    """Its state, one sentence with what is missing; the same text again brings no second sentence; mended, it is received."""
    number = programme.applies(login, call, template, statement)
    (answer,) = programme.answers(number)
    assert said in answer
    assert programme.labels(number) == ["application", "application: incomplete"]
    programme.edits(login, number, programme.body(number).replace(statement.strip(), "1. I have done this for years."))
    assert programme.labels(number) == ["application", "application: received"]
    assert len(programme.answers(number)) == 2


def test_application_with_half_a_form_is_incomplete_not_lost(programme: Programme, call: int) -> None:
    """By the API, without the boxes: who applied in time is in time, and hears what is missing."""
    whole = programme.body(programme.applies("noor", call))
    programme.says("noor", _number_of(programme, "noor"), "/withdraw")
    heading = whole.rindex("\n### ")
    number = programme.opens("noor", whole[:heading])
    assert "application: incomplete" in programme.labels(number)
    assert " is missing." in programme.answers(number)[0]


def _number_of(programme: Programme, login: str) -> int:
    """The newest issue of somebody."""
    found = programme.github.api(programme.who("mathieu"), "GET", f"repos/good-examples/micro-acquisition/issues?creator={login}&state=all")
    return int(found[0]["number"])


def test_application_mended_by_somebody_else_stays_its_authors(programme: Programme, call: int) -> None:
    """Who applies is the applicant, whoever corrects the number."""
    number = programme.applies("passerby", 9999, statement="1. I wrote such policies in 2025.")
    programme.edits("mathieu", number, programme.body(number).replace("9999", str(call)))
    assert programme.answers(number)[-1].startswith("@passerby, **your application to opportunity")
