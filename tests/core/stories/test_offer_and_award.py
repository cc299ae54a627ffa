"""Stories of the offer: agreed, declined, lapsed, cancelled; and the award when the repository stands."""

import pytest

from bot.core.effects import Provision
from bot.core.events import Due
from tests.core.stories.play import Play, reasons


def test_supplier_agrees(play: Play) -> None:
    """Consent to price, date and terms is recorded, and the repository is asked for."""
    play.drawn("amelie")
    assert play.agreed()[0].name == "agreed"
    assert any(isinstance(one, Provision) and one.supplier == "amelie" for one in play.effects)
    agreed = play.facts[-1].data
    assert (agreed["price"], agreed["delivery"]) == (650_000, "2027-07-16")
    assert "agreed already" in reasons(play.agreed())
    assert "`/unable` says" in reasons(play.says("amelie", "/decline", play.on_application("amelie")))


def test_somebody_else_agrees(play: Play) -> None:
    """The offer is to one supplier, on one thread."""
    play.drawn("amelie", "noor")
    other = "noor" if play.winner == "amelie" else "amelie"
    assert "another role’s" in reasons(play.says(other, "/agree", play.on_application(other)))
    assert "answer it there" in reasons(play.says(play.winner, "/agree"))


@pytest.mark.travels("opportunity: selected → awarded", "application: evaluated → not_selected")
def test_award_is_announced_when_the_repository_stands(play: Play) -> None:
    """Supplier and client are put in contact; everybody else is told on their own thread."""
    play.awarded()
    assert play.names() == ["awarded", "not_selected", "not_selected"]
    assert play.state == "awarded"


def test_repository_is_refused_by_github(play: Play) -> None:
    """The team is told what GitHub said; the case waits."""
    play.drawn("amelie")
    play.agreed()
    said = play.performed(refusal="403: Resource not accessible by integration")
    assert said[0].name == "not_performed"
    assert said[0].fields["refusal"] == "403"
    assert play.state == "selected"
    play.due("retry")
    assert isinstance(play.last.effects[0], Provision)
    assert play.performed(refusal="403: again") == []
    play.due("retry")
    play.performed()
    assert play.state == "awarded"


def test_repository_stands_after_the_case_has_moved_on(play: Play) -> None:
    """Cancelled meanwhile: nothing is awarded, the team is told; a refused step is not tried again, either."""
    play.drawn("amelie")
    play.agreed()
    play.performed(refusal="403: no")
    play.says("priya", "/cancel The need is gone.")
    assert not any(one.kind == "retry" for one in play.deadlines)
    assert play.performed()[0].name == "provisioned_late"
    assert play.state == "cancelled"


@pytest.mark.travels("application: selected → declined", "opportunity: selected → selected")
def test_supplier_declines_and_the_next_is_offered_the_work(play: Play) -> None:
    """The order that was drawn goes on."""
    play.drawn("amelie", "noor")
    first = play.winner
    said = play.says(first, "/decline", play.on_application(first))
    assert [one.name for one in said] == ["declined", "next_offered", "offer"]
    assert play.winner != first
    assert play.state == "selected"


@pytest.mark.travels("application: selected → lapsed")
def test_supplier_is_silent(play: Play) -> None:
    """After two business days the offer lapses; nobody is next, and the team is told."""
    play.drawn("amelie")
    said = play.due("offer")
    assert said[0].name == "nobody_next"
    assert play.case.offer is None
    assert play.deadlines == frozenset()


@pytest.mark.travels("opportunity: selected → no_award", "application: selected → lapsed")
def test_team_ends_it_when_nobody_is_next(play: Play) -> None:
    """No award, with the reason."""
    play.drawn("amelie")
    play.due("offer")
    play.says("mathieu", "/close Nobody answered.")
    assert play.state == "no_award"


@pytest.mark.travels("opportunity: selected → cancelled", "application: selected → not_selected")
def test_procurement_cancels_before_the_agreement(play: Play) -> None:
    """Until somebody has agreed it can be withdrawn; the selected one is told with the others."""
    play.drawn("amelie")
    play.says("priya", "/cancel The need is gone.")
    assert (play.state, play.application("amelie")) == ("cancelled", "not_selected")


def test_client_cannot_answer_the_suppliers_offer(play: Play) -> None:
    """Neither agree nor decline in the supplier's place."""
    play.drawn("amelie")
    assert "no offer to you" in reasons(play.says("claire", "/decline", play.on_application("amelie")))
    assert "no offer to you" in reasons(play.says("claire", "/agree", play.on_application("amelie")))
    assert play.application("amelie") == "selected"


def test_supplier_answers_on_the_wrong_thread(play: Play) -> None:
    """They are told where their offer waits."""
    play.drawn("amelie")
    assert "waits in #21" in reasons(play.says("amelie", "/consentir"))


def test_supplier_agrees_too_late(play: Play) -> None:
    """By GitHub's clock, whatever the bot's timers did."""
    play.drawn("amelie")
    play.later(days=10)
    assert "open until" in reasons(play.agreed())


def test_old_deadline_does_not_touch_the_next_offer(play: Play) -> None:
    """A decline and the offer's own deadline come together: the next supplier keeps their days."""
    play.drawn("amelie", "noor")
    first, old = play.winner, min(play.deadlines)
    play.later(days=1)
    play.says(first, "/decline", play.on_application(first))
    assert play.happens(Due("offer", old.due)) == []
    assert play.winner != first
