"""Words that contradict the dates, or themselves: what is noticed, and what is left alone."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.contradictions import contradictions, stated_days
from bot.core.criteria import CRITERIA, findings
from bot.core.criteria.so_far import NEEDS, findings_so_far
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy
from bot.core.text import Text
from tests.core.good_opportunity import GOOD, TODAY

ALL = frozenset(noun for needs in NEEDS.values() for noun in needs)


def found(opportunity: Opportunity) -> list[str]:
    """The ids of what is noticed."""
    return [one.id for one in contradictions(opportunity, ALL, Policy())]


def described(en: str, fr: str = "") -> Opportunity:
    """The good opportunity with another description."""
    return replace(GOOD, description=Text(en, fr))


def test_good_opportunity_contradicts_nothing() -> None:
    """And has all findings of a whole opportunity."""
    assert found(GOOD) == []
    assert findings_so_far(GOOD, ALL, Policy(), TODAY) == findings(GOOD, Policy(), TODAY)
    assert len(findings_so_far(GOOD, frozenset(), Policy(), TODAY)) < len(CRITERIA)


@pytest.mark.parametrize(
    ("en", "fr", "noticed"),
    [
        ("We meet on Monday, July 12, 2027.", "", False),
        ("We meet on Tuesday, July 12, 2027.", "", True),
        ("We meet on Tuesday July 12th 2027.", "", True),
        ("", "On se rencontre le lundi 12 juillet 2027.", False),
        ("", "On se rencontre le mardi 12 juillet 2027.", True),
        ("", "On se rencontre le jeudi 1er juillet 2027.", False),
        ("We meet on Tuesday, February 30, 2027.", "", False),
        ("We meet each Tuesday.", "", False),
    ],
)
def test_day_of_the_week_that_is_not_the_dates_is_noticed(en: str, fr: str, noticed: bool) -> None:
    """A day that does not exist is for others to judge."""
    assert found(described(en, fr)) == ["weekdays"] * noticed


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("The supplier has five business days to deliver.", (5,)),
        ("You will have 10 working days after the notice to finish the work.", (10,)),
        ("Deliver the code within two business days.", (2,)),
        ("We answer within two business days.", ()),
        ("It must run in five days.", ()),
    ],
)
def test_time_that_the_words_give_is_read(words: str, days: tuple[int, ...]) -> None:
    """For the delivery alone."""
    assert stated_days(Text(words, "")) == days


def test_time_that_the_words_give_is_read_in_french() -> None:
    """By its own words."""
    assert stated_days(Text("", "Vous aurez dix jours ouvrables pour livrer le code.")) == (10,)


def test_words_and_dates_that_give_different_times_are_noticed() -> None:
    """From July 16 to August 6, 2027, there are 15 business days: one more or less is no contradiction."""
    assert found(described("You have five business days to deliver.")) == ["delivery_time"]
    assert found(described("You have 15 business days to deliver.")) == []
    assert found(described("You have 16 business days to deliver.")) == []
    whole = replace(described("You have five business days to deliver."), delivery=date(2027, 7, 22))
    assert found(whole) == []


def test_dates_that_are_not_there_contradict_nothing() -> None:
    """What is made up is compared with nothing."""
    assert contradictions(described("You have five business days to deliver."), ALL - {"delivery"}, Policy()) == ()


EITHER = """Scenario: a folder is shown
Given a folder with an opening date
And the folder has {either}
When I look at it
Then I see {then}
"""


@pytest.mark.parametrize(
    ("either", "then", "noticed"),
    [
        ("a start date or an end date", "its start date\nAnd I see its end date", True),
        ("a start date and or an end date", "the start and end dates", True),
        ("a start date or an end date", "its start date or its end date", False),
        ("a start date or an end date", "its start date, if there is one\nAnd its end date, if there is one", False),
        ("a start date and an end date", "its start date\nAnd its end date", False),
        ("a start date or an end date", "a blue mark", False),
    ],
)
def test_promise_of_both_where_one_may_be_missing_is_noticed(either: str, then: str, noticed: bool) -> None:
    """Given one or the other, then one and the other."""
    assert found(described(EITHER.format(either=either, then=then))) == ["either_or"] * noticed


def test_condition_without_a_consequence_is_left_alone() -> None:
    """There is nothing to hold it against."""
    assert found(described("Given a start date or an end date, all is well.")) == []


def test_french_scenario_is_noticed_too() -> None:
    """By its own words."""
    words = "Étant donné un dossier qui a une date de début ou une date de fin\nAlors je vois la date de début\nEt la date de fin"
    assert found(described("", words)) == ["either_or"]


def test_what_is_noticed_is_told_in_both_languages_without_peoples_words() -> None:
    """Advice only, with what would work."""
    (one,) = contradictions(described("Meet <b>us</b> on Tuesday, July 12, 2027."), ALL, Policy())
    assert (one.met, one.level) == (False, "should")
    assert "July 12, 2027 is a Monday" in one.sentence.en
    assert "le 12 juillet 2027 est un lundi" in one.sentence.fr
    assert "<b>" not in one.sentence.en + one.sentence.fr
