"""The paid story, with the bot killed again and again: the same end, nothing lost, nothing doubled (counted at GitHub)."""

import base64
from pathlib import Path

import pytest

from bot.keys import MasterKeys
from demo.github import GitHub
from demo.paid import Paid
from demo.processes import bot_environment, free_port, start, start_sandbox
from demo.stage import Stage
from demo.town import build, install
from tests.stories.afterwards import Afterwards
from tests.stories.killed import PLUGS
from tests.stories.supervisor import Supervisor

KILL_EVERY = {"accepted": 35, "before intent": 9, "after intent": 11, "after the effect": 17, "after its result": 23}
"""So that each run is killed several times, at other steps of the story each time."""


def played(folder: Path, boundary: str | None) -> tuple[int, list[str]]:
    """The story with the plug pulled at a boundary (none: never): how often it was pulled, and all that GitHub shows afterwards."""
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
            story = Paid(town, Stage(github, town.people["mathieu"]), passing=("tomasz",))
            story.play()
            keys = MasterKeys(base64.b64decode(environment["MICROACQ_MASTER_KEY"]))
            return supervisor.restarts, Afterwards(town, story.delivery, keys).all()
        finally:
            supervisor.stop()
            sandbox_process.kill()
            sandbox_process.wait()


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What GitHub shows when nobody pulls the plug."""
    return played(tmp_path_factory.mktemp("undisturbed"), None)[1]


def test_undisturbed_story_shows_everything_that_is_compared(undisturbed: list[str]) -> None:
    """Labels of the opportunity and of each application, the delivery repository's files and people, and a chain of facts."""
    shown = "\n".join(undisturbed)
    for one in ("opportunity: paid", "application: selected", "application: withdrawn", "LICENSE ", "let in: ['claire']", " 1 filed"):
        assert one in shown, shown


@pytest.mark.parametrize("boundary", PLUGS)
def test_bot_is_killed_at_a_boundary(boundary: str, tmp_path: Path, undisturbed: list[str]) -> None:
    """The opportunity is paid all the same, and GitHub shows what it shows after the undisturbed story."""
    restarts, found = played(tmp_path, boundary)
    assert restarts >= 3
    assert found == undisturbed
