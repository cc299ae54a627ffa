"""Stories of states that were entered by mistake and are corrected on the record: every row of the table, and every refusal."""

import pytest

from bot.core.corrections import CORRECTIONS, UNDONE
from bot.core.effects import ReopenIssue
from bot.core.evolution_of_remedies import UNDO
from bot.core.states import OPPORTUNITY_STATES
from tests.core.stories.play import Play, reasons

WHY = "It was a slip."


def corrects(play: Play, state: str, login: str = "priya") -> list[str]:
    """Procurement corrects the state; the names of what is said."""
    return [one.name for one in play.says(login, f"/correct {state.replace('_', ' ')} {WHY}")]


def reopened(play: Play) -> bool:
    """Whether the opportunity's issue is opened again."""
    return any(isinstance(one, ReopenIssue) for one in play.last.effects)


def loser(play: Play) -> str:
    """Somebody who was not drawn."""
    return next(login for login in ("amelie", "noor", "tomasz") if login != play.winner)


def test_paid_by_mistake(play: Play) -> None:
    """Back to invoiced: who paid and how is undone, the certification stands, the issue is open again, and it can be paid."""
    play.invoiced()
    play.says("sylvie", "/certify")
    play.says("farah", "/paid card")
    assert corrects(play, "invoiced") == ["corrected"]
    payment = play.case.payment
    assert (play.state, payment.paid_by, payment.method, reopened(play)) == ("invoiced", None, "", True)
    assert payment.certified_by is not None
    assert "payment_late" in {one.kind for one in play.deadlines}
    assert play.says("farah", "/paid deposit")[0].name == "paid"


def test_receipt_of_a_payment_that_never_was(play: Play) -> None:
    """It goes with the payment, and can be recorded again."""
    play.invoiced()
    play.says("sylvie", "/certify")
    play.says("farah", "/paid card")
    play.says(play.winner, "/received")
    corrects(play, "invoiced")
    assert play.case.payment.received is False


def test_closed_unpaid_too_soon(play: Play) -> None:
    """The invoice came after all."""
    play.accepted()
    play.says("farah", "/close No invoice came.")
    corrects(play, "accepted")
    assert (play.state, play.case.payment.funds_released, reopened(play)) == ("accepted", False, True)
    assert play.says(play.winner, "/invoice")[0].name == "invoiced"


def test_no_award_by_mistake(play: Play) -> None:
    """Applications that the end passed over count again, each in the state that it had."""
    play.closed("amelie", "noor")
    play.says("mathieu", "/close Nobody is suitable.")
    assert play.application("amelie") == "not_selected"
    said = play.says("priya", f"/corriger évaluation {WHY}")
    assert (said[0].fields["back"], play.application("amelie"), play.application("noor")) == (2, "received", "received")
    assert (play.state, reopened(play)) == ("evaluation", True)


def test_no_award_while_an_offer_was_open(play: Play) -> None:
    """The supplier's offer is theirs again, with the whole time to answer it."""
    play.drawn()
    winner = play.winner
    play.says("mathieu", "/close Something is wrong.")
    play.later(days=30)
    said = play.says("priya", f"/correct selected {WHY}")
    assert (play.state, play.application(winner), said[0].fields["until"] is not None) == ("selected", "selected", True)
    assert play.agreed()[0].name == "agreed"


def test_cancelled_while_the_repository_was_being_set_up(play: Play) -> None:
    """The supplier had agreed: it is set up again, which is once, and the award follows."""
    play.drawn()
    play.agreed()
    play.says("priya", "/cancel Wrong issue.")
    play.performed()
    corrects(play, "selected")
    play.performed()
    assert play.state == "awarded"


def test_cancelled_by_mistake_while_open(play: Play) -> None:
    """The call goes on as if nothing had been, if it would not be over."""
    play.opened()
    play.applies("amelie")
    play.says("mathieu", "/cancel Wrong issue.")
    corrects(play, "open")
    assert (play.state, play.application("amelie")) == ("open", "received")
    assert "closing" in {one.kind for one in play.deadlines}


def test_cancelled_call_that_would_have_closed_meanwhile(play: Play) -> None:
    """Nobody could apply any more: it is run again instead."""
    play.opened()
    play.says("mathieu", "/cancel Wrong issue.")
    play.later(days=40)
    assert "would have closed" in reasons(play.says("priya", f"/correct open {WHY}"))
    assert play.state == "cancelled"


@pytest.mark.parametrize(("stage", "state"), [(Play.closed, "evaluation"), (Play.drawn, "selected")])
def test_cancelled_by_mistake_later(play: Play, stage: object, state: str) -> None:
    """Back to the state before, and to no other."""
    stage(play)  # type: ignore[operator]
    play.says("mathieu", "/cancel Wrong issue.")
    assert "can’t be corrected" in reasons(play.says("priya", f"/correct open {WHY}"))
    corrects(play, state)
    assert play.state == state


@pytest.mark.parametrize(("stage", "state"), [(Play.files, "requested"), (Play.vetted, "vetted"), (Play.funded, "funds_reserved")])
def test_stopped_by_mistake(play: Play, stage: object, state: str) -> None:
    """Not published, and then on its way again, with its approvals and funds."""
    stage(play)  # type: ignore[operator]
    approvals = play.case.approvals
    play.says("claire", "/stop priority Wrong issue.")
    corrects(play, state)
    assert (play.state, play.case.approvals, reopened(play)) == (state, approvals, True)


