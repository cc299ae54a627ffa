"""What each kind of fact means for the call and its applications: questions, addenda, receipts, edits, closing.

Never decides: it believes every fact.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.application import Application
from bot.core.call import Addendum, Call, Draft, Question
from bot.core.case import Case
from bot.core.evolution_after_closing import account
from bot.core.facts import Fact, read_instant
from bot.core.people import Role
from bot.core.snapshot import read_answers
from bot.core.states import Kind, move


def _published(case: Case, fact: Fact) -> Case:
    closing, until = read_instant(fact.data["closing"]), read_instant(fact.data["questions_until"])
    return replace(case, call=Call(fact.cause.at, closing, until, fact.data["seed_hash"]))


def _asked(case: Case, fact: Fact) -> Case:
    question = Question(fact.data["id"], fact.cause.by, fact.data["url"], fact.data["words"], fact.data["late"])
    return replace(case, questions=(*case.questions, question))


def _answered(case: Case, fact: Fact) -> Case:
    told, en, fr = frozenset(fact.data["told"]), fact.data["en"], fact.data["fr"]
    questions = tuple(
        replace(one, en=en or one.en, fr=fr or one.fr, told=told or one.told) if one.id == fact.data["id"] else one
        for one in case.questions
    )
    return replace(case, questions=questions)


def _call(case: Case, **changes: Any) -> Case:
    return replace(case, call=replace(case.call, **changes)) if case.call else case


def _addendum_drafted(case: Case, fact: Fact) -> Case:
    sides = frozenset(Role(side) for side in fact.data["sides"])
    return _call(case, draft=Draft(fact.data["en"], fact.data["fr"], account(fact.data["by"]), sides))


def _addendum_issued(case: Case, fact: Fact) -> Case:
    addendum = Addendum(fact.data["number"], fact.cause.at, fact.data["en"], fact.data["fr"])
    return _call(case, draft=None, addenda=(*case.call.addenda, addendum)) if case.call else case


def _applied(case: Case, fact: Fact) -> Case:
    data = fact.data
    application = Application(
        data["issue_id"],
        data["number"],
        account(data["applicant"]),
        move(Kind.APPLICATION, None, data["state"]),
        data["language"],
        data["received_at"],
        body_hash=data["body_hash"],
        on_behalf=data["on_behalf"],
    )
    return replace(case, applications=(*case.applications, application))


def _change(case: Case, issue_id: int, **changes: Any) -> Case:
    applications = tuple(replace(one, **changes) if one.issue_id == issue_id else one for one in case.applications)
    return replace(case, applications=applications)


def _stated(case: Case, fact: Fact) -> Case:
    answers = read_answers(fact.data["answers"]) if fact.data["answers"] else None
    return _change(case, fact.data["issue_id"], answers=answers)


def _edit_noted(case: Case, fact: Fact) -> Case:
    """An edit of the opportunity's text, or of an application's: of that, the version that counts is kept apart from the last one noted."""
    issue_id, body_hash = fact.data["issue_id"], fact.data["body_hash"]
    if issue_id == case.key.issue_id:
        return replace(case, body_hash=body_hash)
    return _change(case, issue_id, **{"body_hash" if fact.data["counts"] else "noted_hash": body_hash})


def _application_moved(case: Case, fact: Fact) -> Case:
    moved = case.application(fact.data["issue_id"])
    before = moved.state if moved else ""
    return _change(case, fact.data["issue_id"], state=fact.data["to"], state_before=before, moved_at=fact.cause.at)


def _closed(case: Case, fact: Fact) -> Case:
    return replace(case, closed_at=fact.cause.at)


def _swept(case: Case, fact: Fact) -> Case:
    return _call(case, swept_at=fact.cause.at)


def _frozen(case: Case, fact: Fact) -> Case:
    return _call(case, frozen_at=fact.cause.at)


OF_CALL: Mapping[str, Callable[[Case, Fact], Case]] = {
    "published": _published,
    "asked": _asked,
    "answered": _answered,
    "addendum_drafted": _addendum_drafted,
    "addendum_issued": _addendum_issued,
    "applied": _applied,
    "stated": _stated,
    "edit_noted": _edit_noted,
    "application_moved": _application_moved,
    "closed": _closed,
    "swept": _swept,
    "frozen": _frozen,
}
"""Kind of fact → what it makes of the case."""
