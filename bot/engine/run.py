"""The loop: fire what is due, hand out messages and effects, wait when there is nothing to do.

One coroutine hands out, so nothing is handed out twice; a few tasks work. Never decides, never performs.
"""

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from datetime import datetime
from typing import Any

import structlog

from bot.engine.inbox import Claim, Inbox
from bot.engine.outage import Outage
from bot.engine.outbox import Outbox
from bot.engine.patience import reason_of
from bot.engine.work import Handle, Perform, Route
from bot.ports.clock import Clock
from bot.ports.store import Lease, Store, Task

AT_ONCE = 8
"""Messages, and likewise effects, in hand at once: GitHub's answer is what takes time, not ours."""

BEAT = 1.0
"""Seconds of wall time between looks for work that nobody told us of: another process's, when it died."""

RENEW_EVERY = 10.0
"""Seconds of wall time after which leases in hand are renewed: a third of their span."""

DRAIN = 10.0
"""Seconds that `stop` gives to what is in hand."""

log: Any = structlog.get_logger()


class Engine:
    """Takes what is accepted to its end. `beat` and `drain` are seconds of wall time."""

    def __init__(
        self, store: Store, clock: Clock, route: Route, handle: Handle, perform: Perform, *, beat: float = BEAT, drain: float = DRAIN
    ) -> None:
        self._store, self._clock, self._beat, self._drain_for = store, clock, beat, drain
        self._outage = Outage()
        self._inbox = Inbox(store, clock.now, route, handle, self._outage)
        self._outbox = Outbox(store, clock.now, perform, self._outage)
        self._messages: dict[asyncio.Task[None], Lease] = {}
        self._effects: dict[asyncio.Task[None], Task] = {}
        self._called, self._quiet, self._stopping = asyncio.Event(), asyncio.Event(), False

    async def run(self) -> None:
        """Works until `stop`; what is in hand then has 10 seconds to end. Only a bug of the engine's own raises."""
        beating = asyncio.create_task(self._beats())
        try:
            while not self._stopping:
                await self._round()
            await self._drain()
        finally:
            await self._let_go(beating)

    def accepted(self) -> None:
        """Says that a message was accepted: look at once."""
        self._called.set()
        self._clock.wake()

    def stop(self) -> None:
        """Asks `run` to end: nothing more is begun."""
        self._stopping = True
        self.accepted()

    async def settled(self) -> None:
        """Waits until there is nothing left to do before some later time; for tests and scripts."""
        self._quiet.clear()
        self.accepted()
        await self._quiet.wait()

    async def _round(self) -> None:
        """Hands out what there is; then waits for an end, a call, or the time."""
        self._called.clear()
        try:
            await self._hand_out()
            if self._in_hand():
                await self._something()
            elif await self._idle():
                await self._wait()
            else:  # what there is, another process has in hand
                await self._call(self._beat)
        except Exception as error:  # noqa: BLE001 - the database may be gone for a while; the loop stays
            _tell(error)
            await self._call(self._beat)

    async def _hand_out(self) -> None:
        """Effects first: while GitHub is on trial, one thing at a time is tried, and an effect is sure to ask it."""
        await self._store.fire_due(self._clock.now())
        if self._outage.on:
            await self._begin_effects()
            await self._begin_messages()
        else:
            await asyncio.gather(self._begin_effects(), self._begin_messages())

    async def _begin_effects(self) -> None:
        if room := self._room(self._effects):
            for task in await self._outbox.take(room):
                self._begin(self._effects, task, self._outbox.perform(task))

    async def _begin_messages(self) -> None:
        """As many as there is room for; those that are settled at once make room for others, and for what waited behind them."""
        while room := self._room(self._messages):
            found, claims = await self._inbox.take(room)
            for claim in claims:
                self._begin(self._messages, claim.lease, self._handle(claim))
            if not found:
                return

    async def _handle(self, claim: Claim) -> None:
        """A message that was handled while nothing else could be tried shows that work can go on."""
        on_trial, until = self._outage.on and not self._effects, self._outage.until
        await self._inbox.handle(claim)
        if on_trial and self._outage.until == until:
            self._outage.answered()

    def _room(self, hands: dict[asyncio.Task[None], Any]) -> int:
        """How many more may be begun."""
        if self._stopping or self._outage.forbids(self._clock.now()):
            return 0
        return int(not self._in_hand()) if self._outage.on else AT_ONCE - len(hands)

    def _begin(self, hands: dict[asyncio.Task[None], Any], what: Lease | Task, work: Coroutine[Any, Any, None]) -> None:
        hands[asyncio.create_task(work)] = what

    def _in_hand(self) -> set[asyncio.Task[None]]:
        return {*self._messages, *self._effects}

    async def _something(self) -> None:
        """Waits until something in hand ends, or a call, or a beat (a timer may be due); what broke is told and left to lapse."""
        called = asyncio.create_task(self._called.wait())
        try:
            await asyncio.wait({called, *self._in_hand()}, timeout=self._beat, return_when=asyncio.FIRST_COMPLETED)
        finally:
            called.cancel()
        for ended in [task for task in self._in_hand() if task.done()]:
            self._messages.pop(ended, None)
            self._effects.pop(ended, None)
            ended.result()

    async def _idle(self) -> bool:
        """True when nothing can be done before some later time, and nobody has called."""
        if self._called.is_set() or self._stopping:
            return False
        now = self._clock.now()
        idle = self._outage.forbids(now) or await self._store.idle(now)
        if not idle or self._called.is_set():
            return False
        self._quiet.set()
        return True

    async def _wait(self) -> None:
        moments: list[datetime | None] = [await self._store.next_due(self._clock.now()), self._outage.until]
        await self._clock.wait_until(min((moment for moment in moments if moment is not None), default=None), self._idle)
        self._quiet.clear()

    async def _call(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._called.wait(), seconds)

    async def _beats(self) -> None:
        """Keeps what is in hand from lapsing; wakes the loop for work that nobody told us of."""
        renewed = time.monotonic()
        while True:
            await asyncio.sleep(self._beat)
            try:
                held: list[Lease | Task] = [*self._messages.values(), *self._effects.values()]
                if held and time.monotonic() - renewed >= RENEW_EVERY:
                    await self._store.renew(held)
                    renewed = time.monotonic()
                elif not held and not await self._store.idle(self._clock.now()):
                    self._clock.wake()
            except Exception as error:  # noqa: BLE001 - the database may be gone for a while; the beat stays
                _tell(error)

    async def _drain(self) -> None:
        if self._in_hand():
            await asyncio.wait(self._in_hand(), timeout=self._drain_for)

    async def _let_go(self, beating: asyncio.Task[None]) -> None:
        """Cancels what did not end in time; its lease lapses, and the next process takes it up."""
        left = {beating, *self._in_hand()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _tell(error: Exception) -> None:
    log.error("engine", outcome="crashed", reason=reason_of(error))
