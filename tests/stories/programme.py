"""A programme at work: the sandbox GitHub and the bot as two processes, and its people, who act over HTTP as people do.

What a story needs to say who did what, and to read what the bot answered. Never reaches into either process, and never waits for a
clock on the wall: `settle` returns once both have nothing left to do.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo import opportunity as demonstration
from demo.acts import chosen
from demo.github import GitHub, Person
from demo.opportunity import OPPORTUNITY, STATEMENTS
from demo.processes import bot_environment, free_port, start_bot, start_sandbox
from demo.town import ORGANIZATION, PROGRAMME, Town, build, install

MARKER = "<!-- microacq:1 "
POLICY = f"{demonstration.POLICY}money: {{cap: 10000000}}\n"
"""The demonstration's policy, with a cap that one client's many stories never pass together: none looks like a part of another."""
BOT = "microacq[bot]"
APP = ("app/microacq", "jwt/microacq")
"""How the sandbox's log names the App: with an installation's token, and by itself."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the sandbox's log: who asked GitHub for what."""

    method: str
    path: str
    status: int
    actor: str | None
    content: bool

    @property
    def reads(self) -> bool:
        """Whether it only looks. GraphQL asks by POST."""
        return self.method == "GET" or self.path.endswith("/graphql")

    @property
    def mints(self) -> bool:
        """Whether it fetches a token: once an hour, whatever happens."""
        return self.path.endswith("/access_tokens") or self.path.endswith("/installation")


