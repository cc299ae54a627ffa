"""GitHub's signature of a webhook: HMAC-SHA256 over the raw bytes, compared in constant time (github.md, S1).

Never parses anything, and never accepts SHA-1 or an unsigned body.
https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
"""

import hmac
import re
from collections.abc import Iterable

HEADER = "X-Hub-Signature-256"
SHAPE = re.compile(r"sha256=[0-9a-f]{64}")


def signature(body: bytes, secret: str) -> str:
    """What GitHub sends with a body. Raises `ValueError` for an empty secret, with which anybody could sign."""
    if not secret:
        raise ValueError("A webhook secret must not be empty.")
    return "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()


def is_signed(body: bytes, header: str | None, secrets: Iterable[str]) -> bool:
    """Whether one of the secrets signed the body; every secret is tried, so that time tells nothing."""
    if header is None or not SHAPE.fullmatch(header):
        return False
    matches = [hmac.compare_digest(signature(body, secret), header) for secret in secrets]
    return any(matches)
