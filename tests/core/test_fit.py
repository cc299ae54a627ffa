"""Does my need fit? Each answer that stands against it is told with its reason and another way; what is unsure comes first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.fit import Answer, Fit, fit, questions
from bot.core.policy import MoneyRules, Policy

ASKED = questions(Policy())
GOOD: dict[str, Answer] = {one.id: one.fits for one in ASKED}
OTHER: dict[Answer, Answer] = {"yes": "no", "no": "yes"}


def test_need_that_fits_is_told_to_file() -> None:
    """No reason against it, and no other way."""
    found = fit(GOOD, Policy())
    assert (found.verdict, found.reasons, found.routes) == ("fits", (), ())


@pytest.mark.parametrize(
    ("question", "route"),
    [
        ("code", "ready_made"),
        ("open", "services"),
        ("unclassified", "services"),
        ("standalone", "competition"),
        ("cap", "competition"),
        ("capacity", "inside"),
        ("department", "elsewhere"),
    ],
)
def test_answer_against_it_names_its_reason_and_another_way(question: str, route: str) -> None:
    """One reason, one way."""
    found = fit({**GOOD, question: OTHER[GOOD[question]]}, Policy())
    assert found.verdict == "another_way"
    assert [one.question for one in found.reasons] == [question]
    assert [one.id for one in found.routes] == [route]


def test_need_that_is_not_clear_is_made_clear_first() -> None:
    """That is no reason to buy otherwise."""
    found = fit({**GOOD, "clear": "no"}, Policy())
    assert (found.verdict, found.routes) == ("not_yet", ())


def test_two_answers_with_one_way_name_it_once() -> None:
    """Closed and protected: one contract for services."""
    found = fit({**GOOD, "open": "no", "unclassified": "no"}, Policy())
    assert [one.question for one in found.reasons] == ["open", "unclassified"]
    assert [one.id for one in found.routes] == ["services"]


def test_client_who_is_unsure_is_told_how_to_find_out() -> None:
    """The price is estimated by the policy's own figures; nothing answered is all unsure."""
    found = fit({**GOOD, "cap": "unsure"}, Policy())
    assert found.verdict == "not_yet"
    assert "10 hours of administration, times $60 to $100 an hour" in found.reasons[0].sentence.en
    assert len(fit({}, Policy()).reasons) == len(ASKED)


def test_policy_gives_the_cap_and_says_who_may_ask() -> None:
    """Where other departments may ask, nobody is asked which theirs is."""
    asked = {one.id: one for one in questions(Policy(money=MoneyRules(cap=750_000), other_departments=True))}
    assert asked["cap"].asks.en == "With tax, does it cost at most $7,500?"
    assert asked["cap"].asks.fr == "Taxes comprises, coûte-t-il au plus 7\u00a0500\u00a0$?"
    assert "department" not in asked
    assert "department" in {one.id for one in ASKED}


@given(st.dictionaries(st.sampled_from([one.id for one in ASKED]), st.sampled_from(["yes", "no", "unsure"])))
def test_every_set_of_answers_has_an_answer(answers: dict[str, Answer]) -> None:
    """It fits only where nothing is against it; every reason has words in both languages without a gap."""
    found: Fit = fit(answers, replace(Policy(), other_departments=False))
    assert (found.verdict == "fits") == (not found.reasons)
    assert (found.verdict == "another_way") == bool(found.routes)
    assert not any("{" in one.sentence.en + one.sentence.fr for one in found.reasons)
