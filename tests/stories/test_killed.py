"""The paid story, with the bot killed again and again: the same end, nothing lost, nothing doubled (counted at GitHub)."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from demo.github import GitHub
from demo.paid import Paid
from demo.processes import bot_environment, free_port, start, start_sandbox
from demo.stage import Stage
from demo.town import EVALUATION, PROGRAMME, Town, build, install
from tests.stories.killed import PLUGS
from tests.stories.supervisor import Supervisor

KILL_EVERY = {"accepted": 35, "before intent": 9, "after intent": 11, "after the effect": 17, "after its result": 23}
"""So that each run is killed several times, at other steps of the story each time."""


def threads(town: Town) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """Every comment that the bot wrote, by thread, in the programme's repository and the private one."""
    reader = town.people["mathieu"]
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for repository in (PROGRAMME, EVALUATION):
        for issue in town.github.api(reader, "GET", f"repos/{repository}/issues?state=all&per_page=100"):
            comments = town.github.comments(reader, repository, issue["number"])
            found[repository, issue["number"]] = [one for one in comments if one["user"]["type"] == "Bot"]
    return found


def said(town: Town) -> Counter[str]:
    """How often each thing was said, by its first line without figures."""
    lines = [one["body"].splitlines()[0] for comments in threads(town).values() for one in comments]
    return Counter("".join(letter for letter in line if letter.isalpha() or letter == " ")[:30] for line in lines)


def played(folder: Path, boundary: str | None) -> tuple[int, list[str]]:
    """The story with the plug pulled at a boundary (none: never): how often it was pulled, and all that is said and labelled."""
    sandbox_process, sandbox = start_sandbox(folder)
    with GitHub(sandbox) as github:
        port = free_port()
        town = build(github, f"http://127.0.0.1:{port}/webhook")
        environment = bot_environment(town.app, sandbox, folder, port)
        environment |= {
            "KILL_AT": boundary or "",
            "KILL_EVERY": str(KILL_EVERY.get(boundary or "", 0)),
            "KILL_COUNT": str(folder / "count"),
        }
        command = ["tests.stories.killed", "serve"] if boundary else ["bot", "serve"]
        supervisor = Supervisor(lambda: start(command, folder / "bot.log", environment))
        try:
            github.control("PUT", "clock/clients/bot")
            install(town)
            github.settle()
            number = Paid(town, Stage(github, town.people["mathieu"]), passing=("tomasz",)).play()
            labels = github.labels(town.people["mathieu"], PROGRAMME, number)
            return supervisor.restarts, [*labels, *map(str, sorted(said(town).items()))]
        finally:
            supervisor.stop()
            sandbox_process.kill()
            sandbox_process.wait()


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said and labelled when nobody pulls the plug."""
    return played(tmp_path_factory.mktemp("undisturbed"), None)[1]


@pytest.mark.parametrize("boundary", PLUGS)
def test_bot_is_killed_at_a_boundary(boundary: str, tmp_path: Path, undisturbed: list[str]) -> None:
    """The opportunity is paid all the same, and GitHub shows the very comments and labels of the undisturbed story."""
    restarts, found = played(tmp_path, boundary)
    assert restarts >= 3
    assert "opportunity: paid" in found
    assert found == undisturbed
