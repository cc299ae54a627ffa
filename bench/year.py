"""Twelve months of a programme: 11 opportunities with every kind of end, 100 suppliers; what was missed, and what each month cost.

    python -m bench.year

Two real processes, GitHub's sandbox and the bot, on the sandbox's clock: people act when their lives (`bench/lives.py`) say so, and what
falls due in between comes by itself. At the end, everything is counted at GitHub: each application's receipt and last state, each
opportunity's end, and the App's requests and content creations by month. Exit status 1 if anything was missed.
"""

import contextlib
import heapq
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.lives import Life, QuietStage, lives
from demo.github import GitHub, Person
from demo.processes import bot_environment, free_port, start_bot, start_sandbox
from demo.town import PROGRAMME, START, Town, build, install

SUPPLIERS = 100
MONTHS = 12
OUR_APP = ("app/", "jwt/")
TOKENS = ("/access_tokens", "/installation")


@dataclass(slots=True)
class Ledger:
    """The App's requests by month of the story, tokens apart, and how many of them create content."""

    github: GitHub
    last: int = 0
    requests: Counter[str] = field(default_factory=Counter)
    tokens: Counter[str] = field(default_factory=Counter)
    contents: Counter[str] = field(default_factory=Counter)

    def book(self) -> None:
        """Books what the App asked since the last time, under this month."""
        month = f"{self.github.now():%Y-%m}"
        told = self.github.control("GET", f"requests?after={self.last}")
        self.last = told["last"]
        for one in told["requests"]:
            if str(one["actor"]).startswith(OUR_APP):
                (self.tokens if one["path"].endswith(TOKENS) else self.requests)[month] += 1
                self.contents[month] += bool(one["content"])


@contextlib.contextmanager
def programme() -> Iterator[tuple[Town, Path]]:
    """The town of the demonstration with a hundred suppliers, and the folder of the bot's log."""
    with tempfile.TemporaryDirectory(prefix="microacq-year-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        sandbox_process, sandbox = start_sandbox(folder)
        stack.callback(sandbox_process.wait)
        stack.callback(sandbox_process.kill)
        github = stack.enter_context(GitHub(sandbox))
        town = build(github, f"http://127.0.0.1:{(port := free_port())}/webhook")
        for number in range(1, SUPPLIERS + 1):
            login = f"supplier-{number:03}"
            town.people[login] = Person(login, login, github.control("POST", "people", login=login, name=login)["token"])
        bot = start_bot(bot_environment(town.app, sandbox, folder, port), folder)
        stack.callback(bot.wait)
        stack.callback(bot.kill)
        install(town)
        github.settle()
        yield town, folder


def play(town: Town, ledger: Ledger) -> list[Life]:
    """Lets everybody act in the order of time, for twelve months."""
    told = lives(town, QuietStage(town.github, town.people["mathieu"]), SUPPLIERS)
    queue: list[tuple[datetime, int, Iterator[datetime]]] = []
    for number, life in enumerate(told):
        acts = life.acts()
        heapq.heappush(queue, (next(acts), number, acts))
    while queue:
        moment, number, acts = heapq.heappop(queue)
        _pass_until(town.github, moment, ledger)
        following = next(acts, None)
        ledger.book()
        if following is not None:
            heapq.heappush(queue, (following, number, acts))
    _pass_until(town.github, START + timedelta(days=365), ledger)
    return told


def _pass_until(github: GitHub, moment: datetime, ledger: Ledger) -> None:
    """Day by day, so that what comes by itself is booked in its own month."""
    while (now := github.now()) < moment:
        github.advance(min(moment, now + timedelta(days=1)))
        github.settle()
        ledger.book()


def missed(town: Town, told: list[Life], folder: Path) -> list[str]:
    """Everything that ought to be at GitHub and is not, and every line of the log that is an error."""
    github, mathieu, found = town.github, town.people["mathieu"], []
    for life in told:
        labels = github.labels(mathieu, PROGRAMME, life.number)
        if f"opportunity: {life.end}" not in labels:
            found.append(f"#{life.number} ({life.name}) ends {labels}, not {life.end}")
        for number in life.applications:
            states = [name for name in github.labels(mathieu, PROGRAMME, number) if name.startswith("application: ")]
            receipts = [one for one in github.comments(mathieu, PROGRAMME, number) if one["user"]["type"] == "Bot"]
            if not receipts or len(states) != 1 or states[0] in ("application: received", "application: evaluated"):
                found.append(f"#{number} of #{life.number}: {states}, {len(receipts)} comments")
    lines = (folder / "bot.log").read_text().splitlines()
    return found + [line for line in lines if '"level": "error"' in line or '"level":"error"' in line]


def main() -> None:
    """Prints a line a month, then what was missed."""
    with programme() as (town, folder):
        ledger = Ledger(town.github)
        told = play(town, ledger)
        lost = missed(town, told, folder)
        _print(ledger, told, lost)
    sys.exit(bool(lost))


def _print(ledger: Ledger, told: list[Life], lost: list[str]) -> None:
    print(f"{'month':8} {'requests':>8} {'tokens':>7} {'content':>7}")
    months = sorted(ledger.requests)
    for month in months:
        print(f"{month:8} {ledger.requests[month]:8} {ledger.tokens[month]:7} {ledger.contents[month]:7}")
    mean: dict[str, Any] = {name: sum(one.values()) / MONTHS for name, one in (("requests", ledger.requests), ("content", ledger.contents))}
    applications = sum(len(life.applications) for life in told)
    print(f"{len(told)} opportunities, {applications} applications: {mean['requests']:.0f} requests, {mean['content']:.0f} content a month")
    print(f"missed: {len(lost)}")
    for line in lost:
        print(f"  {line}")


if __name__ == "__main__":
    main()
