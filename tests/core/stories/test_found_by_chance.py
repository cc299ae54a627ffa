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


def test_notice_given_before_a_hold_is_not_given_again(play: Play) -> None:
    """A hold gives days back, which moves each deadline: one whose notice was given, and that has passed all the same, has been said."""
    play.accepted()
    for kind in ("invoice_soon", "invoice_late"):
        assert [comment.name for comment in play.due(kind)] == [kind]
    play.says("mathieu", "/hold The team is away.")
    play.later(hours=1)
    play.says("mathieu", "/resume")
    assert [one for one in play.deadlines if one.due <= play.now] == []
