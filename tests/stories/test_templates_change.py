"""A form that changes while people file: what was filed is read by the form as it stood then, handled late or edited later."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from demo.acts import chosen
from demo.town import PROGRAMME, files
from tests.stories.programme import Programme, at_work, facts_in

pytestmark = pytest.mark.xdist_group("stories")

FORM = "application.yml"
PATH = f".github/ISSUE_TEMPLATE/{FORM}"
NOW, SOON = "Your answer to each mandatory criterion", "What you have done for each criterion"
MISSING = "something is missing"
Blob = Callable[[], str]


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """A programme of its own: its bot goes down."""
    with at_work(tmp_path_factory.mktemp("templates")) as running:
        yield running


@pytest.fixture(scope="module")
def call(programme: Programme) -> int:
    """An open call; its number."""
    number = programme.files()
    programme.publishes(number)
    return number


@pytest.fixture
def blob(programme: Programme) -> Blob:
    """The id of the form's text as it stands."""
    return lambda: str(programme.github.api(programme.who("mathieu"), "GET", f"repos/{PROGRAMME}/contents/{PATH}")["sha"])


def rewords(programme: Programme, label: str) -> None:
    """A minute later, somebody gives a question of the application form another label."""
    programme.github.advance(programme.github.now() + timedelta(minutes=1))
    programme.pushes("mathieu", {PATH: files()[PATH].replace(f"label: {NOW}", f"label: {label}")})
    programme.github.advance(programme.github.now() + timedelta(minutes=1))


def submits(programme: Programme, login: str, opportunity: int) -> int:
    """Fills in the form as its page shows it, whoever listens; the issue's number."""
    form = programme.github.form(programme.who(login), PROGRAMME, FORM)
    answers = chosen(form, {"opportunity": str(opportunity), "statement": f"1. {login} has done this for years.", "agreements": "all"})
    return int(programme.github.file(programme.who(login), PROGRAMME, FORM, answers)["number"])


def applied(programme: Programme, number: int) -> Any:
    """The fact that an application was received."""
    (fact,) = [one for one in facts_in(programme.raw_answers(number)[0]) if one["kind"] == "applied"]
    return fact["data"]


def test_application_filed_before_a_form_changed_is_read_after_it(programme: Programme, call: int, blob: Blob) -> None:
    """Filed while the bot is down; then the form changes; then the bot is back: received, by the form of its filing."""
    before = blob()
    programme.stops()
    number = submits(programme, "ben", call)
    rewords(programme, SOON)
    programme.starts_again()
    try:
        assert "application: received" in programme.labels(number)
        assert applied(programme, number)["template_blob"] == before != blob()
        assert MISSING not in programme.answers(number)[0]
    finally:
        rewords(programme, NOW)


def test_applicant_edits_after_the_form_changed(programme: Programme, call: int) -> None:
    """The text keeps its old headings: read by them, emptied and mended. Whoever files anew has the new ones."""
    number = submits(programme, "amelie", call)
    programme.settle()
    body = programme.body(number)
    rewords(programme, SOON)
    try:
        programme.edits("amelie", number, body.replace("1. amelie has done this for years.", ""))
        assert "application: incomplete" in programme.labels(number)
        assert MISSING in programme.answers(number)[-1]
        assert SOON not in programme.answers(number)[-1]
        programme.edits("amelie", number, body.replace("for years", "since 2019"))
        assert "application: received" in programme.labels(number)
        other = submits(programme, "noor", call)
        programme.settle()
        assert SOON in programme.body(other)
        assert "application: received" in programme.labels(other)
    finally:
        rewords(programme, NOW)


def test_look_at_a_filed_application_is_one_request(programme: Programme, call: int) -> None:
    """With the forms of its filing in it."""
    mark = programme.mark()
    submits(programme, "tomasz", call)
    programme.settle()
    assert [one.path for one in programme.asked(mark) if one.reads and one.path.endswith("/graphql")] == ["/api/graphql"]