def test_opportunity_that_was_run_again_stays_ended(play: Play) -> None:
    """There would be two of it."""
    play.vetted()
    play.says("claire", "/stop priority Other work came first.")
    play.says("claire", "/rerun")
    assert "run again" in reasons(play.says("priya", f"/correct vetted {WHY}"))


def test_vetted_by_mistake(play: Play) -> None:
    """Approvals are asked for anew."""
    play.vetted()
    corrects(play, "requested")
    assert (play.state, play.case.approvals) == ("requested", ())


def test_funds_reserved_by_mistake(play: Play) -> None:
    """The reservation alone is undone, or everything that was for another text."""
    play.funded()
    corrects(play, "vetted")
    funds = play.case.funds
    assert (play.state, funds.number, funds.amount, funds.committed_by is None) == ("vetted", "", 0, False)
    play.says("farah", "/reserve 4500012345 7345.00")
    corrects(play, "requested")
    assert (play.state, play.case.approvals, play.case.funds.committed_by) == ("requested", (), None)


def test_invoice_recorded_by_mistake(play: Play) -> None:
    """Invoice and certification are undone."""
    play.invoiced()
    play.says("sylvie", "/certify")
    corrects(play, "accepted")
    assert (play.state, play.case.payment.certified_by, play.case.payment.invoiced_at) == ("accepted", None, "")


def test_invoice_of_a_terminated_contract_recorded_by_mistake(play: Play) -> None:
    """It goes back to where it was invoiced from."""
    play.awarded()
    play.says("priya", "/terminate convenience 40% The need is gone.")
    play.says(play.winner, "/invoice")
    assert "can’t be corrected" in reasons(play.says("priya", f"/correct accepted {WHY}"))
    corrects(play, "terminated")
    assert play.state == "terminated"


def test_termination_rescinded_after_its_invoice_was_a_mistake(play: Play) -> None:
    """The case is invoiced again without an invoice's date: the payment's day counts from now."""
    play.invoiced()
    play.says("priya", "/terminate convenience The need is gone.")
    play.says(play.winner, "/invoice")
    corrects(play, "terminated")
    play.says("priya", "/rescind The need is back.")
    assert play.state == "invoiced"
    assert "payment_late" in {one.kind for one in play.deadlines}


def test_accepted_by_mistake(play: Play) -> None:
    """Every verdict on the newest work is asked for again."""
    play.accepted()
    corrects(play, "delivered")
    assert (play.state, play.case.delivery.open_criteria(3)) == ("delivered", (1, 2, 3))
    assert "assessment_due" in {one.kind for one in play.deadlines}


def test_delivered_by_mistake(play: Play) -> None:
    """The work that was handed in is not any more; a push hands in anew."""
    play.delivered()
    corrects(play, "awarded")
    assert (play.state, play.case.delivery.head, play.case.delivery.repository_id) == ("awarded", "", 30)
    play.pull_request(play.winner, "a" * 40, "synchronize")
    assert play.state == "delivered"


@pytest.mark.parametrize(
    ("stage", "works"),
    [
        (Play.files, "/stop"),
        (Play.opened, "/rerun"),
        (Play.closed, "/extend closing"),
        (Play.drawn, "/cancel"),
        (Play.awarded, "/terminate"),
    ],
)
def test_correction_across_what_others_relied_on(play: Play, stage: object, works: str) -> None:
    """Never across the opening, the draw or the award; the answer says what works instead."""
    stage(play)  # type: ignore[operator]
    said = play.says("priya", f"/correct vetted {WHY}")
    assert "can’t be corrected" in reasons(said)
    assert works in said[0].fields["works"].en  # type: ignore[union-attr]


def test_termination_is_rescinded_not_corrected(play: Play) -> None:
    """It has a command of its own."""
    play.awarded()
    play.says("priya", "/terminate default Nothing was delivered.")
    said = play.says("priya", f"/correct awarded {WHY}")
    assert "/rescind" in said[0].fields["works"].en  # type: ignore[union-attr]


def test_correction_across_the_award_names_the_one_step(play: Play) -> None:
    """From delivered one step back is possible, not three."""
    play.delivered()
    said = play.says("priya", f"/correct open {WHY}")
    assert "awarded" in said[0].fields["works"].en  # type: ignore[union-attr]


def test_only_procurement_corrects(play: Play) -> None:
    """It is their signature on the record."""
    play.delivered()
    assert "contracting authority" in reasons(play.says("mathieu", f"/correct awarded {WHY}"))


def test_table_of_corrections_is_whole() -> None:
    """What it undoes has a name and a meaning; its states are states; no row is there twice."""
    assert {one for row in CORRECTIONS for one in row.undoes} == UNDO.keys() == UNDONE.keys()
    assert {state for row in CORRECTIONS for state in (row.source, row.target)} <= {one.id for one in OPPORTUNITY_STATES}
    assert len({(row.source, row.target) for row in CORRECTIONS}) == len(CORRECTIONS)
