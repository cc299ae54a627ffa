"""An opportunity's and an application's answers as facts record them: plain JSON, and back again.

Never judges what it reads: a fact was checked before it was written.
"""

from datetime import date
from typing import Any

from bot.core.application import Answers
from bot.core.facts import Data
from bot.core.opportunity import Declaration, Opportunity, Organisation
from bot.core.text import Text


def _pair(text: Text) -> list[str]:
    return [text.en, text.fr]


def _text(pair: list[str]) -> Text:
    return Text(pair[0], pair[1])


def opportunity_data(opportunity: Opportunity) -> dict[str, Any]:
    """The opportunity as JSON: texts as [en, fr], dates as YYYY-MM-DD, money in cents, work in minutes."""
    return {
        "title": _pair(opportunity.title),
        "summary": _pair(opportunity.summary),
        "description": _pair(opportunity.description),
        "acceptance": [_pair(item) for item in opportunity.acceptance],
        "evaluation": [_pair(item) for item in opportunity.evaluation],
        "skills": list(opportunity.skills),
        "licence": opportunity.licence,
        "price": opportunity.price,
        "work_minutes": opportunity.work_minutes,
        "hourly_rate": opportunity.hourly_rate,
        "closing": opportunity.closing.isoformat(),
        "selection": opportunity.selection.isoformat(),
        "start": opportunity.start.isoformat() if opportunity.start else None,
        "delivery": opportunity.delivery.isoformat(),
        "organisation": opportunity.organisation.value,
        "repository": opportunity.repository,
        "declarations": sorted(one.value for one in opportunity.declarations),
    }


def read_opportunity(data: Data) -> Opportunity:
    """The opportunity that a fact recorded."""
    return Opportunity(
        title=_text(data["title"]),
        summary=_text(data["summary"]),
        description=_text(data["description"]),
        acceptance=tuple(_text(item) for item in data["acceptance"]),
        evaluation=tuple(_text(item) for item in data["evaluation"]),
        skills=tuple(data["skills"]),
        licence=data["licence"],
        price=data["price"],
        work_minutes=data["work_minutes"],
        hourly_rate=data["hourly_rate"],
        closing=date.fromisoformat(data["closing"]),
        selection=date.fromisoformat(data["selection"]),
        start=date.fromisoformat(data["start"]) if data["start"] else None,
        delivery=date.fromisoformat(data["delivery"]),
        organisation=Organisation(data["organisation"]),
        repository=data["repository"],
        declarations=frozenset(Declaration(name) for name in data["declarations"]),
    )


def answers_data(answers: Answers) -> dict[str, Any]:
    """The application's answers as JSON."""
    return {
        "opportunity": answers.opportunity,
        "statement": list(answers.statement),
        "numbered": answers.numbered,
        "agreed": sorted(answers.agreed),
        "language": answers.language,
    }


def read_answers(data: Data) -> Answers:
    """The answers that a fact recorded."""
    return Answers(
        opportunity=data["opportunity"],
        statement=tuple(data["statement"]),
        numbered=data["numbered"],
        agreed=frozenset(data["agreed"]),
        language=data["language"],
    )
