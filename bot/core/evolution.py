"""What each kind of fact means for a case.

`evolve(case, fact)` is the only way in which a case changes. Never decides: it believes every fact.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.application import Application
from bot.core.award import Offer, Verdict
from bot.core.case import Call, Case, Funds, Question
from bot.core.delivery import Assessment
from bot.core.effects import Target
from bot.core.facts import Fact, read_instant
from bot.core.people import Person, Role
from bot.core.snapshot import read_answers, read_opportunity
from bot.core.states import Kind, move


def _filed(fact: Fact) -> Case:
    key, data = fact.case, fact.data
    target = Target(key.repository_id, data["repository"], data["number"], key.issue_id)
    return Case(
        key,
        target,
        move(Kind.OPPORTUNITY, None, "requested"),
        read_opportunity(data["opportunity"]),
        _person(data["client"]),
        data["language"],
        body_hash=data["body_hash"],
    )


def _person(data: list[Any]) -> Person:
    return Person(data[0], data[1])


def _moved(case: Case, fact: Fact) -> Case:
    waiting = {issue: until for issue, until in case.restore_at.items() if issue != str(case.key.issue_id)}
    return replace(case, state=fact.data["to"], state_before=case.state, restore_at=waiting)


def _edited(case: Case, fact: Fact) -> Case:
    """Approvals and funds were for another text; of the waivers those stay whose finding sees the same."""
    waived = {one: case.waived[one] for one in fact.data["waived"]}
    read = replace(case, opportunity=read_opportunity(fact.data["opportunity"]), body_hash=fact.data["body_hash"])
    return replace(read, approvals=(), funds=Funds(), waived=waived, unreadable=False)


def _unreadable(case: Case, fact: Fact) -> Case:
    return replace(case, body_hash=fact.data["body_hash"], approvals=(), funds=Funds(), unreadable=True)


def _approved(case: Case, fact: Fact) -> Case:
    return replace(case, approvals=(*case.approvals, (Role(fact.data["role"]), _person(fact.data["by"]))))


def _returned(case: Case, _fact: Fact) -> Case:
    return replace(case, approvals=(), funds=Funds())


def _waived(case: Case, fact: Fact) -> Case:
    return replace(case, waived={**case.waived, fact.data["finding"]: fact.data["reason"]})


def _flagged(case: Case, fact: Fact) -> Case:
    return replace(case, flags=case.flags | {fact.data["flag"]})


def _unflagged(case: Case, fact: Fact) -> Case:
    return replace(case, flags=case.flags - {fact.data["flag"]})


def _committed(case: Case, fact: Fact) -> Case:
    return replace(case, funds=replace(case.funds, committed_by=_person(fact.data["by"])))


def _reserved(case: Case, fact: Fact) -> Case:
    return replace(case, funds=replace(case.funds, number=fact.data["number"], amount=fact.data["amount"]))


def _released(case: Case, _fact: Fact) -> Case:
    return replace(case, funds=Funds())


def _published(case: Case, fact: Fact) -> Case:
    closing, until = read_instant(fact.data["closing"]), read_instant(fact.data["questions_until"])
    return replace(case, call=Call(fact.cause.at, closing, until, fact.data["seed_hash"]))


def _asked(case: Case, fact: Fact) -> Case:
    question = Question(fact.data["id"], fact.cause.by, fact.data["url"], fact.data["words"], fact.data["late"])
    return replace(case, questions=(*case.questions, question))


def _answered(case: Case, fact: Fact) -> Case:
    questions = tuple(
        replace(one, en=fact.data["en"] or one.en, fr=fact.data["fr"] or one.fr) if one.id == fact.data["id"] else one
        for one in case.questions
    )
    return replace(case, questions=questions)


def _applied(case: Case, fact: Fact) -> Case:
    state = move(Kind.APPLICATION, None, fact.data["state"])
    application = Application(
        fact.data["issue_id"], fact.data["number"], _person(fact.data["applicant"]), state, fact.data["language"], fact.data["received_at"]
    )
    return replace(case, applications=(*case.applications, application))


def _change(case: Case, issue_id: int, **changes: Any) -> Case:
    applications = tuple(replace(one, **changes) if one.issue_id == issue_id else one for one in case.applications)
    return replace(case, applications=applications)


def _stated(case: Case, fact: Fact) -> Case:
    answers = read_answers(fact.data["answers"]) if fact.data["answers"] else None
    return _change(case, fact.data["issue_id"], answers=answers)


def _application_moved(case: Case, fact: Fact) -> Case:
    return _change(case, fact.data["issue_id"], state=fact.data["to"])


def _closed(case: Case, fact: Fact) -> Case:
    return replace(case, closed_at=fact.cause.at)


def _evaluation_opened(case: Case, fact: Fact) -> Case:
    where = {name: fact.data[name] for name in ("repository_id", "repository", "number", "issue_id")}
    return replace(case, evaluation=replace(case.evaluation, **where))


def _declared(case: Case, fact: Fact) -> Case:
    return _evaluation(case, declared=(*case.evaluation.declared, (fact.data["by"], fact.data["interest"])))


def _evaluation(case: Case, **changes: Any) -> Case:
    return replace(case, evaluation=replace(case.evaluation, **changes))


def _packaged(case: Case, fact: Fact) -> Case:
    return _evaluation(case, letters=tuple((letter, issue_id) for letter, issue_id in fact.data["letters"]))


def _evaluated(case: Case, fact: Fact) -> Case:
    verdict = Verdict(fact.data["letter"], fact.data["criterion"], fact.data["passed"], fact.data["reason"], _person(fact.data["by"]))
    kept = tuple(one for one in case.evaluation.verdicts if (one.letter, one.criterion) != (verdict.letter, verdict.criterion))
    return _evaluation(case, verdicts=(*kept, verdict))


def _confirmed(case: Case, fact: Fact) -> Case:
    return _evaluation(case, confirmed_by=_person(fact.data["by"]))


def _ticketed(case: Case, fact: Fact) -> Case:
    return _evaluation(case, ticketed=tuple(fact.data["passed"]))


def _ordered(case: Case, fact: Fact) -> Case:
    return _evaluation(case, order=tuple(fact.data["order"]))


def _offered(case: Case, fact: Fact) -> Case:
    return replace(case, offer=Offer(fact.data["issue_id"], _person(fact.data["supplier"]), fact.data["until"]))


def _agreed(case: Case, _fact: Fact) -> Case:
    return replace(case, offer=replace(case.offer, agreed=True)) if case.offer else case


def _withdrawn_offer(case: Case, _fact: Fact) -> Case:
    return replace(case, offer=None)


def _provisioned(case: Case, fact: Fact) -> Case:
    where = {name: fact.data[name] for name in ("repository_id", "repository", "url")}
    return replace(case, delivery=replace(case.delivery, **where))


def _awarded(case: Case, fact: Fact) -> Case:
    return replace(case, awarded_at=fact.cause.at)


def _submitted(case: Case, fact: Fact) -> Case:
    delivery = replace(case.delivery, pull=fact.data["pull"], head=fact.data["head"], submitted_url=fact.data["url"])
    return replace(case, delivery=delivery)


def _assessed(case: Case, fact: Fact) -> Case:
    one = Assessment(fact.data["criterion"], fact.data["met"], fact.data["reason"], fact.data["head"], _person(fact.data["by"]))
    return replace(case, delivery=replace(case.delivery, assessments=(*case.delivery.assessments, one)))


def _payment(case: Case, **changes: Any) -> Case:
    return replace(case, payment=replace(case.payment, **changes))


def _invoiced(case: Case, fact: Fact) -> Case:
    return _payment(case, invoiced_at=fact.data["at"], certified_by=None)


def _certified(case: Case, fact: Fact) -> Case:
    return _payment(case, certified_by=_person(fact.data["by"]))


def _paid(case: Case, fact: Fact) -> Case:
    return _payment(case, paid_by=_person(fact.data["by"]), method=fact.data["method"])


def _received(case: Case, _fact: Fact) -> Case:
    return _payment(case, received=True)


def _assigned(case: Case, fact: Fact) -> Case:
    """A new client; or a new evaluator beside those who have declared no interest."""
    person = _person(fact.data["person"])
    if fact.data["role"] == Role.CLIENT:
        return replace(case, client=person)
    interested = {who for who, interest in case.evaluation.declared if interest}
    return replace(case, evaluators=(*(one for one in case.assessors if one.id not in interested), person))


def _debrief_asked(case: Case, fact: Fact) -> Case:
    return replace(case, debriefs=case.debriefs | {fact.data["issue_id"]})


def _stalled(case: Case, fact: Fact) -> Case:
    return replace(case, stalled=fact.data["what"], stalled_until=fact.data["until"], stalls=case.stalls + 1)


def _retried(case: Case, _fact: Fact) -> Case:
    return replace(case, stalled="", stalled_until="")


def _unlabelled(case: Case, fact: Fact) -> Case:
    return replace(case, restore_at={**case.restore_at, str(fact.data["issue_id"]): fact.data["until"]})


def _relabelled(case: Case, fact: Fact) -> Case:
    return replace(case, restore_at={key: until for key, until in case.restore_at.items() if key != str(fact.data["issue_id"])})


def _edit_noted(case: Case, fact: Fact) -> Case:
    return replace(case, body_hash=fact.data["body_hash"]) if fact.data["issue_id"] == case.key.issue_id else case


def _noted(case: Case, _fact: Fact) -> Case:
    return case


EVOLUTIONS: Mapping[str, Callable[[Case, Fact], Case]] = {
    "moved": _moved,
    "edited": _edited,
    "unreadable": _unreadable,
    "edit_noted": _edit_noted,
    "approved": _approved,
    "returned": _returned,
    "waived": _waived,
    "flagged": _flagged,
    "unflagged": _unflagged,
    "committed": _committed,
    "reserved": _reserved,
    "released": _released,
    "published": _published,
    "asked": _asked,
    "answered": _answered,
    "applied": _applied,
    "stated": _stated,
    "application_moved": _application_moved,
    "closed": _closed,
    "evaluation_opened": _evaluation_opened,
    "declared": _declared,
    "packaged": _packaged,
    "evaluated": _evaluated,
    "confirmed": _confirmed,
    "ticketed": _ticketed,
    "drawn": _noted,
    "ordered": _ordered,
    "offered": _offered,
    "agreed": _agreed,
    "provisioned": _provisioned,
    "withdrawn_offer": _withdrawn_offer,
    "awarded": _awarded,
    "submitted": _submitted,
    "assessed": _assessed,
    "invoiced": _invoiced,
    "certified": _certified,
    "paid": _paid,
    "received": _received,
    "assigned": _assigned,
    "debrief_asked": _debrief_asked,
    "stalled": _stalled,
    "retried": _retried,
    "unlabelled": _unlabelled,
    "relabelled": _relabelled,
    "ended": _noted,
}
"""What each kind of fact means for a case; `filed` begins one. A kind that is missing here is a bug, and raises `KeyError`."""


def evolve(case: Case | None, fact: Fact) -> Case:
    """The case after a fact; a case begins with `filed`."""
    after = _filed(fact) if case is None else EVOLUTIONS[fact.kind](case, fact)
    return replace(after, seq=fact.seq, head=fact.hash)


def fold(facts: Iterable[Fact], case: Case | None = None) -> Case | None:
    """The case that its facts tell; none without any."""
    for fact in facts:
        case = evolve(case, fact)
    return case
