"""Stories of invoices and payments that do not come, come wrong, or fail; and of what a terminated contract leaves to be invoiced."""

from dataclasses import replace

import pytest

from tests.core.stories.play import Play, reasons


def kinds(play: Play) -> list[str]:
    """What falls due now, soonest first."""
    return [one.kind for one in sorted(play.deadlines)]


def test_invoice_does_not_come(play: Play) -> None:
    """The supplier is reminded, then told, and finance is asked; closing it unpaid releases the funds, on the record."""
    play.accepted()
    assert kinds(play) == ["invoice_soon", "invoice_late"]
    said = play.due("invoice_soon")
    assert said[0].name == "invoice_soon"
    assert "$7,345" in said[0].fields["most"].en  # type: ignore[union-attr]
    assert [one.name for one in play.due("invoice_late")] == ["invoice_late"]
    assert kinds(play) == []
    assert play.says("farah", "/clore Aucune facture n’est venue.")[0].name == "closed_unpaid"
    assert (play.case.payment.funds_released, play.closes_issue()) == (True, True)


def test_invoice_that_comes_late_is_taken(play: Play) -> None:
    """The date ends nothing by itself."""
    play.accepted()
    play.due("invoice_soon")
    play.due("invoice_late")
    assert play.says(play.winner, "/invoice")[0].name == "invoiced"


def test_no_reminder_before_the_wait_began(play: Play) -> None:
    """With a short period there is no room for a reminder five days before."""
    play.with_policy(dates=replace(play.policy.dates, invoice=4))
    play.accepted()
    assert kinds(play) == ["invoice_late"]


def test_wrong_invoice_is_returned_and_sent_again(play: Play) -> None:
    """The wait for an invoice begins anew; the amount that it may have is said."""
    play.invoiced()
    said = play.says("sylvie", "/renvoyer La taxe est fausse.")
    assert "$7,345" in said[0].fields["most"].en  # type: ignore[union-attr]
    assert (play.state, kinds(play)) == ("accepted", ["invoice_soon", "invoice_late"])
    assert play.says(play.winner, "/facture")[0].name == "invoiced"


def test_payment_is_late(play: Play) -> None:
    """Whoever's step it is, is reminded: section 34 first, then finance; three times at most."""
    play.invoiced()
    said = play.due("payment_late")
    assert (said[0].name, said[0].fields["certified"], said[0].fields["reminder"]) == ("payment_late", False, 1)
    play.says("sylvie", "/certify")
    assert play.due("payment_later")[0].fields["certified"] is True
    assert play.due("payment_latest")[0].fields["reminder"] == 3
    assert kinds(play) == []


def test_pause_moves_the_payments_date(play: Play) -> None:
    """The business days for which the clocks stood still are given back."""
    play.invoiced()
    before = min(play.deadlines).due
    play.says("mathieu", "/hold The books are closed.")
    play.later(days=7)
    play.says("mathieu", "/resume")
    assert (min(play.deadlines).due - before).days >= 6


def test_payment_fails(play: Play) -> None:
    """It stays invoiced and certified; each failure is counted; another means may work."""
    play.invoiced()
    assert "before section 34 has certified" in reasons(play.says("farah", "/payment failed The card was declined."))
    play.says("sylvie", "/certify")
    assert play.says("farah", "/payment failed The card was declined.")[0].name == "payment_failed"
    said = play.says("farah", "/paiement échoué PayPal refuse.")
    assert (play.state, play.case.payment.failures, said[0].fields["failures"], said[0].fields["late"]) == ("invoiced", 2, 2, False)
    play.later(days=30)
    assert play.says("farah", "/payment failed The deposit came back.")[0].fields["late"] is True
    assert play.says("farah", "/paid deposit")[0].name == "paid"


def test_whoever_certified_says_nothing_of_the_payment(play: Play) -> None:
    """Section 34 is not finance's payer, when it fails neither."""
    play.invoiced()
    play.says("both_money", "/certify")
    assert "no part in the payment" in reasons(play.says("both_money", "/payment failed The card was declined."))


def test_somebody_else_says_that_a_payment_failed(play: Play) -> None:
    """That is finance's to say."""
    play.invoiced()
    assert "finance" in reasons(play.says(play.winner, "/payment failed Nothing came."))


def test_share_of_a_terminated_contract_is_invoiced(play: Play) -> None:
    """For convenience: the most that may be invoiced is the share of the price, with tax; a returned invoice goes back there."""
    play.awarded()
    play.says("priya", "/terminate convenience 40% The need is gone.")
    assert "invoice_soon" in kinds(play)
    assert play.due("invoice_soon")[0].fields["most"] == play.says(play.winner, "/invoice")[0].fields["most"]
    assert "$2,938" in play.said()[0].fields["most"].en  # type: ignore[union-attr]
    play.says("sylvie", "/return The tax is wrong.")
    assert (play.state, "invoice_late" in kinds(play)) == ("terminated", False)
    play.says(play.winner, "/invoice")
    play.says("sylvie", "/certify")
    assert play.says("farah", "/paid card")[0].name == "paid"


def test_nothing_is_invoiced_after_a_default(play: Play) -> None:
    """Who does not agree raises a dispute."""
    play.awarded()
    play.says("priya", "/terminate default Nothing was delivered.")
    assert "nothing is to be invoiced" in reasons(play.says(play.winner, "/invoice"))
    assert "invoice_soon" not in kinds(play)


@pytest.mark.parametrize("words", ["/received", "/reçu"])
def test_supplier_says_that_the_money_came(play: Play, words: str) -> None:
    """In either language; the last step of all."""
    play.invoiced()
    play.says("sylvie", "/certify")
    play.says("farah", "/paid card")
    assert play.says(play.winner, words)[0].name == "received"
