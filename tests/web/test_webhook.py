"""Deliveries over real HTTP: what is signed and whole is kept before it is acknowledged; all else gets a status and one log line."""

import asyncio
import hashlib
import hmac
import json
import random
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientConnectionError

from bot.ports.store import Message
from bot.web import webhook
from bot.web.app import create_app
from bot.web.webhook import LONGEST_BODY
from tests.web.conftest import NOON, SECRETS, Server, sign

GUID = "72d3162e-cc78-11e3-81ab-4c9367dc0958"
BODY = b'{"action": "opened"}'


async def test_a_delivery_is_kept_then_acknowledged(server: Server) -> None:
    """202, and the message as GitHub sent it; one line."""
    assert await server.post(BODY) == 202
    assert server.inbox.messages == {GUID: Message(GUID, "webhook", "issues", {"action": "opened"}, NOON)}
    (line,) = server.lines
    assert (line["delivery"], line["outcome"], line["status"]) == (GUID, "kept", 202)


async def test_a_second_secret_counts_during_rotation(server: Server) -> None:
    """Either secret signs; a third does not."""
    assert await server.post(BODY, X_Hub_Signature_256=sign(BODY, SECRETS[1])) == 202
    assert await server.post(BODY, X_Hub_Signature_256=sign(BODY, "another-secret")) == 401


async def test_the_same_delivery_fifty_times_is_kept_once(server: Server) -> None:
    """At once or again: 202 each time, one message (R3)."""
    assert set(await asyncio.gather(*(server.post(BODY) for _ in range(50)))) == {202}
    assert len(server.inbox.messages) == 1
    assert sorted(line["outcome"] for line in server.lines) == ["kept"] + ["known"] * 49


async def test_a_ping_is_answered_when_it_is_signed(server: Server) -> None:
    """200, and nothing is kept; unsigned, 401 like everything else."""
    assert await server.post(b'{"zen": "x"}', X_GitHub_Event="ping") == 200
    assert await server.post(b'{"zen": "x"}', X_GitHub_Event="ping", X_Hub_Signature_256=None) == 401
    assert not server.inbox.messages


async def test_an_event_without_a_handler_is_acknowledged_and_dropped(server: Server) -> None:
    """GitHub may send what nobody asked for."""
    assert await server.post(BODY, X_GitHub_Event="star") == 202
    assert not server.inbox.messages
    assert server.lines[0]["outcome"] == "dropped"


SHA1 = "sha1=" + hmac.new(SECRETS[0].encode(), BODY, hashlib.sha1).hexdigest()
GOOD = sign(BODY)

