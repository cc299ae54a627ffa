"""A complaint to the ombudsman is known: it is on the record, and everything of the case is kept. Never says what it is about."""

from datetime import date

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import local_date
from bot.core.people import Role
from bot.core.scene import Answer, Outcome, Scene, mention, new
from bot.core.text import day

COMPLAINT_DAYS = 30
"""Working days from the award within which the Office of the Procurement Ombudsman takes a complaint (its Regulations)."""


def complain(case: Case, command: Command, scene: Scene) -> Answer:
    """Procurement has heard of a complaint: the flag is raised, nothing is disposed of, and the award's date and limit are named."""
    flagged = () if "complaint" in case.flags else (new("flagged", flag="complaint"),)
    awarded = local_date(case.awarded_at, scene.policy) if case.awarded_at else None
    fields: dict[str, Value] = {
        "by": scene.actor.login,
        "url": scene.url,
        "awarded": day(awarded) if awarded else None,
        "until": day(_limit(awarded, scene)) if awarded else None,
        "days": COMPLAINT_DAYS,
        "complaints": scene.policy.complaints,
        "mentions": (*scene.context.mentions(Role.MAINTAINER), *(mention(one) for one in case.clients)),
    }
    return Outcome((new("complained", by=scene.actor, url=scene.url), *flagged), Comment("complained", fields))


def _limit(awarded: date, scene: Scene) -> date:
    return business_days(scene.policy).add_business_days(awarded, COMPLAINT_DAYS)
