"""Settings: all that is wrong is said at once, and nothing secret is shown."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot import setting_values
from bot.settings import WORKS, Settings, SettingsError, read_settings

PEM = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
NOT_RSA = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
RANDOM = bytes.fromhex("8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d")
GOOD = {
    "GITHUB_APP_ID": "12345",
    "GITHUB_PRIVATE_KEY": PEM.replace("\n", "\\n"),
    "GITHUB_WEBHOOK_SECRET": "first-secret-0123456789, second-secret-0123456789",
    "MICROACQ_MASTER_KEY": base64.b64encode(RANDOM).decode(),
}
NAMES = (*WORKS, "GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET")


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine, and a folder without a `.env`."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def settings(monkeypatch: pytest.MonkeyPatch, **changes: str | None) -> Settings:
    """The good settings with some changed, or left out with none."""
    for name, value in (GOOD | changes).items():
        if value is not None:
            monkeypatch.setenv(name, value)
    return read_settings()


def test_four_settings_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """All others have a default or may be missing."""
    read = settings(monkeypatch)
    assert (read.github_app_id, read.port, read.log_level, read.github_api_url) == (12345, 8080, "info", "https://api.github.com")
    assert [secret.get_secret_value() for secret in read.github_webhook_secrets] == ["first-secret-0123456789", "second-secret-0123456789"]
    assert read.database_url.get_secret_value() == "sqlite:///.microacq/microacq.db"
    assert (read.public_url, read.clock_url, read.github_client_id, read.github_client_secret) == (None, None, None, None)
    assert read.github_private_key.get_secret_value().strip() == PEM.strip()
    assert read.master_key_bytes == RANDOM


def test_everything_missing_is_named_at_once() -> None:
    """One message names the four settings that nothing works without, and what would work."""
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert [problem.name for problem in caught.value.problems] == [
        "GITHUB_APP_ID", "GITHUB_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET", "MICROACQ_MASTER_KEY",
    ]  # fmt: skip
    assert str(caught.value).startswith(
        "4 settings are missing or malformed; nothing was started.\n  GITHUB_APP_ID: It is missing. Give the"
    )
    assert "openssl rand -base64 32" in str(caught.value)


def test_missing_and_malformed_settings_are_named_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every malformed setting and every missing one, in one message."""
    bad = {
        "GITHUB_APP_ID": None, "GITHUB_PRIVATE_KEY": "-----BEGIN RSA PRIVATE KEY-----\\nMIIE", "GITHUB_WEBHOOK_SECRET": "short,",
        "MICROACQ_MASTER_KEY": "password", "GITHUB_API_URL": "api.github.com", "DATABASE_URL": "mysql://x", "PUBLIC_URL": "http://example.org",
        "PORT": "http", "LOG_LEVEL": "loud", "MICROACQ_CLOCK_URL": "127.0.0.1:8000",
    }  # fmt: skip
    with pytest.raises(SettingsError) as caught:
        settings(monkeypatch, **bad)
    assert {problem.name for problem in caught.value.problems} == set(bad)


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("GITHUB_APP_ID", "Iv1.abc", "is not a number"),
        ("GITHUB_APP_ID", "0", "is not a number"),
        ("GITHUB_APP_ID", "１２", "is not a number"),
        ("GITHUB_PRIVATE_KEY", "MIIE", "not a private key in PEM form"),
        ("GITHUB_PRIVATE_KEY", NOT_RSA, "no RSA key"),
        ("GITHUB_WEBHOOK_SECRET", "first-secret-0123456789,,", "Secret 2 and 3 of 3"),
        ("GITHUB_WEBHOOK_SECRET", "short", "fewer than 16"),
        ("MICROACQ_MASTER_KEY", base64.b64encode(RANDOM[:31]).decode(), "holds 31 bytes"),
        ("MICROACQ_MASTER_KEY", "00" * 32, "not random"),
        ("MICROACQ_MASTER_KEY", base64.b64encode(b"correct horse battery staple 123").decode(), "not random"),
        ("MICROACQ_MASTER_KEY", "été", "neither base64 nor hexadecimal"),
        ("GITHUB_API_URL", "http://api.github.com", "not encrypted"),
        ("GITHUB_API_URL", "https://me:pass@github.example.org", "name or password"),
        ("DATABASE_URL", "data.db", "no address"),
        ("DATABASE_URL", "postgresql://bot:canary-password@localhost/x", "no address of an SQLite file"),
        ("DATABASE_URL", "sqlite:///", "names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("DATABASE_URL", "sqlite://host/bot.db", "no address of an SQLite file"),
        ("PORT", "70000", "not a port"),
        ("PORT", "-1", "not a port"),
        ("LOG_LEVEL", "trace", "not a level"),
    ],
)
def test_a_malformed_setting_is_explained(monkeypatch: pytest.MonkeyPatch, name: str, value: str, wrong: str) -> None:
    """The name, what is wrong, and what would work; never a secret."""
    with pytest.raises(SettingsError) as caught:
        settings(monkeypatch, **{name: value})
    (problem,) = caught.value.problems
    assert problem.name == name
    assert wrong in problem.wrong
    assert problem.works == WORKS[name]
    assert "postgres" not in problem.works
    assert "canary" not in str(caught.value)
    if name in {"GITHUB_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET", "MICROACQ_MASTER_KEY"}:
        assert value not in str(caught.value)


