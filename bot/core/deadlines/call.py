"""What falls due during the call: `no_applications`, `closing`, `sweep`, `freeze`. Never decides what follows (`rules` do)."""

from collections.abc import Iterable
from datetime import timedelta

from bot.core.call import Call
from bot.core.case import Case
from bot.core.deadlines.counting import days_before, local_date
from bot.core.decision import Deadline
from bot.core.policy import Policy

LAST_SECOND = timedelta(seconds=1)
"""Closing is the last second in which an application counts; the call closes when it is over."""

SWEEP_AFTER = timedelta(seconds=90)
"""After closing, GitHub is asked what came in that no webhook told of: by then its lists show what was sent in the last second."""

FREEZE_AFTER = SWEEP_AFTER + timedelta(seconds=1)
"""A second later, so that what was found is handled before it is counted."""

A_WEEK = 5
"""Business days before closing. The pilot had no application a week before, and four in the end, three of them on the last day."""


def deadlines(case: Case, policy: Policy) -> Iterable[Deadline]:
    """The end of the call, and the notice to the team that nobody has applied yet."""
    if case.call and case.state == "open":
        yield Deadline(case.call.closing + LAST_SECOND, "closing")
        yield from _no_applications(case, case.call, policy)
    if case.call and case.state == "evaluation" and not case.call.frozen:
        yield Deadline(case.call.closing + (FREEZE_AFTER if case.call.swept else SWEEP_AFTER), "freeze" if case.call.swept else "sweep")


def _no_applications(case: Case, call: Call, policy: Policy) -> Iterable[Deadline]:
    """A week before closing, once; not in a call that was opened, or extended, for less than that."""
    due = days_before(local_date(call.closing, policy), A_WEEK, policy)
    told = any(said.startswith("no_applications/") for said in case.clocks.said)
    if not (case.applications or told) and case.clocks.since is not None and case.clocks.since < due:
        yield Deadline(due, "no_applications")
