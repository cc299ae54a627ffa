"""Stories of another delivery date: one side proposes it, the other answers, and only what both agreed counts."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.people import Role
from tests.core.stories.play import KEY, OPPORTUNITY, Play, reasons


@pytest.mark.parametrize(("side", "other"), [("supplier", "client"), ("client", "supplier")])
def test_one_side_proposes_and_the_other_agrees(play: Play, side: str, other: str) -> None:
    """The amendment is recorded with both; the price stays."""
    play.awarded()
    who = {"supplier": play.winner, "client": "claire"}
    said = play.says(who[side], "/prolonger livraison 2027-07-30")
    assert (said[0].name, play.case.opportunity.delivery) == ("proposed", OPPORTUNITY.delivery)
    assert "other side answers" in reasons(play.says(who[side], "/agree"))
    assert play.says(who[other], "/agree")[0].name == "amended"
    assert (play.case.opportunity.delivery, play.case.opportunity.price) == (date(2027, 7, 30), OPPORTUNITY.price)
    recorded = next(one.data for one in play.facts if one.kind == "rescheduled")
    assert (recorded["why"], recorded["proposed_by"][1], recorded["agreed_by"][1]) == ("amended", who[side], who[other])
    assert "extended" in play.case.flags


def test_other_side_declines(play: Play) -> None:
    """The date in force stays; nobody else is bothered while it lies ahead."""
    play.awarded()
    play.says(play.winner, "/extend delivery 2027-07-30")
    said = play.says("claire", "/décliner")
    assert (said[0].name, said[0].fields["mentions"], said[0].fields["ahead"]) == ("proposal_declined", (), True)
    assert play.case.contract.proposal is None
    assert "No other date" in reasons(play.says("claire", "/agree"))
    assert "No other date" in reasons(play.says("claire", "/decline"))


def test_nobody_answers_a_proposal(play: Play) -> None:
    """After three business days procurement is asked, once; it can still be answered."""
    play.awarded()
    play.says(play.winner, "/extend delivery 2027-07-30")
    said = play.due("proposal")
    assert (said[0].name, said[0].fields["ahead"]) == ("proposal_unanswered", True)
    assert not any(one.kind == "proposal" for one in play.deadlines)
    assert play.says("claire", "/agree")[0].name == "amended"


def test_proposer_corrects_the_date(play: Play) -> None:
    """A second date of the same side takes the place of the first."""
    play.awarded()
    play.says(play.winner, "/extend delivery 2027-07-30")
    said = play.says(play.winner, "/extend delivery 2027-08-06")
    assert said[0].fields["instead"].en == "July 30, 2027"  # type: ignore[union-attr]
    play.says("claire", "/agree")
    assert play.case.opportunity.delivery == date(2027, 8, 6)


def test_other_side_proposes_another_date(play: Play) -> None:
    """A counter-proposal is the first side's to answer; the same date is agreed to by `/agree`."""
    play.awarded()
    play.says(play.winner, "/extend delivery 2027-08-20")
    said = play.says("claire", "/extend delivery 2027-07-30")
    assert [one.login for one in said[0].fields["others"]] == [play.winner]  # type: ignore[union-attr]
    assert "this very date" in reasons(play.says(play.winner, "/extend delivery 2027-07-30"))
    assert play.case.contract.proposal is not None
    assert play.case.contract.proposal.side is Role.CLIENT
    play.says(play.winner, "/agree")
    assert play.case.opportunity.delivery == date(2027, 7, 30)


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ("2027-06-14", "does not lie ahead"),
        ("2027-06-15", "does not lie ahead"),
        ("2027-07-16", "nothing to extend"),
        ("2027-07-01", "nothing to extend"),
        ("2029-06-16", "is the year right"),
    ],
)
def test_date_that_can_not_be_proposed(play: Play, wanted: str, reason: str) -> None:
    """Past, today, not later than the date in force, or years away."""
    play.awarded()
    assert play.now.date() == date(2027, 6, 15)
    assert reason in reasons(play.says(play.winner, f"/extend delivery {wanted}"))


def test_date_two_years_away_can_be_proposed(play: Play) -> None:
    """To the day."""
    play.awarded()
    assert play.says(play.winner, "/extend delivery 2029-06-15")[0].name == "proposed"


def test_date_after_the_fiscal_year(play: Play) -> None:
    """The other side is warned that next year's funds are needed, and finance is asked."""
    play.awarded()
    assert play.says(play.winner, "/extend delivery 2028-03-31")[0].fields["year_end"] is None
    said = play.says(play.winner, "/extend delivery 2028-04-01")
    assert said[0].fields["year_end"].en == "March 31, 2028"  # type: ignore[union-attr]
    assert said[0].fields["finance"]


def test_proposal_that_is_answered_too_late(play: Play) -> None:
    """A date that no longer lies ahead can't be agreed to."""
    play.awarded()
    play.says(play.winner, "/extend delivery 2027-07-19")
    play.later(days=40)
    assert "no longer lies ahead" in reasons(play.says("claire", "/agree"))


def test_date_passes_while_a_proposal_is_open(play: Play) -> None:
    """The supplier is not asked for what they have answered already: whoever is to answer is named."""
    play.awarded()
    play.later(days=30)
    play.says(play.winner, "/extend delivery 2027-07-30")
    said = play.due("overdue")
    assert (said[0].fields["proposed"].en, said[0].fields["supplier_answers"]) == ("July 30, 2027", False)  # type: ignore[union-attr]
    assert {one.kind for one in play.deadlines} == {"proposal"}
    assert play.due("proposal")[0].fields["ahead"] is False


def test_work_comes_while_a_proposal_is_open(play: Play) -> None:
    """Then no other date is needed."""
    play.awarded()
    play.says(play.winner, "/extend delivery 2027-07-30")
    play.pull_request(play.winner, "a" * 40)
    assert play.case.contract.proposal is None


def test_answer_on_the_application(play: Play) -> None:
    """There, `/agree` and `/decline` are the offer's; a date is answered on the opportunity's issue."""
    play.awarded()
    play.says("claire", "/extend delivery 2027-07-30")
    for words in ("/agree", "/decline"):
        assert f"#{play.case.target.number}" in reasons(play.says(play.winner, words, play.on_application(play.winner)))
    assert KEY.issue_id == play.case.target.issue_id


def test_team_proposes_a_delivery_date(play: Play) -> None:
    """The contract is between client and supplier."""
    play.awarded()
    assert "another role’s" in reasons(play.says("mathieu", "/extend delivery 2027-07-30"))


def test_second_amendment(play: Play) -> None:
    """The flag is set once."""
    play.awarded()
    for wanted in ("2027-07-30", "2027-08-13"):
        play.says("claire", f"/extend delivery {wanted}")
        play.says(play.winner, "/agree")
    assert [one.data["flag"] for one in play.facts if one.kind == "flagged"] == ["extended"]
    assert play.case.opportunity == replace(OPPORTUNITY, delivery=date(2027, 8, 13))
