"""Messages: kept once, found oldest first, put off, set aside, taken up again."""

import asyncio
from dataclasses import replace

import pytest

from bot.ports.store import Message
from bot.store import SqlStore
from tests.store.material import CASE, NOON, OTHER, decision, later, message, next_message


async def test_same_id_fifty_times_at_once_is_one_message(store: SqlStore) -> None:
    """The unique index decides: one of fifty is new, and one is found."""
    answers = await asyncio.gather(*(store.accept(message("guid", n=n)) for n in range(50)))
    assert sum(answers) == 1
    assert (await next_message(store, NOON)) is not None
    await store.drop(message("guid"), "nothing follows")
    assert await next_message(store, NOON) is None
    assert not await store.accept(message("guid"))


SAID = {"action": "created", "comment": {"id": 500}, "issue": {"id": 70}}


async def test_same_thing_under_fifty_ids_at_once_is_one_message(store: SqlStore) -> None:
    """A webhook and who looks for what no webhook brought: one of them is first, in any order."""
    opened = {"action": "opened", "issue": {"id": 70}}
    answers = await asyncio.gather(*(store.accept(message(f"m{n}", **opened)) for n in range(50)))
    assert sum(answers) == 1
    assert len(await store.next_messages(NOON, 9)) == 1


@pytest.mark.parametrize(
    ("sent", "about"),
    [
        (message("guid", action="opened", issue={"id": 70}), "issues/70/opened"),
        (message("guid", action="edited", issue={"id": 70}), None),
        (message("rerun/guid", action="opened", issue={"id": 70}), None),
        (message("guid", action="opened"), None),
        (message("guid", action="opened", issue={"id": None}), None),
        (message("guid", issue=[70]), None),
        (Message("guid", "webhook", "issue_comment", SAID, NOON), "issue_comment/500/created"),
        (Message("guid", "webhook", "issue_comment", {**SAID, "action": "deleted"}, NOON), None),
        (Message("guid", "webhook", "pull_request", {**SAID, "action": "opened"}, NOON), None),
        (Message("due/7/70/vet/1", "due", "issues", {"action": "opened", "issue": {"id": 70}}, NOON), None),
    ],
)
async def test_message_is_about_what_happens_only_once(store: SqlStore, sent: Message, about: str | None) -> None:
    """An issue that was opened and a comment that was made; all else may come as often as it likes, under ids of its own."""
    assert sent.about == about
    assert await store.accept(sent)
    other = f"rerun/{sent.id}2" if sent.id.startswith("rerun/") else f"{sent.id}2"
    assert await store.accept(replace(sent, id=other)) is (about is None)


async def test_message_comes_back_as_it_was_sent(store: SqlStore) -> None:
    """Payload, name and time are exact."""
    sent = message("guid", text="é\u0000\U0001f600\ud83d", nested={"a": [1, None, True]})
    await store.accept(sent)
    assert await next_message(store, NOON) == sent


async def test_oldest_is_first(store: SqlStore) -> None:
    """In the order of acceptance."""
    for name in "abc":
        await store.accept(message(name))
    found = await next_message(store, NOON)
    assert found is not None
    assert found.id == "a"


async def test_held_message_waits_for_its_time_and_counts_what_was_spent(store: SqlStore) -> None:
    """A crash counts, an outage does not; either way it waits."""
    await store.accept(message("a"))
    await store.hold(message("a"), later(10), "down", spent=False)
    assert await next_message(store, later(9)) is None
    await store.hold(message("a"), later(20), "crashed", spent=True)
    found = await next_message(store, later(20))
    assert found is not None
    assert found.attempts == 1
    assert await store.next_due(NOON) == later(20)


