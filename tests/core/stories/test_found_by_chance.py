"""What random people found (`tests/core/random_people`): the smallest story of each, told once more so that it stays mended."""

from bot.core.effects import KeepPanel, PostComment
from tests.core.stories.play import Play


def markers(play: Play, kind: str) -> int:
    """How many comments carry a fact of a kind."""
    carriers = [one for one in play.effects if isinstance(one, PostComment | KeepPanel)]
    return sum(any(fact.kind == kind for fact in one.facts) for one in carriers)


def test_stranger_is_refused_while_a_fact_waits(play: Play) -> None:
    """A fact without a comment is carried by the next one that records something, and by no refusal before that."""
    play.opened()
    play.due("closing")
    play.labels("noor", "opportunity: accepted")
    assert (play.names(), markers(play, "closed")) == (["refused"], 0)
    play.due("sweep")
    play.due("freeze")
    assert (play.names(), markers(play, "closed")) == (["closed"], 1)
