"""Stories of running an opportunity again: the bot files a new one from it, with dates that hold."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import business_days
from bot.core.criteria import findings
from bot.core.effects import FileOpportunity, lane_of
from bot.core.rules.rerun import moved_along
from bot.core.snapshot import opportunity_data, read_opportunity
from bot.core.states import RUN_AGAIN
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, POLICY, PROGRAMME, Play, reasons
from tests.core.stories.refusals import STAGES

DATES = {"dates_order", "open_days", "closing_business_day", "workload"}


def filing(play: Play) -> FileOpportunity:
    """The filing that the last decision asks for."""
    (one,) = (effect for effect in play.last.effects if isinstance(effect, FileOpportunity))
    return one


@pytest.mark.parametrize("state", RUN_AGAIN)
@pytest.mark.parametrize("login", ["mathieu", "claire"])
def test_team_or_client_runs_it_again(play: Play, state: str, login: str) -> None:
    """From every end but payment: one new issue; its number is told here, once it is open."""
    STAGES[state](play)
    assert play.says(login, "/rerun") == []
    assert read_opportunity(filing(play).opportunity).title == OPPORTUNITY.title
    assert lane_of(filing(play)) == PROGRAMME
    said = play.performed()
    assert (said[0].name, said[0].fields["number"]) == ("rerun", 31)
    assert play.state == state


def test_it_is_run_again_once(play: Play) -> None:
    """While the new issue is being opened, and afterwards by its number."""
    STAGES["no_award"](play)
    play.says("mathieu", "/rerun")
    assert "being run again already" in reasons(play.says("claire", "/relancer"))
    play.performed()
    assert "run again as #31" in reasons(play.says("claire", "/rerun"))


def test_github_refuses_the_new_issue(play: Play) -> None:
    """The team is told once, and it is tried again every hour, with dates as of then."""
    STAGES["not_published"](play)
    play.says("claire", "/rerun")
    first = filing(play)
    assert play.performed(refusal="403: Resource not accessible by integration")[0].name == "not_performed"
    play.later(days=7)
    play.due("retry")
    assert filing(play).opportunity["closing"] > first.opportunity["closing"]
    assert play.performed(refusal="403: Resource not accessible by integration") == []
    play.due("retry")
    assert play.performed()[0].name == "rerun"
    assert play.deadlines == frozenset()


def test_evaluations_issue_and_a_rerun_are_kept_apart(play: Play) -> None:
    """A refusal of one is told though the other was refused before."""
    play.opened()
    play.applies("amelie")
    play.call_closes()
    play.performed(refusal="404: Not Found")
    play.due("retry")
    play.performed()
    play.says("mathieu", "/close Nobody can evaluate.")
    play.says("mathieu", "/rerun")
    assert play.performed(refusal="404: Not Found")[0].name == "not_performed"


def test_title_of_one_language_is_no_half(play: Play) -> None:
    """And a long one is cut where GitHub would refuse it."""
    play.files(opportunity=replace(OPPORTUNITY, title=Text("A" * 300, "")))
    play.says("claire", "/stop other It was a trial.")
    play.says("claire", "/rerun")
    assert filing(play).title == ("[Opportunity / Opportunité] " + "A" * 300)[:250]


def test_dates_keep_their_distances(play: Play) -> None:
    """As many business days open as before, and as many for the work; five are added for approvals and funds."""
    play.opened()
    play.says("priya", "/cancel The price was wrong.")
    moved = moved_along(play.case, date(2027, 9, 1), POLICY)
    assert (moved.closing, moved.selection, moved.start, moved.delivery) == (
        date(2027, 9, 29),
        date(2027, 10, 4),
        date(2027, 10, 6),
        date(2027, 11, 3),
    )


@given(
    today=st.dates(date(2027, 1, 1), date(2028, 12, 31)),
    gaps=st.tuples(st.integers(-9, 40), st.integers(-9, 9), st.integers(0, 30), st.integers(-9, 60)),
    start=st.booleans(),
)
def test_dates_that_were_moved_along_meet_every_criterion_on_dates(today: date, gaps: tuple[int, int, int, int], start: bool) -> None:
    """Whatever they were, and whenever it is run again; the work has at least as many business days as it had."""
    play = Play()
    calendar = business_days(POLICY)
    closing = calendar.add_business_days(date(2027, 5, 25), gaps[0])
    selection = calendar.add_business_days(closing, gaps[1])
    begins = calendar.add_business_days(selection, gaps[2])
    old = replace(
        OPPORTUNITY,
        closing=closing,
        selection=selection,
        start=begins if start else None,
        delivery=calendar.add_business_days(begins if start else selection, gaps[3]),
    )
    play.files(opportunity=old)
    moved = moved_along(play.case, today, POLICY)
    unmet = {one.id for one in findings(moved, POLICY, today) if not one.met}
    had = calendar.business_days_between(old.work_start, old.delivery)
    assert unmet.isdisjoint(DATES - {"workload"})
    assert calendar.business_days_between(moved.work_start, moved.delivery) >= had
    assert read_opportunity(opportunity_data(moved)) == moved


def test_call_that_was_short_gets_the_minimum(play: Play) -> None:
    """The policy's, not what a waiver let pass."""
    play.now = datetime(2027, 5, 25, 13, 0, tzinfo=UTC)
    play.files(opportunity=replace(OPPORTUNITY, closing=date(2027, 5, 27)))
    play.says("claire", "/stop other It was a trial.")
    assert moved_along(play.case, date(2027, 9, 1), POLICY).closing == date(2027, 9, 16)
