"""Ends without a payment: no award, closed unpaid. Terminations stand apart, for they can be taken back."""

from collections.abc import Iterable

from bot.core.application import Application
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.effects import CloseIssue
from bot.core.facts import NewFact
from bot.core.scene import Answer, Outcome, Scene, mention, new, quoted
from bot.core.states import UNDECIDED, Kind, move


def close(case: Case, command: Command, scene: Scene) -> Answer:
    """Ends a call without an award, or an accepted opportunity without a payment (its funds are released), with the reason."""
    reason = str(command.arguments["reason"])
    target = "closed_unpaid" if case.state == "accepted" else "no_award"
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, target), reason=reason)
    supplier = (case.supplier,) if case.supplier else ()
    told = [one.applicant for one in undecided(case)] if target == "no_award" else supplier
    fields: dict[str, Value] = {"reason": quoted(reason), "mentions": tuple(mention(one) for one in told)}
    released = new("funds_released", by=scene.actor, number=case.funds.number, amount=case.funds.amount)
    return Outcome(
        (moved, *(passed_over(undecided(case)) if target == "no_award" else (released,))),
        Comment(target, fields),
        (CloseIssue("", case.target, "not_planned"),),
    )


def undecided(case: Case) -> tuple[Application, ...]:
    """The applications whose applicants still wait for an answer."""
    return tuple(one for one in case.applications if one.state in UNDECIDED)


def passed_over(applications: Iterable[Application]) -> tuple[NewFact, ...]:
    """Each of them becomes “not selected”."""
    return tuple(
        new("application_moved", issue_id=one.issue_id, to=move(Kind.APPLICATION, one.state, "not_selected")) for one in applications
    )
