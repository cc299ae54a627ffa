"""What each kind of fact means for the clocks and the dates of a case. Never decides: it believes every fact."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.case import Case
from bot.core.facts import Fact, read_instant
from bot.core.schedule import with_schedule


def _reminded(case: Case, fact: Fact) -> Case:
    """The notice of a deadline was given."""
    said, told = case.clocks.said | {f"{fact.data['kind']}/{fact.data['due']}"}, case.clocks.told | {fact.data["kind"]}
    return replace(case, clocks=replace(case.clocks, said=said, told=told))


def _stopped(case: Case, fact: Fact) -> Case:
    stopped = {**case.clocks.stopped, fact.data["what"]: fact.cause.at}
    clocks = replace(case.clocks, stopped=stopped, stopped_at=case.clocks.stopped_at or fact.cause.at)
    return replace(case, clocks=clocks)


def _started(case: Case, fact: Fact) -> Case:
    """One thing holds the clocks no more; with the last one they go on, and the days are given back."""
    stopped = {what: since for what, since in case.clocks.stopped.items() if what != fact.data["what"]}
    given_back = case.clocks.given_back + fact.data["days"]
    clocks = replace(case.clocks, stopped=stopped, given_back=given_back)
    if not stopped:
        clocks = replace(clocks, stopped_at=None, went_on_at=fact.cause.at)
    return replace(case, clocks=clocks)


def _rescheduled(case: Case, fact: Fact) -> Case:
    """The dates are others from now on; of the call, the offer, the fork and a proposal too, where the fact says so."""
    after = replace(case, opportunity=with_schedule(case.opportunity, fact.data))
    return _with_fork_until(_with_offer_until(_with_call(after, fact), fact), fact)


def _with_call(case: Case, fact: Fact) -> Case:
    if case.call is None or "call_closing" not in fact.data:
        return case
    closing, until = read_instant(fact.data["call_closing"]), read_instant(fact.data["questions_until"])
    return replace(case, call=replace(case.call, closing=closing, questions_until=until))


def _with_offer_until(case: Case, fact: Fact) -> Case:
    until = fact.data.get("offer_until")
    return replace(case, offer=replace(case.offer, until=until)) if case.offer and until else case


def _with_fork_until(case: Case, fact: Fact) -> Case:
    contract = case.contract
    if contract.fork and fact.data.get("fork_until"):
        contract = replace(contract, fork=replace(contract.fork, until=fact.data["fork_until"]))
    if contract.proposal and fact.data.get("proposal_until"):
        contract = replace(contract, proposal=replace(contract.proposal, until=fact.data["proposal_until"]))
    return replace(case, contract=contract)


OF_CLOCKS: Mapping[str, Callable[[Case, Fact], Case]] = {
    "reminded": _reminded,
    "stopped": _stopped,
    "started": _started,
    "rescheduled": _rescheduled,
}
"""Kind of fact → what it makes of the case."""
