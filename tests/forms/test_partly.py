"""An opportunity that is not all written yet: what is there is read, what is not is named, and nothing is made of what is not there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.criteria import CRITERION_IDS, findings
from bot.core.criteria.so_far import NEEDS, findings_so_far
from bot.core.policy import Policy
from bot.forms.body import parse_body
from bot.forms.partly import Partly, read_partly
from bot.forms.submission import Submission
from bot.forms.template import packaged
from tests.forms.filling import filled

TODAY = date(2027, 6, 14)
FORM = packaged("opportunity.yml")


def submission(**answers: str) -> Submission:
    """A filled form, read, with some answers put in the place of the good ones."""
    read = parse_body(FORM, filled("opportunity.yml"))
    assert isinstance(read, Submission)
    return Submission(FORM, {**read.values, **answers})


def partly(**answers: str) -> Partly:
    """What can be read of it."""
    return read_partly(submission(**answers), TODAY)


def test_every_criterion_says_what_it_needs() -> None:
    """None is forgotten, and none is made up."""
    assert tuple(NEEDS) == CRITERION_IDS


def test_whole_form_has_every_finding() -> None:
    """With nothing missing, the findings are the panel's."""
    read = partly()
    assert (read.unreadable, read.missing) == ((), ())
    assert findings_so_far(read.opportunity, read.said, Policy(), TODAY) == findings(read.opportunity, Policy(), TODAY)


@pytest.mark.parametrize(
    ("field", "noun"), [("price", "price"), ("closing", "closing"), ("skills", "skills"), ("organisation", "organisation")]
)
def test_what_is_missing_is_named_and_not_judged(field: str, noun: str) -> None:
    """Criteria that need it say nothing; the others do."""
    read = partly(**{field: ""})
    assert [problem.field for problem in read.missing] == [field]
    assert noun not in read.said
    shown = {one.id for one in findings_so_far(read.opportunity, read.said, Policy(), TODAY)}
    assert shown == {name for name in CRITERION_IDS if noun not in NEEDS[name]}


def test_what_cannot_be_read_is_told_apart_from_what_is_missing() -> None:
    """A price in words is there, and can't be read."""
    read = partly(price="six thousand", delivery="")
    assert [problem.field for problem in read.unreadable] == ["price"]
    assert [problem.field for problem in read.missing] == ["delivery"]


def test_one_language_is_enough_to_have_been_said() -> None:
    """The translation is a criterion of its own."""
    read = partly(title_fr="")
    assert "title" in read.said
    assert "title" not in partly(title_fr="", title_en="").said


@given(st.dictionaries(st.sampled_from([field.id for field in FORM.fields]), st.text(max_size=20)))
def test_reading_never_fails(answers: dict[str, str]) -> None:
    """Whatever stands in the boxes, there is an opportunity to look at."""
    assert read_partly(submission(**answers), TODAY).opportunity.price > 0