def test_the_private_key_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`GITHUB_PRIVATE_KEY_PATH` names it; a missing file is a problem of that name."""
    (tmp_path / "app.pem").write_text(PEM)
    assert (
        settings(monkeypatch, GITHUB_PRIVATE_KEY=None, GITHUB_PRIVATE_KEY_PATH="app.pem").github_private_key.get_secret_value()
        == PEM.strip() + "\n"
    )
    with pytest.raises(SettingsError, match=r"GITHUB_PRIVATE_KEY_PATH: The file “none.pem” can't be read \(FileNotFoundError\)"):
        settings(monkeypatch, GITHUB_PRIVATE_KEY=None, GITHUB_PRIVATE_KEY_PATH="none.pem")


def test_the_file_env_is_read_after_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`.env` gives what the environment does not; the environment wins; unknown names and empty values are left alone."""
    (tmp_path / ".env").write_text("PORT=9001\nLOG_LEVEL=debug\nSOMETHING_ELSE=1\nPUBLIC_URL=\n", encoding="utf-8")
    read = settings(monkeypatch, PORT="9002")
    assert (read.port, read.log_level, read.public_url) == (9002, "debug", None)


@pytest.mark.parametrize("text", [RANDOM.hex(), base64.b64encode(RANDOM).decode(), base64.urlsafe_b64encode(RANDOM).decode().rstrip("=")])
def test_a_master_key_may_be_written_in_three_ways(text: str) -> None:
    """Hexadecimal, base64, and base64 for addresses without its padding."""
    assert setting_values.master_key(text) == RANDOM


def test_no_representation_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither `repr` nor `str` shows a key or a secret."""
    read = settings(monkeypatch, GITHUB_CLIENT_SECRET="canary-client")
    shown = repr(read) + str(read)
    for secret in (*read.secrets, "canary", "MIIE"):
        assert secret not in shown
    assert len(read.secrets) == 5


def test_settings_never_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read at the start holds until the end."""
    with pytest.raises(AttributeError):
        settings(monkeypatch).port = 1  # type: ignore[misc] # the point of the test


def test_a_local_sandbox_may_be_reached_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    """`http` is for this machine."""
    read = settings(monkeypatch, GITHUB_API_URL="http://127.0.0.1:8000/api/v3/", MICROACQ_CLOCK_URL="http://localhost:8000")
    assert (read.github_api_url, read.clock_url) == ("http://127.0.0.1:8000/api/v3", "http://localhost:8000")
