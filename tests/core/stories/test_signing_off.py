"""Stories of federal employees: approvals are asked for, seen, or not seen in time; the work does not begin before."""

from datetime import date

import pytest

from bot.core.effects import Effect, Provision
from tests.core.stories.play import Play, reasons


def provisions(play: Play) -> list[Effect]:
    """The delivery repositories that the last decision asks for."""
    return [one for one in play.last.effects if isinstance(one, Provision)]


def test_team_asks_for_approvals_before_the_agreement(play: Play) -> None:
    """The supplier is told on their own application; the agreement is recorded, and nothing is set up until they are seen."""
    play.drawn("amelie")
    assert [one.name for one in play.says("mathieu", "/signoff needed")] == ["signoff", "signoff_needed"]
    assert play.last.effects[1].target.number == 21  # type: ignore[union-attr]
    assert play.agreed()[0].fields["waits"].en == "June 18, 2027"  # type: ignore[union-attr]
    assert provisions(play) == []
    assert play.says("mathieu", "/autorisation vue")[0].fields["agreed"] is True
    assert len(provisions(play)) == 1
    play.performed()
    assert play.state == "awarded"


def test_team_sees_the_approvals_before_the_agreement(play: Play) -> None:
    """Then the agreement alone is awaited."""
    play.drawn("amelie")
    play.says("mathieu", "/signoff needed")
    assert play.says("mathieu", "/signoff seen")[0].fields["agreed"] is False
    assert provisions(play) == []
    play.agreed()
    assert len(provisions(play)) == 1


def test_team_asks_for_approvals_while_the_repository_is_set_up(play: Play) -> None:
    """It stands, and the award waits all the same."""
    play.drawn("amelie", "noor")
    play.agreed()
    play.says("mathieu", "/signoff needed")
    assert play.performed() == []
    assert play.state == "selected"
    assert [one.name for one in play.says("mathieu", "/signoff seen")] == ["awarded", "not_selected"]
    assert (play.state, play.case.delivery.repository_id) == ("awarded", 30)


def test_nothing_is_asked_of_others(play: Play) -> None:
    """Without the team's word there is no question, and nothing to record."""
    play.drawn("amelie")
    assert "nothing to record" in reasons(play.says("mathieu", "/signoff seen"))
    play.agreed()
    assert not any(one.kind.startswith("signoff") for one in play.deadlines)


def test_team_asks_twice(play: Play) -> None:
    """Each step is recorded once."""
    play.drawn("amelie")
    play.says("mathieu", "/signoff needed")
    assert "asked for already" in reasons(play.says("mathieu", "/signoff needed"))
    play.says("mathieu", "/signoff seen")
    assert "seen already" in reasons(play.says("mathieu", "/signoff seen"))
    assert "seen already" in reasons(play.says("mathieu", "/signoff needed"))


def test_team_asks_when_no_offer_stands(play: Play) -> None:
    """Nobody is left whose approvals could be asked for."""
    play.drawn("amelie")
    play.due("offer")
    assert "No offer stands" in reasons(play.says("mathieu", "/signoff needed"))
    assert "nothing to record" in reasons(play.says("mathieu", "/signoff seen"))


@pytest.mark.travels("application: selected → lapsed")
def test_approvals_are_not_seen_in_time(play: Play) -> None:
    """The team is reminded two business days before; after the day on which the work starts the next is offered it."""
    play.drawn("amelie", "noor")
    first = play.winner
    play.says("mathieu", "/signoff needed")
    play.agreed()
    assert play.due("signoff_reminder")[0].fields["until"].en == "June 18, 2027"  # type: ignore[union-attr]
    assert play.now.date() == date(2027, 6, 16)
    said = play.due("signoff")
    assert [one.name for one in said] == ["next_offered", "offer", "lapsed"]
    assert said[2].fields["agreed"] is True
    assert (play.application(first), play.case.contract.signoff) == ("lapsed", "")


def test_approvals_are_asked_for_on_the_last_day(play: Play) -> None:
    """There is as much time for them as an offer has, and no reminder that would lie before the question."""
    play.drawn("amelie")
    play.agreed()
    play.later(days=2, hours=12)
    play.says("mathieu", "/signoff needed")
    assert {one.kind for one in play.deadlines} == {"signoff"}
    assert min(play.deadlines).due.date() == date(2027, 6, 21)


def test_supplier_who_waits_for_approvals_declines_after_all(play: Play) -> None:
    """Nothing has begun: the next in the order is offered the work, in a contract of their own."""
    play.drawn("amelie", "noor")
    first = play.winner
    play.says("mathieu", "/signoff needed")
    play.agreed()
    assert play.says(first, "/decline", play.on_application(first))[0].name == "declined"
    assert (play.application(first), play.case.contract.number) == ("declined", 2)
    play.agreed()
    (repository,) = provisions(play)
    assert isinstance(repository, Provision)
    assert repository.name == "opportunity-7-2"


def test_repository_of_an_earlier_supplier_stands_late(play: Play) -> None:
    """It was asked for before the offer passed on: nobody is awarded anything by it."""
    play.drawn("amelie", "noor")
    first = play.winner
    play.agreed()
    play.says("mathieu", "/signoff needed")
    play.says(first, "/decline", play.on_application(first))
    assert play.performed()[0].name == "provisioned_late"
    assert play.state == "selected"


def test_refused_repository_is_not_asked_for_again_when_nobody_is_left(play: Play) -> None:
    """GitHub refused it, the supplier declined: there is nothing to try again."""
    play.drawn("amelie")
    play.agreed()
    play.says("mathieu", "/signoff needed")
    play.performed(refusal="403: no")
    assert {one.kind for one in play.deadlines} >= {"retry"}
    play.says("amelie", "/decline", play.on_application("amelie"))
    assert play.deadlines == frozenset()
