"""Stories of contract splitting: the bot names what looks like one requirement in parts, and procurement judges it."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from bot.core.opportunity import Organisation
from bot.core.programme import Programme, Summary
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, START, Play, reasons

FLAG = "contract_splitting"
BEFORE = Summary(3, 1, 0, Text("More policies", "D’autres politiques"), 500_000, "open", Organisation.OWN_BRANCH, START.astimezone(UTC))
"""The same client's, which together with this one ($7,345 with tax) passes $10,000."""


def with_others(play: Play, *others: Summary) -> Play:
    """The repository's other cases."""
    play.programme = Programme(others)
    return play


def named(play: Play) -> list[int]:
    """The numbers that the last decision names."""
    told = [one for one in play.said() if one.name == "splitting"]
    rows = told[0].fields["others"] if told else ()
    assert isinstance(rows, tuple)
    return [int(str(row["number"])) for row in rows if isinstance(row, dict)]


def test_client_files_a_second_opportunity_that_passes_the_cap_with_the_first(play: Play) -> None:
    """Flagged, and procurement is asked, with the numbers and amounts."""
    with_others(play, BEFORE).files()
    assert named(play) == [3]
    assert play.seen[7] == ("opportunity", "opportunity: requested", "flag: contract splitting")


@pytest.mark.parametrize(
    "other",
    [
        replace(BEFORE, client=99),
        replace(BEFORE, cost=200_000),
        replace(BEFORE, state="no_award"),
        replace(BEFORE, state="terminated"),
        replace(BEFORE, state="not_published"),
        replace(BEFORE, filed=(START - timedelta(days=366)).astimezone(UTC)),
        replace(BEFORE, filed=None),
    ],
    ids=["another client", "below the cap", "no award", "terminated", "not published", "a year ago", "unknown"],
)
def test_what_is_no_splitting_is_not_flagged(play: Play, other: Summary) -> None:
    """Another's, small, ended without a contract, or long ago."""
    with_others(play, other).files()
    assert (named(play), play.case.flags) == ([], frozenset())


def test_award_of_this_year_counts_though_it_was_filed_before(play: Play) -> None:
    """The latest moment counts."""
    long_ago, lately = (START - timedelta(days=500)).astimezone(UTC), (START - timedelta(days=300)).astimezone(UTC)
    with_others(play, replace(BEFORE, state="paid", filed=long_ago, opened=long_ago, awarded=lately)).files()
    assert named(play) == [3]


def test_it_is_said_once(play: Play) -> None:
    """At filing, and then again only when another opportunity joins."""
    with_others(play, BEFORE).files()
    play.edits(replace(OPPORTUNITY, price=640_000))
    play.says("mathieu", "/vet")
    assert named(play) == []
    with_others(play, BEFORE, replace(BEFORE, number=9))
    play.says("priya", "/vet")
    assert (named(play), play.state) == ([3, 9], "vetted")


def test_edit_that_passes_the_cap_is_flagged(play: Play) -> None:
    """A dearer text is another request."""
    with_others(play, replace(BEFORE, cost=265_500)).files()
    assert named(play) == []
    play.edits(replace(OPPORTUNITY, price=650_001))
    assert named(play) == [3]


def test_client_asks_why_it_is_held_up(play: Play) -> None:
    """The flag is named among what is in the way, and nobody is said to have raised it: the bot did."""
    with_others(play, BEFORE).files()
    (why,) = play.says("claire", "/why")
    assert "contract splitting is undecided" in str(why.fields)
    steps = why.fields["steps"]
    assert isinstance(steps, tuple)
    by = {str(row["what"].en): row["by"] for row in steps}  # type: ignore[union-attr, index, call-overload]
    assert by["It looked like contract splitting."] is None
    assert by["The request was filed."] == "claire"


@pytest.mark.travels("opportunity: funds_reserved → open")
def test_procurement_clears_it(play: Play) -> None:
    """Opening waits for that; the same opportunities are not flagged again."""
    with_others(play, BEFORE).funded()
    assert "is undecided" in reasons(play.says("mathieu", "/publish"))
    assert play.says("priya", "/clear Each stands on its own.")[0].name == "splitting_cleared"
    assert FLAG not in play.case.flags
    assert play.says("mathieu", "/publish")[0].name == "published"


@pytest.mark.travels("opportunity: funds_reserved → not_published")
def test_procurement_upholds_it_before_opening(play: Play) -> None:
    """It can't be published; the way on is named."""
    with_others(play, BEFORE).funded()
    said = play.says("priya", "/maintenir Un seul besoin.")
    assert (said[0].name, said[0].fields["before_opening"]) == ("splitting_upheld", True)
    assert "/stop splitting" in reasons(play.says("mathieu", "/publish"))
    assert "upheld already" in reasons(play.says("priya", "/uphold Again."))
    play.says("claire", "/stop splitting The need is bought as a whole.")
    assert play.state == "not_published"


def test_procurement_thinks_again(play: Play) -> None:
    """What was upheld can be cleared after all."""
    with_others(play, BEFORE).funded()
    play.says("priya", "/uphold One need.")
    play.says("priya", "/clear Two needs, after all.")
    assert play.says("mathieu", "/publish")[0].name == "published"


def test_it_is_upheld_after_opening(play: Play) -> None:
    """On the record; what was agreed stands."""
    play.funded()
    with_others(play, BEFORE)
    said = play.says("mathieu", "/publish")
    assert (said[0].name, play.state) == ("splitting", "funds_reserved")
    play.says("priya", "/clear Two needs.")
    play.says("mathieu", "/publish")
    assert "nothing to uphold" in reasons(play.says("priya", "/uphold One need."))


def test_opening_tells_what_else_holds_it_up(play: Play) -> None:
    """All at once, with the flag."""
    play.funded()
    play.later(days=16)
    said = with_others(play, BEFORE).says("mathieu", "/publish")
    told = said[0].fields["reasons"]
    assert isinstance(told, tuple)
    assert len(told) == 1


def test_one_client_awards_to_one_supplier_again(play: Play) -> None:
    """Flagged at the award, which stands; procurement judges it for the record."""
    play.drawn()
    play.agreed()
    winner = play.case.supplier
    assert winner
    again = replace(BEFORE, state="paid", supplier=winner.id, awarded=(START - timedelta(days=90)).astimezone(UTC))
    with_others(play, again, replace(again, number=4, supplier=0), replace(again, number=5, client=99))
    play.performed()
    assert (named(play), play.state) == ([3], "awarded")
    said = play.says("priya", "/uphold One contract in two parts.")
    assert said[0].fields["before_opening"] is False
    assert FLAG in play.case.flags


def test_nobody_judges_a_flag_that_is_not_up(play: Play) -> None:
    """A sentence each."""
    play.files()
    assert "no flag to judge" in reasons(play.says("priya", "/clear For no reason."))
    assert "nothing to uphold" in reasons(play.says("priya", "/uphold For no reason."))


def test_client_of_the_contracting_authority_does_not_judge_their_own(play: Play) -> None:
    """Somebody else does."""
    with_others(play, BEFORE).files()
    play.says("mathieu", "/assign client priya")
    assert "your own request" in reasons(play.says("priya", "/clear It is mine."))
    assert "your own request" in reasons(play.says("priya", "/uphold It is mine."))
    assert play.says("both", "/clear They are two.")[0].name == "splitting_cleared"
