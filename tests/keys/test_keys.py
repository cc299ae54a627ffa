"""Keys: each secret for one purpose alone, always the same from the same master key, and never shown."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from bot.core.facts import CaseKey
from bot.keys import MasterKeys
from bot.ports.keys import Keys

MASTER = bytes(range(32))
KEYS = MasterKeys(MASTER)
CASE = CaseKey(11, 42)

VECTORS = {
    "salt": "72b76e1dee0fb43e59da0acca0fad543f4a0f0a350acf43652e4c58dcd71602a",
    "draw seed": "4a4e5bb160238fc8e14101439695d5d66aecf45fde29cae633c463bb1851b450",
    "applicant order": "755e2f5b886c51516d64e084f9df398a66404d2975e15a3771eba0e584638940",
    "public key": "b7ad0db1654ce8f609f04f497496677ad493d5fdf076db1eccd6d9f726507b8e",
}
"""Pinned: a change here would make every published hash and every marker unreadable."""


def derived(keys: Keys) -> dict[str, str]:
    """One secret of each kind."""
    return {
        "salt": keys.salt(CASE, 1).hex(),
        "draw seed": keys.draw_seed(CASE).hex(),
        "applicant order": keys.applicant_order(CASE).hex(),
        "public key": keys.public_key(11).hex(),
    }


def test_secrets_are_those_that_were_published() -> None:
    """The pinned vectors of version 1."""
    assert derived(KEYS) == VECTORS


def test_no_two_purposes_cases_or_versions_share_a_secret() -> None:
    """Purpose, ids, sequence number and version each make another secret."""
    secrets = [
        keys_secret
        for keys in (KEYS, MasterKeys(MASTER, 2), MasterKeys(b"\x01" + MASTER[1:]))
        for case in (CASE, CaseKey(42, 11), CaseKey(1, 142), CaseKey(114, 2))
        for keys_secret in (keys.salt(case, 1), keys.salt(case, 2), keys.draw_seed(case), keys.applicant_order(case))
    ]
    assert len(set(secrets)) == len(secrets)
    assert {len(secret) for secret in secrets} == {32}


def test_fingerprint_tells_master_keys_apart_and_nothing_else() -> None:
    """The same after a rotation, another for another key, and none of the secrets."""
    assert KEYS.fingerprint() == MasterKeys(MASTER, 2).fingerprint()
    assert KEYS.fingerprint() != MasterKeys(b"\x01" + MASTER[1:]).fingerprint()
    assert KEYS.fingerprint() not in {MASTER.hex(), *derived(KEYS).values()}


def test_a_signature_is_plain_ed25519() -> None:
    """Anybody can verify a marker with the published key and any Ed25519 library."""
    Ed25519PublicKey.from_public_bytes(KEYS.public_key(11)).verify(KEYS.sign(11, b"words"), b"words")


@given(message=st.binary(max_size=50), other=st.binary(max_size=50))
def test_a_signature_holds_for_one_message_and_programme(message: bytes, other: bytes) -> None:
    """Another message or another programme's key is refused."""
    signature = KEYS.sign(11, message)
    assert KEYS.verify(11, message, signature)
    assert KEYS.verify(11, other, signature) == (other == message)
    assert not KEYS.verify(12, message, signature)
    assert not KEYS.verify(11, message, signature[:-1])


def test_an_earlier_version_is_still_verified_and_decrypted() -> None:
    """After a rotation, old markers are believed and old rows are read; not the reverse."""
    second = MasterKeys(MASTER, 2)
    assert second.verify(11, b"words", KEYS.sign(11, b"words"))
    assert second.decrypt(11, KEYS.encrypt(11, b"words")) == b"words"
    assert not KEYS.verify(11, b"words", second.sign(11, b"words"))
    with pytest.raises(ValueError, match="later version"):
        KEYS.decrypt(11, second.encrypt(11, b"words"))


@given(plain=st.binary(max_size=60))
def test_what_is_encrypted_comes_back_for_its_programme_only(plain: bytes) -> None:
    """Two encryptions differ; another programme's key opens neither."""
    sealed, again = KEYS.encrypt(11, plain), KEYS.encrypt(11, plain)
    assert sealed != again
    assert KEYS.decrypt(11, sealed) == KEYS.decrypt(11, again) == plain
    with pytest.raises(ValueError, match="another key"):
        KEYS.decrypt(12, sealed)


@given(data=st.data(), plain=st.binary(min_size=1, max_size=40))
def test_altered_bytes_are_refused(data: st.DataObject, plain: bytes) -> None:
    """Any bit turned over, any byte cut: a sentence, never other bytes."""
    sealed = bytearray(KEYS.encrypt(11, plain))
    place = data.draw(st.integers(0, len(sealed) - 1))
    cut = bytes(sealed[:place])
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    for altered in (bytes(sealed), cut):
        with pytest.raises(ValueError, match="These bytes"):
            KEYS.decrypt(11, altered)


@pytest.mark.parametrize("master", [b"", b"short", bytes(31), bytes(33)])
def test_a_master_key_of_another_length_is_refused(master: bytes) -> None:
    """32 bytes, no more and no less."""
    with pytest.raises(ValueError, match="must have 32"):
        MasterKeys(master)


@pytest.mark.parametrize("version", [0, -1, 256])
def test_a_version_that_fits_no_byte_is_refused(version: int) -> None:
    """The version stands in one byte."""
    with pytest.raises(ValueError, match="from 1 to 255"):
        MasterKeys(MASTER, version)


def test_no_representation_shows_the_key() -> None:
    """Neither the keys nor what they hold print the master key."""
    shown = repr(KEYS) + str(KEYS) + repr(vars(KEYS))
    assert MASTER.hex() not in shown
    assert repr(MASTER)[2:-1] not in shown
