"""The offer to one supplier, and its way along the order that was drawn: after a decline, a silence or a termination, the next.

Whoever comes next has the price that was published, and as many days for the work. Never draws the order (`selecting.py` does).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import dropwhile

from bot.core.award import ticket_salt
from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import local_date
from bot.core.effects import Effect, PostComment, Priority
from bot.core.events import Due
from bot.core.facts import NewFact, instant
from bot.core.people import Role
from bot.core.rules.awarding import days_from_today
from bot.core.scene import Context, Outcome, mention, new, post
from bot.core.schedule import same_window, schedule_data
from bot.core.states import Kind, move
from bot.core.text import Text, day, end_of, moment, money

REASONS = {
    "declined": Text("declined the offer", "a décliné l’offre"),
    "lapsed": Text("did not answer in time", "n’a pas répondu à temps"),
    "unseen": Text("could not begin the work in time", "n’a pas pu commencer les travaux à temps"),
    "terminated": Text("no longer has the contract", "n’a plus le contrat"),
}
"""Why the order goes on, as everybody may read it."""

ENDS_IN = {"declined": "declined", "lapsed": "lapsed", "unseen": "lapsed", "terminated": "not_selected"}
"""The same → what becomes of that supplier's application."""


def offer_until(context: Context) -> datetime:
    """Until when an offer is to be answered: the end of the policy's number of business days (UTC)."""
    return end_of(days_from_today(context, context.policy.dates.offer_answer), context.policy.time_zone)


def offer(case: Case, issue_id: int, context: Context) -> tuple[tuple[NewFact, ...], PostComment]:
    """The offer to one applicant: the facts, and the comment on their application."""
    application = case.application(issue_id)
    assert application is not None
    until = offer_until(context)
    chosen = new("application_moved", issue_id=issue_id, to=move(Kind.APPLICATION, application.state, "selected"))
    salt = ticket_salt(context.secrets.applicant_order, issue_id).hex()
    offered = new("offered", issue_id=issue_id, supplier=application.applicant, until=instant(until), salt=salt)
    agreement = context.policy.agreement
    fields: dict[str, Value] = {
        "supplier": mention(application.applicant),
        "opportunity": case.target.number,
        "contact": context.policy.contact,
        "price": money(case.opportunity.price),
        "start": day(case.opportunity.work_start),
        "delivery": day(case.opportunity.delivery),
        "until": moment(until, context.policy.time_zone),
        "terms": Text(agreement.en, agreement.fr),
        "in_force": agreement.in_force,
    }
    return (chosen, offered), post(case.thread(application), Comment("offer", fields, application.language), Priority.URGENT)


def next_in_order(case: Case) -> int | None:
    """The issue id of the first who passed after the present supplier and can still be offered the work; none if nobody is left."""
    assert case.offer is not None
    present = case.offer.issue_id
    after = tuple(dropwhile(lambda one: one != present, case.evaluation.order))[1:]
    return next((one for one in after if _stands(case, one)), None)


def _stands(case: Case, issue_id: int) -> bool:
    """Still waiting for the award, or passed over at an award that came to nothing."""
    application = case.application(issue_id)
    return application is not None and application.state in ("evaluated", "not_selected")


def given_back(case: Case, why: str) -> NewFact:
    """The present supplier's application ends, in the state that fits the reason."""
    assert case.offer is not None
    application = case.application(case.offer.issue_id)
    assert application is not None
    return new("application_moved", issue_id=application.issue_id, to=move(Kind.APPLICATION, application.state, ENDS_IN[why]))


def offer_next(case: Case, issue_id: int, why: str, context: Context) -> tuple[tuple[NewFact, ...], Comment, PostComment]:
    """The offer to the next: the facts with the dates that move along, what everybody is told, and the offer itself.

    The work starts at the earliest the day after the answer, and has as many business days as was promised (domain: the runner-up's date).
    """
    start = local_date(offer_until(context), context.policy) + timedelta(days=1)
    dated = same_window(case.opportunity, start, business_days(context.policy))
    moved = dated != case.opportunity
    dates = (NewFact("rescheduled", {"why": "next", **schedule_data(dated)}),) if moved else ()
    facts, comment = offer(replace(case, opportunity=dated), issue_id, context)
    again = new("moved", to=move(Kind.OPPORTUNITY, case.state, "selected"))
    told = _next_offered(case, issue_id, why, context)
    window: dict[str, Value] = {"moved": moved, "start": day(dated.work_start), "delivery": day(dated.delivery)}
    return (given_back(case, why), *dates, *facts, again), Comment("next_offered", {**told, **window}), comment


def _next_offered(case: Case, issue_id: int, why: str, context: Context) -> dict[str, Value]:
    """Everybody can see that the drawn order goes on, and verify whose ticket is next."""
    application = case.application(issue_id)
    assert application is not None
    return {
        "reason": REASONS[why],
        "number": application.number,
        "issue_id": issue_id,
        "login": application.applicant.login,
        "place": case.evaluation.order.index(issue_id) + 1,
        "salt": ticket_salt(context.secrets.applicant_order, issue_id).hex(),
        "until": moment(offer_until(context), context.policy.time_zone),
    }


def pass_on(case: Case, why: str, context: Context, answer: Comment | None) -> Outcome:
    """The offer goes to the next in the order by itself; when nobody is left, the team is asked what becomes of the opportunity."""
    assert case.offer is not None
    left, told = next_in_order(case), _told(case, why)
    if left is None:
        comment = Comment("nobody_next", {"mentions": context.mentions(Role.MAINTAINER), "reason": REASONS[why]})
        gone = new("withdrawn_offer", issue_id=case.offer.issue_id)
        return Outcome((given_back(case, why), gone), answer, (post(case.target, comment), *told))
    facts, everybody, comment_there = offer_next(case, left, why, context)
    return Outcome(facts, answer, (post(case.target, everybody), comment_there, *told))


def _told(case: Case, why: str) -> tuple[Effect, ...]:
    """Whoever did not answer, or could not begin, is told on their own application; whoever declined has been answered there."""
    assert case.offer is not None
    application = case.application(case.offer.issue_id)
    assert application is not None
    if why == "declined":
        return ()
    fields: dict[str, Value] = {"supplier": mention(application.applicant), "agreed": why == "unseen"}
    return (post(case.thread(application), Comment("lapsed", fields, application.language)),)


def lapse(case: Case, due: Due, context: Context) -> Outcome:
    """No answer in time: the offer lapses."""
    return pass_on(case, "lapsed", context, None)


def unseen(case: Case, due: Due, context: Context) -> Outcome:
    """The approvals of a federal employee were not seen by the day the work starts: the offer lapses (FAQ)."""
    return pass_on(case, "unseen", context, None)
