"""Stories of clocks that stop and go on: a hold by the team, a supplier who is blocked, both at once, and which days are given back."""

from datetime import date, timedelta

import pytest

from bot.core.comments import Comment
from bot.core.text import day
from tests.core.stories.play import Play, reasons


def kinds(play: Play) -> set[str]:
    """What falls due now."""
    return {one.kind for one in play.deadlines}


def weekday(play: Play, number: int) -> None:
    """Time passes to the next such day of the week (0 = Monday)."""
    play.later(days=(number - play.now.weekday()) % 7)


def given_back(said: list[Comment]) -> object:
    """The business days that the bot says it gives back."""
    assert said[0].name == "resumed"
    return said[0].fields["days"]


def test_team_holds_an_open_call(play: Play) -> None:
    """Nothing closes meanwhile; closing and every later date move along by the business days that were touched."""
    play.opened()
    before = play.case.opportunity
    assert play.says("mathieu", "/hold The client is away.")[0].name == "held"
    assert ("on_hold" in play.case.flags, kinds(play)) == (True, set())
    weekday(play, 0)
    assert given_back(play.says("mathieu", "/resume")) == 5  # Tuesday to Friday, and Monday
    after = play.case.opportunity
    assert (before.closing, after.closing) == (date(2027, 6, 14), date(2027, 6, 21))
    assert (after.selection, after.start, after.delivery) == (date(2027, 6, 23), date(2027, 6, 25), date(2027, 7, 23))
    assert play.case.call is not None
    assert play.case.call.closing.date() == date(2027, 6, 22)  # 23:59:59 in Toronto, in UTC
    assert ("on_hold" in play.case.flags, kinds(play)) == (False, {"closing", "no_applications"})


def test_everybody_who_applied_is_told_of_a_pause(play: Play) -> None:
    """The closing is theirs too; who took their application back waits for nothing."""
    play.opened()
    play.applies("amelie")
    play.applies("noor")
    play.says("noor", "/withdraw", play.on_application("noor"))
    said = play.says("mathieu", "/hold The client is away.")
    assert [one.login for one in said[0].fields["mentions"]] == ["claire", "amelie"]  # type: ignore[union-attr]


def test_application_while_the_call_is_held(play: Play) -> None:
    """The clocks stand still, so it is in time, however long the pause is; a question too."""
    play.opened()
    play.says("mathieu", "/hold A server is down.")
    play.later(days=40)
    assert play.applies("amelie")[0].name == "application_received"
    play.mends("amelie")
    play.says("stranger", "/question Is it still open?")
    assert (play.case.questions[0].late, play.application("amelie")) == (False, "received")


def test_hold_and_resume_on_one_day(play: Play) -> None:
    """A business day that was touched is given back whole; even one minute of it may have been the one that was needed."""
    play.opened()
    play.says("mathieu", "/hold A test.")
    play.later(minutes=1)
    assert given_back(play.says("mathieu", "/resume")) == 1
    assert play.case.opportunity.closing == date(2027, 6, 15)


def test_hold_over_a_weekend(play: Play) -> None:
    """No business day was touched: nothing moves."""
    play.opened()
    weekday(play, 5)
    play.says("mathieu", "/hold A test.")
    play.later(days=1)
    said = play.says("mathieu", "/resume")
    assert (given_back(said), said[0].fields["moved"], play.case.opportunity.closing) == (0, False, date(2027, 6, 14))


def test_closing_on_a_sunday_that_was_held_does_not_come_early(play: Play) -> None:
    """From the Saturday before it to the Saturday after: the next business day is the new closing, not the Friday that is past."""
    play.opened()
    play.facts[0].data["opportunity"]["closing"] = "2027-06-13"
    play.now = play.now.replace(month=6, day=12)
    play.says("mathieu", "/hold A test.")
    play.later(days=7)
    play.says("mathieu", "/resume")
    assert play.case.opportunity.closing == date(2027, 6, 21)


