"""Stories of closing: at the second, counted once GitHub was asked what came in; and what is heard of later still."""

from datetime import timedelta

import pytest

from bot.core.effects import OpenIssue
from bot.core.events import Due
from tests.core.stories.play import Play, answers, reasons
from tests.core.stories.test_questions_and_addenda import told


def opens_evaluation(play: Play) -> bool:
    """Whether the last decision asks for the evaluation's issue."""
    return any(isinstance(one, OpenIssue) for one in play.last.effects)


def test_call_closes_in_three_steps(play: Play) -> None:
    """The label at the second, without a word; 90 s later GitHub is asked; a second later the count is announced."""
    play.opened()
    play.applies("amelie")
    closing = min(one.due for one in play.deadlines if one.kind == "closing")
    assert play.due("closing") == []
    assert (play.state, opens_evaluation(play)) == ("evaluation", False)
    assert play.seen[7] == ("opportunity", "opportunity: evaluation")
    assert [(one.kind, one.due - closing) for one in play.deadlines] == [("sweep", timedelta(seconds=89))]
    assert play.due("sweep") == []
    assert [(one.kind, one.due - closing) for one in play.deadlines] == [("freeze", timedelta(seconds=90))]
    assert [one.name for one in play.due("freeze")] == ["closed"]
    assert opens_evaluation(play)
    assert not any(one.kind in ("closing", "sweep", "freeze") for one in play.deadlines)


def test_closing_is_never_early(play: Play) -> None:
    """A timer of a closing that was moved changes nothing."""
    play.opened()
    before = min(one.due for one in play.deadlines if one.kind == "closing")
    play.says("mathieu", "/extend closing 2027-06-21")
    assert play.happens(Due("closing", before), before) == []
    assert play.state == "open"


def test_what_the_sweep_found_is_counted(play: Play) -> None:
    """An application of the last second, whose webhook was lost, is handled before the count."""
    play.opened()
    in_time = play.now
    play.due("closing")
    play.due("sweep")
    assert play.applies("noor", at=in_time)[0].name == "application_received"
    assert play.due("freeze")[0].fields["complete"] == 1


def test_edit_that_the_sweep_found(play: Play) -> None:
    """A text that is known is no edit, whoever tells of it; one that stood at closing counts; a later one is noted, once."""
    play.opened()
    play.applies("noor", answers("  "))
    in_time = play.now
    play.due("closing")
    after = play.now + timedelta(minutes=1)
    assert play.mends("noor", answers("  "), at=in_time, body_hash="body") == []
    assert play.mends("noor", at=in_time, body_hash="better")[0].name == "application_received"
    assert play.mends("noor", at=after, body_hash="late")[0].name == "edit_noted"
    assert play.mends("noor", at=after, body_hash="late") == []
    assert play.mends("noor", at=in_time, body_hash="better") == []


def test_application_found_after_a_count_of_none(play: Play) -> None:
    """In time by GitHub's clock: the evaluation begins after all, once."""
    play.opened()
    in_time = play.now
    play.call_closes()
    play.applies("noor", at=in_time)
    assert opens_evaluation(play)
    play.applies("amelie", at=in_time)
    assert not opens_evaluation(play)


def test_application_completed_in_time_and_heard_of_after_the_count(play: Play) -> None:
    """The edit is older than closing: it counts, and the evaluation begins."""
    play.opened()
    play.applies("noor", answers("  "))
    in_time = play.now
    play.call_closes()
    assert not opens_evaluation(play)
    assert play.mends("noor", at=in_time)[0].name == "application_received"
    assert opens_evaluation(play)


def test_application_completed_in_time_and_heard_of_after_the_package(play: Play) -> None:
    """Nobody has read it: it joins under the next letter. One that was read stays as it was read."""
    play.opened()
    play.applies("amelie")
    play.applies("noor", answers("  "))
    in_time = play.now
    play.call_closes()
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    assert [one.name for one in play.mends("noor", at=in_time)] == ["application_received", "admitted", "package"]
    assert play.letter("noor") == "B"
    assert play.mends("amelie", at=in_time)[0].name == "edit_noted"


