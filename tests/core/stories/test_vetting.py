"""Stories of vetting: approvals, waivers, sending a request back, and stopping before it is published."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.commands.operands import CODE
from bot.core.people import Role
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, TOO_SHORT, Play, reasons


@pytest.mark.travels("opportunity: requested → vetted")
def test_team_and_procurement_approve(play: Play) -> None:
    """The first approval is recorded and the missing approver named; the second makes it vetted."""
    play.files()
    first = play.says("mathieu", "/vet")
    assert (first[0].name, play.state) == ("approved", "requested")
    second = play.says("priya", "/approuver")
    assert (second[0].name, play.state) == ("vetted", "vetted")


def test_one_approval_is_enough_where_the_policy_says_so(play: Play) -> None:
    """The policy may waive the second approval."""
    play.with_policy(approvals=(Role.MAINTAINER,))
    play.files()
    play.says("mathieu", "/vet")
    assert play.state == "vetted"


def test_somebody_who_may_not_approves(play: Play) -> None:
    """Refused, with the names of those whose step it is."""
    play.files()
    assert "micro-acquisition team or the contracting authority" in reasons(play.says("farah", "/vet"))


def test_the_same_role_approves_twice(play: Play) -> None:
    """The role's approval is there already."""
    play.files()
    play.says("mathieu", "/vet")
    assert "approved already" in reasons(play.says("mathieu", "/vet"))


def test_one_person_with_both_roles_cannot_give_both_approvals(play: Play) -> None:
    """Two approvals are two people's."""
    play.files()
    play.says("both", "/vet")
    assert "another person" in reasons(play.says("both", "/vet"))
    assert "is recorded already" in reasons(play.says("mathieu", "/vet"))


def test_unmet_criterion_holds_up_approval_until_it_is_waived(play: Play) -> None:
    """The pilot's own dates: 45 hours for 55 to 98 hours of work; procurement lets it pass, on the record."""
    play.files(opportunity=TOO_SHORT)
    refused = play.says("mathieu", "/vet")
    assert "workload" in reasons(refused)
    example = refused[0].fields["example"]
    assert isinstance(example, Text)
    assert example.en == "/waive workload The work is spread over two teams."
    waived = play.says("priya", "/waive workload The team knows this work.")
    assert [one.name for one in waived] == ["waived", "findings"]
    assert play.says("mathieu", "/vet")[0].name == "approved"


def test_waiver_does_not_outlive_what_it_was_given_for(play: Play) -> None:
    """A short time that was waived, and is then made shorter, is unmet again; a waiver whose finding sees the same stays."""
    play.files(opportunity=TOO_SHORT)
    play.says("priya", "/waive workload They know this work.")
    play.edits(replace(TOO_SHORT, summary=Text("Other words.", "D’autres mots.")), "body-2")
    assert set(play.case.waived) == {"workload"}
    play.edits(replace(TOO_SHORT, delivery=date(2027, 6, 22)), "body-3")
    assert play.case.waived == {}


def test_cap_cannot_be_waived(play: Play) -> None:
    """It defines what may be bought this way."""
    play.files(opportunity=replace(OPPORTUNITY, price=2_000_000))
    assert "can’t be waived" in reasons(play.says("priya", "/waive price Because."))


def test_team_sends_a_request_back_before_anybody_has_approved(play: Play) -> None:
    """The client is told why; an approval that was given is asked for anew."""
    play.files()
    play.says("mathieu", "/vet")
    assert play.says("priya", "/return The criteria overlap.")[0].name == "returned"
    assert (play.state, play.case.approvals) == ("requested", ())
    assert "another role’s" in reasons(play.says("sylvie", "/return No."))


def test_client_cannot_approve_their_own_request(play: Play) -> None:
    """Also one who is of the team."""
    play.files("both_client")
    assert "other people’s" in reasons(play.says("both_client", "/vet"))


def test_two_unmet_criteria_and_one_is_waived(play: Play) -> None:
    """Nobody is asked to approve while another criterion is open."""
    play.files(opportunity=replace(TOO_SHORT, price=950_000))
    waived = play.says("priya", "/waive workload A reason.")
    assert waived[0].fields["left"] == 1
    assert waived[0].fields["mentions"] == ()


def test_procurement_waives_what_needs_no_waiver(play: Play) -> None:
    """A wrong name is answered with the right ones."""
    play.files(opportunity=TOO_SHORT)
    said = play.says("priya", "/waive price Because.")
    works = said[0].fields["works"]
    assert isinstance(works, Text)
    assert "workload" in works.en


@pytest.mark.travels("opportunity: vetted → requested")
def test_procurement_sends_a_vetted_opportunity_back(play: Play) -> None:
    """With a reason; the approvals are gone."""
    play.vetted()
    assert play.says("priya", "/return The criteria overlap.")[0].name == "returned"
    assert (play.state, play.case.approvals) == ("requested", ())


@pytest.mark.travels("opportunity: funds_reserved → requested")
def test_team_sends_a_funded_opportunity_back(play: Play) -> None:
    """Likewise after the reservation."""
    play.funded()
    play.says("mathieu", "/renvoyer Les dates ont changé.")
    assert play.state == "requested"


@pytest.mark.parametrize("way", ["files", "vetted", "funded"])
@pytest.mark.travels
def test_client_stops_before_opening(play: Play, way: str) -> None:
    """Not published, with a reason code; the issue is closed."""
    getattr(play, way)()
    assert play.says("claire", "/stop priority Other work comes first.")[0].name == "stopped"
    assert play.state == "not_published"
    assert play.closes_issue()


@pytest.mark.travels("opportunity: requested → not_published")
def test_team_stops_a_request(play: Play) -> None:
    """The micro-acquisition team may stop it too."""
    play.files()
    play.says("mathieu", "/stop criteria It is not for code.")
    assert play.state == "not_published"


@pytest.mark.travels("opportunity: vetted → not_published")
def test_procurement_stops_a_vetted_opportunity(play: Play) -> None:
    """So may procurement."""
    play.vetted()
    play.says("priya", "/stop splitting It belongs to another purchase.")
    assert play.state == "not_published"


@pytest.mark.travels("opportunity: funds_reserved → not_published")
def test_client_stops_a_funded_opportunity(play: Play) -> None:
    """Even once the funds are reserved."""
    play.funded()
    play.says("claire", "/arrêter capacité Nous le ferons nous-mêmes.")
    assert play.state == "not_published"


@pytest.mark.parametrize("word", [word for both in CODE.choices.values() for word in ("/stop " + both.en, "/arrêter " + both.fr)])
@pytest.mark.parametrize("login", ["claire", "mathieu", "priya"])
def test_every_reason_code_ends_it_in_both_languages(play: Play, word: str, login: str) -> None:
    """By the client, the team or procurement; the issue is closed as not planned."""
    play.files()
    assert play.says(login, f"{word} For this reason.")[0].name == "stopped"
    assert (play.state, play.closes_issue()) == ("not_published", True)


def test_price_above_the_cap_is_offered_no_waiver(play: Play) -> None:
    """Neither by the panel, nor by the refusal, nor in the list of what can be waived: the cap defines what is bought this way."""
    (panel,) = play.files(opportunity=replace(OPPORTUNITY, price=900_000))
    assert (panel.name, panel.fields["waivable"]) == ("findings", None)
    refused = play.says("mathieu", "/vet")[0]
    assert refused.fields["example"] is None
    assert "price" not in str(play.says("priya", "/waive nothing Why not.")[0].fields["works"])
