"""Offers, acceptance and payment that don't go straight, as people see them: approvals, silence, corrections, late hands, debriefs."""

from collections.abc import Iterator

import httpx
import pytest

from demo.acts import local
from tests.stories.contracts import Contract
from tests.stories.programme import at_work
from tests.stories.side_by_side import Stories, Telling, Tellings, asked_for

pytestmark = pytest.mark.xdist_group("remedies")

STORIES = Stories()


@pytest.fixture(scope="module")
def tellings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Tellings]:
    """All stories of this module, told in a programme of their own."""
    with at_work(tmp_path_factory.mktemp("remedies")) as programme:
        yield STORIES.play(programme, asked_for(request))


@STORIES.tell("amelie")
def test_federal_employee_agrees_and_waits_for_approvals(contract: Contract) -> Telling:
    """Her consent is recorded, in her language, and nothing is set up before the team has seen her approvals; then the award follows."""
    application = contract.applications["amelie"]
    (received, offer) = contract.news(application)
    assert "est complète" in received
    assert "félicitations" in offer
    contract.says("mathieu", "/signoff needed")
    (asked,) = contract.news(application)
    assert "deux autorisations" in asked
    assert "approvals" not in asked
    contract.agrees()
    (agreed,) = contract.news(application)
    assert "votre consentement est consigné" in agreed
    assert contract.state == "selected"
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        contract.collaborators(contract.delivery)
    yield local(6, 11, 15)
    contract.says("mathieu", "/signoff seen")
    assert contract.state == "awarded"
    assert contract.collaborators(contract.delivery) == ["claire"]


@STORIES.tell("amelie", "tomasz")
def test_offer_lapses_and_the_next_has_as_many_days(contract: Contract) -> Telling:
    """No answer by the end of the second business day: told in their own language; the work's thirteen business days move along."""
    silent = contract.supplier
    other = next(login for login in contract.suppliers if login != silent)
    yield local(6, 11, 23, 59)
    assert contract.supplier == silent
    contract.news()
    contract.news(contract.applications[silent])
    yield local(6, 12, 0, 1)
    assert "application: lapsed" in contract.labels(contract.applications[silent])
    assert contract.supplier == other
    (told,) = contract.news()
    assert "The work would start on June 16, 2027 and be due by July 5, 2027" in told
    (lapsed,) = contract.news(contract.applications[silent])
    assert ("l’offre a pris fin" in lapsed, "the offer has ended" in lapsed) == (silent == "amelie", silent == "tomasz")
    offer = contract.news(contract.applications[other])[-1]
    assert ("le 5 juillet 2027" in offer, "July 5, 2027" in offer) == (other == "amelie", other == "tomasz")
    contract.agrees()
    assert contract.state == "awarded"
    assert "due by July 5, 2027" in contract.news()[-1]


def paid_for(contract: Contract, login: str) -> None:
    """Work in a pull request, accepted, invoiced, certified, and paid by card."""
    contract.opens_pull(login)
    contract.accepts()
    for who, words in ((login, "/invoice"), ("sylvie", "/certify"), ("farah", "/paid card")):
        contract.says(who, words)


@STORIES.tell("noor")
def test_procurement_corrects_a_payment_that_never_was(contract: Contract) -> Telling:
    """Paid by mistake: invoiced again, on the record; the issue is open again until it is paid indeed."""
    contract.agrees()
    yield local(6, 18, 9)
    paid_for(contract, "noor")
    assert (contract.state, contract.is_open) == ("paid", False)
    contract.news()
    contract.says("priya", "/correct invoiced The card was never charged.")
    (corrected,) = contract.news()
    assert "The card was never charged." in corrected
    assert "@farah" in corrected
    assert (contract.state, contract.is_open) == ("invoiced", True)
    contract.says("farah", "/paid deposit")
    contract.says("noor", "/received")
    assert (contract.state, contract.is_open) == ("paid", False)


@STORIES.tell("ben")
def test_payment_fails_and_is_made_by_other_means(contract: Contract) -> Telling:
    """The supplier learns that they are still owed it; the certification stands; finance pays another way."""
    contract.agrees()
    yield local(6, 18, 9)
    contract.opens_pull("ben")
    contract.accepts()
    contract.says("ben", "/invoice")
    contract.says("sylvie", "/certify")
    contract.news()
    contract.says("farah", "/payment failed The bank returned it.")
    (failed,) = contract.news()
    assert "@farah" in failed
    assert "@ben, you are still owed this money" in failed
    assert (contract.state, contract.is_open) == ("invoiced", True)
    contract.says("farah", "/paid paypal")
    assert (contract.state, contract.is_open) == ("paid", False)


@STORIES.tell("kim")
def test_client_never_assesses(contract: Contract) -> Telling:
    """Reminded, then the section 34 manager is asked, then procurement; each once. Nothing is accepted by silence."""
    contract.agrees()
    yield local(6, 16, 9)
    contract.opens_pull("kim")
    contract.news()
    for day, whom in ((21, "@claire"), (23, "@sylvie"), (25, "@priya")):
        yield local(6, day, 8, 59)
        assert contract.news() == []
        yield local(6, day, 9, 1)
        (asked,) = contract.news()
        assert whom in asked
    yield local(7, 16, 9)
    assert contract.news() == []
    assert (contract.state, contract.is_open) == ("delivered", True)


@STORIES.tell("tomasz")
def test_no_invoice_comes(contract: Contract) -> Telling:
    """Reminded, then told; finance, who is asked, closes it unpaid, and the supplier hears how they can still be paid."""
    contract.agrees()
    yield local(6, 16, 9)
    contract.opens_pull("tomasz")
    contract.accepts()
    contract.news()
    yield local(7, 9, 9, 1)
    (soon, late) = contract.news()
    assert "July 8, 2027" in soon
    assert "@tomasz" in late
    assert "@farah" in late
    yield local(7, 15, 9)
    assert (contract.state, contract.news()) == ("accepted", [])
    contract.says("farah", "/close No invoice came.")
    (closed,) = contract.news()
    assert "@tomasz" in closed
    assert (contract.state, contract.is_open) == ("closed unpaid", False)


@STORIES.tell("amelie", "noor")
def test_applicant_asks_why_and_complains(contract: Contract) -> Telling:
    """A debrief is asked for and given by e-mail, both on record; a complaint is known: flagged, and the contract goes on."""
    winner = contract.agrees()
    other = next(login for login in contract.suppliers if login != winner)
    application = contract.applications[other]
    yield local(6, 14, 9)
    contract.news(application)
    contract.programme.says(other, application, "/debrief")
    (asked,) = contract.news(application)
    assert "@mathieu" in asked
    yield local(6, 17, 9)
    contract.programme.says("mathieu", application, "/debrief")
    (given,) = contract.news(application)
    assert f"@{other}" in given
    contract.news()
    contract.says("priya", "/complaint The applicant wrote to the ombudsman.")
    (known,) = contract.news()
    assert "@mathieu" in known
    assert (contract.state, contract.flags) == ("awarded", ["complaint"])
    paid_for(contract, winner)
    assert (contract.state, contract.flags) == ("paid", ["complaint"])


def test_nothing_is_lost_or_doubled(tellings: Tellings) -> None:
    """Nothing parked, no error, every marker signed, every chain of facts whole, no comment twice."""
    assert tellings.left_over() == []
