"""Effects: once by key, in the order of their lane, begun on disk before they are done."""

import sqlite3

import pytest

from bot.core.effects import Priority
from bot.ports.store import Conflict, Task
from bot.store import SqlStore
from tests.store.conftest import Wall
from tests.store.material import CASE, NOON, comment, decide, decision, later, next_message, next_task, opened


async def begun(store: SqlStore, seconds: float = 0) -> Task:
    """The next task; there must be one."""
    task = await next_task(store, later(seconds))
    assert task is not None
    return task


async def test_lane_is_worked_off_in_order_and_lanes_do_not_wait_for_each_other(store: SqlStore) -> None:
    """Two lanes of two: the second of a lane comes when the first is done."""
    await decide(store, "a", decision(comment("1a", 1), comment("1b", 1), comment("2a", 2), comment("2b", 2)))
    one, two = await begun(store), await begun(store)
    assert (one.effect.key, two.effect.key) == ("1a", "2a")
    assert await next_task(store, NOON) is None
    await store.done(two, {}, refusal=None, at=NOON)
    assert (await begun(store)).effect.key == "2b"
    assert await next_task(store, NOON) is None


async def test_urgent_goes_before_older_bulk(store: SqlStore) -> None:
    """Five hundred notices never delay an award, in its own lane or another."""
    bulk = [comment(f"n{n}", n % 3, Priority.BULK) for n in range(30)]
    await decide(store, "a", decision(*bulk))
    await decide(store, "b", decision(comment("award", 1, Priority.URGENT), comment("usual", 2)))
    for key in ("award", "usual", "n0"):
        task = await begun(store)
        assert task.effect.key == key
        await store.done(task, {}, refusal=None, at=NOON)


async def test_effect_put_off_keeps_its_lane_waiting_and_counts_what_was_spent(store: SqlStore) -> None:
    """Attempts grow with each beginning; only crashes are spent; its lane waits with it, and the store is idle meanwhile."""
    await decide(store, "a", decision(comment("1"), comment("2")))
    task = await begun(store)
    assert (task.attempts, task.spent) == (0, 0)
    await store.put_off(task, later(10), "down", spent=False)
    assert await next_task(store, later(9)) is None
    assert await store.idle(later(9))
    assert not await store.idle(later(10))
    assert await store.next_due(NOON) == later(10)
    task = await begun(store, 10)
    assert (task.effect.key, task.attempts, task.spent) == ("1", 1, 0)
    await store.put_off(task, later(20), "crashed", spent=True)
    task = await begun(store, 20)
    assert (task.attempts, task.spent) == (2, 1)


async def test_parked_effect_lets_its_lane_go_on_and_is_replayed(store: SqlStore) -> None:
    """It is listed with its reason; taken up again, it is still looked for first."""
    await decide(store, "a", decision(comment("1"), comment("2")))
    await store.park(await begun(store), "bug", at=NOON)
    following = await begun(store)
    assert following.effect.key == "2"
    await store.done(following, {}, refusal=None, at=NOON)
    assert [(one.id, one.what, one.reason) for one in await store.parked()] == [("1", "effect", "bug")]
    assert await store.replay("1")
    again = await begun(store)
    assert (again.effect.key, again.attempts, again.spent) == ("1", 1, 0)


async def test_result_enters_the_inbox_for_kinds_that_ask_for_it(store: SqlStore) -> None:
    """In the same transaction, with case, key, result and refusal; a comment's result does not."""
    await decide(store, "a", decision(opened("opened/1"), comment("1")))
    for _ in range(2):
        task = await begun(store)
        refusal = "403: may not" if task.effect.performed else None
        await store.done(task, {"id": 5}, refusal=refusal, at=later(3))
    performed = await next_message(store, later(3))
    assert performed is not None
    assert (performed.id, performed.kind, performed.name) == ("performed/opened/1", "performed", "OpenIssue")
    case = {"repository_id": CASE.repository_id, "issue_id": CASE.issue_id}
    assert performed.payload == {**case, "key": "opened/1", "effect": "OpenIssue", "result": {"id": 5}, "refusal": "403: may not"}
    await store.drop(performed, "seen")
    assert await next_message(store, later(3)) is None


async def test_late_performer_is_refused(store: SqlStore, wall: Wall) -> None:
    """Who was thought dead can't end what somebody else has begun since; nor put it off, nor park it."""
    await decide(store, "a", decision(opened("1")))
    late = await begun(store)
    wall.seconds += 31
    heir = await begun(store)
    assert heir.attempts == 1
    with pytest.raises(Conflict):
        await store.done(late, {}, refusal=None, at=NOON)
    await store.put_off(late, later(60), "late", spent=True)
    await store.park(late, "late", at=NOON)
    await store.renew([late])
    await store.done(heir, {}, refusal=None, at=NOON)
    assert not await store.parked()


async def test_effect_of_another_version_is_parked_and_the_next_one_given(store: SqlStore, url: str) -> None:
    """An unknown name is said clearly, and stops nothing else."""
    await decide(store, "a", decision(comment("1"), comment("2")))
    with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
        file.execute("UPDATE effects SET effect = replace(effect, 'PostComment', 'SingSong') WHERE key = '1'")
    file.close()
    assert (await begun(store)).effect.key == "2"
    (parked,) = await store.parked()
    assert parked.reason == "can't be read: nothing of this version is called 'SingSong'"


async def test_refused_effect_that_no_case_is_told_of_is_set_aside(store: SqlStore) -> None:
    """It is listed with GitHub's words, its lane goes on, and replay does it again: looked for first, as ever."""
    await decide(store, "a", decision(comment("refused"), comment("next"), opened("told")))
    while (task := await next_task(store, NOON)) is not None:
        await store.done(task, {}, refusal=None if task.effect.key == "next" else "403: locked", at=later(3))
    assert [(one.id, one.what, one.reason, one.at) for one in await store.parked()] == [("refused", "effect", "403: locked", later(3))]
    assert await store.lengths() == {"inbox": 1, "outbox": 0, "parked": 1}
    assert await store.replay("refused")
    assert await store.lengths() == {"inbox": 1, "outbox": 1, "parked": 0}
    again = await next_task(store, NOON)
    assert again is not None
    assert (again.effect.key, again.attempts) == ("refused", 1)
    await store.done(again, {"id": 1}, refusal=None, at=later(4))
    assert await store.lengths() == {"inbox": 1, "outbox": 0, "parked": 0}
