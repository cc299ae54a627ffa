"""What each kind of fact means for a case once its call has closed: evaluation, offer, award, work, payment.

Never decides: it believes every fact. `evolution.py` has the rest, and puts both together.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.award import Offer, Verdict
from bot.core.case import Case
from bot.core.contract import Contract
from bot.core.delivery import Assessment, Delivery
from bot.core.facts import Fact
from bot.core.payment import Payment
from bot.core.people import Person


def account(data: list[Any]) -> Person:
    """An account as facts write it: [id, login]."""
    return Person(data[0], data[1])


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
    """An evaluator's newest verdict replaces their own earlier one, and nobody else's."""
    verdict = Verdict(fact.data["letter"], fact.data["criterion"], fact.data["passed"], fact.data["reason"], account(fact.data["by"]))
    return replace(case, evaluation=case.evaluation.with_verdict(verdict))


def _confirmed(case: Case, fact: Fact) -> Case:
    return _evaluation(case, confirmed_by=account(fact.data["by"]))


def _unconfirmed(case: Case, _fact: Fact) -> Case:
    return _evaluation(case, confirmed_by=None, ticketed=())


def _evaluation_asked(case: Case, _fact: Fact) -> Case:
    return _evaluation(case, asked=True)


def _undeclared(case: Case, _fact: Fact) -> Case:
    """The call is open again: who had no interest in those who applied may have one in those who will; an interest stays one."""
    return _evaluation(case, declared=tuple((who, interest) for who, interest in case.evaluation.declared if interest))


def _ticketed(case: Case, fact: Fact) -> Case:
    return _evaluation(case, ticketed=tuple(fact.data["passed"]))


def _ordered(case: Case, fact: Fact) -> Case:
    return _evaluation(case, order=tuple(fact.data["order"]))


def _offered(case: Case, fact: Fact) -> Case:
    """An offer begins a contract of its own: nothing of an earlier supplier's is left in it but a dispute that is still open."""
    contract = Contract(number=case.contract.number + bool(case.offer and case.offer.agreed), dispute=case.contract.dispute)
    begun = replace(case, contract=contract, delivery=Delivery(), payment=Payment(), awarded_at=None, stalled="")
    return replace(begun, offer=Offer(fact.data["issue_id"], account(fact.data["supplier"]), fact.data["until"]))


def _agreed(case: Case, _fact: Fact) -> Case:
    return replace(case, offer=replace(case.offer, agreed=True)) if case.offer else case


def _withdrawn_offer(case: Case, _fact: Fact) -> Case:
    """Nobody is left: nothing is wanted of GitHub for this offer any more."""
    return replace(case, offer=None, stalled="")


def _provisioned(case: Case, fact: Fact) -> Case:
    where = {name: fact.data[name] for name in ("repository_id", "repository", "url")}
    return replace(case, delivery=replace(case.delivery, **where))


def _awarded(case: Case, fact: Fact) -> Case:
    return replace(case, awarded_at=fact.cause.at)


def _submitted(case: Case, fact: Fact) -> Case:
    """The client's time to assess begins anew."""
    delivery = replace(case.delivery, pull=fact.data["pull"], head=fact.data["head"], submitted_url=fact.data["url"])
    return replace(case, delivery=delivery, clocks=case.clocks.anew(fact.cause.at))


def _assessed(case: Case, fact: Fact) -> Case:
    one = Assessment(fact.data["criterion"], fact.data["met"], fact.data["reason"], fact.data["head"], account(fact.data["by"]))
    return replace(case, delivery=replace(case.delivery, assessments=(*case.delivery.assessments, one)))


def _payment(case: Case, **changes: Any) -> Case:
    return replace(case, payment=replace(case.payment, **changes))


def _invoiced(case: Case, fact: Fact) -> Case:
    return _payment(case, invoiced_at=fact.data["at"], certified_by=None)


def _certified(case: Case, fact: Fact) -> Case:
    return _payment(case, certified_by=account(fact.data["by"]))


def _paid(case: Case, fact: Fact) -> Case:
    return _payment(case, paid_by=account(fact.data["by"]), method=fact.data["method"])


def _received(case: Case, _fact: Fact) -> Case:
    return _payment(case, received=True)


AFTER_CLOSING: Mapping[str, Callable[[Case, Fact], Case]] = {
    "evaluation_asked": _evaluation_asked,
    "evaluation_opened": _evaluation_opened,
    "declared": _declared,
    "undeclared": _undeclared,
    "packaged": _packaged,
    "evaluated": _evaluated,
    "confirmed": _confirmed,
    "unconfirmed": _unconfirmed,
    "ticketed": _ticketed,
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
}
"""Kind of fact → what it makes of the case."""
