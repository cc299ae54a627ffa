"""Stories of the call: opening with its gates, questions and answers in both languages, closing, and the ends before an award."""

from dataclasses import replace
from datetime import UTC

import pytest

from bot.core.effects import OpenIssue
from bot.core.events import Due
from bot.core.text import Text
from tests.core.stories.play import Play, answers, reasons


@pytest.mark.travels("opportunity: funds_reserved → open")
def test_team_publishes(play: Play) -> None:
    """The call opens with its closing, the end of questions, and the hash of the draw's seed."""
    play.funded()
    said = play.says("mathieu", "/publier")
    assert (said[0].name, play.state) == ("published", "open")
    closing, until = said[0].fields["closing"], said[0].fields["questions_until"]
    assert isinstance(closing, Text)
    assert isinstance(until, Text)
    assert (closing.en, until.en) == ("June 14, 2027, 11:59 p.m. (EDT)", "June 10, 2027, 11:59 p.m. (EDT)")
    assert closing.fr == "le 14 juin 2027 à 23\u00a0h\u00a059 (HAE)"


def test_every_gate_is_named_at_once(play: Play) -> None:
    """A missing key of the policy, and a criterion that is unmet by now, stand in one refusal."""
    play.funded()
    play.gaps = (Text("The policy names no evaluation repository.", "La politique ne nomme aucun dépôt d’évaluation."),)
    play.later(days=16)
    said = play.says("mathieu", "/publish")
    assert "open_days" in reasons(said)
    assert "evaluation repository" in reasons(said)
    assert play.state == "funds_reserved"


def test_gates_of_approvals_and_funds(play: Play) -> None:
    """After a policy that wants more and a tax that rose, what was given no longer suffices."""
    play.funded()
    money = play.policy.money
    play.with_policy(money=replace(money, tax=(replace(money.tax[0], basis_points=1500),)))
    assert "$7,345, is below the price with tax, $7,475" in reasons(play.says("mathieu", "/publish"))


def test_somebody_asks_and_the_client_answers_in_one_language_first(play: Play) -> None:
    """The answer is held until both languages are there; then everybody who applied is told."""
    play.opened()
    assert [one.name for one in play.says("noor", "/question Which version?")] == ["asked", "questions"]
    play.applies("amelie")
    held = play.says("claire", "/answer 1 en: Any version.")
    assert held[0].name == "answer_held"
    said = play.says("claire", "/répondre 1 fr: Toute version.")
    assert [one.name for one in said] == ["answered", "questions"]
    assert len(said[0].fields["mentions"]) == 1  # type: ignore[arg-type]


def test_client_answers_in_french_first(play: Play) -> None:
    """Either language may come first."""
    play.opened()
    play.says("noor", "/question Quelle version?")
    held = play.says("claire", "/répondre 1 fr: Toute version.")
    assert held[0].fields["missing"] == "en"


def test_question_after_the_cut_off_is_kept_for_the_team(play: Play) -> None:
    """The maintainer is asked, not the client."""
    play.opened()
    play.later(days=17)
    said = play.says("noor", "/question Is it too late?")
    assert said[0].fields["late"] is True


def test_question_before_opening(play: Play) -> None:
    """Questions are taken while the opportunity is open."""
    play.files()
    assert "has no effect while" in reasons(play.says("noor", "/question Now?"))


def test_answer_to_no_question(play: Play) -> None:
    """A wrong number is said to be so."""
    play.opened()
    assert "no question 3" in reasons(play.says("claire", "/answer 3 en: Yes. fr: Oui."))


@pytest.mark.travels("opportunity: open → evaluation")
def test_call_closes_by_itself(play: Play) -> None:
    """At closing the evaluation's issue is asked for in the private repository, and the label follows."""
    play.closed("amelie")
    assert play.state == "evaluation"
    assert any(isinstance(one, OpenIssue) and one.repository == "good-examples/evaluation" for one in play.effects)


def test_call_closes_without_a_complete_application(play: Play) -> None:
    """The team is asked what to do; no evaluation is opened."""
    play.opened()
    play.applies("noor", answers("  "))
    said = play.call_closes()
    assert (said[0].fields["complete"], said[0].fields["incomplete"]) == (0, 1)
    assert not any(isinstance(one, OpenIssue) for one in play.effects)


def test_deadline_that_no_longer_holds(play: Play) -> None:
    """A timer that comes when the case has moved on changes nothing."""
    play.closed("amelie")
    assert play.happens(Due("closing", play.now)) == []
    assert play.happens(Due("unknown", play.now)) == []
    assert play.happens(Due("offer", play.now)) == []


@pytest.mark.travels("opportunity: open → cancelled", "application: received → not_selected", "application: incomplete → not_selected")
def test_team_cancels_an_open_opportunity(play: Play) -> None:
    """Everybody who applied is told; the issue is closed; nobody can apply any more."""
    play.opened()
    play.applies("amelie")
    play.applies("noor", answers("  "))
    said = play.says("mathieu", "/cancel The price was wrong.")
    assert (said[0].name, play.state) == ("cancelled", "cancelled")
    assert play.closes_issue()
    assert "not open" in reasons(play.applies("tomasz"))


@pytest.mark.travels("opportunity: evaluation → cancelled")
def test_procurement_cancels_during_evaluation(play: Play) -> None:
    """Procurement may cancel until somebody has agreed."""
    play.closed("amelie")
    play.says("priya", "/annuler Le besoin a disparu.")
    assert play.state == "cancelled"


@pytest.mark.travels("opportunity: evaluation → no_award")
def test_team_closes_without_an_award(play: Play) -> None:
    """Nobody applied: the team ends it, with the reason."""
    play.opened()
    play.call_closes()
    assert play.says("mathieu", "/close Nobody applied.")[0].name == "no_award"
    assert play.state == "no_award"


def test_closing_falls_on_the_last_second_of_its_day(play: Play) -> None:
    """A date means 23:59:59 in the policy's zone."""
    play.opened()
    assert [one.due.astimezone(UTC).isoformat() for one in play.deadlines if one.kind == "closing"] == ["2027-06-15T04:00:00+00:00"]
