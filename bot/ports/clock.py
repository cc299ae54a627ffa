"""Time for the programme: deadlines, pacing, limits and token expiry. Leases and timeouts use monotonic time instead."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The system's clock or the sandbox's."""

    def now(self) -> datetime:
        """The programme's time, UTC."""
        ...

    async def wait_until(self, moment: datetime | None, idle: Callable[[], Awaitable[bool]]) -> None:
        """Waits for a moment (or for good, with none); may return early at any time.

        `idle` is asked once the clock is ready to wait: if it answers False, the wait ends at once. So nobody who has work is thought idle.
        """
        ...

    def wake(self) -> None:
        """Ends the wait under way: there is work."""
        ...

    async def aclose(self) -> None:
        """Lets go of connections."""
        ...
