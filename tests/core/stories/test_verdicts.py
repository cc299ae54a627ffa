"""Stories of verdicts: corrected until the draw, and several evaluators of whom none overrides another."""

from dataclasses import replace

from bot.core.comments import Comment
from bot.core.events import Due
from tests.core.stories.play import Play, reasons
from tests.core.stories.test_questions_and_addenda import told


def two_evaluators(play: Play) -> Play:
    """Claire declared an interest; Priya's colleague `both` and Mathieu evaluate in her place."""
    play.known = (*play.known, "both")
    play.closed("amelie", "noor")
    play.performed()
    play.says("claire", "/declare interest", play.on_evaluation())
    for login in ("mathieu", "both"):
        play.says("mathieu", f"/assign evaluator {login}")
    for login in ("mathieu", "both"):
        play.says(login, "/declare none", play.on_evaluation())
    assert [one.login for one in play.case.assessors] == ["mathieu", "both"]
    return play


def gives(play: Play, login: str, applicant: str, verdict: str) -> list[Comment]:
    """An evaluator's verdict."""
    return play.says(login, f"/evaluate {play.letter(applicant)} 1 {verdict} The statement shows it.", play.on_evaluation())


def test_evaluator_corrects_a_verdict_before_the_draw(play: Play) -> None:
    """The confirmation is taken back in public, and asked for again; a new fingerprint follows; labels stay."""
    play.confirmed("amelie", "noor")
    before = play.case.evaluation.ticketed
    said = play.evaluates("noor", "fail")
    assert [one.name for one in said] == ["unconfirmed", "verdicts"]
    assert told(said[0]) == ["priya", "both"]
    assert play.application("noor") == "evaluated"
    assert "not confirmed" in reasons(play.says("mathieu", "/draw"))
    said = play.says("priya", "/confirm", play.on_evaluation())
    assert said[0].name == "confirmed"
    assert (len(before), len(play.case.evaluation.ticketed)) == (2, 1)
    play.says("mathieu", "/draw")
    assert play.winner == "amelie"
    assert "has no effect while" in reasons(play.evaluates("noor", "pass"))


def test_procurement_confirms_twice(play: Play) -> None:
    """Once is enough."""
    play.confirmed("amelie")
    assert "confirmed already" in reasons(play.says("priya", "/confirm", play.on_evaluation()))


def test_evaluators_differ(play: Play) -> None:
    """Both verdicts stand side by side; nothing is confirmed until they agree; the last one to agree has procurement asked."""
    two_evaluators(play)
    assert [one.name for one in gives(play, "mathieu", "amelie", "pass")] == ["verdicts"]
    said = gives(play, "both", "amelie", "fail")
    assert [one.name for one in said] == ["verdicts_differ", "verdicts"]
    rows = said[1].fields["rows"]
    assert isinstance(rows, tuple)
    assert sorted((row["by"], row["passed"]) for row in rows if row["given"]) == [("both", False), ("mathieu", True)]  # type: ignore[call-overload, index]
    assert [one.name for one in gives(play, "mathieu", "noor", "pass")] == ["verdicts"]
    assert f"differ on these verdicts: {play.letter('amelie')} 1" in reasons(play.says("priya", "/confirm", play.on_evaluation()))
    assert [one.name for one in gives(play, "both", "amelie", "pass")] == ["evaluation_complete", "verdicts"]
    assert play.says("priya", "/confirm", play.on_evaluation())[0].name == "confirmed"
    assert len(play.case.evaluation.ticketed) == 2


def test_one_evaluator_may_speak_for_several(play: Play) -> None:
    """Each criterion needs a verdict, and all that are given agree."""
    two_evaluators(play)
    gives(play, "mathieu", "amelie", "pass")
    gives(play, "mathieu", "noor", "fail")
    assert play.says("priya", "/confirm", play.on_evaluation())[0].name == "confirmed"


