"""What keeps the bot from starting is said in one sentence, with status 2: no traceback, and nothing is served."""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.core.facts import GENESIS, CaseKey, Cause, NewFact, seal_all
from bot.keys import MasterKeys
from bot.opening import open_store
from bot.settings import WORKS, CannotStart, read_settings
from tests.store.material import NOON, decide, decision

ROOT = Path(__file__).parent.parent
PEM = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()


def a_key() -> str:
    """A master key."""
    return base64.b64encode(os.urandom(32)).decode()


@pytest.fixture
def good(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Mapping[str, str]:
    """Settings with which the bot starts, and a GitHub that nobody reaches, in the environment."""
    settings = {
        "GITHUB_APP_ID": "12345",
        "GITHUB_PRIVATE_KEY": PEM,
        "GITHUB_WEBHOOK_SECRET": "a-webhook-secret-of-40-characters-or-so",
        "GITHUB_API_URL": f"http://127.0.0.1:{free_port()}",
        "MICROACQ_MASTER_KEY": a_key(),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}",
        "PORT": "0",
    }
    for name in (*WORKS, "GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    return settings


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def refused() -> str:
    """What `microacq serve` says that does not start: one line on standard error."""
    done = subprocess.run([sys.executable, "-m", "bot", "serve"], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@dataclass
class Bot:
    """A bot that listens: its address, its process's id, and, once it has stopped, all that it said."""

    url: str
    pid: int
    said: str = ""

    def kill(self) -> None:
        """As by kill -9, or a machine that loses its power."""
        os.kill(self.pid, signal.SIGKILL)

    def told(self, name: str) -> list[dict[str, Any]]:
        """Its log lines of this name."""
        lines = [json.loads(line) for line in self.said.splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == name]


@contextmanager
def serving() -> Iterator[Bot]:
    """A bot that listens; stopped at the end."""
    process = subprocess.Popen([sys.executable, "-m", "bot", "serve"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    bot, said = Bot("", process.pid), ""
    try:
        while not (line := process.stdout.readline()).startswith("microacq listens on "):
            assert line, "it ended"
            said += line
        bot.url = f"http://{line.split()[-1]}"
        yield bot
    finally:
        process.terminate()
        bot.said = said + process.communicate(timeout=30)[0]


def ready(bot: Bot) -> tuple[int, str]:
    """Whether it says that it is ready, and why not."""
    answer = httpx.get(f"{bot.url}/ready")
    return answer.status_code, answer.json().get("reason", "")


def test_bot_that_github_does_not_know_takes_deliveries_and_is_not_ready(good: Mapping[str, str]) -> None:
    """GitHub can't be reached at this address: what comes is kept at once; the reason and the cure are in /ready and in one log line."""
    body = b'{"action": "opened"}'
    signature = hmac.new(good["GITHUB_WEBHOOK_SECRET"].encode(), body, hashlib.sha256).hexdigest()
    event = {"X-GitHub-Event": "issues", "X-GitHub-Delivery": "1", "X-Hub-Signature-256": f"sha256={signature}"}
    with serving() as bot:
        taken = httpx.post(f"{bot.url}/webhook", content=body, headers={"Content-Type": "application/json", **event})
        first = ready(bot)
        until = time.monotonic() + 10
        while "can't be asked" not in ready(bot)[1] and time.monotonic() < until:
            time.sleep(0.05)
        then = ready(bot)
    assert (taken.status_code, first[0], then[0]) == (202, 503, 503)
    assert f"GitHub can't be asked at {good['GITHUB_API_URL']}" in then[1]
    assert [line["reason"] for line in bot.told("our App")] == [then[1]]


async def opened() -> None:
    """Opens the store of the environment's settings, and closes it."""
    async with open_store(read_settings()):
        pass


@pytest.mark.usefixtures("good")
async def test_other_master_key_starts_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The key that the database was written with, and no other; neither of the two is shown."""
    await opened()
    await opened()
    other = a_key()
    monkeypatch.setenv("MICROACQ_MASTER_KEY", other)
    with pytest.raises(CannotStart, match="written with another MICROACQ_MASTER_KEY") as told:
        await opened()
    assert str(tmp_path / "bot.db") in str(told.value)
    assert other not in str(told.value)
    assert re.search(r"written with another MICROACQ_MASTER_KEY; nothing was started.*your copy elsewhere", refused())


def wrote(*names: str) -> None:
    """Leaves a database as it was before fingerprints of keys were remembered: with a case for each name, sealed by the key in force."""
    settings = read_settings()
    keys = MasterKeys(settings.master_key_bytes)

    async def write() -> None:
        async with open_store(settings) as store:
            for n, name in enumerate(names):
                case = CaseKey(7, 70 + n)
                sealed = seal_all((NewFact("filed", {}),), (case, 1, GENESIS), Cause(NOON, 5, name), partial(keys.salt, case))
                await decide(store, name, decision(facts=sealed), case, number=n)

    asyncio.run(write())
    changed("DELETE FROM memory WHERE name = 'master key'")


def changed(statement: str) -> None:
    """Changes the database behind the bot's back."""
    with closing(sqlite3.connect("bot.db")) as file:
        file.execute(statement)
        file.commit()


@pytest.mark.usefixtures("good")
def test_database_that_remembers_no_key_shows_by_its_facts_which_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another key is refused and not remembered; the right one is taken, and remembered from then on."""
    wrote("first", "second")
    right = os.environ["MICROACQ_MASTER_KEY"]
    for _ in range(2):
        monkeypatch.setenv("MICROACQ_MASTER_KEY", a_key())
        with pytest.raises(CannotStart, match="written with another MICROACQ_MASTER_KEY"):
            asyncio.run(opened())
    monkeypatch.setenv("MICROACQ_MASTER_KEY", right)
    asyncio.run(opened())
    changed("DELETE FROM facts")
    monkeypatch.setenv("MICROACQ_MASTER_KEY", a_key())
    with pytest.raises(CannotStart, match="written with another MICROACQ_MASTER_KEY"):
        asyncio.run(opened())


@pytest.mark.usefixtures("good")
def test_fact_that_was_altered_does_not_make_a_good_key_look_wrong() -> None:
    """Another case shows that it is right."""
    wrote("first", "second")
    changed("UPDATE facts SET kind = 'paid' WHERE issue_id = 70")
    asyncio.run(opened())


@pytest.mark.usefixtures("good")
def test_database_of_secrets_is_not_opened_with_another_key() -> None:
    """What can't be decrypted was not encrypted with this key."""
    wrote("first")
    changed("UPDATE facts SET visibility = 'secret', data = 'AQ=='")
    with pytest.raises(CannotStart, match="written with another MICROACQ_MASTER_KEY"):
        asyncio.run(opened())


def test_second_bot_on_a_database_says_so(good: Mapping[str, str]) -> None:
    """Which process the first is, in one line; after kill -9 a bot starts without a word, and commands are no bots."""
    with serving() as first:
        asyncio.run(opened())
        with serving() as second:
            pass
        first.kill()
        with serving() as third:
            pass
    assert first.told("another bot") == third.told("another bot") == []
    (line,) = second.told("another bot")
    assert re.search(rf"works on .*bot\.db: process {first.pid} on \S+, started \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.", line["reason"])
    assert good["DATABASE_URL"].endswith("bot.db")


def test_port_that_is_taken_is_named(good: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """And the setting that gives another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        assert refused() == f"PORT: the bot can't listen on port {port} of 127.0.0.1 (Address already in use). Give another PORT.\n"
    assert good["PORT"] == "0"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("diary.txt/x/bot.db", "can't be made or written (Not a directory)"),
        ("diary.txt", "is no SQLite database"),
        ("folder", "can't be used"),
    ],
)
@pytest.mark.usefixtures("good")
def test_database_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, said: str) -> None:
    """A folder that can't be made, a file that is something else, a folder where a file should be."""
    (tmp_path / "diary.txt").write_text("Dear diary, " * 500)
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / file}")
    told = refused()
    assert told.startswith("DATABASE_URL: ")
    assert said in told
    assert str(tmp_path) in told


@pytest.mark.usefixtures("good")
def test_sandbox_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the setting that asks for it."""
    url = f"http://127.0.0.1:{free_port()}"
    monkeypatch.setenv("MICROACQ_CLOCK_URL", url)
    assert refused().startswith(f"MICROACQ_CLOCK_URL: no sandbox answers at {url} (")
