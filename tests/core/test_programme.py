"""The summary of a case: what other cases may know of it, kept as JSON and read back."""

from datetime import UTC
from typing import get_type_hints

import pytest

from bot.core.programme import Summary, read_summary, summary_data, summary_of
from tests.core.stories.play import POLICY, START, Play


@pytest.mark.parametrize("stage", [Play.vetted, Play.opened, Play.drawn, Play.awarded])
def test_summary_is_read_back_as_it_was(stage: object) -> None:
    """Whatever has happened so far."""
    assert callable(stage)
    summary = summary_of(stage(Play()).case, POLICY)
    assert read_summary(summary_data(summary)) == summary


def test_summary_says_who_what_and_when() -> None:
    """The cost with tax; the supplier once there is an award, and not while an offer is open."""
    drawn, awarded = Play().drawn(), Play().awarded()
    assert summary_of(drawn.case, POLICY).supplier == 0
    summary = summary_of(awarded.case, POLICY)
    assert (summary.number, summary.client, summary.cost, summary.state) == (7, 1, 734_500, "awarded")
    assert awarded.case.supplier
    assert summary.supplier == awarded.case.supplier.id
    assert summary.filed == START.astimezone(UTC)
    assert summary.latest == summary.awarded


def test_summary_holds_nothing_that_identifies_who_applied() -> None:
    """It is of the opportunity alone."""
    assert not {"applications", "applicants", "questions"} & set(get_type_hints(Summary))
