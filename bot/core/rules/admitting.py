"""Admitting: a complete application that was in time by GitHub's clock, and heard of after closing. Until the draw it takes its place.

Never judges whether it was in time (`applying.py` does).
"""

from bot.core.application import Answers
from bot.core.case import Case
from bot.core.effects import Effect
from bot.core.facts import NewFact
from bot.core.rules.closing import evaluation_begins, received
from bot.core.rules.evaluating import admitted, unconfirmed, unsealed
from bot.core.scene import Scene

Heard = tuple[tuple[NewFact, ...], tuple[Effect, ...]]


def heard_of(case: Case, issue_id: int, answers: Answers | None, scene: Scene) -> Heard:
    """What a complete application leads to beside its receipt, by how far the evaluation is; before the count, nothing."""
    if unsealed(case) and answers:
        packaged, package = admitted(case, issue_id, answers, scene.actor.login)
        taken_back, told = unconfirmed(case, "admitted", scene.context)
        return (packaged, *taken_back), (package, *told)
    counted = case.state == "evaluation" and case.call is not None and case.call.frozen
    return evaluation_begins(case, scene.context, 1) if counted and not received(case) else ((), ())
