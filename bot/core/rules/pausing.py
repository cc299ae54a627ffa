"""Clocks stop and go on: a hold by the team, a supplier who is blocked, a dispute. Every business day that was touched is given back.

Never ends a case, and never forbids a step: only time stands still.
"""

from datetime import date, datetime
from typing import Any, Literal

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import days_after, local_date
from bot.core.facts import NewFact, instant, read_instant
from bot.core.people import Role
from bot.core.policy import Policy
from bot.core.rules.hands import roles_in
from bot.core.scene import Answer, Outcome, Scene, mention, new, quoted, refuse
from bot.core.schedule import call_data, later_by, schedule_data
from bot.core.states import UNDECIDED
from bot.core.text import Text, day, joined, moment

Stopper = Literal["hold", "blocked", "dispute"]

ON_HOLD = Text("The clocks stand still already.", "Les délais sont déjà suspendus.")
RUNNING = Text("The clocks are running: there is nothing to resume.", "Les délais courent : il n’y a rien à reprendre.")
NOT_THE_CLIENTS = Text(
    "The team put this on hold, so the team resumes it.",
    "C’est l’équipe qui a suspendu les délais; c’est donc elle qui les fait reprendre.",
)
IN_DISPUTE = Text(
    "A dispute holds the clocks; procurement ends it with `/resolve`.",
    "Un différend suspend les délais; l’autorité contractante y met fin par `/régler`.",
)


def hold(case: Case, command: Command, scene: Scene) -> Answer:
    """The team stops the clocks, with a reason."""
    if "hold" in case.clocks.stopped:
        return refuse(ON_HOLD)
    reason = str(command.arguments["reason"])
    return Outcome(
        stop_clocks(case, "hold"), Comment("held", {"by": scene.actor.login, "reason": quoted(reason), "mentions": concerned(case)})
    )


