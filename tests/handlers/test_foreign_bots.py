"""State labels that another bot sets or removes: put back, three times an hour at most, so that two bots never loop (github.md, S3)."""

from datetime import timedelta
from typing import Any

from structlog.testing import capture_logs

from bot.core.decision import Decision
from bot.core.effects import SetLabels
from bot.handlers.desk import Desk
from bot.handlers.route import route
from bot.house import callables
from bot.ports.store import Message
from bot.store import SqlStore
from tests.core.stories.play import KEY, Play
from tests.engine.world import FakeClock
from tests.handlers.office import OURS, Town, keep, labelled

OTHER = "tidy[bot]"


async def follows(desk: Desk, store: SqlStore, message: Message) -> Decision:
    """What follows from a message; nothing from one that is dropped."""
    routed, handled = callables(desk)
    found = await routed(message)
    return await handled(message, found, await store.facts(KEY)) if found else Decision()


def renamed(message: Message, name: str) -> Message:
    """The same as another delivery."""
    return Message(name, message.kind, message.name, message.payload, message.received_at)


async def test_own_label_write_is_dropped_without_a_read(desk: Desk, store: SqlStore, town: Town) -> None:
    """It comes back as a webhook, like anybody's."""
    await keep(store, Play().opened())
    for action in ("labeled", "unlabeled"):
        assert await route(desk, labelled(OURS, "opportunity: open", action=action)) is None
    assert town.asked == []


async def test_other_labels_of_other_bots_are_dropped_without_a_read(desk: Desk, store: SqlStore, town: Town) -> None:
    """Whatever labels that no rule of ours is about."""
    await keep(store, Play().opened())
    assert await route(desk, labelled(OTHER, "dependencies")) is None
    assert town.asked == []


async def test_state_label_of_another_bot_is_put_back(desk: Desk, store: SqlStore) -> None:
    """Set or removed, on the opportunity or an application: no fact, and the labels as the facts say."""
    play = Play().opened()
    play.applies("noor")
    await keep(store, play)
    application: dict[str, Any] = {"number": 22, "issue_id": 2022}
    for message in (
        labelled(OTHER, "opportunity: paid"),
        labelled(OTHER, "opportunity: open", action="unlabeled"),
        labelled(OTHER, "application: selected", **application),
    ):
        decision = await follows(desk, store, message)
        assert decision.facts == ()
        (labels,) = [effect.labels for effect in decision.effects if isinstance(effect, SetLabels)]
        assert set(labels) & {"opportunity: open", "application: received"}


async def test_bot_holds_no_role(desk: Desk, store: SqlStore) -> None:
    """Though its account were in the policy: nothing moves by it."""
    await keep(store, Play().funded())
    message = labelled(OTHER, "opportunity: open")
    sender = {**message.payload["sender"], "login": "mathieu"}
    decision = await follows(desk, store, Message("m", "webhook", "issues", {**message.payload, "sender": sender}, message.received_at))
    assert decision.facts == ()


async def test_fourth_time_in_an_hour_is_silence(desk: Desk, store: SqlStore) -> None:
    """One line at warning; the same delivery handled again does not count; after an hour it is put back again."""
    assert isinstance(desk.clock, FakeClock)
    await keep(store, Play().opened())
    message = labelled(OTHER, "opportunity: paid")
    for name in ("one", "one", "two", "three", "three"):
        assert (await follows(desk, store, renamed(message, name))).effects, name
    with capture_logs() as lines:
        for name in ("four", "five"):
            assert (await follows(desk, store, renamed(message, name))).effects == ()
    assert [line["log_level"] for line in lines] == ["warning"]
    assert (await follows(desk, store, labelled("farah", "opportunity: paid"))).effects
    desk.clock.advance(seconds=timedelta(hours=1).total_seconds() + 1)
    assert (await follows(desk, store, renamed(message, "six"))).effects
