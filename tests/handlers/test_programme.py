"""The repository's other cases, gathered where a decision may ask for them; and a case that the bot files again for its client."""

from dataclasses import replace

import pytest

from bot.core.decision import Decision
from bot.core.facts import CaseKey
from bot.core.opportunity import Organisation
from bot.core.people import Person
from bot.core.programme import Summary, summary_data, summary_of
from bot.core.text import Text
from bot.handlers.desk import Desk
from bot.house import callables
from bot.ports.gateway import IssueNow
from bot.ports.store import Message
from bot.store import SqlStore
from tests.core.stories.play import DELIVERY, KEY, POLICY, Play
from tests.forms.filling import filled
from tests.handlers.office import NOON, OURS, Town, account, said, told
from tests.store.material import decide, decision, facts


def issue(number: int, issue_id: int, author: str = "claire") -> IssueNow:
    """An opportunity's issue, opened at noon."""
    body = filled("opportunity.yml")
    return IssueNow(issue_id, number, "Title", body, Person(int(account(author)["id"]), author), (), closed=False, created_at=NOON)


async def keep(store: SqlStore, play: Play, *, short: bool = True) -> None:
    """Keeps a story's case, with its summary or as an earlier version left it."""
    summary = summary_data(summary_of(play.case, POLICY)) if short else None
    await decide(store, "the story", replace(decision(facts=tuple(play.facts)), summary=summary), KEY, 7)


async def handled(desk: Desk, message: Message) -> Decision:
    """What follows from a message."""
    routed, handle = callables(desk)
    where = await routed(message)
    assert where is not None
    return await handle(message, where, await desk.store.facts(where.case))


def kinds(made: Decision) -> list[str]:
    """The facts of a decision."""
    return [fact.kind for fact in made.facts]


@pytest.mark.parametrize("short", [True, False], ids=["by its summary", "as an earlier version left it"])
async def test_clients_other_opportunity_is_seen_at_filing(desk: Desk, store: SqlStore, town: Town, short: bool) -> None:
    """From the store alone: GitHub is looked at once."""
    await keep(store, Play().opened(), short=short)
    town.issues[9] = issue(9, 1009)
    made = await handled(desk, told("issues", "opened", "claire", 9, 1009))
    assert kinds(made) == ["filed", "suspected", "flagged"]
    assert made.facts[1].data["others"] == [7]
    assert len(town.asked) == 1


async def test_own_case_is_no_other(desk: Desk, store: SqlStore) -> None:
    """Whoever approves is not told of the very same opportunity."""
    play = Play()
    play.files()
    await keep(store, play)
    made = await handled(desk, said("mathieu", "/vet"))
    assert kinds(made) == ["approved"]


async def test_earlier_award_to_the_same_supplier_is_seen_at_the_award(desk: Desk, store: SqlStore) -> None:
    """The delivery repository stands, and the other contracts of this pair are looked at."""
    play = Play().drawn()
    play.agreed()
    assert play.case.supplier
    title = Text("Before", "Avant")
    before = Summary(3, 1, play.case.supplier.id, title, 500_000, "paid", Organisation.OWN_BRANCH, NOON, NOON, NOON)
    other = CaseKey(KEY.repository_id, 999)
    await decide(store, "before", replace(decision(facts=facts(other, ["filed"])), summary=summary_data(before)), other, 3)
    await keep(store, play)
    result = {"repository_id": 30, "repository": DELIVERY.repository, "url": "url", "invited": None}
    case = {"repository_id": KEY.repository_id, "issue_id": KEY.issue_id}
    payload = {**case, "key": "d/0", "effect": "Provision", "result": result, "refusal": None}
    made = await handled(desk, Message("performed/d/0", "performed", "Provision", payload, NOON))
    assert "suspected" in kinds(made)


def performed(**result: object) -> Message:
    """The bot has filed an opportunity again."""
    case = {"repository_id": KEY.repository_id, "issue_id": KEY.issue_id}
    payload = {**case, "key": "d/0", "effect": "FileOpportunity", "result": result, "refusal": None if result else "403: no"}
    return Message("performed/d/0", "performed", "FileOpportunity", payload, NOON)


async def stopped(store: SqlStore) -> None:
    """An opportunity that was stopped, and is to be run again."""
    play = Play()
    play.files()
    play.says("claire", "/stop other It was a trial.")
    play.says("claire", "/rerun")
    await keep(store, play)


async def test_opportunity_that_the_bot_filed_is_its_clients(desk: Desk, store: SqlStore, town: Town) -> None:
    """Told to the inbox once, however often it is handled; then it begins a case as if the client had opened it."""
    await stopped(store)
    town.issues[31] = issue(31, 2031, OURS)
    message = performed(number=31, issue_id=2031, repository_id=10, url="url")
    for _ in range(2):
        assert kinds(await handled(desk, message)) == ["rerun"]
    (filing,) = await store.next_messages(NOON, 9)
    assert (filing.id, filing.about) == ("rerun/2031", None)
    made = await handled(desk, filing)
    assert made.facts[0].case.issue_id == 2031
    assert made.facts[0].data["client"] == [1, "claire"]


@pytest.mark.parametrize("result", [{"number": 31, "issue_id": 2031, "url": "url"}, {}], ids=["gone at once", "refused"])
async def test_opportunity_that_is_not_there_begins_no_case(desk: Desk, store: SqlStore, result: dict[str, object]) -> None:
    """Somebody deleted it, or GitHub refused it."""
    await stopped(store)
    await handled(desk, performed(**result))
    assert await store.next_messages(NOON, 9) == ()
