"""Every secret of the programme, derived from one master key when it is needed (HKDF-SHA256, domain-separated, versioned).

Never stores, prints or logs a key, and never reads the environment: `settings.py` does.
"""

import secrets

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.core.facts import CaseKey

KEY_BYTES = 32
"""The length of the master key, and of every secret derived from it."""
NONCE_BYTES = 12
"""AES-GCM's own nonce length (NIST SP 800-38D)."""
LAST_VERSION = 255
"""The version stands in one byte before what is encrypted."""


class MasterKeys:
    """`ports.keys.Keys` over one master key (32 bytes) and the version that new secrets are derived with.

    What an earlier version signed or encrypted stays readable. A case's salts, seed and order follow the version, so it is raised only
    between cases. Raises `ValueError` for a master key of another length, or a version outside 1 to 255.
    """

    def __init__(self, master: bytes, version: int = 1) -> None:
        if len(master) != KEY_BYTES:
            raise ValueError(f"The master key has {len(master)} bytes; it must have {KEY_BYTES}.")
        if not 1 <= version <= LAST_VERSION:
            raise ValueError(f"The master key's version is {version}; it must be from 1 to {LAST_VERSION}.")
        self._root, self.version = _Root(master), version

    def __repr__(self) -> str:
        """Names the version, never the key."""
        return f"MasterKeys(version={self.version})"

    def fingerprint(self) -> str:
        """What the master key is known by, as 64 hexadecimal digits that reveal nothing of it: the same for all its versions."""
        return self._root.derive(1, "fingerprint").hex()

    def salt(self, case: CaseKey, seq: int) -> bytes:
        """The salt of one fact, 32 bytes."""
        return self._root.derive(self.version, "salt", case.repository_id, case.issue_id, seq)

    def draw_seed(self, case: CaseKey) -> bytes:
        """The secret that orders the draw, 32 bytes; its SHA-256 is published at opening."""
        return self._root.derive(self.version, "draw", case.repository_id, case.issue_id)

    def applicant_order(self, case: CaseKey) -> bytes:
        """The secret that orders Applicant A, B, C, 32 bytes."""
        return self._root.derive(self.version, "applicants", case.repository_id, case.issue_id)

    def sign(self, programme: int, message: bytes) -> bytes:
        """Ed25519 signature with the key of the programme's repository id, 64 bytes."""
        return self._signing_key(self.version, programme).sign(message)

    def verify(self, programme: int, message: bytes, signature: bytes) -> bool:
        """Whether that programme's key, of this version or an earlier one, signed the message."""
        return any(
            _signed(self._signing_key(version, programme).public_key(), message, signature) for version in range(self.version, 0, -1)
        )

    def public_key(self, programme: int) -> bytes:
        """The programme's Ed25519 public key, 32 raw bytes."""
        return self._signing_key(self.version, programme).public_key().public_bytes_raw()

    def encrypt(self, programme: int, plain: bytes) -> bytes:
        """AES-256-GCM: the version's byte, a random nonce, then the sealed bytes; the version's byte is authenticated too."""
        head, nonce = bytes([self.version]), secrets.token_bytes(NONCE_BYTES)
        return head + nonce + self._storage_key(self.version, programme).encrypt(nonce, plain, head)

    def decrypt(self, programme: int, sealed: bytes) -> bytes:
        """The plain bytes; raises `ValueError` for anything altered, cut, of another key or of a later version."""
        head, nonce, rest = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if len(nonce) < NONCE_BYTES or not 1 <= head[0] <= self.version:
            raise ValueError("These bytes were not encrypted with this master key, or with a later version of it.")
        try:
            return self._storage_key(head[0], programme).decrypt(nonce, rest, head)
        except InvalidTag:
            raise ValueError("These bytes were altered, or encrypted with another key.") from None

    def _signing_key(self, version: int, programme: int) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._root.derive(version, "sign", programme))

    def _storage_key(self, version: int, programme: int) -> AESGCM:
        return AESGCM(self._root.derive(version, "store", programme))


class _Root:
    """The master key, where no representation shows it."""

    __slots__ = ("__master",)

    def __init__(self, master: bytes) -> None:
        self.__master = master

    def derive(self, version: int, purpose: str, *ids: int) -> bytes:
        """32 bytes for one purpose: `microacq/VERSION/PURPOSE/ID/…` is HKDF's info, so no two purposes share a secret."""
        info = "/".join(("microacq", str(version), purpose, *map(str, ids)))
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info.encode()).derive(self.__master)


def _signed(key: Ed25519PublicKey, message: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
