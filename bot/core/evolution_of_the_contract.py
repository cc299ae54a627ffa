"""What each kind of fact means for the contract: sign-off, fork, a proposed date, termination. Never decides: it believes every fact."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from bot.core.case import Case
from bot.core.contract import Fork, Proposal, Termination
from bot.core.evolution_after_closing import account
from bot.core.facts import Fact
from bot.core.people import Role


def _contract(case: Case, **changes: Any) -> Case:
    return replace(case, contract=replace(case.contract, **changes))


def _signoff(case: Case, fact: Fact) -> Case:
    asked = fact.cause.at if fact.data["step"] == "needed" else case.contract.signoff_asked
    return _contract(case, signoff=fact.data["step"], signoff_asked=asked)


def _fork_opened(case: Case, fact: Fact) -> Case:
    by = account(fact.data["by"]) if fact.data["by"] else None
    return _contract(case, fork=Fork(fact.data["until"], by))


def _discontinued(case: Case, fact: Fact) -> Case:
    """The supplier gives up: no date is on the table any more."""
    return _contract(case, fork=Fork(fact.data["until"], account(fact.data["by"]), given_up=True), proposal=None)


def _proposed(case: Case, fact: Fact) -> Case:
    side: Literal[Role.CLIENT, Role.SUPPLIER] = Role.SUPPLIER if fact.data["side"] == Role.SUPPLIER else Role.CLIENT
    proposal = Proposal(date.fromisoformat(fact.data["delivery"]), account(fact.data["by"]), side, fact.data["until"])
    return _contract(case, proposal=proposal)


def _proposal_declined(case: Case, _fact: Fact) -> Case:
    return _contract(case, proposal=None)


def _settled(case: Case, fact: Fact) -> Case:
    """Delivery is no longer in doubt: another date was agreed, or the work came, or will come in time."""
    amended = fact.cause.at if fact.data["how"] == "amended" else case.contract.amended_at
    return _contract(case, fork=None, proposal=None, amended_at=amended)


def _terminated(case: Case, fact: Fact) -> Case:
    ended = Termination(fact.data["ground"], fact.data["before"], fact.data["percent"], fact.data["most"])
    return _contract(case, termination=ended)


def _rescinded(case: Case, _fact: Fact) -> Case:
    return _contract(case, termination=None)


def _worked_after_notice(case: Case, _fact: Fact) -> Case:
    ended = case.contract.termination
    return _contract(case, termination=replace(ended, worked_after=True) if ended else None)


OF_THE_CONTRACT: Mapping[str, Callable[[Case, Fact], Case]] = {
    "signoff": _signoff,
    "fork_opened": _fork_opened,
    "discontinued": _discontinued,
    "proposed": _proposed,
    "proposal_declined": _proposal_declined,
    "settled": _settled,
    "terminated": _terminated,
    "rescinded": _rescinded,
    "worked_after_notice": _worked_after_notice,
}
"""Kind of fact → what it makes of the case."""
