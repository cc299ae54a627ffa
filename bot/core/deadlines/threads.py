"""What falls due whatever the clocks say, for it concerns GitHub itself: `retry` and `restore`. Never decides what is asked again."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from bot.core.case import Case
from bot.core.decision import Deadline
from bot.core.facts import read_instant
from bot.core.policy import Policy
from bot.core.states import RUN_AGAIN

NEEDED_IN: Mapping[str, tuple[str, ...]] = {"OpenIssue": ("evaluation",), "Provision": ("selected",), "FileOpportunity": RUN_AGAIN}
"""What GitHub refused, and the states in which it is still wanted."""

RETRY_AFTER = timedelta(hours=1)
"""Before GitHub is asked again for what it refused for good, or what the policy did not name: both can be mended meanwhile."""


def deadlines(case: Case, _policy: Policy) -> Iterable[Deadline]:
    """What GitHub refused, asked again; and labels that somebody removed, put back."""
    if case.stalled and case.state in NEEDED_IN.get(case.stalled, ()) and (case.stalled != "Provision" or _agreed(case)):
        yield Deadline(read_instant(case.stalled_until), "retry")
    for until in case.restore_at.values():
        yield Deadline(read_instant(until), "restore")


def _agreed(case: Case) -> bool:
    """Whether somebody has agreed, so that a delivery repository is wanted."""
    return case.offer is not None and case.offer.agreed
