"""What later commands will bring about, told by facts: a flag that holds up opening, a second evaluator, a policy that wants more."""

from dataclasses import replace

from bot.core.commands import Command
from bot.core.events import Place
from bot.core.evolution import evolve
from bot.core.facts import Cause, NewFact, seal
from bot.core.people import Person, Role
from bot.core.rules import evaluating
from bot.core.scene import Context, Outcome, Refusal, Scene
from tests.core.stories.play import ROSTER, Play, reasons, secrets


def tells(play: Play, kind: str, **data: object) -> None:
    """A fact is recorded."""
    case = play.case
    fact = seal(NewFact(kind, data), (case.key, case.seq + 1, case.head), Cause(play.now, 0, "told"), secrets().salt(case.seq + 1))
    play.facts.append(fact)
    play.so_far = evolve(case, fact)


def test_undecided_flag_holds_up_opening(play: Play) -> None:
    """Procurement judges it first; once it is gone, the call can open."""
    play.funded()
    tells(play, "flagged", flag="contract_splitting")
    assert "contract splitting is undecided" in reasons(play.says("mathieu", "/publish"))
    tells(play, "unflagged", flag="contract_splitting")
    assert play.says("mathieu", "/publish")[0].name == "published"


def test_flag_is_shown_as_a_label(play: Play) -> None:
    """Whenever labels are rendered, flags stand beside the state."""
    play.funded()
    tells(play, "flagged", flag="budget_transfer")
    play.says("mathieu", "/publish")
    assert play.seen[7] == ("opportunity", "opportunity: open", "flag: budget transfer")


def test_policy_that_wants_another_approval_holds_up_opening(play: Play) -> None:
    """The policy in force at opening counts."""
    play.funded()
    play.with_policy(approvals=(Role.MAINTAINER, Role.PROCUREMENT, Role.FINANCE))
    assert "approval is missing" in reasons(play.says("mathieu", "/publish"))


def test_package_waits_for_the_second_evaluator(play: Play) -> None:
    """It follows when every evaluator has declared, and not before."""
    play.closed("amelie")
    play.performed()
    case = replace(play.case, evaluators=(Person(1, "claire"), Person(2, "mathieu")))
    context = Context(play.policy, play.now, ROSTER, secrets())
    scene = Scene(play.actor("claire"), play.on_evaluation(), "en", Cause(play.now, 1, "d"), context)
    assert scene.place is Place.EVALUATION
    first = evaluating.declare(case, Command("declare", "en", {"interest": "none"}), scene)
    assert isinstance(first, Outcome)
    assert first.answer is not None
    assert first.answer.name == "declared"
    declared = replace(case, evaluation=replace(case.evaluation, declared=((1, False),)))
    command = Command("evaluate", "en", {"applicant": "A", "criterion": 1, "verdict": "pass", "reason": "Good."})
    early = evaluating.evaluate(declared, command, scene)
    assert isinstance(early, Refusal)
    assert "every evaluator has declared" in early.reasons[0].en
