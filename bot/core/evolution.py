"""What each kind of fact means for a case.

`evolve(case, fact)` is the only way in which a case changes. Never decides: it believes every fact.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from bot.core.case import Case, Funds
from bot.core.clocks import Clocks
from bot.core.effects import Target
from bot.core.evolution_after_closing import AFTER_CLOSING, account
from bot.core.evolution_of_call import OF_CALL
from bot.core.evolution_of_clocks import OF_CLOCKS
from bot.core.evolution_of_preparation import OF_PREPARATION
from bot.core.evolution_of_remedies import OF_REMEDIES
from bot.core.evolution_of_the_contract import OF_THE_CONTRACT
from bot.core.facts import Fact
from bot.core.people import Role
from bot.core.preparation import Preparation
from bot.core.record import KEPT
from bot.core.snapshot import read_opportunity
from bot.core.states import Kind, move


def _filed(fact: Fact) -> Case:
    key, data = fact.case, fact.data
    target = Target(key.repository_id, data["repository"], data["number"], key.issue_id)
    return Case(
        key,
        target,
        move(Kind.OPPORTUNITY, None, "requested"),
        read_opportunity(data["opportunity"]),
        account(data["client"]),
        data["language"],
        body_hash=data["body_hash"],
        clocks=Clocks(since=fact.cause.at),
        visited=("requested",),
        preparation=Preparation(filed_at=fact.cause.at),
    )


def _moved(case: Case, fact: Fact) -> Case:
    waiting = {issue: until for issue, until in case.restore_at.items() if issue != str(case.key.issue_id)}
    to = fact.data["to"]
    moved = replace(case, state=to, state_before=case.state, visited=(*case.visited, to), restore_at=waiting)
    return replace(moved, clocks=case.clocks.anew(fact.cause.at))


def _edited(case: Case, fact: Fact) -> Case:
    """Approvals and funds were for another text; of the waivers those stay whose finding sees the same."""
    waived = {one: case.waived[one] for one in fact.data["waived"]}
    read = replace(case, opportunity=read_opportunity(fact.data["opportunity"]), body_hash=fact.data["body_hash"])
    return replace(read, approvals=(), funds=Funds(), waived=waived, unreadable=False)


def _unreadable(case: Case, fact: Fact) -> Case:
    return replace(case, body_hash=fact.data["body_hash"], approvals=(), funds=Funds(), unreadable=True)


def _approved(case: Case, fact: Fact) -> Case:
    return replace(case, approvals=(*case.approvals, (Role(fact.data["role"]), account(fact.data["by"]))))


def _returned(case: Case, _fact: Fact) -> Case:
    return replace(case, approvals=(), funds=Funds())


def _waived(case: Case, fact: Fact) -> Case:
    return replace(case, waived={**case.waived, fact.data["finding"]: fact.data["reason"]})


def _flagged(case: Case, fact: Fact) -> Case:
    return replace(case, flags=case.flags | {fact.data["flag"]})


def _unflagged(case: Case, fact: Fact) -> Case:
    return replace(case, flags=case.flags - {fact.data["flag"]})


def _committed(case: Case, fact: Fact) -> Case:
    return replace(case, funds=replace(case.funds, committed_by=account(fact.data["by"])))


def _reserved(case: Case, fact: Fact) -> Case:
    return replace(case, funds=replace(case.funds, number=fact.data["number"], amount=fact.data["amount"]))


def _released(case: Case, _fact: Fact) -> Case:
    return replace(case, funds=Funds())


def _assigned(case: Case, fact: Fact) -> Case:
    """A new client; or a new evaluator beside those who have declared no interest."""
    person = account(fact.data["person"])
    if fact.data["role"] == Role.CLIENT:
        return replace(case, client=person)
    interested = {who for who, interest in case.evaluation.declared if interest}
    return replace(case, evaluators=(*(one for one in case.assessors if one.id not in interested), person))


def _stalled(case: Case, fact: Fact) -> Case:
    what = fact.data["what"]
    return replace(case, stalled=what, stalled_until=fact.data["until"], stalls=case.stalls | {what})


def _retried(case: Case, _fact: Fact) -> Case:
    """Whatever is asked again is a fact of its own, beside this one."""
    evaluation = replace(case.evaluation, asked=False) if case.stalled == "OpenIssue" else case.evaluation
    return replace(case, stalled="", stalled_until="", evaluation=evaluation)


def _unlabelled(case: Case, fact: Fact) -> Case:
    return replace(case, restore_at={**case.restore_at, str(fact.data["issue_id"]): fact.data["until"]})


def _relabelled(case: Case, fact: Fact) -> Case:
    return replace(case, restore_at={key: until for key, until in case.restore_at.items() if key != str(fact.data["issue_id"])})


def _gone(case: Case, fact: Fact) -> Case:
    return replace(case, gone=case.gone | {fact.data["issue_id"]})


def _noted(case: Case, _fact: Fact) -> Case:
    return case


EVOLUTIONS: Mapping[str, Callable[[Case, Fact], Case]] = {
    "moved": _moved,
    "edited": _edited,
    "unreadable": _unreadable,
    "approved": _approved,
    "returned": _returned,
    "waived": _waived,
    "flagged": _flagged,
    "unflagged": _unflagged,
    "committed": _committed,
    "reserved": _reserved,
    "released": _released,
    "drawn": _noted,
    "assigned": _assigned,
    "stalled": _stalled,
    "retried": _retried,
    "unlabelled": _unlabelled,
    "relabelled": _relabelled,
    "gone": _gone,
    "ended": _noted,
    KEPT: _noted,
    **AFTER_CLOSING,
    **OF_CALL,
    **OF_CLOCKS,
    **OF_PREPARATION,
    **OF_REMEDIES,
    **OF_THE_CONTRACT,
}
"""What each kind of fact means for a case; `filed` begins one. A kind that is missing here is a bug, and raises `KeyError`."""


def evolve(case: Case | None, fact: Fact) -> Case:
    """The case after a fact; a case begins with `filed`."""
    after = _filed(fact) if case is None else EVOLUTIONS[fact.kind](case, fact)
    return replace(after, seq=fact.seq, head=fact.hash, record=after.record.with_fact(fact))


def fold(facts: Iterable[Fact], case: Case | None = None) -> Case | None:
    """The case that its facts tell; none without any."""
    for fact in facts:
        case = evolve(case, fact)
    return case
