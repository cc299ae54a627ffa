"""A small stand-in for the keys: enough to see that what is secret is not kept as it is."""

from bot.core.facts import CaseKey

MASK = 0x5A


class FakeKeys:
    """Encrypts with a mask and a mark of the programme; everything else is fixed bytes."""

    def salt(self, case: CaseKey, seq: int) -> bytes:
        """A salt that can be told from others."""
        return f"{case}/{seq}".encode().ljust(32, b".")

    def draw_seed(self, case: CaseKey) -> bytes:
        """Not needed here."""
        return str(case).encode()

    def applicant_order(self, case: CaseKey) -> bytes:
        """Not needed here."""
        return str(case).encode()

    def sign(self, programme: int, message: bytes) -> bytes:
        """Not needed here."""
        return f"{programme}".encode() + message

    def verify(self, programme: int, message: bytes, signature: bytes) -> bool:
        """Not needed here."""
        return signature == self.sign(programme, message)

    def public_key(self, programme: int) -> bytes:
        """Not needed here."""
        return f"{programme}".encode()

    def encrypt(self, programme: int, plain: bytes) -> bytes:
        """Masked, after the programme's number."""
        return f"{programme}|".encode() + bytes(byte ^ MASK for byte in plain)

    def decrypt(self, programme: int, sealed: bytes) -> bytes:
        """The plain bytes; `ValueError` for another programme's."""
        owner, _, masked = sealed.partition(b"|")
        if owner != f"{programme}".encode():
            raise ValueError("another key")
        return bytes(byte ^ MASK for byte in masked)
