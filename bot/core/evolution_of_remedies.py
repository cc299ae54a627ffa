"""What each kind of fact means for a case when something is put right: a correction, a dispute, a complaint, a debrief, a failed payment.

Never decides: it believes every fact.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.case import Case, Funds
from bot.core.contract import Dispute
from bot.core.debrief import Debrief
from bot.core.delivery import Assessment
from bot.core.evolution_after_closing import account
from bot.core.facts import Fact
from bot.core.people import Role


def _corrected(case: Case, fact: Fact) -> Case:
    """The state is another, what is undone is undone, and applications that an end passed over get back the state they had."""
    for name in fact.data["undoes"]:
        case = UNDO[name](case)
    back = dict(fact.data["applications"])
    applications = tuple(replace(one, state=back.get(one.issue_id, one.state)) for one in case.applications)
    to = fact.data["to"]
    corrected = replace(case, state=to, state_before=case.state, visited=(*case.visited, to), applications=applications)
    return replace(corrected, clocks=case.clocks.anew(fact.cause.at))


def _payment(case: Case, **changes: Any) -> Case:
    return replace(case, payment=replace(case.payment, **changes))


def _earlier(case: Case) -> tuple[Assessment, ...]:
    """The verdicts on earlier submissions."""
    return tuple(one for one in case.delivery.assessments if one.head != case.delivery.head)


def _no_submission(case: Case) -> Case:
    return replace(case, delivery=replace(case.delivery, pull=None, head="", submitted_url="", assessments=_earlier(case)))


UNDO: Mapping[str, Callable[[Case], Case]] = {
    "approvals": lambda case: replace(case, approvals=()),
    "commitment": lambda case: replace(case, funds=Funds()),
    "reservation": lambda case: replace(case, funds=replace(case.funds, number="", amount=0)),
    "submission": _no_submission,
    "verdicts": lambda case: replace(case, delivery=replace(case.delivery, assessments=_earlier(case))),
    "invoice": lambda case: _payment(case, invoiced_at=""),
    "certification": lambda case: _payment(case, certified_by=None),
    "payment": lambda case: _payment(case, paid_by=None, method="", received=False),
    "release": lambda case: _payment(case, funds_released=False),
}
"""What a correction can undo."""


def _voided(case: Case, _fact: Fact) -> Case:
    """A defect was found: the invoice was for work that is not accepted any more."""
    return UNDO["certification"](UNDO["invoice"](case))


def _payment_failed(case: Case, _fact: Fact) -> Case:
    return _payment(case, failures=case.payment.failures + 1)


def _funds_released(case: Case, _fact: Fact) -> Case:
    return _payment(case, funds_released=True)


def _disputed(case: Case, fact: Fact) -> Case:
    by, side = account(fact.data["by"]), Role(fact.data["side"])
    heard = side is Role.CLIENT
    dispute = Dispute(by, Role.CLIENT if heard else Role.SUPPLIER, heard, fact.data["url"])
    return replace(case, contract=replace(case.contract, dispute=dispute))


def _heard(case: Case, _fact: Fact) -> Case:
    dispute = case.contract.dispute
    return replace(case, contract=replace(case.contract, dispute=replace(dispute, client_heard=True))) if dispute else case


def _resolved(case: Case, _fact: Fact) -> Case:
    return replace(case, contract=replace(case.contract, dispute=None))


def _complained(case: Case, _fact: Fact) -> Case:
    """Its flag says so; while it is there, nothing of the case is disposed of."""
    return case


def _debrief_asked(case: Case, fact: Fact) -> Case:
    return replace(case, debriefs=(*case.debriefs, Debrief(fact.data["issue_id"], fact.cause.at)))


def _debriefed(case: Case, fact: Fact) -> Case:
    debriefs = tuple(replace(one, given=True) if one.issue_id == fact.data["issue_id"] else one for one in case.debriefs)
    return replace(case, debriefs=debriefs)


def _relieved(case: Case, fact: Fact) -> Case:
    """Evaluators whose place another took."""
    gone = set(fact.data["evaluators"])
    return replace(case, evaluators=tuple(one for one in case.assessors if one.id not in gone))


def _set_aside(case: Case, fact: Fact) -> Case:
    """The verdicts of evaluators who take no part any more."""
    gone = set(fact.data["evaluators"])
    verdicts = tuple(one for one in case.evaluation.verdicts if one.by.id not in gone)
    return replace(case, evaluation=replace(case.evaluation, verdicts=verdicts))


OF_REMEDIES: Mapping[str, Callable[[Case, Fact], Case]] = {
    "corrected": _corrected,
    "voided": _voided,
    "payment_failed": _payment_failed,
    "funds_released": _funds_released,
    "disputed": _disputed,
    "client_heard": _heard,
    "resolved": _resolved,
    "complained": _complained,
    "debrief_asked": _debrief_asked,
    "debriefed": _debriefed,
    "relieved": _relieved,
    "verdicts_set_aside": _set_aside,
}
"""Kind of fact → what it makes of the case."""
