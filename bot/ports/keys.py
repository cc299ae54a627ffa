"""Secrets, each derived from the master key when it is needed; none is ever stored (HKDF, design.md)."""

from typing import Protocol

from bot.core.facts import CaseKey


class Keys(Protocol):
    """Derivation, signing and encryption."""

    def salt(self, case: CaseKey, seq: int) -> bytes:
        """The salt of one fact, 32 bytes."""
        ...

    def draw_seed(self, case: CaseKey) -> bytes:
        """The secret that orders the draw, 32 bytes; its SHA-256 is published at opening."""
        ...

    def applicant_order(self, case: CaseKey) -> bytes:
        """The secret that orders Applicant A, B, C, 32 bytes."""
        ...

    def sign(self, programme: int, message: bytes) -> bytes:
        """Ed25519 signature with the key of the programme's repository id, 64 bytes."""
        ...

    def verify(self, programme: int, message: bytes, signature: bytes) -> bool:
        """Whether that programme's key signed the message."""
        ...

    def public_key(self, programme: int) -> bytes:
        """The programme's Ed25519 public key, 32 raw bytes."""
        ...

    def encrypt(self, programme: int, plain: bytes) -> bytes:
        """Authenticated encryption for the database (AES-256-GCM, nonce first)."""
        ...

    def decrypt(self, programme: int, sealed: bytes) -> bytes:
        """The plain bytes; raises `ValueError` for anything altered or of another key."""
        ...
