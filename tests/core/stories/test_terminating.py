"""Stories of contracts that end early: the notice, what is paid, what is told, and who may not."""

import pytest

from bot.core.calendar import business_days
from bot.core.effects import CloseIssue, ReopenIssue
from bot.core.rules.terminating import share
from tests.core.stories.play import Play, reasons

DEFAULT = "/terminate default The work was not delivered."


@pytest.mark.travels("opportunity: awarded → terminated")
def test_procurement_terminates_for_default(play: Play) -> None:
    """Written notice to everyone concerned, nothing is paid, and the issue is closed."""
    play.awarded()
    play.due("overdue")
    (notice,) = play.says("priya", DEFAULT)
    assert (notice.name, notice.fields["default"], notice.fields["percent"]) == ("terminated", True, 0)
    assert notice.fields["awarded"].en == "June 15, 2027"  # type: ignore[union-attr]
    assert notice.fields["somebody_next"] is True
    assert (play.state, play.closes_issue(), play.deadlines) == ("terminated", True, frozenset())


def test_nobody_is_next_after_the_termination(play: Play) -> None:
    """It is said, and a re-run is what is left."""
    play.drawn("amelie")
    play.agreed()
    play.performed()
    assert play.says("priya", DEFAULT)[0].fields["somebody_next"] is False
    said = play.says("mathieu", "/next")
    assert "Nobody is left" in reasons(said)
    assert said[0].fields["example"].en == "/rerun"  # type: ignore[union-attr]


@pytest.mark.travels("opportunity: delivered → terminated", "opportunity: terminated → invoiced", "opportunity: invoiced → paid")
def test_procurement_terminates_for_convenience(play: Play) -> None:
    """The share of the work is paid, to the cent; the issue stays open until it is."""
    play.delivered()
    (notice,) = play.says("priya", "/résilier commodité 33 % Les priorités ont changé.")
    assert (notice.fields["price"].en, notice.fields["most"].en) == ("$2,145", "$2,423.85")  # type: ignore[union-attr]
    assert not play.closes_issue()
    said = play.says(play.winner, "/invoice")
    assert (play.state, said[0].fields["most"].en) == ("invoiced", "$2,423.85")  # type: ignore[union-attr]
    assert "ended already" in reasons(play.says("priya", "/terminate convenience 10% Less."))
    play.says("sylvie", "/certify")
    play.says("farah", "/paid card")
    assert play.state == "paid"


def test_termination_for_convenience_before_anything_was_done(play: Play) -> None:
    """Nothing is to be invoiced then."""
    play.awarded()
    play.says("priya", "/terminate convenience 0% The need is gone.")
    assert play.closes_issue()
    assert play.says(play.winner, "/invoice")[0].name == "refused"


def test_supplier_invoices_a_contract_that_ended_for_default(play: Play) -> None:
    """Nothing is paid for it."""
    play.awarded()
    play.says("priya", DEFAULT)
    assert "default" in reasons(play.says(play.winner, "/invoice"))


@pytest.mark.parametrize(
    ("cents", "percent", "paid"), [(650_001, 50, 325_001), (333, 33, 110), (650_000, 0, 0), (1, 49, 0), (869_000, 100, 869_000)]
)
def test_share_is_rounded_half_up_to_the_cent(cents: int, percent: int, paid: int) -> None:
    """Whole cents, as every amount."""
    assert share(cents, percent) == paid


def test_percentage_is_wanted(play: Play) -> None:
    """Before acceptance nobody can know it but who says it."""
    play.awarded()
    assert "in percent" in reasons(play.says("priya", "/terminate convenience The need is gone."))


@pytest.mark.travels("opportunity: accepted → terminated")
def test_accepted_work_is_paid(play: Play) -> None:
    """Never for default, never in part; a defect is found first."""
    play.accepted()
    said = play.says("priya", DEFAULT)
    assert "accepted work is paid" in reasons(said)
    assert "/acceptance N unmet" in said[0].fields["works"].en  # type: ignore[union-attr]
    assert "all of it is paid" in reasons(play.says("priya", "/terminate convenience 50% Half will do."))
    assert play.says("priya", "/terminate convenience The need is gone.")[0].fields["most"].en == "$7,345"  # type: ignore[union-attr]


