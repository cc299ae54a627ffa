"""A decision is written whole or not at all, by the one who has the case."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.facts import CaseKey, Visibility, broken_at
from bot.ports.store import Conflict
from bot.store import SqlStore
from tests.store.conftest import Wall
from tests.store.material import CASE, KEYS, NOON, OTHER, comment, decide, decision, facts, later, message, next_task


async def test_facts_come_back_in_order_and_follow_from_each_other(store: SqlStore) -> None:
    """Two decisions of one case: one chain."""
    first = facts(CASE, ["filed", "checked"])
    more = facts(CASE, ["vetted"], after=first)
    await decide(store, "a", decision(facts=first))
    await decide(store, "b", decision(facts=more))
    kept = await store.facts(CASE)
    assert kept == first + more
    assert broken_at(kept, lambda seq: KEYS.salt(CASE, seq)) is None
    assert await store.facts(OTHER) == ()


async def test_secret_facts_are_not_readable_in_the_file(store: SqlStore, url: str) -> None:
    """What is secret is encrypted with the programme's key; what is public is not."""
    secret = facts(CASE, ["sealed words"], visibility=Visibility.SECRET)
    await decide(store, "a", decision(facts=secret))
    await decide(store, "b", decision(facts=facts(OTHER, ["open words"])), OTHER)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
        rows = [data for (data,) in file.execute("SELECT data FROM facts ORDER BY issue_id")]
    file.close()
    assert "sealed words" not in rows[0]
    assert "open words" in rows[1]
    assert await store.facts(CASE) == secret


async def test_facts_that_do_not_follow_are_refused_and_nothing_is_kept(store: SqlStore) -> None:
    """A gap, a wrong predecessor, another case's fact: neither facts nor effects nor the message's end are written."""
    wrong = facts(CASE, ["late"], after=facts(CASE, ["filed"]))
    await store.accept(message("a"))
    lease = await store.lease(CASE, message("a"))
    assert lease is not None
    for news in (wrong, facts(OTHER, ["filed"])):
        with pytest.raises(ValueError, match="does not follow"):
            await store.commit(lease, message("a"), decision(comment("1"), facts=news), number=1)
    assert await next_task(store, NOON) is None
    assert await store.facts(CASE) == ()
    await store.commit(lease, message("a"), decision(), number=1)


async def test_late_holder_is_refused(store: SqlStore, wall: Wall) -> None:
    """A lease lapses after 30 seconds; who takes it over has a higher fence, and the late one's decision is not written."""
    await store.accept(message("a"))
    late = await store.lease(CASE, message("a"))
    assert late is not None
    wall.seconds += 29
    assert await store.lease(CASE, message("a")) is None
    wall.seconds += 1.5
    with pytest.raises(Conflict):
        await store.commit(late, message("a"), decision(), number=1)
    heir = await store.lease(CASE, message("a"))
    assert heir is not None
    assert heir.fence > late.fence
    await store.release(late)
    with pytest.raises(Conflict):
        await store.commit(late, message("a"), decision(facts=facts(CASE, ["late"])), number=1)
    await store.commit(heir, message("a"), decision(facts=facts(CASE, ["filed"])), number=1)
    assert [fact.kind for fact in await store.facts(CASE)] == ["filed"]


async def test_renewed_lease_lasts(store: SqlStore, wall: Wall) -> None:
    """While a case is worked on, nobody else gets it."""
    await store.accept(message("a"))
    lease = await store.lease(CASE, message("a"))
    assert lease is not None
    for _ in range(5):
        wall.seconds += 20
        await store.renew([lease])
    await store.commit(lease, message("a"), decision(), number=1)


