"""The environment and `.env`, read once: every setting that is missing or malformed is named at once, with what would work.

Never read again after the start, never logged, and never shown: secrets are `SecretStr`. The names are fixed (design.md, Environment).
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import setting_values as values

DATA_FOLDER = Path(".microacq")
DEFAULT_DATABASE = f"sqlite:///{DATA_FOLDER}/microacq.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the bot is told from outside. `github_webhook_secrets` are several while one is being replaced by another."""

    github_app_id: int
    github_private_key: SecretStr
    github_webhook_secrets: tuple[SecretStr, ...]
    master_key: SecretStr
    github_client_id: str | None
    github_client_secret: SecretStr | None
    github_api_url: str
    database_url: SecretStr
    public_url: str | None
    port: int
    log_level: str
    clock_url: str | None

    @property
    def master_key_bytes(self) -> bytes:
        """The 32 bytes of the master key."""
        return values.master_key(self.master_key.get_secret_value())

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret as text, for the log's censor."""
        hidden = (self.github_private_key, *self.github_webhook_secrets, self.master_key, self.github_client_secret)
        return tuple(secret.get_secret_value() for secret in hidden if secret is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """A setting, what is wrong with it, and what would work."""

    name: str
    wrong: str
    works: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.name}: {self.wrong} {self.works}"


class CannotStart(Exception):  # noqa: N818 - a state of the machine, not our error
    """One readable message: what keeps a command from its work, and which setting to look at."""


class SettingsError(CannotStart):
    """Some settings are missing or malformed; all of them are named."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        lines = "\n".join(f"  {problem}" for problem in problems)
        count = "One setting is" if len(problems) == 1 else f"{len(problems)} settings are"
        super().__init__(
            f"{count} missing or malformed; nothing was started.\n{lines}\nThey are read from the environment, then from .env."
        )


class _Raw(BaseSettings):
    """The settings as text, from the environment first, then `.env`. Empty is missing."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    github_app_id: str | None = None
    github_private_key: SecretStr | None = None
    github_private_key_path: str | None = None
    github_webhook_secret: SecretStr | None = None
    github_client_id: str | None = None
    github_client_secret: SecretStr | None = None
    github_api_url: str = "https://api.github.com"
    microacq_master_key: SecretStr | None = None
    database_url: SecretStr = SecretStr(DEFAULT_DATABASE)
    public_url: str | None = None
    port: str = "8080"
    log_level: str = "info"
    microacq_clock_url: str | None = None

    def text(self, name: str) -> str | None:
        """A setting's text by its name in the environment, secrets laid open."""
        value = getattr(self, name.lower())
        return value.get_secret_value() if isinstance(value, SecretStr) else value


WORKS = {
    "GITHUB_APP_ID": "Give the number that the App's settings page shows as “App ID”.",
    "GITHUB_PRIVATE_KEY": "Give the PEM file that GitHub made, with \\n for line ends, or its path as GITHUB_PRIVATE_KEY_PATH.",
    "GITHUB_PRIVATE_KEY_PATH": "Give the path of the PEM file that GitHub made.",
    "GITHUB_WEBHOOK_SECRET": "Give the App's webhook secret; two, separated by a comma, while it is being replaced.",
    "GITHUB_API_URL": "Give https://api.github.com, or https://HOST/api/v3 of GitHub Enterprise Server.",
    "MICROACQ_MASTER_KEY": "Make one with: openssl rand -base64 32. Keep a copy elsewhere.",
    "DATABASE_URL": f"Give {DEFAULT_DATABASE}, or sqlite:/// and another file’s path.",
    "PUBLIC_URL": "Give the address at which people reach the bot, such as https://micro.example.org.",
    "PORT": "Give a number from 1 to 65535, or 0 for any free port.",
    "LOG_LEVEL": "Give debug, info, warning or error.",
    "MICROACQ_CLOCK_URL": "Give the sandbox's address, such as http://127.0.0.1:8000, or leave it out.",
}
"""What would work, by setting."""


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings of the environment and, after it, of a file. Raises `SettingsError` with every problem at once."""
    raw = _Raw(_env_file=env_file)
    readings = _Readings(raw)
    settings = {
        "github_app_id": readings.required("GITHUB_APP_ID", values.app_id),
        "github_private_key": readings.private_key(),
        "github_webhook_secrets": readings.required("GITHUB_WEBHOOK_SECRET", values.webhook_secrets),
        "master_key": readings.required("MICROACQ_MASTER_KEY", values.checked_master_key),
        "github_client_id": raw.github_client_id,
        "github_client_secret": raw.github_client_secret,
        "github_api_url": readings.required("GITHUB_API_URL", values.url),
        "database_url": readings.required("DATABASE_URL", values.database),
        "public_url": readings.optional("PUBLIC_URL", values.url),
        "port": readings.required("PORT", values.port),
        "log_level": readings.required("LOG_LEVEL", values.log_level),
        "clock_url": readings.optional("MICROACQ_CLOCK_URL", values.url),
    }
    if readings.problems:
        raise SettingsError(tuple(readings.problems))
    return Settings(**settings)


class _Readings:
    """Reads setting after setting, and collects what is wrong with them."""

    def __init__(self, raw: _Raw) -> None:
        self._raw = raw
        self.problems: list[Problem] = []

    def optional(self, name: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 - what `read` gives
        """A setting, or none where it is left out or malformed."""
        text = self._raw.text(name)
        try:
            return None if text is None else read(text.strip())
        except ValueError as error:
            self.problems.append(Problem(name, str(error), WORKS[name]))
            return None

    def required(self, name: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 - what `read` gives
        """A setting that must be there."""
        if self._raw.text(name) is None:
            self.problems.append(Problem(name, "It is missing.", WORKS[name]))
        return self.optional(name, read)

    def private_key(self) -> Any:  # noqa: ANN401 - as above
        """The App's key, given itself or by the path of its file."""
        if self._raw.github_private_key is None and self._raw.github_private_key_path is not None:
            return self.optional("GITHUB_PRIVATE_KEY_PATH", values.private_key_at)
        return self.required("GITHUB_PRIVATE_KEY", values.private_key)
