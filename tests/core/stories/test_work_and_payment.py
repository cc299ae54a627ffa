"""Stories of the work and its payment: submission, verdicts on each acceptance criterion, revision, invoice, certification, payment."""

import pytest

from bot.core.effects import KeepPanel
from tests.core.stories.play import Play, reasons

ALL_MET = "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 met"


@pytest.mark.travels("opportunity: awarded → delivered")
def test_supplier_opens_a_pull_request(play: Play) -> None:
    """The client is asked by the acceptance panel, which is a new comment the first time."""
    play.awarded()
    assert [one.name for one in play.pull_request(play.winner, "a" * 40)] == ["acceptance"]
    assert play.state == "delivered"


def test_supplier_says_where_the_work_is(play: Play) -> None:
    """`/deliver URL` does the same, on the opportunity or in the delivery repository."""
    play.awarded()
    play.says(play.winner, "/livrer https://example.org/work", play.on_delivery())
    assert (play.state, play.case.delivery.submitted_url) == ("delivered", "https://example.org/work")


def test_pull_requests_that_deliver_nothing(play: Play) -> None:
    """A draft, a stranger's, a closed one, the same commit again, one before the award: silence."""
    play.awarded()
    assert play.pull_request(play.winner, "a" * 40, draft=True) == []
    assert play.pull_request("stranger", "a" * 40) == []
    assert play.pull_request(play.winner, "a" * 40, "closed") == []
    play.pull_request(play.winner, "a" * 40)
    assert play.pull_request(play.winner, "a" * 40, "synchronize") == []
    play.says("claire", ALL_MET)
    assert play.pull_request(play.winner, "b" * 40, "synchronize") == []


def test_pull_request_before_a_supplier_is_known(play: Play) -> None:
    """There is nobody whose work it could be."""
    play.opened()
    assert play.pull_request("stranger", "a" * 40) == []


@pytest.mark.travels("opportunity: delivered → awarded")
def test_client_finds_one_criterion_unmet(play: Play) -> None:
    """When every criterion has a verdict and one is unmet, the supplier is asked to revise, with the reason."""
    play.delivered()
    said = play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 unmet A test fails.")
    assert sorted(one.name for one in said) == ["acceptance", "revise"]
    assert play.state == "awarded"


def test_push_makes_verdicts_stale(play: Play) -> None:
    """A new commit is assessed anew, and the client is asked by a new comment."""
    play.delivered()
    play.says("claire", "/acceptance 1 met")
    assert play.case.delivery.open_criteria(3) == (2, 3)
    said = play.pull_request(play.winner, "b" * 40, "synchronize")
    assert said[0].name == "delivered"
    assert play.case.delivery.open_criteria(3) == (1, 2, 3)


def test_push_before_any_verdict_only_updates_the_panel(play: Play) -> None:
    """Nothing was assessed, so nobody is called again."""
    play.delivered()
    assert [one.name for one in play.pull_request(play.winner, "b" * 40, "synchronize")] == ["acceptance"]


def test_revised_work_calls_the_client_again(play: Play) -> None:
    """After a revision, a push delivers anew."""
    play.delivered()
    play.says("claire", "/acceptance 1 unmet No.\n/acceptance 2 met\n/acceptance 3 met")
    assert play.pull_request(play.winner, "b" * 40, "synchronize")[0].name == "delivered"
    assert play.state == "delivered"


@pytest.mark.travels("opportunity: delivered → accepted")
def test_client_accepts_everything_in_one_comment(play: Play) -> None:
    """Three commands, one answer, one panel; all are met on one commit."""
    play.delivered()
    said = play.says("claire", ALL_MET)
    assert sorted(one.name for one in said) == ["acceptance", "accepted"]
    assert len([one for one in play.last.effects if isinstance(one, KeepPanel)]) == 1


def test_client_names_no_criterion(play: Play) -> None:
    """The numbers that there are stand in the answer."""
    play.delivered()
    assert "numbered 1 to 3" in reasons(play.says("claire", "/acceptance 4 met"))


def test_supplier_assesses_their_own_work(play: Play) -> None:
    """Verdicts are the client's."""
    play.delivered()
    assert "the client" in reasons(play.says(play.winner, "/acceptance 1 met"))


@pytest.mark.travels("opportunity: accepted → delivered")
def test_client_finds_a_defect_after_acceptance(play: Play) -> None:
    """Unmet after acceptance is a defect found; a second “met” is said to be so already."""
    play.accepted()
    assert "met already" in reasons(play.says("claire", "/acceptance 1 met"))
    assert "defect" in [one.name for one in play.says("claire", "/acceptance 1 unmet It breaks on Mondays.")]
    assert play.state == "delivered"


@pytest.mark.travels("opportunity: invoiced → delivered")
def test_client_finds_a_defect_after_the_invoice(play: Play) -> None:
    """Likewise before the payment."""
    play.invoiced()
    play.says("claire", "/acceptation 2 non-satisfait La licence manque.")
    assert play.state == "delivered"


@pytest.mark.travels("opportunity: accepted → invoiced")
def test_supplier_sends_the_invoice(play: Play) -> None:
    """It goes by e-mail; section 34 is asked."""
    play.accepted()
    assert play.says(play.winner, "/facture")[0].name == "invoiced"
    assert play.state == "invoiced"


@pytest.mark.travels("opportunity: invoiced → accepted")
def test_section_34_sends_the_invoice_back(play: Play) -> None:
    """With the reason; a new invoice is awaited, and certified anew."""
    play.invoiced()
    assert play.says("sylvie", "/return The tax is wrong.")[0].name == "invoice_returned"
    assert play.state == "accepted"


@pytest.mark.travels("opportunity: invoiced → paid")
def test_finance_pays(play: Play) -> None:
    """After section 34's certificate; the issue is closed; the supplier says when the money is there."""
    play.invoiced()
    assert "before section 34 has certified" in reasons(play.says("farah", "/paid card"))
    assert play.says("sylvie", "/attester")[0].name == "certified"
    assert "certified already" in reasons(play.says("sylvie", "/certify"))
    assert play.says("farah", "/payé paypal")[0].name == "paid"
    assert play.closes_issue()
    assert play.says(play.winner, "/reçu")[0].name == "received"
    assert "recorded already" in reasons(play.says(play.winner, "/received"))


def test_whoever_certified_cannot_pay(play: Play) -> None:
    """Section 34 is not finance's payer."""
    play.invoiced()
    play.says("both_money", "/certify")
    assert "another person of finance" in reasons(play.says("both_money", "/paid card"))


@pytest.mark.travels("opportunity: accepted → closed_unpaid")
def test_no_invoice_comes(play: Play) -> None:
    """Finance closes it unpaid and releases the funds."""
    play.accepted()
    assert play.says("farah", "/close No invoice in a year.")[0].name == "closed_unpaid"
    assert play.state == "closed_unpaid"


def test_team_cannot_close_what_is_finances_to_close(play: Play) -> None:
    """The same word is another hand's in another state."""
    play.accepted()
    assert "finance" in reasons(play.says("mathieu", "/close Done."))
