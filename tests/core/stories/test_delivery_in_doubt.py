"""Stories of work that comes late, or not at all: reminders, the date that passes, the fork and each of its answers."""

from datetime import date, timedelta

import pytest

from tests.core.stories.play import OPPORTUNITY, Play, reasons


def kinds(play: Play) -> set[str]:
    """The kinds of deadlines that stand."""
    return {one.kind for one in play.deadlines}


def overdue(play: Play) -> Play:
    """Awarded, and the date has passed."""
    play.awarded()
    play.due("overdue")
    return play


def test_supplier_is_reminded_three_times(play: Play) -> None:
    """Five, two and no business days before delivery, in the morning."""
    play.awarded()
    told = [(play.due("delivery_reminder")[0].fields["days"], play.now.date()) for _ in range(3)]
    assert told == [(5, date(2027, 7, 9)), (2, date(2027, 7, 14)), (0, date(2027, 7, 16))]
    assert "delivery_reminder" not in kinds(play)
    assert kinds(play) == {"overdue"}


def test_reminder_before_a_delivery_on_a_day_off(play: Play) -> None:
    """On a Sunday nothing is left; on the Friday before, nothing but the weekend."""
    play.drawn("amelie")
    play.says("mathieu", "/hold The team is away.")
    play.says("mathieu", "/resume")
    play.agreed()
    play.performed()
    play.says("amelie", "/extend delivery 2027-07-25")
    play.says("claire", "/agree")
    assert [play.due("delivery_reminder")[0].fields["days"] for _ in range(3)] == [4, 1, 0]


def test_work_that_is_there_needs_no_reminder(play: Play) -> None:
    """Once it is submitted, the client's time runs."""
    play.delivered()
    assert not kinds(play) & {"delivery_reminder", "overdue"}


def test_revision_near_the_date_is_not_reminded_of_what_has_passed(play: Play) -> None:
    """What lies before the work came back is not said again."""
    play.delivered()
    play.later(days=28)
    assert play.now.date() == date(2027, 7, 13)
    play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 unmet A test fails.")
    assert min(one.due.date() for one in play.deadlines) == date(2027, 7, 14)


def test_delivery_date_passes(play: Play) -> None:
    """Flagged, and the supplier is asked: another date, or the end; within three business days."""
    overdue(play)
    assert play.names() == ["overdue"]
    assert "overdue" in play.case.flags
    assert play.said()[0].fields["until"].en == "July 21, 2027, 11:59 p.m. (EDT)"  # type: ignore[union-attr]
    assert kinds(play) == {"fork"}


def test_supplier_is_silent_after_the_date(play: Play) -> None:
    """Procurement is asked, once; nothing is terminated by itself."""
    overdue(play)
    assert play.due("fork")[0].name == "fork_unanswered"
    assert (play.state, play.deadlines) == ("awarded", frozenset())


def test_late_work_is_good_work(play: Play) -> None:
    """It is accepted as delivered, the question is over, and the flag stays until acceptance."""
    overdue(play)
    play.pull_request(play.winner, "a" * 40)
    assert (play.state, play.case.contract.fork) == ("delivered", None)
    assert "overdue" in play.case.flags
    play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 met")
    assert (play.state, play.case.flags) == ("accepted", frozenset())


def test_late_work_that_falls_short(play: Play) -> None:
    """It comes back after the date: the question is asked again."""
    overdue(play)
    play.pull_request(play.winner, "a" * 40)
    play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 unmet A test fails.")
    assert play.due("overdue")[0].name == "overdue"
    assert play.case.contract.fork is not None


@pytest.mark.parametrize(("who", "by_client"), [("winner", False), ("claire", True)])
def test_one_side_says_that_it_will_not_come(play: Play, who: str, by_client: bool) -> None:
    """Before the start or after it, the supplier is asked at once; and is not asked again when the date passes."""
    play.awarded()
    login = play.winner if who == "winner" else who
    said = play.says(login, "/unable Illness.")
    assert (said[0].name, said[0].fields["by_client"]) == ("unable", by_client)
    assert "delivery_reminder" not in kinds(play)
    assert "asked already" in reasons(play.says("claire", "/empêchement Encore."))
    play.due("fork")
    assert play.due("overdue") == []
    assert "overdue" in play.case.flags


def test_supplier_can_not_mend_what_was_submitted(play: Play) -> None:
    """While it is assessed; if the client accepts it, nothing was in doubt."""
    play.delivered()
    play.says(play.winner, "/unable No time for changes.", play.on_delivery())
    assert "fork" in kinds(play)
    play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 met")
    assert (play.state, play.case.contract.fork) == ("accepted", None)


def test_somebody_else_says_that_it_will_not_come(play: Play) -> None:
    """The two sides of the contract can."""
    play.awarded()
    assert "another role’s" in reasons(play.says("stranger", "/unable It looks hard."))