@pytest.mark.travels("opportunity: invoiced → terminated")
def test_procurement_terminates_with_an_invoice_under_way(play: Play) -> None:
    """All of it is due, so the supplier says once more that the invoice was sent."""
    play.invoiced()
    play.says("priya", "/terminate convenience 100% The need is gone.")
    assert play.case.contract.termination is not None
    assert play.case.contract.termination.most == 734_500
    play.says(play.winner, "/invoice")
    assert play.state == "invoiced"


def test_invoice_after_a_termination_is_sent_back(play: Play) -> None:
    """It is terminated again, and a new invoice is awaited."""
    play.awarded()
    play.says("priya", "/terminate convenience 40% The need is gone.")
    play.says(play.winner, "/invoice")
    play.says("sylvie", "/return The tax is wrong.")
    assert play.state == "terminated"


def test_client_terminates(play: Play) -> None:
    """The contracting authority does; the bot never."""
    play.awarded()
    assert "contracting authority" in reasons(play.says("claire", DEFAULT))


def test_waiting_ends_with_the_contract(play: Play) -> None:
    """Nothing is blocked or held any more."""
    play.awarded()
    play.says(play.winner, "/blocked The sandbox is missing.")
    play.says("mathieu", "/hold A strike.")
    play.says("priya", DEFAULT)
    assert (play.case.clocks.stopped, play.case.flags) == ({}, frozenset())


def test_supplier_works_on_after_the_notice(play: Play) -> None:
    """One sentence, and no state: to a command each time, to pushes once."""
    play.awarded()
    play.says("priya", DEFAULT)
    assert "not assessed" in reasons(play.says(play.winner, "/deliver https://example.org/work"))
    assert [one.name for one in play.pull_request(play.winner, "a" * 40)] == ["after_notice"]
    assert play.pull_request(play.winner, "b" * 40, "synchronize") == []
    assert play.pull_request("stranger", "c" * 40) == []
    assert play.state == "terminated"


@pytest.mark.travels("opportunity: terminated → awarded")
def test_procurement_takes_the_notice_back(play: Play) -> None:
    """The contract goes on; the days since the notice are given back, and the issue is open again."""
    play.awarded()
    play.says("priya", DEFAULT)
    play.later(days=2)
    (said,) = play.says("priya", "/rescind The work has arrived after all.")
    assert (said.name, said.fields["delivery"].en, said.fields["until"]) == ("rescinded", "July 21, 2027", None)  # type: ignore[union-attr]
    assert any(isinstance(one, ReopenIssue) for one in play.last.effects)
    assert (play.state, play.case.contract.termination) == ("awarded", None)
    assert {one.kind for one in play.deadlines} == {"delivery_reminder", "overdue"}


def test_notice_is_taken_back_in_the_fork(play: Play) -> None:
    """The supplier is asked once more, with new days to answer in; a proposed date too."""
    play.awarded()
    play.says(play.winner, "/unable Illness.")
    play.says(play.winner, "/continue 2027-07-30")
    play.says("priya", DEFAULT)
    play.later(days=7)
    (said,) = play.says("priya", "/rétablir Par erreur.")
    assert said.fields["until"].en == "June 25, 2027, 11:59 p.m. (EDT)"  # type: ignore[union-attr]
    assert {one.kind for one in play.deadlines} == {"proposal", "overdue"}


@pytest.mark.travels("opportunity: terminated → delivered")
def test_notice_is_taken_back_while_work_is_assessed(play: Play) -> None:
    """Where it stood."""
    play.delivered()
    play.says("priya", DEFAULT)
    play.says("priya", "/rescind The work is good.")
    assert (play.state, play.case.delivery.head) == ("delivered", "a" * 40)


@pytest.mark.travels("opportunity: terminated → accepted")
def test_notice_is_taken_back_after_acceptance(play: Play) -> None:
    """No date is awaited; the issue was open all the time."""
    play.accepted()
    play.says("priya", "/terminate convenience The need is gone.")
    (said,) = play.says("priya", "/rescind It is needed after all.")
    assert (play.state, said.fields["delivery"]) == ("accepted", None)
    assert not any(isinstance(one, ReopenIssue | CloseIssue) for one in play.last.effects)


