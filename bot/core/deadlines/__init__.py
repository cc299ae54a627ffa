"""What falls due in a case, derived from it and the policy. Never sets a timer: the engine compares these with its table.

    deadlines(case, policy) → {(due, kind), …}

Each module has the deadlines of one stage, `DUE` in `decide.py` the rule that follows from each kind. While the clocks are stopped, only
what concerns GitHub itself, a dispute or a debrief falls due. A deadline whose notice has been given falls due no more.
"""

from collections.abc import Callable, Iterable

from bot.core.case import Case
from bot.core.deadlines import acceptance, call, contract, debriefs, disputes, evaluation, payment, preparation, selection, threads
from bot.core.deadlines.call import LAST_SECOND
from bot.core.decision import Deadline
from bot.core.policy import Policy

Stage = Callable[[Case, Policy], Iterable[Deadline]]

STAGES: tuple[Stage, ...] = (
    preparation.deadlines,
    call.deadlines,
    evaluation.deadlines,
    selection.deadlines,
    contract.deadlines,
    acceptance.deadlines,
    payment.deadlines,
)
"""The stages whose clocks can be stopped."""

ALWAYS: tuple[Stage, ...] = (contract.while_blocked, disputes.deadlines, debriefs.deadlines)
"""What no pause of the case stops."""


def deadlines(case: Case, policy: Policy) -> frozenset[Deadline]:
    """Every (due, kind) of the case as it stands; none where its own issue is gone, for nothing can be said there."""
    if case.key.issue_id in case.gone:
        return frozenset()
    stages = (*STAGES, *ALWAYS) if case.clocks.running else ALWAYS
    due = {one for stage in stages for one in stage(case, policy) if not case.clocks.has_said(one)}
    return frozenset({*due, *threads.deadlines(case, policy)})


__all__ = ["LAST_SECOND", "deadlines"]
