"""What falls due while the client assesses the work: `assessment_due`, then `assessment_late`, then `assessment_stuck`.

And while a defect that was found after acceptance waits to be mended: `defect_waits`, then `defect_stuck`. Never accepts anything: silence
is no verdict (`rules/assessing.py` asks, one after the other, whoever can see to it).
"""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.deadlines.counting import morning_after
from bot.core.decision import Deadline
from bot.core.policy import Policy

ASSESSMENT = ("assessment_due", "assessment_late", "assessment_stuck")
DEFECT = ("defect_waits", "defect_stuck")


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The morning after once, twice and three times the policy's days since the newest submission, or since the defect was found.

    The client has `dates.assessment` for a verdict, the supplier `dates.non_delivery_answer` for a correction.
    """
    since = case.clocks.since
    if since and case.state == "delivered":
        missing = case.delivery.open_criteria(len(case.opportunity.acceptance))
        kinds, days = (ASSESSMENT, policy.dates.assessment) if missing else (DEFECT, policy.dates.non_delivery_answer)
        for times, kind in enumerate(kinds, start=1):
            over = times * days + case.clocks.given_back
            yield Deadline(morning_after(since, over + 1, policy), kind)