def blocked(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier waits for something that the client promised: the clocks stop, and the client is asked."""
    if "blocked" in case.clocks.stopped:
        return refuse(ON_HOLD)
    fields: dict[str, Value] = {
        "supplier": scene.actor.login,
        "reason": quoted(str(command.arguments["reason"])),
        "clients": tuple(mention(person) for person in case.clients),
    }
    return Outcome(stop_clocks(case, "blocked"), Comment("blocked", fields))


def resume(case: Case, command: Command, scene: Scene) -> Answer:
    """The clocks go on: the team ends any hold, the client only what they kept the supplier waiting for."""
    held = [what for what in ("hold", "blocked") if what in case.clocks.stopped]
    if not held:
        return refuse(IN_DISPUTE if case.clocks.stopped else RUNNING)
    if not roles_in(case, scene.actor).intersection((Role.MAINTAINER, Role.PROCUREMENT)):
        held = [what for what in held if what == "blocked"]
    if not held:
        return refuse(NOT_THE_CLIENTS)
    facts = start_clocks(case, tuple(held), scene.cause.at, scene.policy)
    fields: dict[str, Value] = {"by": scene.actor.login, "waits": still_waits(case, tuple(held)), "mentions": concerned(case)}
    return Outcome(facts, Comment("resumed", {**fields, **resumed_fields(case, facts, scene.policy)}))


def concerned(case: Case) -> tuple[Value, ...]:
    """Whom a stop of the clocks concerns: the client; whoever has an offer or a contract; before that, whoever has applied."""
    supplier = (case.supplier,) if case.supplier else ()
    applicants = (one.applicant for one in case.applications if one.state in UNDECIDED and case.state in ("open", "evaluation"))
    return tuple(dict.fromkeys(mention(person) for person in (*case.clients, *supplier, *applicants)))


WAITS = {
    "hold": Text("a pause by the micro-acquisition team", "une pause demandée par l’équipe de micro-acquisition"),
    "blocked": Text("the supplier waits for the client", "le fournisseur attend le client"),
    "dispute": Text("a dispute is open", "un différend est en cours"),
}
"""What holds the clocks → how it is said."""


def still_waits(case: Case, over: tuple[str, ...]) -> Text | None:
    """What still holds the clocks once some of it is over; none if they go on."""
    left = tuple(WAITS[one] for one in case.clocks.stopped if one not in over)
    return joined(left, " and ", " et ") if left else None


def stop_clocks(case: Case, what: Stopper) -> tuple[NewFact, ...]:
    """The facts by which something stops the clocks; a dispute has its own flag."""
    flag = "dispute" if what == "dispute" else "on_hold"
    flagged = () if flag in case.flags else (new("flagged", flag=flag),)
    return (new("stopped", what=what), *flagged)


def start_clocks(case: Case, what: tuple[str, ...], at: datetime, policy: Policy) -> tuple[NewFact, ...]:
    """The facts by which it lets them go on; when nothing else holds them, every business day that was touched is given back."""
    left = [one for one in case.clocks.stopped if one not in what]
    flags = {"dispute" if one == "dispute" else "on_hold" for one in what} - {"dispute" if one == "dispute" else "on_hold" for one in left}
    unflagged = tuple(new("unflagged", flag=flag) for flag in sorted(flags & case.flags))
    days = 0 if left or case.clocks.stopped_at is None else _touched(case, case.clocks.stopped_at, at, policy)
    started = tuple(new("started", what=one, days=days if one == what[-1] else 0) for one in what)
    moved = (_moved_along(case, days, policy),) if days and case.state in MOVING else ()
    return (*started, *unflagged, *moved)


def _touched(case: Case, since: datetime, at: datetime, policy: Policy) -> int:
    """The business days on which the clocks stood still, even in part; one more where a date on a day off would have passed."""
    calendar, first, today = business_days(policy), local_date(since, policy), local_date(at, policy)
    days, ahead = calendar.business_days_between(first, today), _next_date(case)
    return days + (ahead is not None and first <= ahead and calendar.add_business_days(ahead, days) < today)


def _next_date(case: Case) -> date | None:
    """The date that a state waits for."""
    dates = case.opportunity
    waits = {"open": dates.closing, "evaluation": dates.selection, "awarded": dates.delivery, "delivered": dates.delivery}
    return waits.get(case.state)


MOVING = ("open", "evaluation", "selected", "awarded", "delivered")
"""States with dates that lie ahead and move along."""


def _moved_along(case: Case, days: int, policy: Policy) -> NewFact:
    later = later_by(case.opportunity, days, business_days(policy), from_stage=case.state)
    data: dict[str, Any] = {"why": "resumed", **schedule_data(later), **(call_data(later, policy) if case.state == "open" else {})}
    moments = {
        "offer_until": case.offer.until if case.offer and case.state == "selected" else None,
        "fork_until": case.contract.fork.until if case.contract.fork else None,
        "proposal_until": case.contract.proposal.until if case.contract.proposal else None,
    }
    later_moments = {name: instant(days_after(read_instant(until), days, policy)) for name, until in moments.items() if until}
    return NewFact("rescheduled", {**data, **later_moments})


def resumed_fields(case: Case, facts: tuple[NewFact, ...], policy: Policy) -> dict[str, Value]:
    """What a comment says of clocks that go on: the days given back (0 while something else holds them), and the dates that move."""
    days = sum(int(one.data["days"]) for one in facts if one.kind == "started")
    moved = next((one.data for one in facts if one.kind == "rescheduled"), {})
    before = schedule_data(case.opportunity)
    changed = [name for name in ("closing", "selection", "delivery") if moved.get(name, before[name]) != before[name]]
    dates = {name: day(date.fromisoformat(moved[name])) if name in changed else None for name in ("closing", "selection", "delivery")}
    offer = moment(read_instant(moved["offer_until"]), policy.time_zone) if "offer_until" in moved else None
    return {"days": days, "moved": bool(moved), **dates, "offer": offer}
