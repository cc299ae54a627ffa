"""A process that accepts messages until it is killed, and says each id only once it is kept. Run by `test_sigkill.py`."""

import asyncio
import sys

from bot.store import SqlStore
from tests.store.material import KEYS, message


async def accept_for_good(url: str) -> None:
    """Sixteen senders at once, without end."""
    store = await SqlStore.open(url, KEYS)

    async def send(sender: int) -> None:
        n = 0
        while True:
            if await store.accept(message(f"{sender}-{n}", text="x" * 16_600)):
                print(f"{sender}-{n}", flush=True)  # noqa: T201 - the acknowledgement, for the parent to read
            n += 1

    await asyncio.gather(*(send(sender) for sender in range(16)))


if __name__ == "__main__":
    asyncio.run(accept_for_good(sys.argv[1]))
