"""Commands that are refused: one answer in the command's language, and nothing moves."""

import pytest

from tests.stories.programme import Programme

pytestmark = pytest.mark.xdist_group("stories")


@pytest.fixture(scope="module")
def filed(running: Programme) -> int:
    """An opportunity that nobody has approved."""
    return running.files()


@pytest.mark.parametrize(
    ("login", "words", "said", "language"),
    [
        ("passerby", "/waive workload Why not.", "This step is another role’s: the contracting authority", "en"),
        ("passerby", "/dispenser workload Pourquoi pas.", "l’autorité contractante. Votre compte ne l’a pas ici", "fr"),
        ("mathieu", "/publish", "has no effect while the opportunity is “requested”", "en"),
        ("mathieu", "/publier", "est sans effet quand l’opportunité est «\u00a0demandée\u00a0»", "fr"),
        ("mathieu", "/vet", "The criterion “workload” is not met", "en"),
        ("mathieu", "/approuver", "Le critère «\u00a0workload\u00a0» n’est pas satisfait", "fr"),
        ("claire", "/withdraw", "it counts on the application’s issue", "en"),
        ("claire", "/retirer", "il compte sur le billet de la candidature", "fr"),
        ("priya", "/waive price", "`/waive` could not be read", "en"),
        ("priya", "/dispenser price", "`/dispenser` n’a pas pu être lue", "fr"),
        ("priya", "/waiv workload Because.", "Did you mean `/waive`?", "en"),
        ("priya", "/dispensr workload Parce que.", "Vouliez-vous dire `/dispenser`?", "fr"),
        ("farah", "/reserve 45 six thousand", "`/reserve` could not be read", "en"),
        ("mathieu", "\n".join(["/help"] * 11), "at most 10 commands", "en"),
        ("mathieu", "\n".join(["/aide"] * 11), "au plus 10 commandes", "fr"),
    ],
)
def test_command_is_refused_in_its_own_language(programme: Programme, filed: int, login: str, words: str, said: str, language: str) -> None:
    """By whom it may not be said, when or where it does not count, half said, misspelt, too many at once."""
    before = len(programme.answers(filed))
    programme.says(login, filed, words)
    (answer,) = programme.answers(filed)[before:]
    assert said in answer
    assert ("é" in answer) is (language == "fr")
    assert answer.startswith(f"@{login}, ")
    assert programme.labels(filed) == ["opportunity", "opportunity: requested"]


def test_good_and_bad_commands_of_one_comment_get_one_answer(programme: Programme) -> None:
    """Each counts whole or not at all."""
    number = programme.files()
    programme.says("priya", number, "/waive workload Dates are known.\n/reserve 45\n/vet")
    _, answer = programme.answers(number)
    assert "`/reserve` could not be read" in answer
    assert "The contracting authority waived" in programme.answers(number)[0]
    assert "Approved by the contracting authority" in answer
