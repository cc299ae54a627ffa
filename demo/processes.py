"""The two processes of the demonstration: the sandbox GitHub, and the bot as `microacq serve` runs it. Never reaches into either."""

import base64
import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import httpx

PATIENCE = 15.0
"""Seconds in which a process must end by itself when it is asked to."""


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start(command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Starts a process of this project, with its output in a file."""
    with log.open("ab") as out:
        return subprocess.Popen([sys.executable, "-m", *command], stdout=out, stderr=out, env={**os.environ, **(environment or {})})


Start = Callable[[list[str], Path, Mapping[str, str] | None], subprocess.Popen[bytes]]
"""How a process is started: by `start` alone, which leaves its end to the caller, or by `Processes.start`."""


class Processes:
    """Processes that end when this is left, at whatever moment that is: also while one of them is being started."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Asks all to end, the last one first, and kills whichever does not."""
        with held_back(signal.SIGTERM, signal.SIGINT):
            for process in reversed(self._started):
                process.terminate()
            for process in self._started:
                _ended(process)

    def start(self, command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """As `start`, and it is ended with the others."""
        with held_back(signal.SIGTERM, signal.SIGINT):
            self._started.append(start(command, log, environment))
        return self._started[-1]


@contextlib.contextmanager
def held_back(*signals: signal.Signals) -> Iterator[None]:
    """Lets signals wait for the end of the block, so that nothing is begun of which whoever ends it does not know. Main thread only."""
    waiting: list[int] = []
    before = {each: signal.signal(each, lambda number, _: waiting.append(number)) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    for number in waiting:
        signal.raise_signal(number)


def _ended(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Waits until an address answers; raises `RuntimeError` with the end of the log if the process ended first."""
    transport = httpx.HTTPTransport(retries=0)
    with httpx.Client(transport=transport, timeout=5) as http:
        while process.poll() is None:
            try:
                if http.get(url).is_success:
                    return
            except httpx.TransportError:
                process_tick(process)
    raise RuntimeError(f"{process.args!r} ended with {process.returncode}:\n{log.read_text()[-2000:]}")


def process_tick(process: subprocess.Popen[bytes]) -> None:
    """Gives a starting process a twentieth of a second, or as long as it lives."""
    try:
        process.wait(0.05)
    except subprocess.TimeoutExpired:
        return


def start_sandbox(folder: Path, start: Start = start) -> tuple[subprocess.Popen[bytes], str]:
    """The sandbox GitHub, listening; its address."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    log = folder / "sandbox.log"
    process = start(["bot.sandbox", "--port", str(port)], log, None)
    wait_for(f"{url}/_sandbox/clock", process, log)
    return process, url


def bot_environment(app: Mapping[str, Any], sandbox: str, folder: Path, port: int) -> dict[str, str]:
    """The settings of a real installation, for this sandbox."""
    return {
        "GITHUB_APP_ID": str(app["id"]),
        "GITHUB_CLIENT_ID": str(app["client_id"]),
        "GITHUB_PRIVATE_KEY": str(app["pem"]),
        "GITHUB_WEBHOOK_SECRET": str(app["webhook_secret"]),
        "GITHUB_API_URL": f"{sandbox}/api/v3",
        "MICROACQ_MASTER_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "MICROACQ_CLOCK_URL": sandbox,
        "DATABASE_URL": f"sqlite:///{folder / 'microacq.db'}",
        "PORT": str(port),
        "LOG_LEVEL": "INFO",
    }


def start_bot(environment: Mapping[str, str], folder: Path, start: Start = start) -> subprocess.Popen[bytes]:
    """The bot, ready."""
    log = folder / "bot.log"
    process = start(["bot", "serve"], log, environment)
    wait_for(f"http://127.0.0.1:{environment['PORT']}/ready", process, log)
    return process
