"""The command line and the house that it builds: what is missing is said before anything starts, and what was set aside can be taken up."""

import asyncio
import base64
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot import __version__
from bot.__main__ import main
from bot.house import site_of
from bot.opening import open_store
from bot.ports.store import Message
from bot.settings import WORKS, read_settings

PEM = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
NEEDED = ("GITHUB_APP_ID", "GITHUB_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET", "MICROACQ_MASTER_KEY")
NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def good(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Mapping[str, str]:
    """Settings with which the bot starts, in the environment; the data stands in a folder of the test's."""
    settings = {
        "GITHUB_APP_ID": "12345",
        "GITHUB_PRIVATE_KEY": PEM,
        "GITHUB_WEBHOOK_SECRET": "a-webhook-secret-of-40-characters-or-so",
        "MICROACQ_MASTER_KEY": base64.b64encode(os.urandom(32)).decode(),
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}",
    }
    for name in (*WORKS, "GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return settings


@pytest.fixture
def nothing_set(good: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting at all."""
    for name in good:
        monkeypatch.delenv(name)


def run(*words: str) -> Result:
    """A command of the program."""
    return CliRunner().invoke(main, words)


async def _park(name: str) -> None:
    async with open_store(read_settings()) as store:
        message = Message(name, "webhook", "issues", {}, NOON)
        await store.accept(message)
        await store.park(message, "KeyError at issues.py:1", at=NOON)


@pytest.mark.parametrize("command", [("serve",), ("inbox",), ("replay", "x")])
@pytest.mark.usefixtures("nothing_set")
def test_missing_settings_are_named_all_at_once(command: tuple[str, ...], tmp_path: Path) -> None:
    """Exit status 2, one message on standard error with what would work, and nothing is started or made."""
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(":")[0].strip() for line in result.stderr.splitlines() if line.startswith("  ")] == list(NEEDED)
    assert "nothing was started" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_malformed_settings_are_named_without_showing_a_secret(good: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two wrong, two good: two lines."""
    monkeypatch.setenv("GITHUB_PRIVATE_KEY", good["GITHUB_PRIVATE_KEY"][:300])
    monkeypatch.setenv("PORT", "eighty")
    result = run("serve")
    assert result.exit_code == 2
    assert [line.split(":")[0].strip() for line in result.stderr.splitlines() if line.startswith("  ")] == ["GITHUB_PRIVATE_KEY", "PORT"]
    assert PEM.splitlines()[1] not in result.stderr


@pytest.mark.usefixtures("nothing_set")
def test_program_as_a_process_says_so_too(tmp_path: Path) -> None:
    """`python -m bot serve`, as an operator starts it: the message, the status, and no traceback."""
    environment = {name: value for name, value in os.environ.items() if name not in WORKS} | {
        "PYTHONPATH": str(Path(__file__).parent.parent)
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 2
    assert "4 settings are missing or malformed; nothing was started." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("nothing_set")
def test_help_lists_the_commands_without_any_setting() -> None:
    """Each with a sentence."""
    for flag in ("--help", "-h"):
        result = run(flag)
        assert result.exit_code == 0
        assert [name for name in ("serve", "inbox", "replay") if name in result.stdout] == ["serve", "inbox", "replay"]
    with click.Context(main) as context:
        commands = {name: main.get_command(context, name) for name in main.list_commands(context)}
    assert [name for name, command in commands.items() if not command or not command.help] == []
    assert run("--version").stdout.strip().endswith(__version__)


@pytest.mark.parametrize("command", [("inbox",), ("replay", "x")])
@pytest.mark.usefixtures("good")
def test_database_that_is_not_there_is_not_made(command: tuple[str, ...], tmp_path: Path) -> None:
    """A wrong DATABASE_URL must not look like an empty database."""
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"DATABASE_URL: there is no database {tmp_path / 'bot.db'}; `microacq serve` makes one.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("good")
def test_inbox_lists_what_was_set_aside_and_replay_takes_it_up() -> None:
    """Time, kind, id and reason; once it is taken up, it is no longer listed."""
    asyncio.run(_park("delivery-1"))
    result = run("inbox")
    assert result.stdout.split() == ["2027-03-02", "12:00:00Z", "message", "delivery-1", "KeyError", "at", "issues.py:1"]
    assert run("replay", "delivery-1").exit_code == 0
    assert run("inbox").stdout == "Nothing is set aside.\n"


@pytest.mark.usefixtures("good")
def test_replay_of_what_is_not_there_says_so() -> None:
    """And where to look; no traceback."""
    asyncio.run(_park("delivery-1"))
    result = run("replay", "delivery-9")
    assert result.exit_code == 1
    assert "Nothing is parked under 'delivery-9'; `microacq inbox` lists what is." in result.stderr


@pytest.mark.usefixtures("good")
def test_replay_without_an_id_is_a_mistake() -> None:
    """Click's own status for wrong usage."""
    assert run("replay").exit_code == 2


@pytest.mark.parametrize(
    ("api_url", "site"),
    [
        ("https://api.github.com", "https://github.com"),
        ("https://git.example.org/api/v3", "https://git.example.org"),
        ("http://127.0.0.1:8000/api/v3", "http://127.0.0.1:8000"),
    ],
)
def test_site_is_where_people_look(api_url: str, site: str) -> None:
    """GitHub's pages, or those of an Enterprise Server."""
    assert site_of(api_url) == site


def test_house_imports_nothing_that_only_operators_need() -> None:
    """`serve` never imports PyGithub or the sandbox, so it starts fast; rich comes with structlog where there is one."""
    code = "import sys, bot.house; sys.exit(bool({'github', 'bot.sandbox'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0
