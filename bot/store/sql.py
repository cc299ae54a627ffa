"""The `Store` over SQLAlchemy: each method is one transaction of one noun's queries.

Never holds a query (`inbox`, `cases`, `outbox`, `timers`, `aside` do) and never knows the database (`dialects` does).
"""

import asyncio
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Self

import sqlalchemy as sa

from bot.core.decision import Decision
from bot.core.facts import CaseKey, Data, Fact
from bot.ports.keys import Keys
from bot.ports.store import Lease, Message, Parked, Task, Unwritable
from bot.store import aside, cases, inbox, outbox, timers, versions
from bot.store.codec import Codec, Unreadable
from bot.store.database import Database
from bot.store.dialects import NOT_READABLE, UnknownDatabase, path_of
from bot.store.owners import Owner

ACCEPT_WITHIN = 2.0
"""Seconds after which a message that could not be kept is refused (github.md R2: 503 within 2 s)."""

LEASE = 30.0
"""Seconds after which a lease, or an effect that was begun, is somebody else's to take."""


class SqlStore:
    """The bot's memory in a database. `wall` reads the wall clock in seconds; all processes of an SQLite file share a machine's."""

    def __init__(self, url: str, keys: Keys, wall: Callable[[], float] = time.time) -> None:
        self._codec, self._wall = Codec(keys), wall
        path_of(url).parent.mkdir(parents=True, exist_ok=True)
        self._owner = Owner(path_of(url))
        self._database = Database(url)

    @classmethod
    async def open(cls, url: str, keys: Keys, wall: Callable[[], float] = time.time) -> Self:
        """Creates the tables or brings them up to this version, a step a transaction; takes up what dead processes had in hand.

        Raises `LaterVersion`, `UnknownDatabase`, `Unwritable`, and `OSError` where no folder or file can be made.
        """
        store = cls(url, keys, wall)
        try:
            while await store._database.write(versions.step):
                pass
            await store._database.write(partial(aside.free, owners=store._owner.buried()))
        except NOT_READABLE as error:
            await store.aclose()
            raise UnknownDatabase(f"the file {path_of(url)} is no SQLite database") from error
        except BaseException:
            await store.aclose()
            raise
        return store

    async def accept(self, message: Message) -> bool:
        """Keeps a message; True when it is new. Raises `Unwritable` within 2 seconds."""
        try:
            async with asyncio.timeout(ACCEPT_WITHIN):
                return await self._database.write(partial(inbox.accept, message=message))
        except TimeoutError as error:
            raise Unwritable("the database does not answer") from error

    async def next_messages(self, now: datetime, at_most: int) -> Sequence[Message]:
        """The oldest messages that can be handled now."""
        return await self._database.read(partial(inbox.next_messages, now=now, wall=self._wall(), at_most=at_most))

    async def lease(self, case: CaseKey, message: Message) -> Lease | None:
        """Takes the case for this message; none while it or the message is taken or waits for another."""
        return await self._database.write(partial(cases.lease, case=case, message_id=message.id, owner=self._owner.name, span=self._span()))

    async def renew(self, held: Collection[Lease | Task]) -> None:
        """Keeps leases and begun effects from lapsing."""
        await self._database.write(partial(_renew, held=tuple(held), until=self._wall() + LEASE))

    async def release(self, lease: Lease) -> None:
        """Lets go of the case."""
        await self._database.write(partial(cases.release, held=lease))

    async def commit(self, lease: Lease, message: Message, decision: Decision, *, number: int | None) -> None:
        """Writes a decision whole. Raises `Conflict`, `ValueError`."""
        write = partial(cases.commit, codec=self._codec, held=lease, message=message, decision=decision, number=number, wall=self._wall())
        await self._database.write(write)

    async def hold(self, message: Message, until: datetime, reason: str, *, spent: bool) -> None:
        """Puts a message off."""
        await self._database.write(partial(inbox.hold, message_id=message.id, until=until, reason=reason, spent=spent))

    async def drop(self, message: Message, reason: str) -> None:
        """Marks a message done that nothing follows from."""
        await self._database.write(partial(inbox.finish, message_id=message.id, state="dropped", reason=reason))

    async def park(self, what: Message | Task, reason: str, *, at: datetime) -> None:
        """Sets a message or an effect aside."""
        if isinstance(what, Message):
            await self._database.write(partial(inbox.park, message_id=what.id, reason=reason, at=at))
        else:
            await self._database.write(partial(outbox.park, held=what, reason=reason, at=at))

    async def parked(self) -> Sequence[Parked]:
        """What waits for a person, oldest first."""
        return await self._database.read(aside.parked)

    async def lengths(self) -> Mapping[str, int]:
        """How many wait in `inbox`, `outbox` and `parked`."""
        return await self._database.read(aside.lengths)

    async def replay(self, parked_id: str) -> bool:
        """Takes a parked message or effect up again."""
        return await self._database.write(partial(aside.replay, parked_id=parked_id))

    async def case_of(self, repository_id: int, issue_id: int) -> CaseKey | None:
        """The case that an issue, or else its whole repository, belongs to."""
        return await self._database.read(partial(cases.case_of, repository_id=repository_id, issue_id=issue_id))

    async def case_numbered(self, repository_id: int, number: int) -> CaseKey | None:
        """The case whose opportunity has this issue number."""
        return await self._database.read(partial(cases.case_numbered, repository_id=repository_id, number=number))

    async def facts(self, case: CaseKey) -> tuple[Fact, ...]:
        """All facts of a case, in order. Raises `ValueError` when one was altered or encrypted with another key."""
        return await self._database.read(partial(cases.facts, codec=self._codec, case=case))

    async def cases(self, repository_id: int) -> tuple[CaseKey, ...]:
        """All cases of a programme's repository that have facts."""
        return await self._database.read(partial(cases.of_programme, repository_id=repository_id))

    async def summaries(self, repository_id: int) -> Mapping[CaseKey, Data | None]:
        """What is known in short of every case of a programme's repository."""
        return await self._database.read(partial(cases.summaries, repository_id=repository_id))

    async def next_tasks(self, now: datetime, at_most: int) -> Sequence[Task]:
        """The first effects that can be begun, marked as begun; one that can't be read is parked."""
        if await self._database.read(partial(outbox.ready, now=now, wall=self._wall())) is None:
            return ()
        return await self._database.write(partial(self._begin, now=now, at_most=at_most))

    async def done(self, task: Task, result: Mapping[str, Any], *, refusal: str | None, at: datetime) -> None:
        """Keeps an effect's result. Raises `Conflict`."""
        await self._database.write(partial(outbox.done, held=task, result=result, refusal=refusal, at=at))

    async def put_off(self, task: Task, until: datetime, reason: str, *, spent: bool) -> None:
        """Puts an effect off."""
        await self._database.write(partial(outbox.put_off, held=task, until=until, reason=reason, spent=spent))

    async def fire_due(self, now: datetime) -> int:
        """Moves every timer that is due into the inbox, once each."""
        due = await self._database.read(partial(timers.any_due, now=now))
        return await self._database.write(partial(timers.fire_due, now=now)) if due else 0

    async def next_due(self, now: datetime) -> datetime | None:
        """When something falls due after now."""
        return await self._database.read(partial(timers.next_due, now=now))

    async def idle(self, now: datetime) -> bool:
        """True when nothing can be worked on, by anybody."""
        return await self._database.read(partial(timers.idle, now=now))

    async def recall(self, name: str) -> str | None:
        """A small fact of the shell's own."""
        return await self._database.read(partial(aside.recall, name=name))

    async def remember(self, name: str, value: str) -> None:
        """Keeps such a fact."""
        await self._database.write(partial(aside.remember, name=name, value=value))

    def announce(self, words: str) -> tuple[str, ...]:
        """Says who works on this database, for others to read; gives what others said who are alive now."""
        return self._owner.announce(words)

    async def first_facts(self, at_most: int) -> tuple[Fact, ...]:
        """The first fact of so many cases. Raises `ValueError` when one was encrypted with another key."""
        return await self._database.read(partial(cases.first_facts, codec=self._codec, at_most=at_most))

    async def aclose(self) -> None:
        """Lets go of connections and of the lock that says we live."""
        await self._database.aclose()
        self._owner.close()

    def _span(self) -> tuple[float, float]:
        now = self._wall()
        return now, now + LEASE

    def _begin(self, connection: sa.Connection, now: datetime, at_most: int) -> tuple[Task, ...]:
        begun: list[Task] = []
        while len(begun) < at_most and (row := outbox.begin(connection, now, self._owner.name, self._span())) is not None:
            try:
                begun.append(outbox.task(self._codec, row))
            except Unreadable as error:
                outbox.park_unread(connection, row.n, f"can't be read: {error}", now)
        return tuple(begun)


def _renew(connection: sa.Connection, held: Sequence[Lease | Task], until: float) -> None:
    for one in held:
        if isinstance(one, Lease):
            cases.renew(connection, one, until)
        else:
            outbox.renew(connection, one, until)
