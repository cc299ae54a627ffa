"""Notices of the call and its evaluation: nobody has applied yet; the evaluation is not finished. Never moves a date."""

from bot.core.case import Case
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import days_after
from bot.core.deadlines.evaluation import PATIENCE
from bot.core.events import Due
from bot.core.people import Person, Role
from bot.core.rules.evaluating import thread
from bot.core.rules.extending import suggested
from bot.core.scene import Context, Outcome, mention, post
from bot.core.text import day, moment


def nobody_yet(case: Case, due: Due, context: Context) -> Outcome:
    """A week before closing without an application: the team is told not to worry, and how to extend."""
    assert case.call is not None
    fields: dict[str, Value] = {
        "closing": moment(case.call.closing, context.policy.time_zone),
        "later": suggested(case, context).isoformat(),
        "mentions": context.mentions(Role.MAINTAINER),
    }
    return Outcome((), Comment("no_applications", fields))


def evaluation_late(case: Case, due: Due, context: Context) -> Outcome:
    """The selection date is over: whoever the evaluation waits for is reminded, in private."""
    late, until = unfinished(case), days_after(due.due, PATIENCE, context.policy)
    who = tuple(mention(person) for person in late) or context.mentions(Role.MAINTAINER if _lacks_another(case) else Role.PROCUREMENT)
    fields: dict[str, Value] = {**_waits(case), "until": moment(until, context.policy.time_zone), "mentions": who}
    return Outcome((), None, (post(thread(case), Comment("evaluation_late", fields)),))


def evaluation_overdue(case: Case, due: Due, context: Context) -> Outcome:
    """Two business days later: procurement and the team hear of it, and can find others."""
    names = tuple(person.login for person in unfinished(case))
    fields: dict[str, Value] = {**_waits(case), "evaluators": names, "mentions": context.mentions(Role.PROCUREMENT, Role.MAINTAINER)}
    return Outcome((), None, (post(thread(case), Comment("evaluation_overdue", fields)),))


def _waits(case: Case) -> dict[str, Value]:
    """For what the evaluation waits: another evaluator, declarations and verdicts, or else the confirmation."""
    dates: dict[str, Value] = {"selection": day(case.opportunity.selection), "opportunity": case.target.number}
    return {**dates, "assign": _lacks_another(case), "verdicts": bool(unfinished(case))}


def _lacks_another(case: Case) -> bool:
    """Whether everybody has declared, and somebody an interest: another evaluator is to be assigned."""
    return not case.evaluation.letters and not unfinished(case)


def unfinished(case: Case) -> tuple[Person, ...]:
    """The evaluators who are waited for: who has not declared; then, while verdicts are missing or differ, all of them."""
    evaluation = case.evaluation
    if not evaluation.letters:
        return tuple(person for person in case.assessors if not evaluation.has_declared(person.id))
    open_ = evaluation.missing(len(case.opportunity.evaluation)) or evaluation.disputed(case.assessor_ids)
    return case.assessors if open_ else ()
