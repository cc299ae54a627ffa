"""What falls due whatever the clocks say, for it concerns GitHub itself: `retry` and `restore`. Never decides what is asked again."""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.decision import Deadline
from bot.core.facts import read_instant
from bot.core.policy import Policy

NEEDED_IN = {"OpenIssue": "evaluation", "Provision": "selected"}
"""What GitHub refused, and the state in which it is still wanted."""


def deadlines(case: Case, _policy: Policy) -> Iterable[Deadline]:
    """What GitHub refused, asked again; and labels that somebody removed, put back."""
    if case.stalled and NEEDED_IN.get(case.stalled) == case.state:
        yield Deadline(read_instant(case.stalled_until), "retry")
    for until in case.restore_at.values():
        yield Deadline(read_instant(until), "restore")
