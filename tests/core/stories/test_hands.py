"""Stories of hands that are kept apart: one for each row of the table, and none for a row that is not there."""

from collections.abc import Callable, Mapping

import pytest

from bot.core.comments import Comment
from bot.core.rules.hands import KEPT_APART
from tests.core.stories.play import OPPORTUNITY, Play, reasons

Tried = Callable[[Play], list[Comment]]


def client_approves_their_own(play: Play) -> list[Comment]:
    """A maintainer who files is the client."""
    play.files("both_client")
    return play.says("both_client", "/vet")


def one_person_approves_twice(play: Play) -> list[Comment]:
    """Both roles are held, and two people are wanted."""
    play.files()
    play.says("both", "/vet")
    return play.says("both", "/vet")


def evaluator_confirms(play: Play) -> list[Comment]:
    """A contracting authority who evaluated."""
    play.opened()
    play.says("mathieu", "/assign evaluator priya")
    play.applies("amelie")
    play.call_closes()
    play.performed()
    return play.says("priya", "/confirm", play.on_evaluation())


def certifier_pays(play: Play) -> list[Comment]:
    """Section 34 and finance in one person."""
    play.invoiced()
    play.says("both_money", "/certify")
    return play.says("both_money", "/paid card")


def certifier_says_that_it_failed(play: Play) -> list[Comment]:
    """Who can't pay can't have tried."""
    play.invoiced()
    play.says("both_money", "/certify")
    return play.says("both_money", "/payment failed The card was declined.")


def party_resolves(play: Play) -> list[Comment]:
    """A contracting authority who became the client."""
    play.awarded()
    play.says("mathieu", "/assign client priya")
    play.says("priya", "/dispute The work is copied.")
    return play.says("priya", "/resolve I am right.")


def client_judges_their_own_splitting(word: str) -> Tried:
    """A contracting authority who became the client of what looks like a divided requirement."""

    def tried(play: Play) -> list[Comment]:
        play.files(opportunity=OPPORTUNITY)
        play.says("mathieu", "/assign client priya")
        return play.says("priya", f"/{word} It is another need.")

    return tried


TRIED: Mapping[tuple[str, str], Tried] = {
    ("clear", "own request"): client_judges_their_own_splitting("clear"),
    ("uphold", "own request"): client_judges_their_own_splitting("uphold"),
    ("vet", "client of this request"): client_approves_their_own,
    ("vet", "approved already"): one_person_approves_twice,
    ("confirm", "evaluated"): evaluator_confirms,
    ("paid", "certified"): certifier_pays,
    ("payment", "certified"): certifier_says_that_it_failed,
    ("resolve", "party"): party_resolves,
}
"""Command and words of the row → who tries it."""


@pytest.mark.parametrize("row", TRIED, ids=" ".join)
def test_hand_is_kept_apart(play: Play, row: tuple[str, str]) -> None:
    """The sentence of the row is the answer."""
    sentence = next(one.sentence.en for one in KEPT_APART if one.command == row[0] and row[1] in one.sentence.en)
    assert sentence in reasons(TRIED[row](play))


def test_every_row_has_a_story() -> None:
    """No hand is kept apart untried."""
    tried = [next(n for n, one in enumerate(KEPT_APART) if one.command == word and part in one.sentence.en) for word, part in TRIED]
    assert sorted(tried) == list(range(len(KEPT_APART)))