def test_hold_in_evaluation_and_while_an_offer_is_open(play: Play) -> None:
    """Selection and what follows move along; the offer's end does too, and an answer counts meanwhile."""
    play.packaged()
    play.says("priya", "/suspendre Une plainte est arrivée.")
    assert kinds(play) == set()
    play.later(days=1)
    play.says("priya", "/reprendre")
    assert (play.case.opportunity.closing, play.case.opportunity.selection) == (date(2027, 6, 14), date(2027, 6, 18))
    for login in ("amelie", "noor", "tomasz"):
        play.evaluates(login, "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    play.says("mathieu", "/draw")
    offer = play.case.offer
    assert offer is not None
    play.says("mathieu", "/hold The terms are being corrected.")
    play.later(days=14)
    said = play.says("mathieu", "/resume")
    moved = play.case.offer
    assert moved is not None
    assert (moved.until > offer.until, said[0].fields["offer"] is not None) == (True, True)


def test_supplier_answers_an_offer_that_is_held(play: Play) -> None:
    """The clocks stand still, so the offer has not lapsed."""
    play.drawn()
    play.says("mathieu", "/hold The terms are being corrected.")
    play.later(days=30)
    assert play.agreed()[0].name == "agreed"


@pytest.mark.parametrize("stage", [Play.awarded, Play.delivered])
def test_hold_while_work_is_under_way(play: Play, stage: object) -> None:
    """The delivery date moves along; whoever has the contract is told."""
    stage(play)  # type: ignore[operator]
    delivery = play.case.opportunity.delivery
    said = play.says("mathieu", "/hold The client’s server is down.")
    assert len(said[0].fields["mentions"]) == 2  # type: ignore[arg-type]
    play.later(days=1)
    assert play.says("mathieu", "/resume")[0].fields["delivery"] is not None
    assert play.case.opportunity.delivery > delivery


def test_hold_after_acceptance_moves_no_date(play: Play) -> None:
    """No date of the opportunity lies ahead; the days are given back to the wait all the same."""
    play.accepted()
    play.says("mathieu", "/hold The year’s books are being closed.")
    play.later(days=1)
    assert play.says("mathieu", "/resume")[0].fields["moved"] is False
    assert play.case.clocks.given_back == 2


def test_supplier_is_blocked(play: Play) -> None:
    """The client is asked, and resumes when they have given what was missing."""
    play.awarded()
    assert play.says(play.winner, "/bloqué Le bac à sable manque.", play.on_delivery())[0].name == "blocked"
    assert "already" in reasons(play.says(play.winner, "/blocked Still nothing."))
    assert play.says("claire", "/resume")[0].name == "resumed"
    assert "nothing to resume" in reasons(play.says("claire", "/resume"))


def test_hold_twice(play: Play) -> None:
    """The clocks can't stand stiller."""
    play.opened()
    play.says("mathieu", "/hold One reason.")
    assert "already" in reasons(play.says("priya", "/hold Another."))


def test_client_resumes_only_what_the_supplier_waited_for(play: Play) -> None:
    """The team's hold is the team's to end; the days are given back once, when nothing holds the clocks any more."""
    play.awarded()
    delivery = play.case.opportunity.delivery
    play.says("mathieu", "/hold A question of law.")
    assert "so the team resumes it" in reasons(play.says("claire", "/resume"))
    play.says(play.winner, "/blocked The sandbox is missing.")
    said = play.says("claire", "/resume")
    assert (given_back(said), said[0].fields["waits"] is not None) == (0, True)
    assert ("on_hold" in play.case.flags, kinds(play)) == (True, set())
    assert given_back(play.says("mathieu", "/resume")) == 1
    assert play.case.opportunity.delivery == delivery + timedelta(days=3)  # Friday to Monday
    assert day(play.case.opportunity.delivery) == play.said()[0].fields["delivery"]


def test_team_ends_both_at_once(play: Play) -> None:
    """A hold and a blocked supplier in one word."""
    play.awarded()
    play.says("mathieu", "/hold A question of law.")
    play.says(play.winner, "/blocked The sandbox is missing.")
    assert given_back(play.says("mathieu", "/resume")) == 1
    assert play.case.clocks.running