BAD: list[tuple[str, bytes, dict[str, str | None], int]] = [
    ("unsigned", BODY, {"X_Hub_Signature_256": None}, 401),
    ("signed with SHA-1 alone", BODY, {"X_Hub_Signature_256": None, "X_Hub_Signature": SHA1}, 401),
    ("SHA-1 in the place of SHA-256", BODY, {"X_Hub_Signature_256": SHA1}, 401),
    ("an empty signature", BODY, {"X_Hub_Signature_256": ""}, 401),
    ("signed with an empty secret", BODY, {"X_Hub_Signature_256": sign(BODY, "")}, 401),
    ("signed for another body", BODY + b" ", {"X_Hub_Signature_256": GOOD}, 401),
    ("a signature in capitals", BODY, {"X_Hub_Signature_256": GOOD.upper()}, 401),
    ("a signature without its name", BODY, {"X_Hub_Signature_256": GOOD.removeprefix("sha256=")}, 401),
    ("a signature that is longer", BODY, {"X_Hub_Signature_256": GOOD + "0"}, 401),
    ("a signature beyond ASCII", BODY, {"X_Hub_Signature_256": "sha256=é"}, 401),
    ("unsigned and not JSON", b"<xml/>", {"X_Hub_Signature_256": None, "Content_Type": "text/xml"}, 401),
    ("a form", BODY, {"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ("no content type", BODY, {"Content_Type": None}, 415),
    ("not JSON", b"opened", {}, 400),
    ("JSON that is cut", b'{"action": "op', {}, 400),
    ("JSON that is no object", b"[1]", {}, 400),
    ("no body", b"", {}, 400),
    ("not UTF-8", b'{"a": "\xff"}', {}, 400),
    ("nested a hundred thousand deep", b"[" * 100_000 + b"]" * 100_000, {}, 400),
    ("no event", BODY, {"X_GitHub_Event": None}, 400),
    ("a forged event", BODY, {"X_GitHub_Event": "../issues"}, 400),
    ("no delivery id", BODY, {"X_GitHub_Delivery": None}, 400),
    ("a delivery id of a thousand signs", BODY, {"X_GitHub_Delivery": "a" * 1000}, 400),
    ("a delivery id that forges a log line", BODY, {"X_GitHub_Delivery": "1 status=202"}, 400),
]


@pytest.mark.parametrize(("body", "headers", "status"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
async def test_a_bad_request_gets_a_status_and_one_line(server: Server, body: bytes, headers: dict[str, str | None], status: int) -> None:
    """Nothing is kept; the one line has the status and the delivery's id, when it is one."""
    assert await server.post(body, **headers) == status
    assert not server.inbox.messages
    (line,) = server.lines
    assert line["status"] == status
    assert line["log_level"] == "warning"
    assert line["delivery"] == {None: "none", GUID: GUID}.get(headers.get("X_GitHub_Delivery", GUID), "malformed")


async def test_a_body_of_25_mb_is_taken_and_a_longer_one_is_not(server: Server) -> None:
    """413 for one byte more, announced or not; 413 comes before the signature is computed."""
    body = b'{"a": "' + b"x" * (LONGEST_BODY - 9) + b'"}'
    assert len(body) == LONGEST_BODY
    assert await server.post(body) == 202
    assert await _too_long(server, body + b" ") == 413
    assert [line["status"] for line in server.lines] == [202, 413]


async def test_a_body_of_unknown_length_is_cut_off(server: Server) -> None:
    """Sent in chunks, without a length, it is refused once it is too long."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b"x" * 1024 * 1024

    try:
        async with server.session.post(server.url + "/webhook", data=endless()) as answer:
            status = answer.status
    except ClientConnectionError:
        status = 413  # the connection was closed while we were still sending
    assert status == 413
    assert [line["status"] for line in server.lines] == [413]


async def _too_long(server: Server, body: bytes) -> int:
    try:
        return await server.post(body)
    except ClientConnectionError:
        return 413  # closed while we were still sending


@pytest.mark.parametrize("leaves", [True, False])
async def test_a_body_that_does_not_arrive_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch, leaves: bool) -> None:
    """Half a body, then silence or a closed connection: one line, and nothing is kept."""
    monkeypatch.setattr(webhook, "READ_WITHIN", 0.1)
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nContent-Type: application/json\r\n\r\nhalf")
    await writer.drain()
    if not leaves:
        assert b"408" in await reader.readline()
    writer.close()
    async with asyncio.timeout(5):
        while not server.lines:  # noqa: ASYNC110 - a log line tells nobody
            await asyncio.sleep(0.01)
    assert [line["status"] for line in server.lines] == [408]
    assert not server.inbox.messages


async def test_a_thousand_mutated_signatures_are_all_refused(server: Server) -> None:
    """A sign changed, two swapped, cut, or of a body with one bit turned: none is accepted (S1)."""
    dice = random.Random(7)
    statuses = [await server.post(BODY, X_Hub_Signature_256=mutated(GOOD, dice)) for _ in range(1000)]
    assert statuses == [401] * 1000
    assert not server.inbox.messages
    assert len(server.lines) == 1000


def mutated(signature: str, dice: random.Random) -> str:
    """Another signature."""
    place = dice.randrange(len("sha256="), len(signature))
    other = dice.choice([digit for digit in "0123456789abcdefA" if digit != signature[place]])
    turned = bytearray(BODY)
    turned[dice.randrange(len(BODY))] ^= 1 << dice.randrange(8)
    return dice.choice([
        signature[:place] + other + signature[place + 1 :],
        signature[:place] + other + signature[place:],
        signature[:place],
        sign(bytes(turned)),
        sign(BODY, SECRETS[0][:-1]),
        signature.replace("sha256", dice.choice(["sha1", "sha512", "SHA256", "sha256 "])),
    ])  # fmt: skip


async def test_a_store_that_fails_is_never_acknowledged(server: Server) -> None:
    """503, so that the delivery can be sent again; and again it is taken once the store is well (R2)."""
    server.inbox.broken = OSError("disk full")
    assert await server.post(BODY) == 503
    assert "disk full" not in json.dumps(server.lines)
    server.inbox.broken = None
    assert await server.post(BODY) == 202


async def test_a_store_that_is_stuck_is_given_up_within_two_seconds(server: Server) -> None:
    """GitHub waits for ten; we answer 503 in two."""
    server.inbox.stuck = True
    began = time.monotonic()
    assert await server.post(BODY) == 503
    assert time.monotonic() - began < 2.5


@pytest.mark.parametrize("secrets", [(), ("",), ("a-secret", "")])
def test_an_application_without_a_secret_is_refused(server: Server, secrets: tuple[str, ...]) -> None:
    """With an empty secret anybody could sign."""
    with pytest.raises(ValueError, match="webhook secret"):
        create_app(server.inbox.accept, secrets, (), now=lambda: NOON, ready=server.inbox.ready, queues=server.inbox.queues)


async def test_other_methods_and_paths_are_not_there(server: Server) -> None:
    """`GET /webhook` and unknown paths."""
    assert (await server.get("/webhook"))[0] == 405
    assert (await server.get("/wp-login.php"))[0] == 404
