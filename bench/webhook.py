"""How long GitHub waits for an acknowledgement: signed deliveries of 16.6 KB, 100 a second for 60 s, open loop, while the bot works.

`python -m bench.webhook [--rate 100] [--seconds 60]` starts a sandbox GitHub and `microacq serve` on an SQLite file: comments on a filed
opportunity, of which one a second holds a command that the bot answers. With `--url` it sends to a bot that runs already, signed by
GITHUB_WEBHOOK_SECRET: comments of a repository that the bot does not serve. Each delivery is sent when it is due, whether or not earlier
ones were answered, and its time counts from when it was due. Afterwards every tenth is sent again: all must be known.
"""

import argparse
import asyncio
import os
import statistics
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from bench.town import a_comment, padded, sign, site, stop

SIZE = 16_600
COMMAND_EVERY = 100
ALLOWED_P99 = 50.0
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A signed delivery."""

    guid: str
    body: bytes
    signature: str

    async def send(self, session: ClientSession, url: str) -> int:
        """Its status."""
        headers = {
            "Content-Type": "application/json",
            "X-GitHub-Event": "issue_comment",
            "X-GitHub-Delivery": self.guid,
            "X-Hub-Signature-256": self.signature,
        }
        async with session.post(f"{url}/webhook", data=self.body, headers=headers) as answer:
            await answer.read()
            return answer.status


def deliveries(payload: dict[str, Any], count: int, secret: str) -> list[Delivery]:
    """So many comments, each with its own id; now and then one that holds a command."""
    made = []
    for number in range(count):
        words = "/help" if number % COMMAND_EVERY == COMMAND_EVERY // 2 else f"Comment {number}"
        comment = {**payload["comment"], "id": 1_000_000 + number, "body": words}
        body = padded({**payload, "comment": comment}, SIZE)
        made.append(Delivery(str(uuid.uuid4()), body, sign(body, secret)))
    return made


async def send_all(url: str, sent: list[Delivery], rate: float) -> tuple[list[float], Counter[int]]:
    """Sends each when it is due: milliseconds from then to the acknowledgement, and the statuses."""
    took, statuses = [0.0] * len(sent), Counter[int]()
    async with ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(total=30)) as session:

        async def one(number: int, due: float) -> None:
            statuses[await sent[number].send(session, url)] += 1
            took[number] = (time.perf_counter() - due) * 1000

        began = time.perf_counter() + 0.1
        async with asyncio.TaskGroup() as group:
            for number in range(len(sent)):
                due = began + number / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(one(number, due))
    return took, statuses


async def known_again(url: str, sent: list[Delivery]) -> int:
    """How many of these the bot had kept, told by its metrics."""
    async with ClientSession() as session:
        before = await counted(session, url, "known")
        for delivery in sent:
            await delivery.send(session, url)
        return await counted(session, url, "known") - before


async def counted(session: ClientSession, url: str, outcome: str) -> int:
    """A counter of the bot's."""
    async with session.get(f"{url}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    return next(int(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(f'microacq_webhooks_total{{outcome="{outcome}"}}'))


def report(took: list[float], statuses: Counter[int], rate: float) -> float:
    """Prints the figures; gives the 99th percentile in milliseconds."""
    cuts = statistics.quantiles(took, n=1000)
    print(f"{len(took)} deliveries of {SIZE / 1000} KB, {rate:g} a second: {dict(statuses)}")
    print(f"committed and acknowledged: p50 {cuts[499]:.1f} ms, p99 {cuts[989]:.1f} ms, p99.9 {cuts[998]:.1f} ms, max {max(took):.1f} ms")
    return cuts[989]


@contextmanager
def bot(url: str | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A bot's address, its webhook secret, and a payload: one that runs, or one that is started and stopped."""
    if url:
        payload = {"action": "created", "comment": {}, "issue": {"id": 1, "number": 1}, "sender": {"id": 1, "login": "x", "type": "User"}}
        yield url.rstrip("/"), os.environ["GITHUB_WEBHOOK_SECRET"], payload | {"repository": {"id": 1, "full_name": "a/b"}}
        return
    with site() as there:
        process = there.start_ready()
        try:
            yield there.bot, there.secret, a_comment(there)
        finally:
            stop(process)


def main() -> None:
    """Sends, prints, and ends with 1 when a figure is missed or a delivery was not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=100.0, help="deliveries a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--url", help="of a bot that runs already")
    asked = parser.parse_args()
    with bot(asked.url) as (url, secret, payload):
        sent = deliveries(payload, round(asked.rate * asked.seconds), secret)
        took, statuses = asyncio.run(send_all(url, sent, asked.rate))
        p99 = report(took, statuses, asked.rate)
        known = asyncio.run(known_again(url, sent[::10]))
    print(f"sent again: {known} of {len(sent[::10])} were known")
    sys.exit(0 if p99 < ALLOWED_P99 and statuses == {202: len(sent)} and known == len(sent[::10]) else 1)


if __name__ == "__main__":
    main()
