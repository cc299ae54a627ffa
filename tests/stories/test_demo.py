"""The README's first command, for real: it plays to the end, its commands work as printed, and whenever it ends, its processes do."""

import argparse
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from demo.processes import Processes, held_back, process_tick

pytestmark = pytest.mark.xdist_group("demo")

ROOT = Path(__file__).parents[2]
MARK = "DEMO_UNDER_TEST"


class Demonstration:
    """`python -m demo` in a process of its own, whose descendants can be told by a mark in their environment."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self.folder, self.out = folder, folder / "out"
        environment = {**os.environ, MARK: str(folder), "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1", **settings}
        with self.out.open("wb") as out:
            command = [sys.executable, "-m", "demo", *arguments]
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.PIPE)

    def until(self, condition: Callable[[], object]) -> None:
        """Waits for a condition; fails when the process ends before, or after two minutes."""
        latest = time.monotonic() + 120
        while not condition():
            assert time.monotonic() < latest, self.out.read_text()[-2000:]
            assert self.process.poll() is None, self.ended()
            process_tick(self.process)

    def told(self, signal_number: int) -> tuple[int, str]:
        """Sends a signal, and waits for the end."""
        self.process.send_signal(signal_number)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Its status, and what it wrote on standard error."""
        _, error = self.process.communicate(timeout=60)
        return self.process.returncode, error.decode()

    def left(self) -> list[list[str]]:
        """The command lines of all processes that bear the mark."""
        return [process.cmdline() for process in psutil.process_iter() if _marked(process, str(self.folder))]

    def logs(self, name: str) -> list[Path]:
        """The logs of this name, in the folder that the demonstration made."""
        return list(self.folder.glob(f"microacq-demo-*/{name}"))


def _marked(process: psutil.Process, mark: str) -> bool:
    try:
        return process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:  # it has ended, or it is somebody else's
        return False


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., Demonstration]]:
    """Begins a demonstration; whatever is left of it afterwards is killed."""
    begun: list[Demonstration] = []

    def start(*arguments: str, **settings: str) -> Demonstration:
        begun.append(Demonstration(tmp_path, *arguments, **settings))
        return begun[-1]

    yield start
    for process in psutil.process_iter():
        if begun and _marked(process, str(tmp_path)):
            process.kill()


@pytest.mark.parametrize("log", ["sandbox.log", "bot.log"])
@pytest.mark.parametrize(("asked", "arguments"), [(signal.SIGTERM, ()), (signal.SIGINT, ("--once",))])
def test_end_is_asked_for_while_a_process_starts(begin: Callable[..., Demonstration], log: str, asked: int, arguments: list[str]) -> None:
    """Its log is there and it is being started: it ends with the others, and where the logs are is said."""
    demonstration = begin(*arguments)
    demonstration.until(lambda: demonstration.logs(log))
    status, error = demonstration.told(asked)
    assert (status, demonstration.left()) == (128 + asked, [])
    assert error == f"Logs and database: {demonstration.logs(log)[0].parent}\n"


def test_story_that_fails_keeps_its_logs(begin: Callable[..., Demonstration]) -> None:
    """Here the bot can't start: its reason is shown, the folder stays and is named, and nothing else is left."""
    demonstration = begin("--once", PUBLIC_URL="nowhere")
    status, error = demonstration.ended()
    assert (status, demonstration.left()) == (1, [])
    assert "PUBLIC_URL" in error
    assert f"Logs and database: {demonstration.logs('bot.log')[0].parent}\n" in error


def test_story_that_succeeds_leaves_nothing(begin: Callable[..., Demonstration], tmp_path: Path) -> None:
    """With `--once` the folder is removed; the last lines say which opportunity was paid, which terminated, and standard error is empty."""
    demonstration = begin("--once")
    assert demonstration.ended() == (0, "")
    assert demonstration.out.read_text().splitlines()[-2:] == ["opportunity #1: paid", "opportunity #7: terminated"]
    assert (demonstration.left(), list(tmp_path.glob("microacq-demo-*"))) == ([], [])


def test_somebody_goes_on_by_hand_and_then_ends_it(begin: Callable[..., Demonstration]) -> None:
    """Each command that is printed does what is said of it; SIGTERM ends both processes, and the folder stays to be looked at."""
    demonstration = begin()
    demonstration.until(lambda: demonstration.out.read_text().endswith("opportunity #7: terminated\n"))
    lines = demonstration.out.read_text().splitlines()
    ask, read, advance = (line for line in lines if line.startswith("  curl "))
    before = ran(read)
    assert ran(ask)["body"] == "/help"
    settled(lines)
    asked, answered = ran(read)[len(before) :]
    assert (asked["user"]["login"], answered["user"]["type"]) == ("claire", "Bot")
    assert ran(advance)["settled"]
    assert httpx.get(lines_after(lines, "The bot: ")).is_success
    assert demonstration.told(signal.SIGTERM)[0] == 128 + signal.SIGTERM
    assert demonstration.left() == []
    assert f"Logs and database: {demonstration.logs('bot.log')[0].parent}" in lines


def ran(command: str) -> Any:
    """What a command prints. It is read word for word as a shell and curl read it: a machine that runs the tests need not have curl."""
    parser = argparse.ArgumentParser()
    parser.add_argument("curl", choices=["curl"])
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("--data")
    for flag in ("--silent", "--show-error"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("url")
    read = parser.parse_args(shlex.split(command))
    headers = dict(header.split(": ", 1) for header in read.header)
    answer = httpx.request("POST" if read.data else "GET", read.url, headers=headers, content=read.data, timeout=60)
    return answer.raise_for_status().json()


def lines_after(lines: list[str], beginning: str) -> str:
    """The rest of the line that begins so."""
    return next(line.removeprefix(beginning) for line in lines if line.startswith(beginning))


def settled(lines: list[str]) -> None:
    """Waits until the bot has nothing left to do."""
    sandbox = lines_after(lines, "The sandbox: ").partition("/good-examples")[0]
    assert httpx.post(f"{sandbox}/_sandbox/clock/settle", timeout=60).json()["settled"]


def test_signal_in_the_middle_of_a_start_waits_for_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is known by then, and ends with the others."""
    started: list[subprocess.Popen[bytes]] = []

    def interrupted(*_: object) -> subprocess.Popen[bytes]:
        signal.raise_signal(signal.SIGINT)
        started.append(subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"]))
        return started[0]

    monkeypatch.setattr("demo.processes.start", interrupted)
    with pytest.raises(KeyboardInterrupt), Processes() as processes:
        processes.start(["bot.sandbox"], tmp_path / "log")
    assert started[0].returncode == -signal.SIGTERM


def test_signal_that_was_held_back_is_not_lost() -> None:
    """It comes when the block has ended, and not before."""
    passed = False

    def interrupted() -> None:
        nonlocal passed
        with held_back(signal.SIGINT):
            signal.raise_signal(signal.SIGINT)
            passed = True

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert passed
