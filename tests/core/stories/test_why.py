"""Stories of `/why`: the steps and their rules, what holds up, and why an application stands as it does, never who passed."""

from dataclasses import replace

import pytest

from bot.core.comments import Comment
from bot.core.evolution import EVOLUTIONS
from bot.core.record import QUIET
from bot.core.rules.explaining import NEWEST
from bot.core.rules.steps_told import RECORDED, STEPS_TOLD, told
from bot.core.text import Text
from bot.render.templates import render
from tests.core.stories.play import TOO_SHORT, Play

EMPTY = Text("The statement is empty.", "La déclaration est vide.")


def asked(play: Play, login: str = "stranger", on: str = "") -> str:
    """The answer to `/why` in English, on the opportunity or on somebody's application."""
    comment: Comment = play.says(login, "/why", play.on_application(on) if on else None)[0]
    return render(replace(comment, language="en"))


def test_why_tells_each_step_with_its_rule(play: Play) -> None:
    """When, what, by whom, and the rule; a move with the step that led to it."""
    text = asked(play.funded())
    assert "1. May 25, 2027, 9:00 a.m. (EDT): Section 32 was signed. By `samuel`. _Financial Administration Act, section 32" in text
    assert "The funds were reserved. It became “funds reserved”. By `farah`." in text


def test_why_names_what_is_in_the_way(play: Play) -> None:
    """Unmet checks and missing approvals, waivers with their reasons, flags with their meaning."""
    play.files(opportunity=TOO_SHORT)
    assert "In the way: An approval is missing: the contracting authority." in asked(play)
    play.says("priya", "/waive workload Two people share the work.")
    assert "Waived: `workload`, because: “Two people share the work.”" in asked(play)
    play.edits(None, problems=(EMPTY,))
    assert "An approval is missing" not in asked(play)


def test_why_says_what_holds_the_clocks(play: Play) -> None:
    """And the flag."""
    play.opened()
    play.says("mathieu", "/hold The team is away.")
    text = asked(play)
    assert "In the way: The clocks stand still since May 25, 2027" in text
    assert "`flag: on hold`: the clocks stand still" in text


def test_why_at_the_end(play: Play) -> None:
    """Nothing can follow."""
    play.files()
    play.says("claire", "/stop priority Other work came first.")
    assert "Nothing can follow: this is the end" in asked(play)


def test_why_of_a_long_case_shows_the_newest_steps(play: Play) -> None:
    """And how many came before."""
    play.files()
    for number in range(NEWEST):
        play.says("priya", f"/return Reason {number}.")
    assert "(and 1 before these)" in asked(play)


def test_why_on_each_application(play: Play) -> None:
    """Received, incomplete, withdrawn; then late."""
    play.opened()
    for login in ("amelie", "noor"):
        play.applies(login)
    play.applies("ben", problems=(EMPTY,))
    play.says("noor", "/withdraw", play.on_application("noor"))
    assert "in time, and every answer is there. Until the call closes on June 14" in asked(play, "amelie", "amelie")
    assert "in time, and something is missing" in asked(play, "ben", "ben")
    assert "took it back" in asked(play, "noor", "noor")
    play.call_closes()
    play.later(minutes=5)
    play.applies("tomasz")
    assert "the call had closed" in asked(play, "tomasz", "tomasz")
    assert "The call has closed: the version at closing" in asked(play, "amelie", "amelie")


def test_why_after_the_award_says_no_more_than_the_page_may(play: Play) -> None:
    """Of two reasons neither is said; an application that was not complete is told so."""
    play.opened()
    for login in ("amelie", "noor"):
        play.applies(login)
    play.applies("ben", problems=(EMPTY,))
    play.call_closes()
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    play.evaluates("amelie", "pass")
    play.evaluates("noor", "fail")
    play.says("priya", "/confirm", play.on_evaluation())
    assert "Results are private" in asked(play, "noor", "noor")
    play.says("mathieu", "/draw")
    assert "its ticket was drawn" in asked(play, "amelie", "amelie")
    play.agreed()
    play.performed()
    assert "This page does not say which" in asked(play, "noor", "noor")
    assert "not complete at closing" in asked(play, "ben", "ben")


def test_why_on_an_application_to_what_was_cancelled(play: Play) -> None:
    """Nobody was chosen."""
    play.opened()
    play.applies("amelie")
    play.says("priya", "/cancel The price was wrong.")
    assert "ended before anybody was chosen" in asked(play, "amelie", "amelie")


@pytest.mark.parametrize("kind", sorted(set(EVOLUTIONS) - QUIET))
def test_a_step_is_told_in_both_languages(kind: str) -> None:
    """In words of its own, or by its kind."""
    assert told(kind, "").what.en != told(kind, "").what.fr


def test_a_kind_that_nobody_told_is_told_by_its_name() -> None:
    """So that nothing is left out."""
    assert told("unheard_of", "").what == RECORDED.what.format(kind="unheard_of")
    assert set(STEPS_TOLD) - set(EVOLUTIONS) - {"filed"} == set()
