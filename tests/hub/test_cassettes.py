"""The hub against recorded answers: the same requests, by method, path, query and body; and no secret in any recording."""

import json
import re
from pathlib import Path

import pytest
import yaml
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from vcr.errors import CannotOverwriteExistingCassetteException  # type: ignore[import-untyped]  # vcrpy has no types

from bot.core.effects import Target
from bot.hub.access import Access
from bot.hub.client import Address, session
from bot.hub.gateway import Hub
from bot.hub.pace import Pace
from bot.hub.tokens import Credentials
from tests.hub.cassette import API, FOLDER, STAGE, recorder
from tests.hub.journeys import JOURNEYS, Stage
from tests.hub.scripted import CANARY, HeldClock, Says, Scripted

CASSETTES = sorted(FOLDER.glob("*.yaml"))
SECRETS = re.compile(
    r"gh[a-z]_\w+|github_pat_|\bbearer\b|\btoken [\w.]|authorization|\bey[\w-]{10,}\.|PRIVATE KEY|127\.0\.0\.1|localhost", re.IGNORECASE
)
"""Tokens of every kind, JWTs, keys, the header, and the machine on which it was recorded."""


@pytest.fixture
def stage() -> Stage:
    """Where the recording was made."""
    return Stage(**json.loads(STAGE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", JOURNEYS)
async def test_journey_is_replayed(name: str, key: RSAPrivateKey, clock: HeldClock, stage: Stage) -> None:
    """Another key, another host, another time: the same journey, with no request but those recorded, and all of them."""
    with recorder("none").use_cassette(f"{name}.yaml") as cassette:
        async with session() as http:
            hub = Hub(Access(http, Address(API), Credentials(stage.issuer, key), clock, Pace(clock), pauses=()))
            await JOURNEYS[name](hub, stage)
    assert cassette.all_played
    assert cassette.play_count == len(cassette)


async def test_other_body_is_not_replayed(key: RSAPrivateKey, clock: HeldClock, stage: Stage) -> None:
    """A replay compares bodies: a comment with another text isn't the recorded one."""
    with recorder("none").use_cassette("comment_and_mend_it.yaml"):
        async with session() as http:
            hub = Hub(Access(http, Address(API), Credentials(stage.issuer, key), clock, Pace(clock), pauses=()))
            with pytest.raises(CannotOverwriteExistingCassetteException):
                await hub.post_comment(stage.target, "Another text")


def test_each_journey_has_one_cassette() -> None:
    """None is left over, none is missing."""
    assert [path.stem for path in CASSETTES] == sorted(JOURNEYS)


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_cassette_holds_no_secret(path: Path) -> None:
    """Neither as text nor in its answers; `access_tokens` in an address is none."""
    for request, response in (
        (one["request"], one["response"]) for one in yaml.safe_load(path.read_text(encoding="utf-8"))["interactions"]
    ):
        seen = "\n".join((json.dumps(request, default=bytes.decode), json.dumps(response, default=bytes.decode)))
        assert not SECRETS.findall(seen)


async def test_canary_is_not_recorded(github: Scripted, key: RSAPrivateKey, clock: HeldClock, target: Target, tmp_path: Path) -> None:
    """Recorded anew with a known token and JWT: the header and both are nowhere in the file, and the pattern would have found them."""
    github.on("GET", ".*/comments", Says(200, []))
    async with TestServer(github.application()) as server, session() as http:
        url = str(server.make_url("")).rstrip("/")
        hub = Hub(Access(http, Address(url), Credentials("Iv1.7", key), clock, Pace(clock), pauses=()))
        with recorder("all", url, tmp_path).use_cassette("canary.yaml"):
            await hub.comments(target)
    recorded = (tmp_path / "canary.yaml").read_text(encoding="utf-8")
    assert "/repos/esdc/micro/issues/7/comments" in recorded
    sent = [asked.headers["authorization"] for asked in github.asked]
    assert any(CANARY in one for one in sent)
    for secret in sent:
        assert secret.partition(" ")[2] not in recorded
        assert SECRETS.search(f"x {secret}")
    assert not SECRETS.findall(recorded)
