"""By which form a body is read: the one of its filing, whatever became of it since; and nothing by a version that doesn't count."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.decision import Decision
from bot.core.facts import Fact
from bot.core.people import Person
from bot.forms.template import PATHS, packaged_text
from bot.handlers.desk import Desk
from bot.handlers.form import GONE, NO_FORM
from bot.handlers.policies import PATH
from bot.handlers.route import route
from bot.house import callables
from bot.ports.gateway import FileNow, IssueNow
from bot.ports.store import Message
from bot.sandbox.form import Composed, compose, parse_form
from bot.store import SqlStore
from tests.core.stories.play import KEY, PEOPLE, Play
from tests.forms.filling import APPLICATION, OPPORTUNITY
from tests.handlers.office import NOON, Town, account, keep, told

LATER = NOON + timedelta(hours=1)
STATEMENT = "1. I have written such scripts for years."
LABELS = {"application.yml": "Your answer to each mandatory criterion", "opportunity.yml": "Open-source licence"}


def old(form: str) -> str:
    """A form as it was: one label has another name today."""
    text, label = packaged_text(form), LABELS[form]
    assert f"label: {label}" in text
    return text.replace(f"label: {label}", "label: As it was called then")


def filled(form: str, **answers: Any) -> str:
    """What GitHub made of that form."""
    good = {"application.yml": APPLICATION, "opportunity.yml": OPPORTUNITY}[form]
    composed = compose(parse_form(old(form)), {**good, **answers}, public=False)
    assert isinstance(composed, Composed)
    return composed.body


def issue(login: str, number: int, issue_id: int, body: str, *, exact: bool = True) -> IssueNow:
    """An issue, opened at noon."""
    return IssueNow(issue_id, number, "Title", body, Person(PEOPLE[login][0], login), (), closed=False, created_at=NOON, exact=exact)


@pytest.fixture
def town() -> Town:
    """The forms were those of old until noon, and have changed since."""
    then = {path: FileNow(f"old {path}", old(path.rpartition("/")[2])) for path in PATHS if path.rpartition("/")[2] in LABELS}
    now = {path: FileNow(f"new {path}", packaged_text(path.rpartition("/")[2])) for path in PATHS}
    changed = Town(stood={NOON: {**then}})
    changed.files |= now
    return changed


async def follows(desk: Desk, store: SqlStore, message: Message) -> Decision:
    """What follows from a message."""
    routed, handled = callables(desk)
    found = await routed(message)
    assert found is not None
    return await handled(message, found, await store.facts(found.case))


def named(decision: Decision, kind: str) -> Fact:
    """The one fact of a kind."""
    (found,) = [fact for fact in decision.facts if fact.kind == kind]
    return found


def shown(decision: Decision) -> str:
    """All that it would say."""
    return " ".join(repr(effect) for effect in decision.effects)


def opened(login: str, number: int, issue_id: int) -> Message:
    """Its issue was opened at noon."""
    return told("issues", "opened", login, number, issue_id, thread={"user": account(login)})


def edited(login: str, number: int, issue_id: int) -> Message:
    """Its text was edited an hour later."""
    thread = {"user": account(login), "updated_at": LATER.isoformat()}
    return told("issues", "edited", login, number, issue_id, thread=thread, changes={"body": {"from": "…"}})


async def test_application_is_read_by_the_form_of_its_filing(desk: Desk, store: SqlStore, town: Town) -> None:
    """Filed at noon, read after the form had changed: its number is found and its statement read, and its record names that form."""
    await keep(store, Play().opened())
    town.issues[30] = issue("ben", 30, 2030, filled("application.yml", opportunity="7", statement=STATEMENT))
    decision = await follows(desk, store, opened("ben", 30, 2030))
    applied = named(decision, "applied").data
    assert (applied["state"], applied["template_blob"]) == ("received", "old .github/ISSUE_TEMPLATE/application.yml")


async def test_edited_application_is_read_by_the_form_of_its_filing(desk: Desk, store: SqlStore, town: Town) -> None:
    """Whose headings the text still has."""
    play = Play().opened()
    play.applies("noor")
    await keep(store, play)
    town.issues[22] = issue("noor", 22, 2022, filled("application.yml", opportunity="7", statement=STATEMENT))
    decision = await follows(desk, store, edited("noor", 22, 2022))
    assert STATEMENT[3:] in str(named(decision, "stated").data["answers"])
    assert not [fact for fact in decision.facts if fact.kind == "application_moved"]


async def test_opportunity_is_read_by_the_form_of_its_filing(desk: Desk, store: SqlStore, town: Town) -> None:
    """And its record names that form."""
    town.issues[9] = issue("claire", 9, 1009, filled("opportunity.yml"))
    filed = named(await follows(desk, store, opened("claire", 9, 1009)), "filed").data
    assert filed["template_blob"] == "old .github/ISSUE_TEMPLATE/opportunity.yml"
    assert filed["opportunity"]["licence"] == "MIT"


async def test_policy_is_that_of_now(desk: Desk, town: Town) -> None:
    """A file that stood then serves nobody any more."""
    town.stood[NOON][PATH] = town.files.pop(PATH)
    town.issues[9] = issue("claire", 9, 1009, filled("opportunity.yml"))
    assert await route(desk, opened("claire", 9, 1009)) is None


async def test_deleted_version_of_an_opportunity_begins_no_case(desk: Desk, store: SqlStore, town: Town) -> None:
    """One sentence, and no fact; not even that it was filed without a form is guessed."""
    town.issues[9] = issue("claire", 9, 1009, "", exact=False)
    decision = await follows(desk, store, opened("claire", 9, 1009))
    assert decision.facts == ()
    assert GONE.en in shown(decision)
    assert NO_FORM.en not in shown(decision)


async def test_deleted_version_of_an_application_leaves_it_incomplete(desk: Desk, store: SqlStore, town: Town) -> None:
    """No answers are read from it, whatever stood there before; the receipt says until when it can be mended."""
    play = Play().opened()
    play.applies("noor")
    await keep(store, play)
    town.issues[22] = issue("noor", 22, 2022, "", exact=False)
    decision = await follows(desk, store, edited("noor", 22, 2022))
    assert named(decision, "stated").data["answers"] is None
    assert named(decision, "application_moved").data["to"] == "incomplete"
    assert GONE.fr in shown(decision)


async def test_deleted_version_of_a_vetted_opportunity_ends_its_approvals(desk: Desk, store: SqlStore, town: Town) -> None:
    """Nobody can say what was approved; the next edit is read again."""
    await keep(store, Play().vetted())
    town.issues[7] = issue("claire", 7, KEY.issue_id, "", exact=False)
    decision = await follows(desk, store, edited("claire", 7, KEY.issue_id))
    assert {fact.kind for fact in decision.facts} == {"unreadable", "moved"}
    assert GONE.en in shown(decision)
    town.issues[7] = replace(town.issues[7], body=filled("opportunity.yml"), exact=True)
    assert named(await follows(desk, store, edited("claire", 7, KEY.issue_id)), "edited")


async def test_other_version_is_never_read(desk: Desk, store: SqlStore, town: Town) -> None:
    """Even if one were handed over."""
    await keep(store, Play().opened())
    town.issues[30] = issue("ben", 30, 2030, filled("application.yml", opportunity="7", statement=STATEMENT), exact=False)
    decision = await follows(desk, store, opened("ben", 30, 2030))
    assert decision.facts == ()
    assert "years" not in shown(decision)
