"""Stories of disputes and complaints: the clocks stop, both sides are heard, procurement answers for good; everything is kept."""

import pytest

from tests.core.stories.play import Play, reasons


def kinds(play: Play) -> set[str]:
    """What falls due now."""
    return {one.kind for one in play.deadlines}


def test_supplier_raises_a_dispute(play: Play) -> None:
    """The client answers, procurement resolves; each day is given back, and the dates are shown."""
    play.delivered()
    delivery = play.case.opportunity.delivery
    assert play.says(play.winner, "/dispute Criterion 2 was never in the text.")[0].name == "disputed"
    assert ("dispute" in play.case.flags, kinds(play)) == (True, {"dispute", "dispute_late"})
    assert "not said their side" in reasons(play.says("priya", "/resolve The criterion stands."))
    assert play.says("claire", "/différend Il y était.")[0].name == "dispute_answered"
    assert kinds(play) == set()
    said = play.says("priya", "/régler Le critère reste.")
    assert (said[0].name, said[0].fields["delivery"] is not None) == ("resolved", True)
    assert ("dispute" in play.case.flags, play.case.contract.dispute, play.case.clocks.running) == (False, None, True)
    assert play.case.opportunity.delivery > delivery


def test_refusal_to_resolve_names_the_client(play: Play) -> None:
    """Procurement knows whom to ask, and what to do if they are away."""
    play.awarded()
    play.says(play.winner, "/dispute The sandbox never came.")
    said = play.says("priya", "/resolve No.")
    assert "`claire`" in reasons(said)
    assert "/assign client" in said[0].fields["works"].en  # type: ignore[union-attr]


def test_client_raises_a_dispute(play: Play) -> None:
    """Raising it is saying their side; the supplier may answer without a command."""
    play.awarded()
    assert play.says("claire", "/dispute The work is copied.")[0].fields["heard"] is True
    assert kinds(play) == set()
    assert "has said their side" in reasons(play.says(play.winner, "/dispute It is not."))
    assert "has said their side" in reasons(play.says("claire", "/dispute It is."))
    assert play.says("priya", "/resolve It is not copied.")[0].name == "resolved"


def test_supplier_cannot_answer_for_the_client(play: Play) -> None:
    """The client is next."""
    play.awarded()
    play.says(play.winner, "/dispute The sandbox never came.")
    assert "The client answers next" in reasons(play.says(play.winner, "/dispute And another thing."))


def test_client_does_not_answer(play: Play) -> None:
    """A reminder although the clocks stand still, then procurement and the team are told; another client can answer."""
    play.awarded()
    play.says(play.winner, "/dispute The sandbox never came.")
    assert [one.name for one in play.due("dispute")] == ["dispute_waits"]
    assert [one.name for one in play.due("dispute_late")] == ["dispute_late"]
    assert kinds(play) == set()
    play.says("mathieu", "/assign client stranger")
    assert play.says("stranger", "/dispute It comes on Monday.")[0].name == "dispute_answered"
    assert play.says("priya", "/resolve The days are given back.")[0].name == "resolved"


def test_dispute_while_on_hold(play: Play) -> None:
    """The clocks go on only when both are over, and the days are given back once."""
    play.awarded()
    delivery = play.case.opportunity.delivery
    play.says("mathieu", "/hold A question of law.")
    play.says("claire", "/dispute The work is copied.")
    said = play.says("priya", "/resolve It is not.")
    assert (said[0].fields["waits"] is not None, said[0].fields["days"], play.case.clocks.running) == (True, 0, False)
    assert play.case.flags & {"dispute", "on_hold"} == {"on_hold"}
    play.says("mathieu", "/resume")
    assert play.case.clocks.running
    assert (play.case.opportunity.delivery - delivery).days in (1, 3)


