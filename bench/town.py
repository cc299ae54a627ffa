"""A sandbox GitHub and the bot, as two processes, for the benches: the demonstration's town, on the system's clock.

Never plays a story, and never looks into either process.
"""

import contextlib
import hashlib
import hmac
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from demo.acts import chosen
from demo.github import GitHub
from demo.opportunity import OPPORTUNITY
from demo.processes import bot_environment, free_port, start, start_bot, start_sandbox
from demo.town import PROGRAMME, Town, build, install

WITHOUT = ("MICROACQ_CLOCK_URL",)
"""Left out of the demonstration's settings: a real installation has the system's clock, and GitHub's pace."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a bench works with: the bot's settings and address, the sandbox, and a folder for the bot's database and logs."""

    town: Town
    environment: dict[str, str]
    folder: Path
    bot: str

    @property
    def secret(self) -> str:
        """The webhook's secret."""
        return self.environment["GITHUB_WEBHOOK_SECRET"]

    def start(self) -> subprocess.Popen[bytes]:
        """Starts `microacq serve`, and does not wait for it."""
        return start(["bot", "serve"], self.folder / "bot.log", self.environment)

    def start_ready(self) -> subprocess.Popen[bytes]:
        """Starts `microacq serve`, and waits until it is ready."""
        return start_bot(self.environment, self.folder)


@contextlib.contextmanager
def site() -> Iterator[Site]:
    """A sandbox with the programme's repositories, people and App, at the time of the wall; stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="microacq-bench-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        process, url = start_sandbox(folder)
        stack.callback(stop, process)
        github, port = stack.enter_context(GitHub(url)), free_port()
        bot = f"http://127.0.0.1:{port}"
        town = build(github, f"{bot}/webhook")
        github.control("PUT", "clock", now=datetime.now(UTC).isoformat(), held=False)
        settings = bot_environment(town.app, url, folder, port)
        yield Site(town, {name: value for name, value in settings.items() if name not in WITHOUT}, folder, bot)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stops a process as an operator does."""
    process.terminate()
    process.wait(15)


def a_comment(there: Site) -> dict[str, Any]:
    """The payload of a comment by a passer-by on an opportunity, as the sandbox's GitHub delivered it to the running bot."""
    install(there.town)
    github, claire = there.town.github, there.town.people["claire"]
    answers = chosen(github.form(claire, PROGRAMME, "opportunity.yml"), OPPORTUNITY)
    issue = github.file(claire, PROGRAMME, "opportunity.yml", answers)
    github.comment(there.town.people["passerby"], PROGRAMME, issue["number"], "Thank you!")
    while True:
        for delivery in github.control("GET", "deliveries")["deliveries"]:
            if delivery["event"] == "issue_comment" and delivery["request"]["payload"]["sender"]["login"] == "passerby":
                return dict(delivery["request"]["payload"])
        time.sleep(0.05)


def sign(body: bytes, secret: str) -> str:
    """GitHub's signature of a body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def padded(payload: dict[str, Any], size: int) -> bytes:
    """The payload as JSON of so many bytes; what is missing is added to the comment's issue, where GitHub's own text would be."""
    issue = {**payload["issue"], "body": ""}
    short = json.dumps({**payload, "issue": issue}).encode()
    return json.dumps({**payload, "issue": {**issue, "body": "x" * max(0, size - len(short))}}).encode()
