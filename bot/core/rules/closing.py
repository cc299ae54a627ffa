"""Closing: at the second the call takes nothing more; 90 s later, once GitHub was asked what came in, the applications are counted.

Never reads an application, and never decides who was in time (`applying.py` does, by GitHub's timestamps).
"""

from bot.core.application import Application
from bot.core.case import Case
from bot.core.comments import Comment, Value
from bot.core.deadlines.threads import RETRY_AFTER
from bot.core.effects import Effect, OpenIssue, ReopenIssue
from bot.core.events import Due
from bot.core.facts import NewFact, Visibility, instant
from bot.core.people import Role
from bot.core.rules.evaluating import thread
from bot.core.rules.extending import suggested
from bot.core.scene import Context, Outcome, mention, new, post, quoted
from bot.core.states import Kind, move
from bot.core.text import day


def close(case: Case, due: Due, context: Context) -> Outcome:
    """The last second is over. The label says so at once; what it means for everybody is said when all is known."""
    return Outcome((new("closed"), new("moved", to=move(Kind.OPPORTUNITY, case.state, "evaluation"))))


def swept(case: Case, due: Due, context: Context) -> Outcome:
    """GitHub was asked what came in: whatever no webhook told of waits to be handled before the count."""
    return Outcome((NewFact("swept", {}, Visibility.SECRET),))


def freeze(case: Case, due: Due, context: Context) -> Outcome:
    """The applications are counted and announced, and the evaluation's issue is opened where the evaluators can read."""
    complete = received(case)
    counts: dict[str, Value] = {"complete": len(complete), "incomplete": sum(one.state == "incomplete" for one in case.applications)}
    frozen = new("frozen", received=[one.issue_id for one in complete])
    asked, effects = evaluation_begins(case, context, len(complete))
    return Outcome((frozen, *asked), Comment("closed", {**counts, **_after_closing(case, context, len(complete))}), effects)


def received(case: Case) -> tuple[Application, ...]:
    """The applications that are complete and wait to be evaluated."""
    return tuple(one for one in case.applications if one.state == "received")


def _after_closing(case: Case, context: Context, complete: int) -> dict[str, Value]:
    """Whom the count concerns: with nothing to evaluate, the team is asked what becomes of the opportunity."""
    asked = () if complete else context.mentions(Role.MAINTAINER)
    return {"selection": day(case.opportunity.selection), "later": suggested(case, context).isoformat(), "mentions": asked}


def evaluation_begins(case: Case, context: Context, complete: int) -> tuple[tuple[NewFact, ...], tuple[Effect, ...]]:
    """The evaluation's issue, if there is anything to evaluate: one for a case, opened again after the call was."""
    if not complete:
        return (), ()
    if not case.evaluation.number:
        return ((), ()) if case.evaluation.asked else _asked(case, context, complete)
    again = ReopenIssue("", thread(case))
    return (), (again, post(thread(case), Comment("evaluation_again", _evaluation_fields(case, context, complete))))


def evaluation_again(case: Case, context: Context) -> tuple[tuple[NewFact, ...], tuple[Effect, ...]]:
    """The same, asked for once more; nothing, where everything was withdrawn meanwhile."""
    complete = len(received(case))
    return _asked(case, context, complete) if complete else ((), ())


def _asked(case: Case, context: Context, complete: int) -> tuple[tuple[NewFact, ...], tuple[Effect, ...]]:
    """Asks GitHub for the issue; where the policy names no repository, the team is told once, and it is looked at every hour."""
    where = context.policy.evaluation_repository
    if where is not None:
        title = f"Evaluation of opportunity {case.target.number} / Évaluation de l’opportunité {case.target.number}"
        opened = OpenIssue("", where, title, Comment("evaluation_opened", _evaluation_fields(case, context, complete)))
        return (NewFact("evaluation_asked", {}, Visibility.SECRET),), (opened,)
    stalled = NewFact("stalled", {"what": "OpenIssue", "until": instant(context.now + RETRY_AFTER)}, Visibility.SECRET)
    fields: dict[str, Value] = {"mentions": context.mentions(Role.MAINTAINER), "selection": day(case.opportunity.selection)}
    told = () if "OpenIssue" in case.stalls else (post(case.target, Comment("no_evaluation_repository", fields)),)
    return (stalled,), told


def _evaluation_fields(case: Case, context: Context, complete: int) -> dict[str, Value]:
    criteria: tuple[Value, ...] = tuple(
        {"number": n, "en": quoted(one.en), "fr": quoted(one.fr)} for n, one in enumerate(case.opportunity.evaluation, 1)
    )
    return {
        "number": case.target.number,
        "url": f"{context.site}/{case.target.repository}/issues/{case.target.number}",
        "selection": day(case.opportunity.selection),
        "title_en": quoted(case.opportunity.title.en),
        "title_fr": quoted(case.opportunity.title.fr),
        "criteria": criteria,
        "evaluators": tuple(mention(person) for person in case.assessors),
        "applications": complete,
    }
