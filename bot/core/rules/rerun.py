"""Running an opportunity again: the bot files a new one from this one, its dates moved along; its client stays client.

Never reopens anything, and never copies what was decided: approvals, funds and waivers are asked for anew.
"""

from dataclasses import replace
from datetime import date

from bot.core.calendar import Calendar, business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import local_date
from bot.core.effects import FileOpportunity
from bot.core.events import Performed
from bot.core.opportunity import Opportunity
from bot.core.people import Role
from bot.core.policy import Policy
from bot.core.rules.funds import publish_by
from bot.core.scene import Answer, Context, Outcome, Scene, mention, new, refuse
from bot.core.snapshot import opportunity_data
from bot.core.text import Text

TO_PREPARE = 5
"""Business days for approvals and funds before the new call opens (Annex A: section 32 alone took four)."""

AGAIN = Text("This opportunity was run again as #{number}.", "Cette opportunité a été relancée sous le numéro #{number}.")
LOOK_THERE = Text("Go on there; a further one is filed with the form.", "Continuez là-bas; une autre se dépose au moyen du formulaire.")
UNDER_WAY = Text(
    "This opportunity is being run again already: the new issue’s number follows here.",
    "Cette opportunité est déjà en cours de relance : le numéro du nouveau billet suivra ici.",
)
TITLE = "[Opportunity / Opportunité] "
LONGEST_TITLE = 250
"""Characters; GitHub takes 256 in an issue's title."""


def run_again(case: Case, command: Command, scene: Scene) -> Answer:
    """Asks for a new issue with this opportunity's answers. Its number is told once it is open."""
    asked = case.preparation.rerun
    if asked:
        return refuse(AGAIN.format(number=asked.number), LOOK_THERE) if asked.number else refuse(UNDER_WAY)
    return Outcome((new("rerun_asked", by=scene.actor),), effects=(filed_again(case, scene.context),))


def filed_again(case: Case, context: Context) -> FileOpportunity:
    """The new issue, with dates that hold if it is prepared within a week."""
    moved = moved_along(case, context.today, context.policy)
    titles = " / ".join(one for one in (moved.title.en, moved.title.fr) if one)
    return FileOpportunity("", case.target.repository, (TITLE + titles)[:LONGEST_TITLE], opportunity_data(moved))


def opened_again(case: Case, event: Performed, context: Context) -> Outcome:
    """The new issue is open: this one says which it is. What is to be done there is said there."""
    number = int(str(event.result["number"]))
    moved = moved_along(case, context.today, context.policy)
    fields: dict[str, Value] = {
        "number": number,
        "client": mention(case.client),
        "mentions": context.mentions(Role.MAINTAINER),
        "publish_by": publish_by(moved, context.policy),
    }
    return Outcome((new("rerun", number=number, issue_id=event.result["issue_id"]),), Comment("rerun", fields))


def moved_along(case: Case, today: date, policy: Policy) -> Opportunity:
    """The opportunity with closing as many business days after its opening as before, and at least the policy's minimum.

    The later dates keep their distances in business days, so that the work has as much time as it had.
    """
    calendar, old = business_days(policy), case.opportunity
    closing = calendar.add_business_days(today, TO_PREPARE + _days_open(case, calendar, policy))
    selection = calendar.add_business_days(closing, max(_distance(calendar, old.closing, old.selection), 1))
    start = calendar.add_business_days(selection, _distance(calendar, old.selection, old.work_start))
    delivery = calendar.add_business_days(start, max(_distance(calendar, old.work_start, old.delivery), 1))
    return replace(old, closing=closing, selection=selection, start=start if old.start else None, delivery=delivery)


def _days_open(case: Case, calendar: Calendar, policy: Policy) -> int:
    """The business days of the call, the closing day included; one that never opened gets the policy's minimum."""
    before = _distance(calendar, local_date(case.call.opened, policy), case.opportunity.closing) if case.call else 0
    return max(before, policy.dates.open_at_least)


def _distance(calendar: Calendar, first: date, last: date) -> int:
    """The business days after one day, up to another; 0 if they are the wrong way round."""
    return calendar.business_days_between(calendar.add_business_days(first, 1), last)
