"""Issues that people close, delete or move away: nothing that counts ends or is lost that way."""

import pytest

from bot.core.effects import KeepNotice, PostComment, ReopenIssue, SetLabels
from tests.core.stories.play import Play


def reopens(play: Play) -> bool:
    """Whether the last decision opens an issue again."""
    return any(isinstance(effect, ReopenIssue) for effect in play.last.effects)


def test_client_closes_the_issue_of_an_open_call(play: Play) -> None:
    """It is opened again, and the client is told how a call ends."""
    play.opened()
    said = play.closes("claire")
    assert [one.name for one in said] == ["closed_by_hand"]
    assert "/cancel" in str(said[0].fields["example"])
    assert reopens(play)
    assert play.state == "open"


@pytest.mark.parametrize(("stage", "command"), [("vetted", "/stop"), ("drawn", "/cancel"), ("awarded", "None")])
def test_whoever_closes_an_issue_hears_what_ends_a_case(play: Play, stage: str, command: str) -> None:
    """By the stage: stop, cancel; a contract has more ways, which `/help` names."""
    getattr(play, stage)()
    example = play.closes("mathieu")[0].fields["example"]
    assert str(getattr(example, "en", example)).startswith(command)


def test_issue_of_an_ended_opportunity_may_stay_closed(play: Play) -> None:
    """The bot closed it; whoever closes it once more changes nothing."""
    play.opened()
    play.says("mathieu", "/cancel The need is gone.")
    assert play.closes("claire") == []
    assert not reopens(play)


def test_applicant_closes_their_issue(play: Play) -> None:
    """That takes nothing back; `/withdraw` does. The issue stays closed: it is theirs."""
    play.opened()
    play.applies("amelie")
    assert [one.name for one in play.closes("amelie", play.on_application("amelie"))] == ["application_closed_by_hand"]
    assert not reopens(play)
    assert play.application("amelie") == "received"
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    assert play.closes("amelie", play.on_application("amelie")) == []


def test_somebody_closes_the_evaluations_issue(play: Play) -> None:
    """Commands still count there; nothing follows."""
    play.packaged()
    assert play.closes("claire", play.on_evaluation()) == []


def test_administrator_deletes_an_application(play: Play) -> None:
    """What it said is on the record and still counts; nothing is written to where nobody can read."""
    play.closed("amelie", "noor")
    assert [one.name for one in play.loses("mathieu", "deleted", play.on_application("amelie"))] == ["application_gone"]
    assert play.loses("mathieu", "deleted", play.on_application("amelie")) == []
    play.says("mathieu", "/cancel The need is gone.")
    numbers = {effect.target.number for effect in play.last.effects if isinstance(effect, PostComment | SetLabels)}
    assert play.on_application("amelie").target.number not in numbers
    assert play.on_application("noor").target.number in numbers


def test_administrator_deletes_the_opportunity(play: Play) -> None:
    """The team is told in an issue of its own, and the clocks end."""
    play.opened()
    play.loses("mathieu", "deleted")
    notices = [effect for effect in play.last.effects if isinstance(effect, KeepNotice)]
    assert [one.name for one in notices] == ["gone-7"]
    assert play.deadlines == frozenset()
    assert play.loses("mathieu", "deleted") == []


def test_evaluations_issue_is_deleted(play: Play) -> None:
    """It is private, and its administrators know; the record keeps every verdict."""
    play.packaged()
    assert play.loses("mathieu", "deleted", play.on_evaluation()) == []
