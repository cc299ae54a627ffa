"""What falls due while the client assesses the work: `assessment_due`, then `assessment_late`, then `assessment_stuck`.

Never accepts anything: silence is no verdict (`rules/assessing.py` asks, one after the other, whoever can see to it).
"""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.deadlines.counting import morning_after
from bot.core.decision import Deadline
from bot.core.policy import Policy

KINDS = ("assessment_due", "assessment_late", "assessment_stuck")


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The morning after once, twice and three times the policy's days since the newest submission, while a verdict on it is missing."""
    since = case.clocks.since
    if since and case.state == "delivered" and case.delivery.open_criteria(len(case.opportunity.acceptance)):
        for times, kind in enumerate(KINDS, start=1):
            over = times * policy.dates.assessment + case.clocks.given_back
            yield Deadline(morning_after(since, over + 1, policy), kind)
