"""Stories of the call: opening with its gates, questions in both languages, applications in time, incomplete, late, withdrawn; closing."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from bot.core.effects import OpenIssue
from bot.core.events import Applied, Due
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, Play, answers, reasons


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


@pytest.mark.travels("application: filed → received")
def test_supplier_applies(play: Play) -> None:
    """A receipt in the applicant's language, and the label."""
    play.opened()
    said = play.applies("amelie")
    assert said[0].name == "application_received"
    assert play.seen[21] == ("application", "application: received")


@pytest.mark.travels("application: filed → incomplete", "application: incomplete → received")
def test_supplier_mends_an_incomplete_application(play: Play) -> None:
    """Too many words first; within the limit after an edit."""
    play.opened()
    said = play.applies("noor", answers("word " * 251))
    assert said[0].name == "application_incomplete"
    problems = said[0].fields["problems"]
    assert isinstance(problems, tuple)
    assert "251 words; the limit is 250" in "".join(one.en for one in problems if isinstance(one, Text))
    assert play.mends("noor")[0].name == "application_received"


@pytest.mark.travels("application: received → incomplete")
def test_supplier_breaks_a_complete_application(play: Play) -> None:
    """An edit is read again until closing, for worse too; the same fault twice is not said as a new state."""
    play.opened()
    play.applies("noor")
    assert play.mends("noor", answers("  "))[0].name == "application_incomplete"
    assert play.mends("noor", answers("word " * 300))[0].name == "application_incomplete"
    assert play.mends("noor")[0].name == "application_received"
    assert play.mends("noor", answers("Other words.")) == []


def test_supplier_files_half_a_form(play: Play) -> None:
    """What can't be read is incomplete, with what is wrong."""
    play.opened()
    play.applies("noor", problems=(Text("A box is not checked.", "Une case n’est pas cochée."),))
    assert play.application("noor") == "incomplete"
    assert play.mends("noor", problems=(Text("Still not.", "Toujours pas."),))[0].name == "application_incomplete"


def test_wrong_number_of_answers(play: Play) -> None:
    """One numbered answer for each mandatory criterion."""
    play.opened()
    said = play.applies("noor", answers("One.", "Two."))
    problems = said[0].fields["problems"]
    assert isinstance(problems, tuple)
    assert isinstance(problems[0], Text)
    assert "2 numbered answers; 1 are needed" in problems[0].en


def test_unnumbered_statement_has_the_whole_limit(play: Play) -> None:
    """Unnumbered, the limit is 250 words times the number of criteria."""
    play.files(opportunity=replace(OPPORTUNITY, evaluation=OPPORTUNITY.evaluation * 2))
    for login, words in (
        ("mathieu", "/vet"),
        ("priya", "/vet"),
        ("samuel", "/commit"),
        ("farah", "/reserve 45 7345.00"),
        ("mathieu", "/publish"),
    ):
        play.says(login, words)
    play.applies("noor", answers("word " * 500, numbered=False))
    assert play.application("noor") == "received"


def test_supplier_applies_at_the_last_second(play: Play) -> None:
    """GitHub's timestamp counts, also when the delivery comes after closing."""
    play.opened()
    closing = play.case.call.closing if play.case.call else play.now
    play.applies("amelie")
    play.due("closing")
    play.applies("noor", at=closing)
    assert play.application("noor") == "received"


@pytest.mark.travels("application: filed → late")
def test_supplier_applies_after_closing(play: Play) -> None:
    """One second late is late: a sentence and a state."""
    play.closed("amelie")
    said = play.applies("noor", at=play.now + timedelta(seconds=1))
    assert said[0].name == "application_late"
    assert play.seen[22] == ("application", "application: late")


def test_supplier_edits_after_closing(play: Play) -> None:
    """Noted, without effect; of a late application nothing is said."""
    play.closed("amelie")
    play.applies("noor", at=play.now + timedelta(seconds=1))
    assert play.mends("amelie", answers("Better words."), at=play.now + timedelta(seconds=2))[0].name == "edit_noted"
    assert play.mends("noor") == []


def test_client_applies_to_their_own_opportunity(play: Play) -> None:
    """Nobody acts for both sides."""
    play.opened()
    assert "own opportunity" in reasons(play.applies("claire"))


def test_supplier_applies_twice(play: Play) -> None:
    """One application a supplier; the same delivery again is silence."""
    play.opened()
    play.applies("amelie")
    assert play.applies("amelie") == []
    second = play.on_application("noor")
    said = play.happens(Applied(play.actor("amelie"), second, answers(), (), "en", "body", "blob"))
    assert "applied already (#21)" in reasons(said)


def test_supplier_applies_anew_instead_of_mending(play: Play) -> None:
    """The first one is named, and that something is missing in it."""
    play.opened()
    play.applies("amelie", answers("  "))
    second = Applied(play.actor("amelie"), play.on_application("noor"), answers(), (), "en", "body", "blob")
    assert "something is missing in it" in reasons(play.happens(second))


def test_supplier_applies_before_opening(play: Play) -> None:
    """There is nothing to apply to yet."""
    play.files()
    assert "not open for applications" in reasons(play.applies("amelie"))


def test_supplier_applies_to_an_unknown_opportunity(play: Play) -> None:
    """A sentence that says how to find the right number, and no case."""
    assert "no opportunity with the number 7" in reasons(play.applies("amelie"))
    assert reasons(play.applies("amelie", problems=(Text("No number.", "Sans numéro."),))) == "No number."
    assert play.facts == []


@pytest.mark.travels("application: received → withdrawn")
def test_supplier_withdraws(play: Play) -> None:
    """Until the draw, by the applicant alone."""
    play.opened()
    play.applies("ben")
    assert "another role’s: the applicant" in reasons(play.says("noor", "/withdraw", play.on_application("ben")))
    assert play.says("ben", "/retirer", play.on_application("ben"))[0].name == "withdrawn"
    assert "no longer" in reasons(play.says("ben", "/withdraw", play.on_application("ben")))


@pytest.mark.travels("application: incomplete → withdrawn")
def test_supplier_withdraws_an_incomplete_application(play: Play) -> None:
    """The unfinished may be taken back as well."""
    play.opened()
    play.applies("ben", answers("word " * 251))
    play.says("ben", "/withdraw", play.on_application("ben"))
    assert play.application("ben") == "withdrawn"


@pytest.mark.travels("application: evaluated → withdrawn")
def test_supplier_withdraws_before_the_draw(play: Play) -> None:
    """The rest is drawn among those who stay; after the draw it is too late."""
    play.confirmed("amelie", "noor")
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    play.says("mathieu", "/draw")
    assert play.winner == "noor"
    assert "has no effect while" in reasons(play.says("noor", "/withdraw", play.on_application("noor")))


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
    said = play.due("closing")
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
    play.due("closing")
    assert play.says("mathieu", "/close Nobody applied.")[0].name == "no_award"
    assert play.state == "no_award"


def test_closing_falls_on_the_last_second_of_its_day(play: Play) -> None:
    """A date means 23:59:59 in the policy's zone."""
    play.opened()
    assert [one.due.astimezone(UTC).isoformat() for one in play.deadlines] == ["2027-06-15T04:00:00+00:00"]