async def test_same_decision_twice_is_written_once(store: SqlStore) -> None:
    """The message is done: whoever decided it again is told, and its effects are there once."""
    await store.accept(message("a"))
    first = await store.lease(CASE, message("a"))
    assert first is not None
    await store.commit(first, message("a"), decision(comment("1")), number=1)
    await store.accept(message("b"))
    second = await store.lease(CASE, message("b"))
    assert second is not None
    with pytest.raises(Conflict):
        await store.commit(second, message("a"), decision(comment("1")), number=1)
    await store.commit(second, message("b"), decision(comment("1")), number=1)
    task = await next_task(store, NOON)
    assert task is not None
    await store.done(task, {}, refusal=None, at=NOON)
    assert await next_task(store, NOON) is None


async def test_issues_and_repositories_belong_to_their_case_for_good(store: SqlStore) -> None:
    """The case's own issue, an application's issue, a whole repository; the first word stays."""
    assert await store.case_of(7, 70) is None
    await decide(store, "a", decision(facts=facts(CASE, ["filed"]), subjects=[(7, 71), (9, 0)]))
    await decide(store, "b", decision(facts=facts(OTHER, ["filed"]), subjects=[(7, 71), (9, 91)]), OTHER, number=2)
    assert await store.case_of(7, 70) == CASE
    assert await store.case_of(7, 71) == CASE
    assert await store.case_of(9, 90) == CASE
    assert await store.case_of(9, 91) == OTHER
    assert await store.case_of(8, 70) is None


async def test_cases_are_found_by_number_and_programme(store: SqlStore) -> None:
    """The number is the first fact's; a case without facts is none yet."""
    await decide(store, "a", decision(facts=facts(OTHER, ["filed"])), OTHER, number=4)
    await decide(store, "b", decision(facts=facts(CASE, ["filed"])), CASE, number=3)
    await decide(store, "c", decision(facts=facts(CASE, ["again"], after=facts(CASE, ["filed"]))), CASE, number=None)
    await decide(store, "d", decision(), CaseKey(7, 90), number=5)
    assert await store.case_numbered(7, 3) == CASE
    assert await store.case_numbered(7, 5) is None
    assert await store.case_numbered(8, 3) is None
    assert await store.cases(7) == (CASE, OTHER)


async def test_summary_is_kept_until_the_next(store: SqlStore) -> None:
    """A decision without one leaves it; other programmes' cases are not told; an earlier version's case has none."""
    first, more = facts(CASE, ["filed"]), facts(OTHER, ["filed"])
    await decide(store, "a", replace(decision(facts=first), summary={"title": ["É", "é"], "cost": 1}))
    await decide(store, "b", decision(facts=facts(CASE, ["edited"], after=first)))
    await decide(store, "c", decision(facts=more), OTHER)
    elsewhere = CaseKey(8, 70)
    await decide(store, "d", replace(decision(facts=facts(elsewhere, ["filed"])), summary={"cost": 2}), elsewhere)
    assert await store.summaries(7) == {CASE: {"title": ["É", "é"], "cost": 1}, OTHER: None}


@pytest.mark.parametrize("name", ["bot.db", "a [bot].db"])
async def test_dead_owner_is_buried_at_once(tmp_path: Path, wall: Wall, name: str) -> None:
    """A new process takes up what a dead one had in hand, without waiting for its lease to lapse; a living one keeps it."""
    url = f"sqlite:///{tmp_path / name}"
    store, dead = await SqlStore.open(url, KEYS, wall), await SqlStore.open(url, KEYS, wall)
    await dead.accept(message("a"))
    await decide(store, "b", decision(comment("1")), OTHER)
    assert await dead.lease(CASE, message("a")) is not None
    assert await next_task(dead, NOON) is not None
    meanwhile = await SqlStore.open(url, KEYS, wall)
    assert await meanwhile.lease(CASE, message("a")) is None
    await meanwhile.aclose()
    await dead.aclose()
    heir = await SqlStore.open(url, KEYS, wall)
    assert await heir.lease(CASE, message("a")) is not None
    task = await next_task(heir, later(0))
    assert task is not None
    assert task.attempts == 1
    await heir.aclose()
    await store.aclose()
