"""Time for the programme: the system's, or the sandbox's when it is tried out.

Never used for leases, timeouts or draining: those count monotonic time (design.md, Time).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

LONGEST_NAP = 30.0
"""Seconds. A machine that slept, or whose clock was set, is noticed after one nap: deadlines are kept within a minute (R8)."""

POLL_TIMEOUT = 70.0
"""Seconds. The sandbox answers a long poll after 55."""

TRY_AGAIN = 1.0
"""Seconds between two attempts to reach a sandbox that does not answer."""


class SystemClock:
    """The machine's clock."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()

    def now(self) -> datetime:
        """The time, UTC."""
        return datetime.now(UTC)

    async def wait_until(self, moment: datetime | None, idle: Callable[[], Awaitable[bool]]) -> None:
        """Waits for a moment (UTC), a wake-up, or one nap, whichever comes first; not at all when `idle` says that there is work."""
        self._woken.clear()  # before the question: a wake-up during it is kept
        if not await idle():
            return
        left = LONGEST_NAP if moment is None else (moment - self.now()).total_seconds()
        await _woken_within(self._woken, min(max(left, 0.0), LONGEST_NAP))

    def wake(self) -> None:
        """Ends the wait under way: there is work."""
        self._woken.set()

    async def aclose(self) -> None:
        """Nothing is held open."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the sandbox said last, and when that was on the monotonic clock (seconds)."""

    now: datetime
    held: bool
    generation: int
    read_at: float


class SandboxClock:
    """The sandbox's clock, as one of its clients: time there can't move while this client has work.

    `url` is the sandbox's address, `client` this client's name there. `connect` must be awaited before `now` is asked.
    """

    def __init__(self, url: str, client: str = "bot") -> None:
        self._base, self._client = f"{url.rstrip('/')}/_sandbox/clock", client
        self._session: aiohttp.ClientSession | None = None
        self._reading: _Reading | None = None
        self._woken = asyncio.Event()

    async def connect(self) -> None:
        """Registers this client, so that time stands until it waits. Raises `aiohttp.ClientError` when the sandbox can't be reached."""
        await self._ask("PUT", f"/clients/{self._client}")

    def now(self) -> datetime:
        """The sandbox's time as it was last read, and what has passed since if nobody holds it. Raises `RuntimeError` before `connect`."""
        if self._reading is None:
            raise RuntimeError("The sandbox's clock has not been read; await connect() first.")
        passed = 0.0 if self._reading.held else time.monotonic() - self._reading.read_at
        return self._reading.now + timedelta(seconds=passed)

    async def wait_until(self, moment: datetime | None, idle: Callable[[], Awaitable[bool]]) -> None:
        """Reads the generation, asks whether there is work, and only then waits with that generation (one long poll).

        Whatever could bring work makes the generation grow, so this client is never thought idle while it has some.
        """
        self._woken.clear()
        try:
            reading = await self._ask("GET", "")
            if await idle():
                await self._poll(moment, reading.generation)
        except (aiohttp.ClientError, TimeoutError):
            await _woken_within(self._woken, TRY_AGAIN)

    def wake(self) -> None:
        """Ends the wait under way: there is work."""
        self._woken.set()

    async def aclose(self) -> None:
        """Unregisters this client, so that time moves without it, and closes the connection."""
        if self._session is None:
            return
        try:
            await self._ask("DELETE", f"/clients/{self._client}")
        except (aiohttp.ClientError, TimeoutError):
            pass  # the sandbox has gone, and its clients with it
        finally:
            await self._session.close()
            self._session = None

    async def _poll(self, moment: datetime | None, generation: int) -> None:
        until = "never" if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        poll = asyncio.ensure_future(self._ask("GET", "/wait", client=self._client, until=until, generation=str(generation)))
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait((poll, woken), return_when=asyncio.FIRST_COMPLETED)
            if poll.done():
                await poll
                return
        finally:
            poll.cancel()
            woken.cancel()
            await asyncio.gather(poll, woken, return_exceptions=True)
        await self._ask("GET", "")  # woken from here: the time may have moved since it was last read

    async def _ask(self, method: str, path: str, **query: str) -> _Reading:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=POLL_TIMEOUT), raise_for_status=True)
        async with self._session.request(method, self._base + path, params=query) as answer:
            said: dict[str, Any] = await answer.json()
        self._reading = _Reading(datetime.fromisoformat(said["now"]), bool(said["held"]), int(said["generation"]), time.monotonic())
        return self._reading


async def _woken_within(woken: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await woken.wait()
    except TimeoutError:
        pass