def test_application_in_time_that_is_heard_of_after_confirmation(play: Play) -> None:
    """Before the draw it is admitted: the confirmation is taken back in public, and the evaluators have one more to read."""
    play.opened()
    play.applies("amelie")
    in_time = play.now
    play.call_closes()
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    play.evaluates("amelie", "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    said = play.applies("ben", at=in_time)
    assert [one.name for one in said] == ["application_received", "admitted", "package", "unconfirmed", "verdicts"]
    assert told(said[3]) == ["priya", "both"]
    assert "not confirmed" in reasons(play.says("mathieu", "/draw"))
    assert "B 1" in reasons(play.says("priya", "/confirm", play.on_evaluation()))
    play.evaluates("ben", "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    assert len(play.case.evaluation.ticketed) == 2
    play.says("mathieu", "/draw")
    assert play.applies("noor", at=in_time)[0].name == "application_late"


def test_application_found_when_all_others_were_withdrawn(play: Play) -> None:
    """The evaluator had declared, and there was nothing to read: now there is."""
    play.opened()
    play.applies("amelie")
    in_time = play.now
    play.call_closes()
    play.performed()
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    assert play.says("claire", "/declare none", play.on_evaluation()) == []
    assert [one.name for one in play.applies("ben", at=in_time)] == ["application_received", "admitted", "package"]


def test_application_while_the_clocks_stand_still(play: Play) -> None:
    """On hold past the planned closing, the call is open: what comes is in time. After closing, a hold makes nothing early."""
    play.opened()
    play.says("mathieu", "/hold The team is away.")
    play.later(days=30)
    assert play.applies("amelie")[0].name == "application_received"
    play.says("mathieu", "/resume")
    play.call_closes()
    play.later(days=1)
    play.says("mathieu", "/hold A question came up.")
    assert play.applies("noor")[0].name == "application_late"


def test_hold_between_closing_and_count(play: Play) -> None:
    """GitHub is asked once the clocks go on."""
    play.opened()
    play.applies("amelie")
    play.due("closing")
    play.says("mathieu", "/hold A question came up.")
    assert not any(one.kind in ("sweep", "freeze") for one in play.deadlines)
    play.says("mathieu", "/resume")
    assert any(one.kind == "sweep" for one in play.deadlines)


def test_programme_without_an_evaluation_repository(play: Play) -> None:
    """The team is told once, and the policy is looked at every hour: once it names one, the evaluation begins, with one issue."""
    play.opened()
    play.applies("amelie")
    play.with_policy(evaluation_repository=None)
    play.call_closes()
    assert "no_evaluation_repository" in play.names()
    assert not opens_evaluation(play)
    assert play.due("retry") == []
    play.with_policy(evaluation_repository="good-examples/evaluation")
    play.due("retry")
    assert opens_evaluation(play)
    assert not any(one.kind == "retry" for one in play.deadlines)
    play.performed()
    assert play.case.evaluation.number == 1


def test_nothing_is_left_when_the_evaluation_can_begin(play: Play) -> None:
    """Everything was withdrawn meanwhile, so no issue is asked for; one that was in time and is heard of later asks for it."""
    play.closed("amelie")
    play.performed(refusal="403: no")
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    play.due("retry")
    assert not opens_evaluation(play)
    assert play.case.call is not None
    play.applies("noor", at=play.case.call.closing)
    assert opens_evaluation(play)


@pytest.mark.parametrize("closed", [False, True])
def test_cancelling_tells_every_applicant(play: Play, closed: bool) -> None:
    """While open and in evaluation, whoever waits for an answer is told."""
    play.opened()
    play.applies("amelie")
    play.applies("noor", answers("  "))
    if closed:
        play.call_closes()
    assert told(play.says("priya", "/cancel The need is gone.")[0]) == ["amelie", "noor"]


def test_cancelling_tells_the_selected_supplier(play: Play) -> None:
    """And those who passed."""
    play.drawn("amelie", "noor")
    assert set(told(play.says("priya", "/cancel The need is gone.")[0])) == {"amelie", "noor"}


def test_last_applicant_withdraws_after_closing(play: Play) -> None:
    """Nobody is left to choose: the team is asked, and may open the call again while nobody has read anything."""
    play.closed("amelie", "noor")
    assert [one.name for one in play.says("noor", "/withdraw", play.on_application("noor"))] == ["withdrawn"]
    said = play.says("amelie", "/withdraw", play.on_application("amelie"))
    assert [one.name for one in said] == ["withdrawn", "nobody_left"]
    assert (said[1].fields["later"], told(said[1])) == ("2027-06-22", ["mathieu", "both", "both_client"])


def test_last_applicant_withdraws_after_the_evaluation(play: Play) -> None:
    """What was read can't be opened again."""
    play.confirmed("amelie")
    said = play.says("amelie", "/withdraw", play.on_application("amelie"))
    assert said[1].fields["later"] is None


def test_applicant_withdraws_what_was_not_counted(play: Play) -> None:
    """Before the count, or an application that was incomplete: the count says it all."""
    play.opened()
    play.applies("amelie")
    play.applies("noor", answers("  "))
    play.due("closing")
    assert [one.name for one in play.says("amelie", "/withdraw", play.on_application("amelie"))] == ["withdrawn"]
    play.due("sweep")
    play.due("freeze")
    assert [one.name for one in play.says("noor", "/withdraw", play.on_application("noor"))] == ["withdrawn"]
