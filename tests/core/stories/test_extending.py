"""Stories of extensions: closing moves with all that follows, and a call that has closed opens again before anybody has read anything."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.effects import CloseIssue, OpenIssue, ReopenIssue
from bot.core.text import Text
from tests.core.stories.play import EVALUATION, OPPORTUNITY, Play, reasons
from tests.core.stories.test_questions_and_addenda import told


def evaluation_issues(play: Play) -> int:
    """How often GitHub was asked to open the evaluation's issue."""
    return sum(isinstance(one, OpenIssue) for one in play.effects)


def test_team_extends_the_call(play: Play) -> None:
    """A week later, with selection, start, delivery and the end of questions; applicants are told, and followers read it."""
    play.opened()
    play.applies("amelie")
    said = play.says("mathieu", "/extend closing 2027-06-21")
    assert (said[0].name, told(said[0]), said[0].fields["day_off"]) == ("extended", ["amelie"], None)
    dates = play.case.opportunity
    assert (dates.closing, dates.selection, dates.start, dates.delivery) == (
        date(2027, 6, 21),
        date(2027, 6, 23),
        date(2027, 6, 25),
        date(2027, 7, 23),
    )
    assert (play.state, set(play.case.flags)) == ("open", {"extended"})
    until = said[0].fields["questions_until"]
    assert isinstance(until, Text)
    assert until.en == "June 17, 2027, 11:59 p.m. (EDT)"
    play.later(days=22)
    assert play.says("noor", "/question Still in time?")[0].fields["late"] is False
    assert play.applies("noor")[0].name == "application_received"


def test_team_extends_twice(play: Play) -> None:
    """The flag is up already."""
    play.opened()
    play.says("mathieu", "/extend closing 2027-06-21")
    play.says("mathieu", "/prolonger clôture 2027-06-28")
    assert [one.due.date() for one in play.deadlines if one.kind == "closing"] == [date(2027, 6, 29)]


def test_team_extends_to_a_holiday(play: Play) -> None:
    """Allowed, and the next business day is suggested: nobody is there for a last question."""
    play.opened()
    assert play.says("mathieu", "/extend closing 2027-07-01")[0].fields["day_off"] == "2027-07-02"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2027-06-14", "only a later date"),
        ("2027-06-01", "only a later date"),
        ("2027-05-01", "That day is over"),
        ("2027-12-31", "more than 90 days"),
        ("9999-12-31", "more than 90 days"),
        ("0001-01-01", "That day is over"),
    ],
)
def test_date_that_extends_nothing(play: Play, day: str, sentence: str) -> None:
    """Earlier, the same, past, too far: the refusal suggests a business day, a week later."""
    play.opened()
    said = play.says("mathieu", f"/extend closing {day}")
    assert sentence in reasons(said)
    assert said[0].fields["example"] == Text("/extend closing 2027-06-21", "/prolonger clôture 2027-06-21")


def test_extension_past_the_fiscal_years_end(play: Play) -> None:
    """This year's funds do not pay for it; whoever planned for the next year from the beginning has other funds."""
    play.files(opportunity=replace(OPPORTUNITY, delivery=date(2028, 3, 6)))
    _publishes(play)
    assert "this year’s funds pay" in reasons(play.says("mathieu", "/extend closing 2027-06-28"))
    assert play.says("mathieu", "/extend closing 2027-06-15")[0].name == "extended"


def test_extension_of_a_call_that_was_planned_for_the_next_year(play: Play) -> None:
    """Its funds are the next year's already."""
    play.files(opportunity=replace(OPPORTUNITY, delivery=date(2028, 4, 14)))
    play.says("priya", "/waive fiscal_year Next year’s funds are reserved.")
    _publishes(play)
    assert play.says("mathieu", "/extend closing 2027-06-28")[0].name == "extended"


def _publishes(play: Play) -> None:
    for login, words in (
        ("mathieu", "/vet"),
        ("priya", "/vet"),
        ("samuel", "/commit"),
        ("farah", "/reserve 45 7345.00"),
        ("mathieu", "/publish"),
    ):
        play.says(login, words)
    assert play.state == "open"


