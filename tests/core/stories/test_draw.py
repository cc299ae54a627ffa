"""Stories of the draw: that anyone can verify it, who is in it, and what it keeps to itself."""

import hashlib

import pytest

from bot.core.award import draw
from tests.core.stories.play import APPLICATION_TARGETS, Play, reasons, secrets


@pytest.mark.travels("opportunity: evaluation → selected", "application: evaluated → selected")
def test_draw_can_be_verified_by_anyone(play: Play) -> None:
    """From what is published alone: the seed's hash at opening, the list, the order, and whose the first ticket is."""
    play.opened()
    published = next(one for one in play.facts if one.kind == "published").data["seed_hash"]
    _drawn(play)
    drawn = next(one for one in play.facts if one.kind == "drawn").data
    seed = bytes.fromhex(drawn["seed"])
    assert hashlib.sha256(seed).hexdigest() == published
    assert drawn["list_hash"] == hashlib.sha256("\n".join(sorted(drawn["tickets"])).encode()).hexdigest()
    order = sorted(drawn["tickets"], key=lambda one: hashlib.sha256(seed + drawn["list_hash"].encode() + one.encode()).hexdigest())
    assert list(drawn["tickets"]) == order
    first = hashlib.sha256(bytes.fromhex(drawn["salt"]) + str(drawn["winner"]).encode()).hexdigest()
    assert first == order[0]


def _drawn(play: Play) -> None:
    for login in ("amelie", "noor", "tomasz"):
        play.applies(login)
    play.call_closes()
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    for login in ("amelie", "noor", "tomasz"):
        play.evaluates(login, "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    play.says("mathieu", "/tirage")


def test_draw_before_confirmation(play: Play) -> None:
    """Procurement confirms first."""
    play.packaged("amelie")
    assert "not confirmed yet" in reasons(play.says("mathieu", "/draw"))


def test_draw_when_nobody_passed(play: Play) -> None:
    """There is nobody to draw; what can be done is named."""
    play.confirmed("amelie", failed=("amelie",))
    assert "nobody to draw" in reasons(play.says("mathieu", "/draw"))


def test_who_passed_stays_private(play: Play) -> None:
    """No public fact but the winner's says who passed."""
    play.drawn("amelie", "noor", "tomasz")
    losers = [one for one in play.case.evaluation.order if play.case.offer and one != play.case.offer.issue_id]
    public = " ".join(str(one.data) for one in play.facts if one.visibility == "public" and one.kind in ("confirmed", "drawn", "offered"))
    assert not any(str(one) in public for one in losers)


def test_withdrawal_after_confirmation_keeps_the_draw_verifiable(play: Play) -> None:
    """The list that was confirmed is the list that is drawn; the tickets before the winner's are said to be withdrawn ones'."""
    play.confirmed("amelie", "noor", "tomasz")
    listed = next(one for one in play.facts if one.kind == "confirmed").data["list_hash"]
    order = draw(secrets().draw_seed, secrets().applicant_order, play.case.evaluation.ticketed).order
    first = next(login for login in ("amelie", "noor", "tomasz") if 2000 + APPLICATION_TARGETS[login] == order[0])
    play.says(first, "/withdraw", play.on_application(first))
    said = play.says("mathieu", "/draw")
    drawn = next(one for one in play.facts if one.kind == "drawn").data
    assert (drawn["list_hash"], len(drawn["tickets"]), said[0].fields["before"]) == (listed, 3, 1)
    assert drawn["winner"] == order[1]


def test_withdrawal_before_confirmation_is_not_drawn(play: Play) -> None:
    """Whoever withdrew has no ticket."""
    play.packaged("amelie", "noor")
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    play.evaluates("amelie", "pass")
    play.evaluates("noor", "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    assert len(play.case.evaluation.ticketed) == 1