@pytest.mark.travels("opportunity: terminated → invoiced")
def test_notice_is_taken_back_after_the_invoice(play: Play) -> None:
    """The invoice is under way again."""
    play.invoiced()
    play.says("priya", "/terminate convenience The need is gone.")
    play.says("priya", "/rescind It is needed after all.")
    assert play.state == "invoiced"


def test_notice_that_was_never_given(play: Play) -> None:
    """In other states there is nothing to take back."""
    play.awarded()
    assert play.says("priya", "/rescind By mistake.")[0].name == "refused"


@pytest.mark.travels("opportunity: terminated → selected", "application: not_selected → selected", "application: selected → not_selected")
def test_next_is_offered_the_work(play: Play) -> None:
    """At the same price and for as many days; the earlier supplier's application is not selected."""
    play.awarded()
    first, before = play.winner, play.case.opportunity
    play.due("overdue")
    play.says("priya", DEFAULT)
    assert [one.name for one in play.says("mathieu", "/suivant")] == ["next_offered", "offer"]
    dated = play.case.opportunity
    assert (play.state, play.application(first)) == ("selected", "not_selected")
    days = [business_days(play.policy).business_days_between(one.work_start, one.delivery) for one in (dated, before)]
    assert (dated.price, days[0]) == (before.price, days[1])
    assert dated.work_start > play.now.date()
    assert play.case.flags == frozenset()
    assert any(isinstance(one, ReopenIssue) for one in play.last.effects)


def test_second_supplier_has_a_contract_of_their_own(play: Play) -> None:
    """Another repository, and nothing of the earlier one's work in it; the earlier supplier's pull requests are nothing here."""
    play.delivered()
    first = play.winner
    play.says("priya", DEFAULT)
    play.says("priya", "/next")
    assert play.winner != first
    play.agreed()
    (repository,) = [one.name for one in play.last.effects if type(one).__name__ == "Provision"]  # type: ignore[union-attr]
    assert repository == "opportunity-7-2"
    assert play.performed(repository_id=31, repository="good-examples/opportunity-7-2")[0].name == "awarded"
    assert (play.case.delivery.head, play.case.delivery.repository_id) == ("", 31)
    assert play.pull_request(play.winner, "d" * 40) == []
    assert play.pull_request(play.winner, "d" * 40, repository_id=31)[0].name == "acceptance"


def test_next_in_order_declines_and_nobody_is_left(play: Play) -> None:
    """The bot goes on by itself, then the team is asked; it ends without an award."""
    play.awarded()
    play.says("priya", DEFAULT)
    play.says("mathieu", "/next")
    play.due("offer")
    assert play.says(play.winner, "/decline", play.on_application(play.winner))[1].name == "nobody_next"
    play.says("mathieu", "/close Nobody agreed.")
    assert play.state == "no_award"


def test_invoice_comes_before_the_next(play: Play) -> None:
    """While the share that was done can be invoiced, nobody else is offered the work."""
    play.awarded()
    play.says("priya", "/terminate convenience 40% Another team does it.")
    assert "nobody else" in reasons(play.says("mathieu", "/next"))
    play.later(days=60)
    assert play.says("mathieu", "/next")[0].name == "next_offered"


def test_dispute_comes_before_the_next(play: Play) -> None:
    """What is disputed is answered first."""
    play.awarded()
    play.says("priya", DEFAULT)
    play.says(play.winner, "/dispute The work was there.")
    assert "/resolve" in reasons(play.says("mathieu", "/next"))


def test_opportunity_that_was_run_again_stays_ended(play: Play) -> None:
    """Neither the notice nor the order goes on beside the new call."""
    play.awarded()
    play.says("priya", DEFAULT)
    play.says("claire", "/rerun")
    assert "run again" in reasons(play.says("mathieu", "/next"))
    assert "run again" in reasons(play.says("priya", "/rescind By mistake."))