@pytest.mark.parametrize("asked", [True, False])
def test_supplier_gives_up(play: Play, asked: bool) -> None:
    """Asked or not: procurement is asked to end it; nobody waits for an answer any more."""
    play.awarded()
    if asked:
        play.says("claire", "/unable Nothing is there.")
    assert play.says(play.winner, "/abandonner")[0].name == "discontinued"
    assert play.case.contract.fork is not None
    assert play.case.contract.fork.given_up
    assert "fork" not in kinds(play)
    assert "given up" in reasons(play.says(play.winner, "/discontinue"))
    assert "given up" in reasons(play.says("claire", "/unable Nothing comes."))
    assert play.state == "awarded"


def test_supplier_who_gave_up_thinks_again(play: Play) -> None:
    """A date is still an answer, if the client agrees to it."""
    play.awarded()
    play.says(play.winner, "/discontinue")
    assert play.says(play.winner, "/continue 2027-07-30")[0].name == "proposed"
    assert play.says("claire", "/agree")[0].name == "amended"
    assert play.case.contract.fork is None


def test_supplier_continues_with_another_date(play: Play) -> None:
    """It is a proposal; agreed, the doubt and the flag are over, and the reminders begin anew."""
    overdue(play)
    assert play.says(play.winner, "/poursuivre 2027-08-06")[0].name == "proposed"
    assert kinds(play) == {"proposal"}
    play.says("claire", "/consentir")
    assert play.case.opportunity.delivery == date(2027, 8, 6)
    assert (play.case.flags, play.case.contract.fork) == (frozenset({"extended"}), None)
    assert kinds(play) == {"delivery_reminder", "overdue"}


def test_supplier_continues_in_time(play: Play) -> None:
    """The date in force needs nobody's consent, as long as it lies ahead."""
    play.awarded()
    play.says("claire", "/unable I see nothing.")
    assert play.says(play.winner, "/continue 2027-07-16")[0].name == "goes_on"
    assert play.case.contract.fork is None
    play.due("overdue")
    assert "does not lie ahead" in reasons(play.says(play.winner, "/continue 2027-07-16"))


def test_supplier_continues_what_is_not_in_doubt(play: Play) -> None:
    """The way to another date is named, with words to copy."""
    play.awarded()
    said = play.says(play.winner, "/continue 2027-08-06")
    assert "not in doubt" in reasons(said)
    assert said[0].fields["example"].en == "/extend delivery 2027-08-06"  # type: ignore[union-attr]


def test_client_declines_the_date_of_a_fork(play: Play) -> None:
    """Procurement is asked at once, and not a second time."""
    overdue(play)
    play.says(play.winner, "/continue 2027-08-06")
    said = play.says("claire", "/decline")
    assert (said[0].name, bool(said[0].fields["mentions"]), said[0].fields["ahead"]) == ("proposal_declined", True, False)
    assert play.deadlines == frozenset()


def test_supplier_is_blocked_and_nothing_fires(play: Play) -> None:
    """Reminders and the date wait; the client is asked again after two business days, procurement is told after five."""
    play.awarded()
    play.later(days=1)
    play.says(play.winner, "/blocked The sandbox is missing.")
    assert kinds(play) == {"blocked", "blocked_long"}
    assert play.due("blocked")[0].name == "blocked_reminder"
    assert play.due("blocked_long")[0].name == "blocked_long"
    assert play.deadlines == frozenset()
    play.says("claire", "/resume")
    assert play.case.opportunity.delivery > OPPORTUNITY.delivery
    assert kinds(play) == {"delivery_reminder", "overdue"}


def test_team_holds_what_is_blocked(play: Play) -> None:
    """Then the client is not asked any more: the team has everything wait."""
    play.awarded()
    play.says(play.winner, "/blocked The sandbox is missing.")
    play.says("mathieu", "/hold The office is closed.")
    assert play.deadlines == frozenset()


def test_fork_waits_while_the_clocks_stand_still(play: Play) -> None:
    """The answer's own days are given back too."""
    overdue(play)
    until = play.case.contract.fork
    play.says("mathieu", "/hold A strike.")
    assert play.deadlines == frozenset()
    play.later(days=7)
    play.says("mathieu", "/resume")
    assert until is not None
    assert play.case.contract.fork is not None
    assert play.case.contract.fork.until > until.until


def test_old_repository_delivers_nothing(play: Play) -> None:
    """A pull request counts in the delivery repository of this contract alone."""
    play.awarded()
    assert play.pull_request(play.winner, "a" * 40, repository_id=99) == []
    assert play.state == "awarded"


def test_agreed_date_is_reminded_of_only_afterwards(play: Play) -> None:
    """Three days before the new date, nobody is told that five are left."""
    play.awarded()
    play.now += timedelta(days=29)
    play.says(play.winner, "/extend delivery 2027-07-19")
    play.says("claire", "/agree")
    assert min(one.due.date() for one in play.deadlines if one.kind == "delivery_reminder") == date(2027, 7, 15)
