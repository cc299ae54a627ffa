"""What was missed is taken from GitHub's delivery log, once."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.engine import catch_up, keep_catching_up
from bot.ports.gateway import Refused, Unavailable
from bot.ports.store import Message
from bot.store import SqlStore
from tests.engine.world import told
from tests.store.material import NOON, later


class Log:
    """GitHub's delivery log; remembers from when on it was asked."""

    def __init__(self, *messages: Message) -> None:
        self.messages, self.asked, self.down = messages, list[datetime](), False

    async def __call__(self, since: datetime) -> Iterable[Message]:
        """The messages."""
        self.asked.append(since)
        if self.down:
            raise Unavailable("502")
        return self.messages


async def test_missed_messages_are_accepted_once(store: SqlStore) -> None:
    """Those that came after all, and those of the last time, are known."""
    await store.accept(told("came"))
    log = Log(told("came"), told("missed"), told("missed too"))
    assert await catch_up(store, log, NOON) == 2
    assert await catch_up(store, log, later(3600)) == 0
    assert log.asked == [NOON - timedelta(days=3), NOON - timedelta(minutes=15)]


async def test_log_is_read_no_further_back_than_it_is_kept(store: SqlStore) -> None:
    """After a month of downtime: three days."""
    log = Log()
    await catch_up(store, log, NOON)
    await catch_up(store, log, NOON + timedelta(days=30))
    assert log.asked[1] == NOON + timedelta(days=27)


async def test_failure_leaves_the_cursor_where_it_was(store: SqlStore) -> None:
    """The next attempt reads the same again."""
    log = Log(told("missed"))
    log.down = True
    with pytest.raises(Unavailable):
        await catch_up(store, log, NOON)
    log.down = False
    assert await catch_up(store, log, NOON) == 1
    assert log.asked[0] == log.asked[1]


async def test_catching_up_goes_on_until_github_can_be_asked(store: SqlStore) -> None:
    """Down twice, then it answers: what was missed is there, and one line tells each attempt."""
    log = Log(told("missed"))
    answers = iter([Unavailable("502"), Unavailable("502")])

    async def missed(since: datetime) -> Iterable[Message]:
        for failure in answers:
            raise failure
        return await log(since)

    with capture_logs() as lines:
        await keep_catching_up(store, missed, lambda: NOON, failing := asyncio.Event(), pauses=(0.0,))
    assert failing.is_set()
    assert [line["outcome"] for line in lines] == ["put off", "put off", "done"]
    assert [message.id for message in await store.next_messages(NOON, 8)] == ["missed"]


@pytest.mark.parametrize("failure", [Refused(401, "no such App"), KeyError("guid")])
async def test_catching_up_is_given_up_where_trying_again_is_no_use(store: SqlStore, failure: Exception) -> None:
    """Refused, or not understood: told, and what comes now is worked on."""

    async def missed(_: datetime) -> Iterable[Message]:
        raise failure

    with capture_logs() as lines:
        await keep_catching_up(store, missed, lambda: NOON, failing := asyncio.Event())
    assert not failing.is_set()
    assert [line["outcome"] for line in lines] == ["refused" if isinstance(failure, Refused) else "crashed"]
