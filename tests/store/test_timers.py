"""Timers: those of the last decision, fired once each, and known to whoever waits."""

from bot.core.facts import instant
from bot.store import SqlStore
from tests.store.material import CASE, NOON, OTHER, decide, decision, later, next_message


async def test_timer_fires_once_at_its_time(store: SqlStore) -> None:
    """Not a second before, not twice, and with its case, kind and instant in the message."""
    await decide(store, "a", decision(due=[("closing", 60)]))
    assert await store.next_due(NOON) == later(60)
    assert await store.fire_due(later(59)) == 0
    assert await store.idle(later(59))
    assert not await store.idle(later(60))
    assert await store.fire_due(later(61)) == 1
    assert await store.fire_due(later(62)) == 0
    fired = await next_message(store, later(61))
    assert fired is not None
    assert (fired.id, fired.kind, fired.name, fired.received_at) == (f"due/7:70/closing/{instant(later(60))}", "due", "closing", later(61))
    assert fired.payload == {"repository_id": 7, "issue_id": 70, "kind": "closing", "due": instant(later(60))}


async def test_deadlines_replace_those_before_and_none_leaves_them(store: SqlStore) -> None:
    """A closing that is moved fires at its new time only; other cases keep theirs."""
    await decide(store, "a", decision(due=[("closing", 60), ("reminder", 30)]))
    await decide(store, "b", decision(due=[("closing", 45)]), OTHER)
    await decide(store, "c", decision())
    assert await store.next_due(NOON) == later(30)
    await decide(store, "d", decision(due=[("closing", 90)]))
    assert await store.next_due(NOON) == later(45)
    assert await store.fire_due(later(60)) == 1
    assert await store.next_due(later(60)) == later(90)
    await decide(store, "e", decision(due=[]))
    assert await store.next_due(later(60)) is None


async def test_fired_timer_stays_fired_when_it_is_asked_for_again(store: SqlStore) -> None:
    """A case that still has the deadline after it came is not told twice."""
    await decide(store, "a", decision(due=[("closing", 60)]))
    assert await store.fire_due(later(60)) == 1
    await decide(store, "b", decision(due=[("closing", 60)]), OTHER)
    fired = await next_message(store, later(60))
    assert fired is not None
    lease = await store.lease(CASE, fired)
    assert lease is not None
    await store.commit(lease, fired, decision(due=[("closing", 60)]), number=None)
    assert await store.fire_due(later(120)) == 1, "the other case's, and not this one's again"
