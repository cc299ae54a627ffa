"""What falls due in a dispute, while the client's side is awaited: `dispute` and `dispute_late`, although the clocks stand still.

Never resolves one (`rules/disputing.py` does).
"""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.deadlines.counting import morning_after
from bot.core.decision import Deadline
from bot.core.policy import Policy


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The morning after once and twice the policy's days for an answer, while the client has not said their side."""
    raised, dispute = case.clocks.stopped.get("dispute"), case.contract.dispute
    if raised and dispute and not dispute.client_heard:
        for times, kind in enumerate(("dispute", "dispute_late"), start=1):
            yield Deadline(morning_after(raised, times * policy.dates.non_delivery_answer + 1, policy), kind)
