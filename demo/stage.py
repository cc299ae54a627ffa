"""The stage: who does what, what the bot answers, where to look; printed as it happens. Never decides what happens next."""

import os
import shutil
import sys
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from demo.github import GitHub, Person

TORONTO = ZoneInfo("America/Toronto")
SHOWN_LINES = 6
MARGIN = " " * 9
WIDEST = 150
"""Columns beyond which nobody reads a line to its end."""


def colours() -> bool:
    """Whether the terminal takes colours, or somebody said FORCE_COLOR; never where somebody said NO_COLOR."""
    return not os.environ.get("NO_COLOR") and (sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR")))


def cut(line: str, beside: str = MARGIN) -> str:
    """A line as it fits beside what stands before it, with a sign where it goes on. COLUMNS says how wide the terminal is."""
    room = max(20, min(shutil.get_terminal_size((WIDEST, 0)).columns, WIDEST) - len(beside))
    return line if len(line) <= room else f"{line[: room - 1]}…"


def paint(words: str, code: str) -> str:
    """Words in a colour, where there are colours."""
    return f"\x1b[{code}m{words}\x1b[0m" if colours() else words


@dataclass(slots=True)
class Stage:
    """Prints each act, lets the bot come to rest, and shows what is new on the threads that are watched."""

    github: GitHub
    watcher: Person
    seen: set[int] = field(default_factory=set)
    threads: list[tuple[str, int]] = field(default_factory=list)

    def scene(self, title: str) -> None:
        """Begins a part of the story."""
        print(f"\n{paint(f'── {title} ', '1')}{paint('─' * max(0, 90 - len(title)), '2')}")

    def act(self, who: Person, what: str) -> None:
        """Says who does what, and when it is in the story."""
        when = f"{self.github.now().astimezone(TORONTO):%a %d %b %H:%M:%S}"
        print(f"{paint(when, '2')}  {paint(who.name, '1;36')} {cut(what, f'{when}  {who.name} ')}")

    def rest(self) -> None:
        """Lets the bot come to rest, then shows what it said."""
        self.github.settle()
        for repository, number in self.threads:
            for comment in self.github.comments(self.watcher, repository, number):
                if comment["user"]["type"] == "Bot" and comment["id"] not in self.seen:
                    self.seen.add(comment["id"])
                    self._show(comment["body"], comment["html_url"])

    def until(self, moment: datetime) -> None:
        """Lets time pass."""
        self.github.advance(moment)
        print(paint(f"…  time passes until {moment.astimezone(TORONTO):%A %d %B %Y, %H:%M:%S}", "2"))
        self.rest()

    def watch(self, repository: str, number: int) -> None:
        """Shows what is new on this thread from now on."""
        self.threads.append((repository, number))

    def label(self, repository: str, number: int) -> None:
        """Shows an issue's labels."""
        names = ", ".join(self.github.labels(self.watcher, repository, number))
        print(f"    {paint('labels', '2')} #{number}: {paint(names, '33')}")

    @staticmethod
    def _show(body: str, url: str) -> None:
        lines = [line for line in body.partition("<!-- microacq")[0].splitlines() if line.strip()]
        for number, line in enumerate(lines[:SHOWN_LINES]):
            print(f"{paint('    bot  ', '1;32') if number == 0 else MARGIN}{cut(line)}")
        rest = len(lines) - SHOWN_LINES
        print(f"{MARGIN}{paint((f'… {rest} more lines at ' if rest > 0 else 'at ') + url, '2')}")