def test_former_evaluator_blocks_nobody(play: Play) -> None:
    """Their verdict stands where nobody of the present ones gave one, and yields where somebody did."""
    play.packaged("amelie", "noor")
    play.evaluates("amelie", "fail")
    play.evaluates("noor", "pass")
    evaluation, others = play.case.evaluation, frozenset({2})
    assert evaluation.passed(others) == evaluation.passed(frozenset({1}))
    verdict = next(one for one in evaluation.verdicts if not one.passed)
    by_another = evaluation.with_verdict(replace(verdict, passed=True, by=play.actor("mathieu").person))
    assert by_another.disputed(frozenset({1, 2})) == ((verdict.letter, 1),)
    assert by_another.disputed(others) == ()
    assert len(by_another.passed(others)) == 2


def test_whoever_gave_a_verdict_does_not_confirm(play: Play) -> None:
    """Different hands, whoever evaluates now."""
    two_evaluators(play)
    gives(play, "both", "amelie", "pass")
    gives(play, "both", "noor", "pass")
    assert "can’t confirm" in reasons(play.says("both", "/confirm", play.on_evaluation()))


def test_evaluation_is_late(play: Play) -> None:
    """After the selection date the evaluators are reminded in private; two business days later procurement and the team hear of it."""
    play.packaged("amelie", "noor")
    play.evaluates("amelie", "pass")
    said = play.due("evaluation_late")
    assert (said[0].name, told(said[0])) == ("evaluation_late", ["claire"])
    said = play.due("evaluation_overdue")
    assert said[0].name == "evaluation_overdue"
    assert said[0].fields["evaluators"] == ("claire",)
    assert told(said[0]) == ["priya", "both", "mathieu", "both_client"]
    assert not any(one.kind.startswith("evaluation_") for one in play.deadlines)


def test_declaration_is_late(play: Play) -> None:
    """Whoever has not declared is reminded."""
    play.closed("amelie")
    play.performed()
    said = play.due("evaluation_late")
    assert (told(said[0]), said[0].fields["verdicts"]) == (["claire"], True)


def test_another_evaluator_is_late(play: Play) -> None:
    """An interest was declared, and nobody was named instead: the team is reminded."""
    play.closed("amelie")
    play.performed()
    play.says("claire", "/declare interest", play.on_evaluation())
    said = play.due("evaluation_late")
    assert (told(said[0]), said[0].fields["assign"]) == (["mathieu", "both", "both_client"], True)
    assert play.due("evaluation_overdue")[0].fields["assign"] is True


def test_confirmation_is_late(play: Play) -> None:
    """Every verdict is there: procurement is reminded."""
    play.packaged("amelie")
    play.evaluates("amelie", "pass")
    said = play.due("evaluation_late")
    assert (told(said[0]), said[0].fields["verdicts"]) == (["priya", "both"], False)
    assert play.due("evaluation_overdue")[0].fields["evaluators"] == ()


def test_finished_evaluation_is_not_late(play: Play) -> None:
    """Nor one in which nobody waits; nor one that began after its selection date."""
    play.confirmed("amelie")
    assert not any(one.kind.startswith("evaluation_") for one in play.deadlines)


def test_evaluation_of_nobody_is_not_late(play: Play) -> None:
    """All were withdrawn."""
    play.packaged("amelie")
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    assert not any(one.kind.startswith("evaluation_") for one in play.deadlines)


def test_nobody_has_applied_a_week_before_closing(play: Play) -> None:
    """The team is told not to worry, once: not again after an extension."""
    play.opened()
    said = play.due("no_applications")
    assert (said[0].name, said[0].fields["later"]) == ("no_applications", "2027-06-21")
    assert told(said[0]) == ["mathieu", "both", "both_client"]
    assert play.happens(Due("no_applications", play.now), play.now) == []
    play.says("mathieu", "/extend closing 2027-06-28")
    assert not any(one.kind == "no_applications" for one in play.deadlines)


def test_somebody_has_applied_a_week_before_closing(play: Play) -> None:
    """Nothing to tell."""
    play.opened()
    play.applies("amelie")
    assert not any(one.kind == "no_applications" for one in play.deadlines)