@dataclass(slots=True)
class Programme:
    """The town, the bot's address and environment, its process, and the folder with both logs."""

    town: Town
    address: str
    environment: dict[str, str]
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def github(self) -> GitHub:
        """GitHub, for whoever acts."""
        return self.town.github

    def who(self, login: str) -> Person:
        """Somebody of the town."""
        return self.town.people[login]

    def settle(self) -> None:
        """Until the bot has nothing left to do."""
        self.github.settle()

    def files(self, login: str = "claire", **answers: str) -> int:
        """Fills in the opportunity form with the pilot's answers, some of them changed; the issue's number."""
        form = self.github.form(self.who(login), PROGRAMME, "opportunity.yml")
        return self._filed(login, "opportunity.yml", chosen(form, {**OPPORTUNITY, **answers}))

    def applies(self, login: str, opportunity: int | str, template: str = "application.yml", statement: str | None = None) -> int:
        """Fills in an application form; the issue's number."""
        form = self.github.form(self.who(login), PROGRAMME, template)
        said = STATEMENTS.get(login, "1. I have done this for years.") if statement is None else statement
        answers = {"opportunity": str(opportunity), "statement": said, "agreements": "all"}
        return self._filed(login, template, chosen(form, answers))

    def _filed(self, login: str, template: str, answers: dict[str, Any]) -> int:
        number = int(self.github.file(self.who(login), PROGRAMME, template, answers)["number"])
        self.settle()
        return number

    def opens(self, login: str, body: str | None, title: str = "Something") -> int:
        """Opens an issue without the form's page, as the API and the blank issue do; the issue's number."""
        number = int(self.github.api(self.who(login), "POST", f"repos/{PROGRAMME}/issues", title=title, body=body)["number"])
        self.settle()
        return number

    def edits(self, login: str, number: int, body: str) -> None:
        """Edits an issue's text."""
        self.github.api(self.who(login), "PATCH", f"repos/{PROGRAMME}/issues/{number}", body=body)
        self.settle()

    def retitles(self, login: str, number: int, title: str) -> None:
        """Edits an issue's title alone."""
        self.github.api(self.who(login), "PATCH", f"repos/{PROGRAMME}/issues/{number}", title=title)
        self.settle()

    def body(self, number: int) -> str:
        """An issue's text as it stands."""
        return str(self.github.api(self.who("mathieu"), "GET", f"repos/{PROGRAMME}/issues/{number}")["body"])

    def says(self, login: str, number: int, words: str, repository: str = PROGRAMME) -> int:
        """Comments; the comment's id."""
        made = self.github.comment(self.who(login), repository, number, words)
        self.settle()
        return int(made["id"])

    def edits_comment(self, login: str, comment: int, words: str) -> None:
        """Edits a comment of one's own."""
        self.github.api(self.who(login), "PATCH", f"repos/{PROGRAMME}/issues/comments/{comment}", body=words)
        self.settle()

    def labels(self, number: int) -> list[str]:
        """An issue's labels, sorted."""
        return sorted(self.github.labels(self.who("mathieu"), PROGRAMME, number))

    def puts_label(self, login: str, number: int, *names: str) -> None:
        """Sets labels beside those that are there."""
        self.github.api(self.who(login), "POST", f"repos/{PROGRAMME}/issues/{number}/labels", labels=list(names))
        self.settle()

    def takes_label(self, login: str, number: int, name: str) -> None:
        """Removes a label."""
        self.github.api(self.who(login), "DELETE", f"repos/{PROGRAMME}/issues/{number}/labels/{name}")
        self.settle()

    def answers(self, number: int, repository: str = PROGRAMME) -> list[str]:
        """All that the bot says on a thread, oldest first, as people see it: without the markers."""
        return [without_marker(body) for body in self.raw_answers(number, repository)]

    def raw_answers(self, number: int, repository: str = PROGRAMME) -> list[str]:
        """The same with the markers."""
        said = self.github.comments(self.who("mathieu"), repository, number)
        return [one["body"] for one in said if one["user"]["login"] == BOT]

    def asked(self, after: int) -> list[Request]:
        """What the App asked of GitHub since a place in the log, but for its tokens."""
        told = self.github.control("GET", f"requests?after={after}")["requests"]
        found = (Request(one["method"], one["path"], one["status"], one["actor"], one["content"]) for one in told)
        return [one for one in found if one.actor in APP and not one.mints]

    def mark(self) -> int:
        """The place in the log of GitHub's requests."""
        return int(self.github.control("GET", "requests")["last"])

    def breaks(self, method: str, path: str, kind: str, times: int = 1) -> None:
        """From now on GitHub answers 502 to so many matching requests, after it has done what they ask, or instead of it."""
        fault = {"method": method, "path": path, "times": times, "kind": kind, "status": 502}
        self.github.http.post(f"{self.github.url}/_sandbox/faults", json=fault).raise_for_status()

    def stops(self) -> None:
        """The bot goes down, as at an upgrade."""
        _stop(self.process)

    def starts_again(self) -> None:
        """The bot is back, and has read what GitHub sent meanwhile."""
        before = len(self.lines())
        self.process = start_bot(self.environment, self.folder)
        while not any((line["event"], line.get("outcome")) == ("catch up", "done") for line in self.lines()[before:]):
            assert self.process.poll() is None
            self.settle()
        self.settle()

    def hears_nothing(self) -> None:
        """From now on GitHub sends no webhooks: they are not even in its log."""
        self.github.control("PATCH", "apps/microacq", webhook_url="")

    def hears_again(self) -> None:
        """From now on it sends them; what happened meanwhile it never tells."""
        self.github.control("PATCH", "apps/microacq", webhook_url=f"{self.address}/webhook")

    def lines(self) -> list[dict[str, Any]]:
        """The bot's log."""
        return [json.loads(line) for line in (self.folder / "bot.log").read_text().splitlines() if line.startswith("{")]

    def lines_about(self, delivery: str) -> list[dict[str, Any]]:
        """The log lines with a delivery's id."""
        return [line for line in self.lines() if delivery in (line.get("delivery"), line.get("id"))]

    def vets(self, number: int) -> None:
        """Procurement waives what the pilot's own dates break, and finds nothing divided where others were filed before; both approve."""
        if "flag: contract splitting" in self.labels(number):
            self.says("priya", number, "/clear Each story is a need of its own.")
        self.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
        self.says("mathieu", number, "/vet")
        self.says("priya", number, "/vet")

    def publishes(self, number: int) -> None:
        """All steps from filing to the open call."""
        self.vets(number)
        self.says("samuel", number, "/commit")
        self.says("farah", number, "/reserve 4500012345 7345.00")
        self.says("mathieu", number, "/publish")
        assert "opportunity: open" in self.labels(number)

    def pushes(self, login: str, files: dict[str, str | None], repository: str = "micro-acquisition") -> None:
        """Commits files on the default branch."""
        self.github.control("POST", "files", owner=ORGANIZATION, repo=repository, files=files, **{"as": login})
        self.settle()


def without_marker(body: str) -> str:
    """A comment as it is shown."""
    return body.partition(MARKER)[0].rstrip()


def facts_in(body: str) -> list[dict[str, Any]]:
    """The facts that a comment's marker carries, those that may be read."""
    payload, _ = json.JSONDecoder().raw_decode(body.partition(MARKER)[2])
    return [fact for fact in payload["facts"] if "data" in fact]


@contextmanager
def at_work(folder: Path) -> Iterator[Programme]:
    """A programme of its own: both processes started, the App installed, the clock held; both stopped at the end."""
    sandbox, url = start_sandbox(folder)
    with GitHub(url) as github:
        port = free_port()
        try:
            town = build(github, f"http://127.0.0.1:{port}/webhook")
            environment = bot_environment(town.app, url, folder, port)
            programme = Programme(town, f"http://127.0.0.1:{port}", environment, folder, start_bot(environment, folder))
            try:
                install(town)
                programme.settle()
                yield programme
            finally:
                _stop(programme.process)
        finally:
            _stop(sandbox)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(15)
