"""Threads that people close, delete or move away: what counts stands on the record, and closing an issue by hand ends nothing.

Never closes an issue (the ends of a case do), and never follows one to another repository.
"""

from bot.core.application import Application
from bot.core.case import Case
from bot.core.commands import BY_NAME
from bot.core.comments import Comment, Value
from bot.core.effects import KeepNotice, ReopenIssue
from bot.core.events import Closed, Gone
from bot.core.people import Role
from bot.core.scene import NOTHING, Context, Outcome, mention, new, post
from bot.core.states import BEFORE_OPENING, Kind, state_of
from bot.core.text import Text

DELETED = Text("deleted", "supprimé")
TRANSFERRED = Text("moved to another repository", "transféré dans un autre dépôt")
HOW = {"deleted": DELETED, "transferred": TRANSFERRED}

ENDS = (*((state, "stop") for state in BEFORE_OPENING), *((state, "cancel") for state in ("open", "evaluation", "selected")))
"""The command that ends a case, by its state, where people close its issue instead; later, the contract has ways of its own."""

STILL_COUNTS = ("received", "incomplete", "evaluated")
"""An application that closing its issue takes nothing from."""


def closed(case: Case, event: Closed) -> Outcome:
    """Closing by hand ends nothing: the opportunity is opened again, an applicant is told what takes an application back."""
    application = case.application(event.subject.target.issue_id)
    if application:
        return _application_closed(application) if application.state in STILL_COUNTS else NOTHING
    state = state_of(Kind.OPPORTUNITY, case.state)
    if event.subject.target.issue_id != case.key.issue_id or state.final or case.state == "terminated":
        return NOTHING
    row = next((BY_NAME[command] for ends, command in ENDS if ends == case.state), None)
    example = Text(row.example("en"), row.example("fr")) if row else None
    fields: dict[str, Value] = {"person": mention(event.actor), "state": state.name, "example": example}
    return Outcome((), Comment("closed_by_hand", fields), (ReopenIssue("", case.target),))


def _application_closed(application: Application) -> Outcome:
    return Outcome((), Comment("application_closed_by_hand", {"applicant": mention(application.applicant)}, application.language))


def gone(case: Case, event: Gone, context: Context) -> Outcome:
    """An issue is away: nothing is said there any more; what it held stays on the record, and the team is told where it can be read."""
    issue_id = event.subject.target.issue_id
    if issue_id in case.gone:
        return NOTHING
    fact = new("gone", issue_id=issue_id, how=event.how)
    application = case.application(issue_id)
    if application:
        return Outcome((fact,), effects=(post(case.target, _application_gone(application, event, context)),))
    if issue_id != case.key.issue_id:
        return NOTHING
    return Outcome((fact,), effects=(_opportunity_gone(case, event, context),))


def _application_gone(application: Application, event: Gone, context: Context) -> Comment:
    fields: dict[str, Value] = {
        "number": application.number,
        "how": HOW[event.how],
        "by": event.actor.login,
        "counts": application.state in STILL_COUNTS,
        "mentions": context.mentions(Role.MAINTAINER),
    }
    return Comment("application_gone", fields)


def _opportunity_gone(case: Case, event: Gone, context: Context) -> KeepNotice:
    """The opportunity's own thread is away: an issue of its own tells the team."""
    number = case.target.number
    fields: dict[str, Value] = {
        "number": number,
        "how": HOW[event.how],
        "by": event.actor.login,
        "state": state_of(Kind.OPPORTUNITY, case.state).name,
        "mentions": context.mentions(Role.MAINTAINER, Role.PROCUREMENT),
    }
    title = f"Opportunity {number} is gone / L’opportunité {number} n’est plus là"
    return KeepNotice("", case.target.repository, f"gone-{number}", title, Comment("opportunity_gone", fields))