async def test_message_of_a_leased_case_waits_and_others_go_on(store: SqlStore) -> None:
    """One case at a time, in the order of arrival; another case is found meanwhile."""
    for name in ("a", "b", "c"):
        await store.accept(message(name))
    lease = await store.lease(CASE, message("a"))
    assert lease is not None
    assert await store.lease(CASE, message("b")) is None
    found = await next_message(store, NOON)
    assert found is not None
    assert found.id == "c"
    assert await store.lease(OTHER, message("c")) is not None
    await store.commit(lease, message("a"), decision(), number=None)
    following = await next_message(store, NOON)
    assert following is not None
    assert following.id == "b"


async def test_held_message_makes_later_ones_of_its_case_wait(store: SqlStore) -> None:
    """Order within a case holds during an outage, and the store calls itself idle until the first one's time."""
    for name in ("a", "b"):
        await store.accept(message(name))
    first = await store.lease(CASE, message("a"))
    assert first is not None
    await store.lease(CASE, message("b"))
    await store.hold(message("a"), later(10), "down", spent=False)
    await store.release(first)
    assert await next_message(store, NOON) is None
    assert await store.idle(NOON)
    assert not await store.idle(later(10))


def about(name: str, number: int) -> Message:
    """A message about an issue, whose case nobody knows yet."""
    return message(name, repository={"id": 7}, issue={"number": number})


async def test_message_waits_for_an_earlier_one_about_its_issue(store: SqlStore) -> None:
    """Which case an issue belongs to is known after the first; others' issues go on, and the order holds while the first is put off."""
    for name, number in (("a", 1), ("b", 1), ("c", 2)):
        await store.accept(about(name, number))
    assert [one.id for one in await store.next_messages(NOON, 9)] == ["a", "c"]
    await store.hold(about("a", 1), later(10), "down", spent=False)
    assert [one.id for one in await store.next_messages(NOON, 9)] == ["c"]
    await store.drop(about("c", 2), "nothing follows")
    assert await store.idle(NOON)
    assert not await store.idle(later(10))
    await store.drop(about("a", 1), "nothing follows")
    assert [one.id for one in await store.next_messages(NOON, 9)] == ["b"]


@pytest.mark.parametrize(
    "payload", [{}, {"repository": 1, "issue": 2}, {"repository": {"id": 1}}, {"issue": {"number": 1}, "repository": None}]
)
async def test_message_about_no_issue_waits_for_none(store: SqlStore, payload: dict[str, object]) -> None:
    """Whatever the payload is, it is kept."""
    for name in ("a", "b"):
        assert await store.accept(message(name, **payload))
    assert len(await store.next_messages(NOON, 9)) == 2


async def test_parked_message_is_listed_and_replayed(store: SqlStore) -> None:
    """It waits for a person, with its reason; replay gives it all its attempts again."""
    await store.accept(message("a"))
    await store.hold(message("a"), NOON, "crashed", spent=True)
    await store.park(message("a"), "poison", at=NOON)
    assert await next_message(store, NOON) is None
    assert [(one.id, one.what, one.reason, one.at) for one in await store.parked()] == [("a", "message", "poison", NOON)]
    assert await store.replay("a")
    assert not await store.replay("a")
    assert await next_message(store, NOON) == message("a")


async def test_lease_is_not_given_for_a_message_that_is_done(store: SqlStore) -> None:
    """A second process that saw the message before it was done gets nothing."""
    await store.accept(message("a"))
    await store.drop(message("a"), "nothing follows")
    assert await store.lease(CASE, message("a")) is None


async def test_message_behind_one_that_waits_for_its_case_leaves_the_store_idle(store: SqlStore) -> None:
    """What is said on an application waits for the application, which waits for the opportunity's message that is put off."""
    await store.accept(about("question", 1))
    await store.accept(about("application", 2))
    held = await store.lease(CASE, about("question", 1))
    assert held is not None
    assert await store.lease(CASE, about("application", 2)) is None
    await store.accept(about("withdrawal", 2))
    await store.hold(about("question", 1), later(10), "down", spent=False)
    await store.release(held)
    assert await store.next_messages(NOON, 9) == ()
    assert await store.idle(NOON)
    assert not await store.idle(later(10))
