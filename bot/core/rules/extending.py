"""Extending the call: closing moves, and selection, start and delivery along with it. Never moves a delivery date alone (`amending.py`)."""

from datetime import date, timedelta

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.criteria.dates import fiscal_end
from bot.core.effects import CloseIssue, Effect
from bot.core.facts import NewFact, Visibility
from bot.core.opportunity import Opportunity
from bot.core.people import Role
from bot.core.policy import Policy
from bot.core.rules.evaluating import thread
from bot.core.rules.hands import BOTH_SIDES, has_applied, not_yours
from bot.core.rules.questions import applicants
from bot.core.scene import Answer, Context, Outcome, Refusal, Scene, mention, new, refuse
from bot.core.schedule import call_data, call_moments, schedule_data
from bot.core.states import Kind, move
from bot.core.text import Text, day, moment

A_WEEK = 5
"""Business days by which the pilot extended its call."""

FARTHEST = timedelta(days=90)
"""From the date that was planned: whoever needs longer has another opportunity, with another price and other dates."""

NOT_LATER = Text(
    "Closing is set for {closing}: only a later date extends it.",
    "La clôture est prévue {closing} : il faut une date plus tardive.",
)
PAST = Text("That day is over.", "Ce jour est passé.")
TOO_FAR = Text(
    "That is more than {days} days after the closing that was planned, {closing}.",
    "C’est plus de {days} jours après la clôture prévue, {closing}.",
)
NEXT_YEAR = Text(
    "Delivery would move to {delivery}, and this year’s funds pay for what is delivered and paid by {end}.",
    "La livraison aurait lieu {delivery}. Or, les fonds de l’exercice servent à ce qui est livré et payé au plus tard {end}.",
)
CANCEL_IT = Text(
    "If no earlier date will do, cancel with `/cancel REASON`, and run it again with other dates.",
    "Si aucune date plus proche ne convient, annulez par `/annuler RAISON` et relancez l’appel avec d’autres dates.",
)
UNSEALED = Text(
    "The evaluators have the applications already: the call can’t be opened again.",
    "Les évaluateurs ont déjà les candidatures : l’appel ne peut plus être rouvert.",
)
END_IT = Text(
    "You can end it with `/close REASON`; a new opportunity can be filed at any time.",
    "Vous pouvez y mettre fin par `/clore RAISON`; une nouvelle opportunité peut être déposée en tout temps.",
)
WHILE_OPEN = Text(
    "The closing moves while the call is open, or until the evaluators have the applications.",
    "La clôture se reporte tant que l’appel est ouvert, ou jusqu’à ce que les évaluateurs aient les candidatures.",
)


def extend_closing(case: Case, command: Command, scene: Scene) -> Answer:
    """The closing moves to a later day; after closing, before anybody has read the applications, the call opens again."""
    refusal = _not_now(case, scene)
    if refusal:
        return refusal
    closing = date.fromisoformat(str(command.arguments["date"]))
    reasons = tuple(_against(case, closing, scene.context))
    if reasons:
        example = suggested(case, scene.context).isoformat()
        return Refusal(reasons, CANCEL_IT, Text(f"/extend closing {example}", f"/prolonger clôture {example}"))
    later = case.opportunity.moved_to(closing)
    facts = (*moved_along(case, later, "extended", scene.policy), *_reopened(case))
    return Outcome(facts, _extended(case, later, scene), _set_aside(case))


def _not_now(case: Case, scene: Scene) -> Refusal | None:
    """Who may, and until when: the team, none of whom has applied, until the applications are read."""
    if case.state not in ("open", "evaluation"):
        return refuse(WHILE_OPEN)
    if has_applied(case, scene.actor):
        return refuse(BOTH_SIDES)
    if case.evaluation.letters:
        return refuse(UNSEALED, END_IT)
    return not_yours(case, scene, (Role.MAINTAINER,))


def _against(case: Case, closing: date, context: Context) -> list[Text]:
    """Every reason against a date, at once."""
    now, policy = case.opportunity, context.policy
    if closing > now.closing + FARTHEST:
        return [TOO_FAR.format(days=FARTHEST.days, closing=day(now.closing))]
    later, end = now.moved_to(closing), fiscal_end(context.today, policy.dates.fiscal_year_end)
    fits = _paid_by(now, policy) > end or _paid_by(later, policy) <= end
    reasons = (
        (closing <= now.closing, NOT_LATER.format(closing=day(now.closing))),
        (closing < context.today, PAST),
        (not fits, NEXT_YEAR.format(delivery=day(later.delivery), end=day(end))),
    )
    return [sentence for stands, sentence in reasons if stands]


def _paid_by(opportunity: Opportunity, policy: Policy) -> date:
    """When what is delivered on its date is to be paid; a case that was past the year's end already has its funds."""
    return business_days(policy).add_business_days(opportunity.delivery, policy.dates.payment)


def suggested(case: Case, context: Context) -> date:
    """A date to copy: a business day, a week after the closing that was planned, or after today."""
    return business_days(context.policy).add_business_days(max(case.opportunity.closing, context.today), A_WEEK)


def moved_along(case: Case, later: Opportunity, why: str, policy: Policy) -> tuple[NewFact, ...]:
    """The facts by which the closing moves, and all that follows it."""
    flag = () if "extended" in case.flags else (new("flagged", flag="extended"),)
    return (new("rescheduled", why=why, **schedule_data(later), **call_data(later, policy)), *flag)


def _reopened(case: Case) -> tuple[NewFact, ...]:
    """What a closed call needs beside another date: it opens again, and interests are declared anew when all have applied."""
    if case.state == "open":
        return ()
    undeclared = (NewFact("undeclared", {}, Visibility.SECRET),) if case.evaluation.declared else ()
    return (*undeclared, new("moved", to=move(Kind.OPPORTUNITY, case.state, "open")))


def _set_aside(case: Case) -> tuple[Effect, ...]:
    """The evaluation's issue, if there is one, is closed until the call is; it is opened again then."""
    return (CloseIssue("", thread(case), "not_planned"),) if case.state == "evaluation" and case.evaluation.number else ()


def _extended(case: Case, later: Opportunity, scene: Scene) -> Comment:
    calendar = business_days(scene.policy)
    closing, until = call_moments(later, scene.policy)
    off = not calendar.is_business_day(later.closing)
    again = case.state == "evaluation"
    missed = tuple(one.applicant for one in case.applications if again and one.state == "late")
    told = {person.id: person for person in (*applicants(case), *missed)}
    fields: dict[str, Value] = {
        "again": again,
        "before": day(case.opportunity.closing),
        "closing": moment(closing, scene.policy.time_zone),
        "questions_until": moment(until, scene.policy.time_zone),
        "selection": day(later.selection),
        "delivery": day(later.delivery),
        "day_off": calendar.add_business_days(later.closing, 1).isoformat() if off else None,
        "late": bool(missed),
        "mentions": tuple(mention(person) for person in told.values()),
    }
    return Comment("extended", fields)
