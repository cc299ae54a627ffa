"""What falls due towards an applicant who asked why: `debrief_late`. It concerns nobody's contract, so no pause of the case stops it."""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.deadlines.counting import morning_after
from bot.core.decision import Deadline
from bot.core.policy import Policy


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The morning after the policy's days since a debrief was asked for, if it was not given."""
    for one in case.debriefs:
        if not one.given:
            yield Deadline(morning_after(one.asked_at, policy.dates.debrief + 1, policy), "debrief_late")
