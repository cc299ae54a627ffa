"""How long the bot takes from its start to its first acknowledged delivery, and how much memory it has then.

`python -m bench.startup [--runs 7]` starts a sandbox GitHub once, and `microacq serve` on a new SQLite file for each run. A signed
delivery is tried every 20 ms; the memory (resident set) is read one second after the acknowledgement, when the bot has nothing to do.
"""

import argparse
import asyncio
import sys
import time
from statistics import median

import psutil
from aiohttp import ClientConnectionError, ClientSession

from bench.town import Site, a_comment, site, stop
from bench.webhook import Delivery, deliveries

ALLOWED_SECONDS = 2.5
ALLOWED_MEGABYTES = 130.0
TRY_EVERY = 0.02
IDLE_AFTER = 1.0


async def acknowledged(there: Site, delivery: Delivery) -> None:
    """Tries until the bot acknowledges."""
    async with ClientSession() as session:
        while True:
            try:
                if await delivery.send(session, there.bot) == 202:
                    return
            except ClientConnectionError:
                await asyncio.sleep(TRY_EVERY)


def run(there: Site, delivery: Delivery) -> tuple[float, float, float]:
    """One start on a new database: seconds, seconds of processor time until then, and megabytes (10⁶ bytes)."""
    for file in there.folder.glob("microacq.db*"):
        file.unlink()
    began = time.perf_counter()
    process = there.start()
    try:
        asyncio.run(acknowledged(there, delivery))
        took = time.perf_counter() - began
        bot = psutil.Process(process.pid)
        worked = bot.cpu_times().user + bot.cpu_times().system
        time.sleep(IDLE_AFTER)
        return took, worked, bot.memory_info().rss / 1e6
    finally:
        stop(process)


def main() -> None:
    """Runs, prints, and ends with 1 when a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with site() as there:
        process = there.start_ready()
        try:
            payload = a_comment(there)
        finally:
            stop(process)
        made = deliveries(payload, runs, there.secret)
        figures = [run(there, delivery) for delivery in made]
    seconds, worked, megabytes = ([figure[place] for figure in figures] for place in range(3))
    print(f"start to first acknowledgement ({runs} runs): median {median(seconds):.2f} s, max {max(seconds):.2f} s")
    print(f"processor time until then: median {median(worked):.2f} s")
    print(f"resident memory when idle: median {median(megabytes):.0f} MB, max {max(megabytes):.0f} MB")
    sys.exit(0 if max(seconds) <= ALLOWED_SECONDS and max(megabytes) <= ALLOWED_MEGABYTES else 1)


if __name__ == "__main__":
    main()