def test_dispute_outlasts_a_hold(play: Play) -> None:
    """The team's word does not end it."""
    play.awarded()
    play.says("claire", "/dispute The work is copied.")
    assert "/resolve" in reasons(play.says("mathieu", "/resume"))
    play.says("mathieu", "/hold A question of law.")
    assert play.says("mathieu", "/resume")[0].fields["days"] == 0
    assert play.case.flags & {"dispute", "on_hold"} == {"dispute"}


def test_dispute_about_an_offer(play: Play) -> None:
    """The offer's end moves along."""
    play.drawn()
    offer = play.case.offer
    play.says(play.winner, "/dispute The terms are others than published.", play.on_opportunity())
    play.says("claire", "/dispute They are the same.")
    said = play.says("priya", "/resolve They are the same.")
    assert offer is not None
    assert (said[0].fields["offer"] is not None, play.case.offer.until > offer.until) == (True, True)  # type: ignore[union-attr]


def test_dispute_without_a_supplier(play: Play) -> None:
    """Nobody is chosen, so there is nobody to have one with."""
    play.drawn("amelie")
    play.says("amelie", "/decline", play.on_application("amelie"))
    assert "nobody to have a dispute with" in reasons(play.says("claire", "/dispute The work is copied."))


@pytest.mark.parametrize("stage", [Play.accepted, Play.invoiced])
def test_dispute_about_a_payment(play: Play, stage: object) -> None:
    """No date of the work lies ahead; the wait itself gets its days back."""
    stage(play)  # type: ignore[operator]
    play.says("claire", "/dispute The code is copied.")
    assert play.says("priya", "/resolve It is not.")[0].fields["delivery"] is None
    assert play.case.clocks.given_back == 1


def test_nothing_to_resolve(play: Play) -> None:
    """No dispute is open."""
    play.awarded()
    assert "No dispute" in reasons(play.says("priya", "/resolve Nothing."))


def test_party_cannot_resolve(play: Play) -> None:
    """A contracting authority who is this case's client leaves it to somebody else."""
    play.awarded()
    play.says("mathieu", "/assign client priya")
    play.says("priya", "/dispute The work is copied.")
    assert "party to this dispute" in reasons(play.says("priya", "/resolve I am right."))
    assert "contracting authority" in reasons(play.says("mathieu", "/resolve They are right."))


def test_stranger_has_no_dispute(play: Play) -> None:
    """Only the parties have one."""
    play.awarded()
    assert "another role’s" in reasons(play.says("stranger", "/dispute It is mine."))


def test_code_found_to_be_copied_after_payment(play: Play) -> None:
    """A paid case takes a dispute and a complaint; its state stays."""
    play.invoiced()
    play.says("sylvie", "/certify")
    play.says("farah", "/paid card")
    play.says("claire", "/dispute The code is copied.")
    play.says("priya", "/resolve The supplier replaces it.")
    assert play.says("priya", "/complaint The author complains.")[0].name == "complained"
    assert (play.state, "complaint" in play.case.flags) == ("paid", True)


def test_complaint_is_known(play: Play) -> None:
    """The award's date and the limit are named; the flag stays; a further one is recorded too."""
    play.awarded()
    said = play.says("priya", "/plainte L’ombud a écrit.")
    assert said[0].fields["awarded"] is not None
    assert said[0].fields["until"] is not None
    assert play.says("priya", "/complaint The ombudsman wrote again.")[0].name == "complained"
    assert [fact.kind for fact in play.facts].count("complained") == 2
    assert [fact.kind for fact in play.facts if fact.data.get("flag") == "complaint"] == ["flagged"]


def test_complaint_after_no_award(play: Play) -> None:
    """Nothing was awarded, so no limit is counted from it."""
    play.closed()
    play.says("mathieu", "/close Nobody is suitable.")
    assert play.says("priya", "/complaint An applicant complains.")[0].fields["awarded"] is None


def test_only_procurement_records_a_complaint(play: Play) -> None:
    """The ombudsman writes to the contracting authority."""
    play.awarded()
    assert "contracting authority" in reasons(play.says("mathieu", "/complaint Somebody wrote."))
