"""What each kind of fact means for the preparation of a case: transfer, splitting, running it again.

Never decides: it believes every fact.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.case import Case
from bot.core.evolution_after_closing import account
from bot.core.facts import Fact
from bot.core.preparation import Rerun, Splitting


def _prepared(case: Case, **changes: Any) -> Case:
    return replace(case, preparation=replace(case.preparation, **changes))


def _transferred(case: Case, fact: Fact) -> Case:
    return _prepared(case, transfer=fact.data["step"])


def _suspected(case: Case, fact: Fact) -> Case:
    """More is named: the question is open (again)."""
    return _prepared(case, splitting=Splitting(case.preparation.splitting.named | frozenset(fact.data["others"])))


def _cleared(case: Case, _fact: Fact) -> Case:
    return _prepared(case, splitting=replace(case.preparation.splitting, verdict="cleared"))


def _upheld(case: Case, _fact: Fact) -> Case:
    return _prepared(case, splitting=replace(case.preparation.splitting, verdict="upheld"))


def _rerun_asked(case: Case, fact: Fact) -> Case:
    return _prepared(case, rerun=Rerun(account(fact.data["by"])))


def _rerun(case: Case, fact: Fact) -> Case:
    asked = case.preparation.rerun
    return _prepared(case, rerun=replace(asked, number=fact.data["number"]) if asked else None)


OF_PREPARATION: Mapping[str, Callable[[Case, Fact], Case]] = {
    "transferred": _transferred,
    "suspected": _suspected,
    "cleared": _cleared,
    "upheld": _upheld,
    "rerun_asked": _rerun_asked,
    "rerun": _rerun,
}
"""Kind of fact → what it makes of the case."""
