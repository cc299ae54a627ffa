"""Stories of a maintainer who files for somebody who can't use GitHub, and acts for them in that case."""

from dataclasses import replace

from bot.core.events import Applied
from tests.core.stories.play import Play, answers, reasons


def files_another(play: Play, number: int) -> list[str]:
    """Mathieu files one more application, for another person."""
    subject = play.on_application("mathieu")
    subject = replace(subject, target=replace(subject.target, number=number, issue_id=2000 + number))
    play.happens(Applied(play.actor("mathieu"), subject, answers(), (), "en", "body", "blob"))
    return play.names()


def test_maintainer_files_for_others(play: Play) -> None:
    """It is on the record, the receipt says so, and one for each person is no second application."""
    play.opened()
    said = play.applies("mathieu")
    assert (said[0].name, said[0].fields["on_behalf"]) == ("application_received", True)
    assert files_another(play, 28) == ["application_received"]
    assert [one.on_behalf for one in play.case.applications] == [True, True]
    assert play.applies("amelie")[0].fields["on_behalf"] is False


def test_maintainer_acts_for_the_other_alone(play: Play) -> None:
    """Withdrawing is theirs; the team's steps are a colleague's."""
    play.opened()
    play.applies("mathieu")
    files_another(play, 28)
    assert "nobody acts for both sides" in reasons(play.says("mathieu", "/cancel For no reason."))
    play.says("mathieu", "/withdraw", play.on_application("mathieu"))
    assert [one.state for one in play.case.applications] == ["withdrawn", "received"]


def test_maintainer_who_is_the_client_or_evaluator(play: Play) -> None:
    """Nobody acts for both sides."""
    play.known = (*play.known, "both")
    play.opened()
    play.says("both", "/assign evaluator mathieu")
    assert "your own opportunity" in reasons(play.applies("mathieu"))


def test_last_of_the_team_files_for_nobody(play: Play) -> None:
    """Somebody is to be left who draws and closes."""
    play.opened()
    play.applies("mathieu")
    play.happens(Applied(play.actor("both"), play.on_application("ben"), answers(), (), "en", "body", "blob"))
    last = play.happens(Applied(play.actor("both_client"), play.on_application("noor"), answers(), (), "en", "body", "blob"))
    assert "Nobody of the micro-acquisition team would be left" in reasons(last)


def test_procurement_files_for_nobody(play: Play) -> None:
    """It checks the evaluation."""
    play.opened()
    subject = play.on_application("ben")
    said = play.happens(Applied(play.actor("priya"), subject, answers(), (), "en", "body", "blob"))
    assert "nobody acts for both sides" in reasons(said)


def test_maintainer_agrees_and_delivers_for_the_other(play: Play) -> None:
    """Up to the payment, they say what the supplier would."""
    play.closed("mathieu")
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    play.evaluates("mathieu", "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    play.says("both", "/draw")
    assert play.winner == "mathieu"
    play.agreed()
    play.performed()
    assert play.state == "awarded"
    play.says("mathieu", "/deliver https://github.com/good-examples/opportunity-7/pull/1")
    assert play.state == "delivered"
    play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 met")
    play.says("mathieu", "/invoice")
    assert play.state == "invoiced"
    for login, words in (("sylvie", "/certify"), ("farah", "/paid deposit"), ("mathieu", "/received")):
        play.says(login, words)
    assert play.case.payment.received
