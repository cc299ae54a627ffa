"""What a transition costs at GitHub: plays the paid story and counts, at the sandbox, each act's requests and content creations by the App.

    python -m bench.transitions

A transition is one change of state of an opportunity or an application, seen by its label. Provisioning, which the receipt of the
supplier's consent begins, and the evaluation package are counted apart. Tokens last an hour: as the story's clock jumps from day to day,
nearly every act mints one; they stand in a column of their own.
"""

import contextlib
import io
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.github import GitHub, Person
from demo.paid import Paid
from demo.processes import bot_environment, free_port, start_bot, start_sandbox
from demo.stage import Stage
from demo.town import EVALUATION, ORGANIZATION, PROGRAMME, build, install

TOKENS = re.compile(r"/access_tokens$|/installation$|/app$|/app/installations")
STATE = re.compile(r"^(opportunity|application): ")


@dataclass
class Cost:
    """One act: how many states changed, and the App's requests, by what they were for."""

    what: str
    transitions: int
    requests: int
    contents: int
    tokens: int
    apart: int
    apart_contents: int


@dataclass(slots=True)
class CountingStage(Stage):
    """A stage that counts between two rests."""

    last: int = 0
    doing: str = ""
    states: dict[int, str] = field(default_factory=dict)
    costs: list[Cost] = field(default_factory=list)

    def act(self, who: Person, what: str) -> None:
        """Notes what is being done."""
        self.doing = f"{who.login} {what}"

    def rest(self) -> None:
        """Counts what the App did since the last rest."""
        self.github.settle()
        told = self.github.control("GET", f"requests?after={self.last}")
        self.last = told["last"]
        asked = [
            one for one in told["requests"] if str(one["actor"]).endswith("microacq") or str(one["actor"]).startswith(("app/", "jwt/"))
        ]
        self.costs.append(self._cost(asked))
        self.doing = "time passes"

    def _cost(self, asked: list[dict[str, Any]]) -> Cost:
        tokens = [one for one in asked if TOKENS.search(one["path"])]
        apart = [one for one in asked if one not in tokens and _is_apart(one["path"])]
        consents = "/agree" in self.doing or "/consentir" in self.doing
        apart += [one for one in asked if one["content"] and consents][:1]
        own = [one for one in asked if one not in tokens and one not in apart]
        return Cost(self.doing, self._changed(), len(own), _contents(own), len(tokens), len(apart), _contents(apart))

    def _changed(self) -> int:
        issues = self.github.api(self.watcher, "GET", f"repos/{PROGRAMME}/issues?state=all&per_page=100")
        now = {one["number"]: next((label["name"] for label in one["labels"] if STATE.match(label["name"])), "") for one in issues}
        changed = sum(self.states.get(number) != state for number, state in now.items())
        self.states = now
        self.last = self.github.control("GET", f"requests?after={self.last}")["last"]
        return changed


def _contents(asked: list[dict[str, Any]]) -> int:
    return sum(bool(one["content"]) for one in asked)


def _is_apart(path: str) -> bool:
    return EVALUATION in path or f"{ORGANIZATION}/opportunity-" in path or path.endswith(f"/orgs/{ORGANIZATION}/repos")


def measure() -> list[Cost]:
    """Plays the story with everything counted."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        sandbox_process, sandbox = start_sandbox(folder)
        stack.callback(sandbox_process.wait)
        stack.callback(sandbox_process.kill)
        github = stack.enter_context(GitHub(sandbox))
        town = build(github, f"http://127.0.0.1:{(port := free_port())}/webhook")
        bot = start_bot(bot_environment(town.app, sandbox, folder, port), folder)
        stack.callback(bot.wait)
        stack.callback(bot.kill)
        install(town)
        stage = CountingStage(github, town.people["mathieu"])
        stage.rest()
        stage.costs.clear()
        with contextlib.redirect_stdout(io.StringIO()):
            Paid(town, stage).play()
        return stage.costs


def main() -> None:
    """Prints each act, then the figures that are promised."""
    costs = measure()
    print(f"{'states':>6} {'requests':>8} {'content':>7} {'tokens':>6} {'apart':>5}  act")
    for cost in costs:
        print(f"{cost.transitions:6} {cost.requests:8} {cost.contents:7} {cost.tokens:6} {cost.apart:5}  {cost.what[:90]}")
    moving = [cost for cost in costs if cost.transitions]
    transitions = sum(cost.transitions for cost in moving)
    for name, tokens in (("requests", 0), ("with tokens", 1)):
        counted = [(cost.requests + tokens * cost.tokens, cost.transitions) for cost in moving]
        mean = sum(requests for requests, _ in counted) / transitions
        worst = max(requests / states for requests, states in counted)
        print(f"{transitions} transitions, {name}: {mean:.2f} each on average (at most 4), {worst:.2f} in the worst (6)")
    content = max(cost.contents / cost.transitions for cost in moving)
    quiet = [cost.requests for cost in costs if not cost.transitions and not cost.contents]
    print(f"content creations for a transition: {content:.2f} in the worst (1)")
    print(f"provisioning and evaluation package, apart: {max(cost.apart for cost in costs)} requests in the worst act (12)")
    print(f"acts that call for no answer: {max(quiet, default=0)} requests in the worst (1), 0 content creations")


if __name__ == "__main__":
    main()
