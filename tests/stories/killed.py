"""`python -m tests.stories.killed serve`: the bot, with a hand on the plug.

At one boundary (`KILL_AT`), every `KILL_EVERY` times that it is reached, the process kills itself with SIGKILL. Counted over restarts in
`KILL_COUNT`, a file, so that a restarted bot goes on counting. The bot itself knows nothing of it.
"""

import os
import signal
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Any

from bot.__main__ import main
from bot.perform.performer import Performer
from bot.store import SqlStore

PLUGS: dict[str, tuple[type, str, bool]] = {
    "accepted": (SqlStore, "accept", False),
    "before intent": (SqlStore, "commit", True),
    "after intent": (SqlStore, "commit", False),
    "after the effect": (Performer, "perform", False),
    "after its result": (SqlStore, "done", False),
}
"""Kept but not acknowledged; before the decision is written; after it; after GitHub has applied; after the result is kept."""


def _reached() -> None:
    """Counts; at every so many, pulls the plug."""
    path = Path(os.environ["KILL_COUNT"])
    count = int(path.read_text() or 0) + 1 if path.exists() else 1
    path.write_text(str(count))
    if count % int(os.environ["KILL_EVERY"]) == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def _wrapped(method: Callable[..., Awaitable[Any]], *, before: bool) -> Callable[..., Awaitable[Any]]:
    @wraps(method)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        if before:
            _reached()
        result = await method(*args, **kwargs)
        if not before:
            _reached()
        return result

    return wrapper


def plug(boundary: str) -> None:
    """Puts the hand on one boundary."""
    owner, name, before = PLUGS[boundary]
    setattr(owner, name, _wrapped(getattr(owner, name), before=before))


if __name__ == "__main__":
    plug(os.environ["KILL_AT"])
    main()
