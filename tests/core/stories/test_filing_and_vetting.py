"""Stories from filing to reserved funds: what a client, the micro-acquisition team, procurement, section 32 and finance live through."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.effects import KeepPanel
from bot.core.events import Filed
from bot.core.people import Role
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, Play, reasons

TOO_SHORT = replace(OPPORTUNITY, delivery=date(2027, 6, 25))
"""The pilot's own window: 45 hours for 55 to 98 hours of work."""


@pytest.mark.travels("opportunity: filed → requested")
def test_client_files_and_sees_the_checks(play: Play) -> None:
    """The first comment is the panel of findings; the label follows from the facts."""
    said = play.files()
    assert [one.name for one in said] == ["findings"]
    assert play.seen[7] == ("opportunity", "opportunity: requested")


def test_somebody_who_is_no_client_files(play: Play) -> None:
    """One sentence, and no case."""
    said = play.files("stranger")
    assert "not one of them" in reasons(said)
    assert play.facts == []


def test_somebody_who_is_no_client_opens_an_issue_without_a_form(play: Play) -> None:
    """They hear of the form, like everybody: who may file is told to those who do."""
    said = play.happens(Filed(play.actor("stranger"), play.on_opportunity(), None, (Text("No form.", "Pas de formulaire."),), "body", ""))
    assert said[0].name == "unreadable"
    assert play.facts == []


def test_refusal_of_a_filing_is_kept_in_one_place(play: Play) -> None:
    """The text is read again at each edit, and its refusal is not said again."""
    play.files("stranger")
    (effect,) = play.last.effects
    assert isinstance(effect, KeepPanel)
    assert effect.name == "findings"


def test_client_files_what_cannot_be_read(play: Play) -> None:
    """The problems are named in one panel, and there is no case until a body can be read."""
    said = play.files(opportunity=None, problems=(Text("The price is missing.", "Il manque le prix."),))
    assert said[0].name == "unreadable"
    assert play.facts == []


def test_the_same_filing_twice_is_one_case(play: Play) -> None:
    """A delivery that comes again, or an edit that is read as a filing, changes nothing."""
    play.files()
    assert play.files() == []
    assert len(play.facts) == 1


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
    assert example.en == "/waive workload …"
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


def test_finance_swaps_number_and_amount(play: Play) -> None:
    """An amount far above the price is asked about."""
    play.vetted()
    play.says("samuel", "/commit")
    said = play.says("farah", "/reserve 7345 4500012345")
    assert "far above the price" in reasons(said)
    works = said[0].fields["works"]
    assert isinstance(works, Text)
    assert "swapped" in works.en


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


def test_client_edits_before_vetting(play: Play) -> None:
    """Read again: the panel is kept up to date, and an approval of the older text does not count."""
    play.files()
    play.says("mathieu", "/vet")
    said = play.edits(replace(OPPORTUNITY, price=700_000))
    assert [one.name for one in said] == ["findings"]
    assert play.case.approvals == ()
    assert play.case.opportunity.price == 700_000


def test_client_clears_the_last_unmet_criterion(play: Play) -> None:
    """The approvers are asked by a new comment, for an edited panel notifies nobody."""
    play.files(opportunity=replace(TOO_SHORT, price=950_000))
    assert [one.name for one in play.edits(TOO_SHORT, "body-2")] == ["findings"]
    assert [one.name for one in play.edits(OPPORTUNITY, "body-3")] == ["checks_met", "findings"]


@pytest.mark.parametrize(("price", "said"), [(650_000, ["checks_met", "findings"]), (950_000, ["findings"])])
def test_client_mends_what_could_not_be_read(play: Play, price: int, said: list[str]) -> None:
    """The findings stand in an edited comment, so the approvers are asked by a new one if nothing is unmet."""
    opportunity = replace(OPPORTUNITY, price=price)
    filed = Filed(play.actor("claire"), play.on_opportunity(), opportunity, (), "body", "blob", edited=True)
    assert [one.name for one in play.happens(filed)] == said


def test_client_edits_nothing(play: Play) -> None:
    """The same body again is silence."""
    play.files()
    assert play.edits(OPPORTUNITY, body_hash="body-1") == []
    assert play.last.facts == ()


@pytest.mark.travels("opportunity: vetted → requested")
def test_client_edits_the_price_after_vetting(play: Play) -> None:
    """Back to requested: both approve again."""
    play.vetted()
    said = play.edits(replace(OPPORTUNITY, price=700_000))
    assert said[0].name == "edited_back"
    assert play.state == "requested"


@pytest.mark.travels("opportunity: funds_reserved → requested")
def test_client_edits_a_date_after_the_funds_are_reserved(play: Play) -> None:
    """Back to requested, and the reservation is asked for anew."""
    play.funded()
    play.edits(replace(OPPORTUNITY, delivery=date(2027, 7, 19)))
    assert (play.state, play.case.funds.amount) == ("requested", 0)


def test_client_mends_a_typing_error_after_vetting(play: Play) -> None:
    """What the form says is the same: nothing goes back."""
    play.vetted()
    play.edits(OPPORTUNITY)
    assert play.state == "vetted"
    assert len(play.case.approvals) == 2


@pytest.mark.travels("opportunity: vetted → requested")
def test_client_breaks_the_form_after_vetting(play: Play) -> None:
    """What can't be read can't stay approved: back to requested, and no approval until it can be read."""
    play.vetted()
    assert play.edits(None, problems=(Text("Half a form.", "Un demi-formulaire."),))[0].name == "unreadable"
    assert (play.state, play.case.approvals) == ("requested", ())
    assert "can’t be read" in reasons(play.says("mathieu", "/vet"))
    assert "findings" in [one.name for one in play.edits(OPPORTUNITY, "body-3")]
    assert play.says("mathieu", "/vet")[0].name == "approved"


def test_client_edits_after_opening(play: Play) -> None:
    """Noted, and without effect."""
    play.opened()
    assert play.edits(replace(OPPORTUNITY, price=1))[0].name == "edit_noted"
    assert play.case.opportunity.price == 650_000


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


def test_somebody_reserves_before_section_32_has_signed(play: Play) -> None:
    """Funds follow the signature."""
    play.vetted()
    assert "before the section 32 manager has signed" in reasons(play.says("farah", "/reserve 45 7345.00"))


def test_finance_reserves_too_little(play: Play) -> None:
    """The price with tax is named, with the command to copy."""
    play.vetted()
    play.says("samuel", "/commit")
    said = play.says("farah", "/reserve 45 7344.99")
    assert "$7,344.99 does not cover the price with tax, $7,345" in reasons(said)
    example = said[0].fields["example"]
    assert isinstance(example, Text)
    assert example.en == "/reserve 45 $7,345"


@pytest.mark.travels("opportunity: vetted → funds_reserved")
def test_section_32_signs_and_finance_reserves(play: Play) -> None:
    """Each asks the next one by a comment."""
    play.vetted()
    assert play.says("samuel", "/engager")[0].name == "committed"
    assert "signed already" in reasons(play.says("samuel", "/commit"))
    assert play.says("farah", "/réserver 4500012345 7 345,00 $")[0].name == "funds_reserved"
    assert (play.case.funds.number, play.case.funds.amount) == ("4500012345", 734_500)


@pytest.mark.travels("opportunity: funds_reserved → vetted")
def test_finance_releases_the_funds(play: Play) -> None:
    """Back to vetted; section 32 is asked again."""
    play.funded()
    assert play.says("farah", "/release The branch has no funds left.")[0].name == "released"
    assert (play.state, play.case.funds.committed_by) == ("vetted", None)
