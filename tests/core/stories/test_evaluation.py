"""Stories of evaluation: interests declared, the package, verdicts, confirmation, and what is heard of late."""

import pytest

from bot.core.effects import PostComment
from bot.core.events import Edited
from tests.core.stories.play import EVALUATION, Play, answers, reasons


def test_evaluator_declares_and_gets_the_package(play: Play) -> None:
    """Account names and links are gone, and the letters follow from a secret, not from the order of arrival."""
    play.opened()
    play.applies("amelie", answers("See https://github.com/amelie/azure or ask @amelie; I am amelie."))
    play.applies("noor")
    play.call_closes()
    play.performed()
    said = play.says("claire", "/declare none", play.on_evaluation())
    assert [one.name for one in said] == ["package", "package"]
    words = str([one.fields["answers"] for one in said])
    assert "amelie" not in words
    assert "[link removed]" in words
    assert sorted(letter for letter, _ in play.case.evaluation.letters) == ["A", "B"]


def test_evaluator_declares_twice(play: Play) -> None:
    """Once is enough."""
    play.packaged("amelie")
    assert "declared already" in reasons(play.says("claire", "/declare none", play.on_evaluation()))


def test_evaluator_declares_an_interest(play: Play) -> None:
    """The team is told, and no application is shown."""
    play.closed("amelie")
    play.performed()
    assert play.says("claire", "/déclarer intérêt", play.on_evaluation())[0].name == "interest"
    assert "another evaluator" in reasons(play.says("claire", "/evaluate A 1 pass Good.", play.on_evaluation()))


def test_evaluation_before_declaring(play: Play) -> None:
    """Interests are declared before applications are seen."""
    play.closed("amelie")
    play.performed()
    assert "Declare first" in reasons(play.says("claire", "/evaluate A 1 pass Good.", play.on_evaluation()))


def test_evaluation_commands_count_only_in_the_evaluation(play: Play) -> None:
    """On the public issue they are refused, with where they count."""
    play.packaged("amelie")
    assert "the evaluation’s issue" in reasons(play.says("claire", "/evaluate A 1 pass Good."))


def test_evaluator_names_nobody_or_no_criterion(play: Play) -> None:
    """The letters and the numbers that there are stand in the answer."""
    play.packaged("amelie")
    assert "no applicant B" in reasons(play.says("claire", "/evaluate B 1 pass Good.", play.on_evaluation()))
    assert "no criterion 2" in reasons(play.says("claire", "/evaluate A 2 pass Good.", play.on_evaluation()))


def test_evaluator_gives_every_verdict(play: Play) -> None:
    """Each one updates the panel; with the last, procurement is asked; a second thought replaces the first."""
    play.packaged("amelie", "noor")
    assert [one.name for one in play.evaluates("amelie", "pass")] == ["verdicts"]
    assert [one.name for one in play.evaluates("noor", "fail")] == ["evaluation_complete", "verdicts"]
    assert [one.name for one in play.evaluates("noor", "pass")] == ["verdicts"]
    assert len(play.case.evaluation.passed(play.case.assessor_ids)) == 2


def test_procurement_confirms_too_early(play: Play) -> None:
    """The missing verdicts are named."""
    play.packaged("amelie")
    assert "A 1" in reasons(play.says("priya", "/confirm", play.on_evaluation()))


def test_procurement_confirms_before_the_package(play: Play) -> None:
    """There is nothing to confirm yet."""
    play.closed("amelie")
    play.performed()
    assert "follow when every evaluator" in reasons(play.says("priya", "/confirm", play.on_evaluation()))


@pytest.mark.travels("application: received → evaluated")
def test_procurement_confirms(play: Play) -> None:
    """The hash of the list is published before the seed."""
    play.confirmed("amelie", "noor", failed=("noor",))
    assert play.names() == ["confirmed", "verdicts"]
    assert len(play.case.evaluation.ticketed) == 1


def test_evaluation_issue_is_refused_by_github(play: Play) -> None:
    """Likewise for the evaluation's issue."""
    play.closed("amelie")
    assert play.performed(refusal="404: Not Found")[0].name == "not_performed"
    play.due("retry")
    play.performed()
    assert play.case.evaluation.issue_id == 5001


def test_application_in_time_that_is_heard_of_after_the_package(play: Play) -> None:
    """GitHub's clock decides: it joins under the next letter, and the evaluators get it."""
    play.opened()
    play.applies("amelie")
    in_time = play.now
    play.call_closes()
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    assert [one.name for one in play.applies("noor", at=in_time)] == ["application_received", "admitted", "package"]
    assert play.letter("noor") == "B"
    assert play.applies("tomasz", answers("  "), at=in_time)[0].name == "application_incomplete"


def test_somebody_else_edits_an_application(play: Play) -> None:
    """Noted; it changes nothing of what the applicant said. Nobody withdraws another's, either."""
    play.opened()
    play.applies("amelie")
    play.applies("noor")
    edited = Edited(play.actor("mathieu"), play.on_application("amelie"), None, answers("  "), (), "other")
    assert play.happens(edited)[0].name == "edit_noted"
    assert play.application("amelie") == "received"
    assert "another role’s" in reasons(play.says("noor", "/withdraw", play.on_application("amelie")))


def test_edit_in_time_that_is_heard_after_closing(play: Play) -> None:
    """GitHub's clock decides, as long as nobody has read the applications."""
    play.opened()
    play.applies("noor", answers("  "))
    before = play.now
    play.call_closes()
    assert play.mends("noor", at=before)[0].name == "application_received"


def test_evaluation_comments_stay_in_the_evaluation_repository(play: Play) -> None:
    """No statement and no verdict is ever posted on a public thread."""
    play.confirmed("amelie", "noor")
    private = {"package", "verdicts", "evaluation_complete"}
    posted = [one for one in play.effects if isinstance(one, PostComment) and one.comment.name in private]
    assert {one.target for one in posted} == {EVALUATION}