def test_extension_by_another_hand(play: Play) -> None:
    """The client asks the team; a maintainer who filed for somebody asks a colleague."""
    play.opened()
    assert "another role’s" in reasons(play.says("claire", "/extend closing 2027-06-21"))
    play.applies("mathieu")
    assert "nobody acts for both sides" in reasons(play.says("mathieu", "/extend closing 2027-06-21"))
    assert play.says("both", "/extend closing 2027-06-21")[0].name == "extended"


def test_extension_of_the_closing_before_opening(play: Play) -> None:
    """The text itself is edited then."""
    play.funded()
    assert "has no effect while" in reasons(play.says("mathieu", "/extend closing 2027-06-21"))


@pytest.mark.travels("opportunity: evaluation → open")
def test_team_reopens_the_call(play: Play) -> None:
    """Nobody has read anything: everything received stays received; the evaluation's issue waits, and is used again."""
    play.closed("amelie")
    play.performed()
    play.later(hours=10)
    play.applies("tomasz")
    assert play.application("tomasz") == "late"
    said = play.says("mathieu", "/extend closing 2027-06-21")
    assert (said[0].name, said[0].fields["again"], told(said[0]), said[0].fields["late"]) == ("extended", True, ["amelie", "tomasz"], True)
    assert (play.state, play.application("amelie")) == ("open", "received")
    assert [one.target for one in play.last.effects if isinstance(one, CloseIssue)] == [EVALUATION]
    play.applies("noor")
    play.mends("amelie")
    said = play.call_closes()
    assert [one.name for one in said] == ["closed", "evaluation_again"]
    assert said[0].fields["complete"] == 2
    assert [one.target for one in play.last.effects if isinstance(one, ReopenIssue)] == [EVALUATION]
    assert evaluation_issues(play) == 1
    assert [one.name for one in play.says("claire", "/declare none", play.on_evaluation())] == ["package", "package"]


def test_who_came_late_applies_again_once_the_call_is_open(play: Play) -> None:
    """By a form of its own: the late one stays late."""
    play.closed("amelie")
    play.later(minutes=5)
    play.applies("tomasz")
    play.says("mathieu", "/extend closing 2027-06-21")
    assert play.application("tomasz") == "late"
    assert "tomasz" not in [one.applicant.login for one in play.case.applications if one.state == "received"]


def test_call_reopens_before_github_has_opened_the_evaluation(play: Play) -> None:
    """What was asked for comes anyway; at the next closing it is not asked for again."""
    play.closed("amelie")
    play.says("mathieu", "/extend closing 2027-06-21")
    assert not any(isinstance(one, CloseIssue) for one in play.last.effects)
    assert [one.name for one in play.call_closes()] == ["closed"]
    play.performed()
    assert (play.case.evaluation.issue_id, evaluation_issues(play)) == (5001, 1)


def test_interests_are_declared_anew_after_a_reopening(play: Play) -> None:
    """Others may have applied; who declared an interest keeps it."""
    play.closed("amelie")
    play.performed()
    play.says("mathieu", "/assign evaluator priya")
    play.says("priya", "/declare none", play.on_evaluation())
    play.says("claire", "/declare interest", play.on_evaluation())
    play.says("mathieu", "/extend closing 2027-06-21")
    assert play.case.evaluation.declared == ((1, True),)


def test_call_that_nobody_answered_opens_again(play: Play) -> None:
    """The team was asked, and extends."""
    play.opened()
    said = play.call_closes()
    assert (said[0].name, said[0].fields["later"]) == ("closed", "2027-06-22")
    play.says("mathieu", "/extend closing 2027-06-22")
    assert play.state == "open"
    play.applies("amelie")
    play.call_closes()
    assert evaluation_issues(play) == 1


def test_call_does_not_open_again_once_applications_are_read(play: Play) -> None:
    """The evaluators have them: what came later could be compared."""
    play.packaged("amelie")
    assert "have the applications already" in reasons(play.says("mathieu", "/extend closing 2027-06-28"))


def test_call_is_reopened_on_the_day_after(play: Play) -> None:
    """A day that is over reopens nothing."""
    play.closed("amelie")
    play.later(days=3)
    assert "That day is over" in reasons(play.says("mathieu", "/extend closing 2027-06-16"))
    assert play.says("mathieu", "/extend closing 2027-06-18")[0].name == "extended"


def test_client_does_not_reopen_the_call(play: Play) -> None:
    """After closing, the edge is the team's."""
    play.closed("amelie")
    assert "another role’s" in reasons(play.says("claire", "/extend closing 2027-06-21"))
