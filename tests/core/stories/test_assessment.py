"""Stories of a client who assesses late or never, of verdicts that a push makes stale, and of a defect found after the invoice."""

from dataclasses import replace

import pytest

from tests.core.stories.play import Play, reasons


def kinds(play: Play) -> list[str]:
    """What falls due now, soonest first."""
    return [one.kind for one in sorted(play.deadlines)]


def test_client_never_assesses(play: Play) -> None:
    """A reminder, then the section 34 manager, then procurement; nothing more is said, and nothing is ever accepted."""
    play.delivered()
    assert kinds(play)[:3] == ["assessment_due", "assessment_late", "assessment_stuck"]
    said = play.due("assessment_due")
    assert (said[0].name, said[0].fields["missing"]) == ("assessment_due", "1, 2, 3")
    assert [one.name for one in play.due("assessment_late")] == ["assessment_late"]
    assert [one.name for one in play.due("assessment_stuck")] == ["assessment_stuck"]
    assert not [one for one in kinds(play) if one.startswith("assessment")]
    assert play.state == "delivered"


def test_reminder_comes_the_morning_after_the_clients_days(play: Play) -> None:
    """Submitted on a Tuesday, with two business days: on Friday at nine; with a longer period in the policy, later."""
    play.with_policy(dates=replace(play.policy.dates, assessment=4))
    play.delivered()
    submitted = play.case.clocks.since
    first = min(one for one in play.deadlines if one.kind == "assessment_due")
    assert submitted is not None
    assert (first.due - submitted).days in (5, 6, 7)
    assert first.due.hour == 9


def test_verdicts_that_are_missing_are_named(play: Play) -> None:
    """Who has begun is asked only for the rest."""
    play.delivered()
    play.says("claire", "/acceptance 2 met")
    assert play.due("assessment_due")[0].fields["missing"] == "1, 3"


def test_nobody_is_reminded_of_a_verdict_that_is_given(play: Play) -> None:
    """Once every criterion has one, the client's time is over."""
    play.accepted()
    assert not [one for one in kinds(play) if one.startswith("assessment")]
    play.says("claire", "/acceptance 3 unmet It breaks on Mondays.")
    assert not [one for one in kinds(play) if one.startswith("assessment")]


def test_push_gives_the_client_their_time_anew(play: Play) -> None:
    """What was said of an earlier version says nothing of the new one; the client is told which verdicts are stale."""
    play.delivered()
    play.says("claire", "/acceptance 1 met\n/acceptance 3 met")
    play.due("assessment_due")
    said = play.pull_request(play.winner, "b" * 40, "synchronize")
    assert (said[0].name, said[0].fields["stale"]) == ("delivered", "1, 3")
    assert "assessment_due" in kinds(play)


@pytest.mark.parametrize("words", ["/acceptance 1 unmet No.\n/acceptance 2 met\n/acceptance 3 met", "/acceptance 1 met"])
def test_work_that_was_judged_is_handed_in_again_without_a_push(play: Play, words: str) -> None:
    """Mended elsewhere, or a verdict in doubt: the client is asked for every verdict anew; a push is a submission of its own as ever."""
    play.delivered()
    play.says("claire", words)
    said = play.says(play.winner, "/deliver https://pull")
    assert (said[0].name, play.state, play.case.delivery.open_criteria(3)) == ("delivered", "delivered", (1, 2, 3))
    play.pull_request(play.winner, "b" * 40, "synchronize")
    assert play.case.delivery.head == "b" * 40


def test_work_that_nobody_has_judged_is_named_again(play: Play) -> None:
    """The same commit: only its address is another."""
    play.delivered()
    assert [one.name for one in play.says(play.winner, "/deliver https://example.org/work")] == ["acceptance"]
    assert play.case.delivery.head == "a" * 40


def test_defect_voids_the_certification(play: Play) -> None:
    """The supplier is told what to mend, section 34 that nothing is to be certified; both sign anew after the next invoice."""
    play.invoiced()
    play.says("sylvie", "/certify")
    said = play.says("claire", "/acceptance 2 unmet The licence is missing.")
    defect = next(one for one in said if one.name == "defect")
    assert (defect.fields["number"], defect.fields["invoiced"]) == (2, True)
    assert (play.case.payment.certified_by, play.case.payment.invoiced_at) == (None, "")
    play.pull_request(play.winner, "b" * 40, "synchronize")
    play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 met")
    play.says(play.winner, "/invoice")
    assert "before section 34 has certified" in reasons(play.says("farah", "/paid card"))


def test_defect_before_the_invoice_voids_nothing(play: Play) -> None:
    """There is nothing to be certified yet."""
    play.accepted()
    said = play.says("claire", "/acceptance 2 unmet The licence is missing.")
    assert next(one for one in said if one.name == "defect").fields["invoiced"] is False


def test_work_of_a_terminated_contract_is_not_assessed(play: Play) -> None:
    """Its invoice is for the share that was done."""
    play.awarded()
    play.says("priya", "/terminate convenience 40% The need is gone.")
    play.says(play.winner, "/invoice")
    assert "not assessed any more" in reasons(play.says("claire", "/acceptance 1 unmet No."))


@pytest.mark.parametrize("words", ["/hold A question of law.", "/hold Une question de droit."])
def test_pause_gives_the_client_their_days_back(play: Play, words: str) -> None:
    """The clocks stand still, and the reminder comes later by each business day that was touched."""
    play.delivered()
    first = min(one for one in play.deadlines if one.kind == "assessment_due")
    play.says("mathieu", words)
    assert "assessment_due" not in kinds(play)
    play.later(days=1)
    play.says("mathieu", "/resume")
    again = min(one for one in play.deadlines if one.kind == "assessment_due")
    assert (again.due - first.due).days >= play.case.clocks.given_back > 0


def test_defect_is_not_mended(play: Play) -> None:
    """The supplier is reminded, then procurement is told what works; a push ends the wait."""
    play.accepted()
    play.says("claire", "/acceptance 3 unmet It breaks on Mondays.")
    assert kinds(play)[:2] == ["defect_waits", "defect_stuck"]
    assert play.due("defect_waits")[0].fields["unmet"] == "3"
    assert [one.name for one in play.due("defect_stuck")] == ["defect_stuck"]
    play.pull_request(play.winner, "b" * 40, "synchronize")
    assert kinds(play)[0] == "assessment_due"
