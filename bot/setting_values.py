"""Settings as values: each function reads one kind of text, or says in a `ValueError` what is wrong with it.

No message repeats a secret. Never reads the environment.
"""

import base64
import binascii
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import SecretStr

KEY_BYTES = 32
LEAST_DISTINCT_BYTES = 16
"""Of 32 random bytes about 30 differ; fewer than 16 differ in no random key that anybody will ever see."""
SHORTEST_SECRET = 16
"""Characters of a webhook secret; GitHub asks for “high entropy” and makes 40."""
HIGHEST_PORT = 65_535
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
LOG_LEVELS = frozenset({"debug", "info", "warning", "error"})


def app_id(text: str) -> int:
    """The App's number."""
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise ValueError(f"“{text}” is not a number.")
    return int(text)


def private_key(text: str) -> SecretStr:
    """An RSA private key in PEM; a backslash and n may stand for line ends, as in many hosts' settings."""
    pem = text.replace("\\n", "\n")
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise ValueError("It is not a private key in PEM form, or it is cut or protected by a password.") from None
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("It is a private key, but no RSA key; GitHub makes RSA keys.")  # noqa: TRY004 - a setting's value, not a type
    return SecretStr(pem)


def private_key_at(text: str) -> SecretStr:
    """The key in a file."""
    try:
        pem = Path(text).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"The file “{text}” can't be read ({type(error).__name__}).") from None
    return private_key(pem)


def webhook_secrets(text: str) -> tuple[SecretStr, ...]:
    """One secret or several, separated by commas."""
    secrets = [secret.strip() for secret in text.split(",")]
    short = [str(number) for number, secret in enumerate(secrets, start=1) if len(secret) < SHORTEST_SECRET]
    if short:
        raise ValueError(f"Secret {' and '.join(short)} of {len(secrets)} has fewer than {SHORTEST_SECRET} characters.")
    return tuple(SecretStr(secret) for secret in secrets)


def master_key(text: str) -> bytes:
    """32 bytes, written in base64 (either alphabet) or in hexadecimal. Refuses what is short, or plainly not random."""
    key = _bytes_of(text)
    if len(key) != KEY_BYTES:
        raise ValueError(f"It holds {len(key)} bytes; it must hold {KEY_BYTES}.")
    if len(set(key)) < LEAST_DISTINCT_BYTES or all(32 <= byte < 127 for byte in key):  # noqa: PLR2004 - ASCII that can be typed
        raise ValueError("It is not random: its bytes repeat, or they are words that somebody typed.")
    return key


def checked_master_key(text: str) -> SecretStr:
    """The same as text, once it is known to be one."""
    master_key(text)
    return SecretStr(text)


def _bytes_of(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        pass
    try:
        padded = text.replace("-", "+").replace("_", "/").rstrip("=")
        return base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("It is neither base64 nor hexadecimal.") from None


def url(text: str) -> str:
    """An address without its last slash: https, or http on this machine."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"“{text}” is not a web address.")
    if parts.username or parts.password:
        raise ValueError("It holds a name or password, which an address must not.")
    if parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS:
        raise ValueError(f"“{text}” is not encrypted; http is for this machine alone.")
    return text.rstrip("/")


def database(text: str) -> SecretStr:
    """A database's address for SQLAlchemy: `sqlite:///` and a file's path. Another database's address may hold a password."""
    scheme, _, file = text.partition(":///")
    if scheme.partition("+")[0] != "sqlite":
        raise ValueError("It is no address of an SQLite file, which is all that this version takes.")
    if file in {"", ":memory:"} or file.startswith("?"):
        raise ValueError("It names no file.")
    return SecretStr(text)


def port(text: str) -> int:
    """A TCP port; 0 is any free one."""
    if not (text.isascii() and text.isdecimal() and int(text) <= HIGHEST_PORT):
        raise ValueError(f"“{text}” is not a port.")
    return int(text)


def log_level(text: str) -> str:
    """How much is logged."""
    if text.lower() not in LOG_LEVELS:
        raise ValueError(f"“{text}” is not a level.")
    return text.lower()
