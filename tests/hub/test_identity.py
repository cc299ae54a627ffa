"""Whether GitHub knows the App: each way in which it does not is told apart, with the setting to look at; and asked again until it does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from structlog.testing import capture_logs

from bot.hub.access import Access
from bot.hub.client import Address, session
from bot.hub.gateway import Hub
from bot.hub.identity import AGAIN_AFTER, UNASKED, Identity
from bot.hub.pace import Pace
from bot.hub.tokens import Credentials
from tests.hub.scripted import HeldClock, Says, Scripted
from tests.hub.test_sandbox import Live, live

__all__ = ["live"]  # the fixture

URL = "https://git.example.org/api/v3"
KNOWN = Says(200, {"id": 7, "slug": "microacq", "name": "microacq"})
WRONG_KEY = Says(401, {"message": "A JSON web token could not be decoded"})
UNKNOWN = Says(404, {"message": "Integration not found"})


@contextmanager
def said() -> Iterator[list[str]]:
    """The outcome of each log line, with the setting that a doubt names first."""
    lines: list[str] = []
    with capture_logs() as logged:
        yield lines
    lines += [f"{line['outcome']} {line.get('reason', '').partition(':')[0]}".strip() for line in logged if line["event"] == "our App"]


async def doubt_of(identity: Identity) -> str:
    """What keeps us from being known, asked once."""
    return await identity._asked() or "none"


@pytest.mark.parametrize(
    ("answer", "setting", "said"),
    [
        (WRONG_KEY, "GITHUB_PRIVATE_KEY:", "does not take this key for App 7"),
        (UNKNOWN, "GITHUB_APP_ID or GITHUB_CLIENT_ID:", "knows no App 7"),
        (Says(404, {"message": "Not Found"}), "GITHUB_API_URL:", f"what answers at {URL} is not GitHub's API"),
        (Says(200, {"ok": True}), "GITHUB_API_URL:", f"what answers at {URL} is not GitHub's API"),
        (Says(200, []), "GITHUB_API_URL:", "is not GitHub's API"),
        (Says(302, None, {"Location": "https://elsewhere.example.org/"}), "GITHUB_API_URL:", "is not GitHub's API"),
        (Says(200, {"id": 8, "slug": "other"}), "GITHUB_APP_ID:", "it is 7, but GITHUB_CLIENT_ID and the key are those of App 8 (other)"),
        (Says(502), "GitHub can't be asked", f"at {URL}"),
        (Says(403, {"message": "API rate limit exceeded"}), "GitHub can't be asked", "asked again"),
    ],
)
async def test_operator_reads_which_setting_is_wrong(hub: Hub, github: Scripted, answer: Says, setting: str, said: str) -> None:
    """One sentence that begins with it, and holds GitHub's own reason."""
    github.on("GET", "/app", answer)
    doubt = await doubt_of(Identity(hub.itself, URL, 7))
    assert doubt.startswith(setting)
    assert said in doubt


async def test_app_that_github_knows_is_proved_by_one_request(hub: Hub, github: Scripted) -> None:
    """And who it is need not be asked again."""
    identity = Identity(hub.itself, URL, 7)
    before = identity.doubt
    with said() as lines:
        await identity.prove()
    assert (before, identity.doubt) == (UNASKED, None)
    assert await hub.bot_login() == "microacq[bot]"
    assert [asked.path for asked in github.asked] == ["/app"]
    assert lines == ["known"]


async def test_github_that_is_down_is_asked_until_it_answers(hub: Hub, github: Scripted) -> None:
    """One line for each new reason, however often it is tried; whoever mends it at GitHub need not start again."""
    github.on("GET", "/app", *[Says(502)] * 6, *[WRONG_KEY] * 6, UNKNOWN, KNOWN)
    identity = Identity(hub.itself, URL, 7)
    with said() as lines:
        await identity.prove((0,))
    assert lines == [
        f"not known GitHub can't be asked at {URL.partition(':')[0]}",
        "not known GITHUB_PRIVATE_KEY",
        "not known GITHUB_APP_ID or GITHUB_CLIENT_ID",
        "known",
    ]
    assert identity.doubt is None


def test_pauses_grow_to_a_minute() -> None:
    """A GitHub that is down is not hammered, and one that is back is noticed soon."""
    assert list(AGAIN_AFTER) == sorted(AGAIN_AFTER)
    assert (AGAIN_AFTER[0], AGAIN_AFTER[-1]) == (1.0, 60.0)


async def test_page_in_place_of_an_api_is_no_github() -> None:
    """A site whose every page is HTML, or nobody at all: it is the address, or the network, and both are named."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<h1>Welcome</h1>", content_type="text/html")

    application = web.Application()
    application.router.add_get("/{path:.*}", page)
    async with TestServer(application) as server:
        url = str(server.make_url("/api/v3"))
        doubt = await _doubt_at(url)
    assert "look at GITHUB_API_URL" in doubt
    assert url in doubt
    assert "look at GITHUB_API_URL" in await _doubt_at(url)  # nobody listens there any more


async def _doubt_at(url: str) -> str:
    clock, key = HeldClock(), rsa.generate_private_key(public_exponent=65537, key_size=2048)
    async with session() as http:
        access = Access(http, Address(url), Credentials("7", key), clock, Pace(clock), pauses=())
        return await doubt_of(Identity(Hub(access).itself, url, 7))


async def test_sandbox_tells_a_wrong_key_from_an_unknown_app(live: Live) -> None:
    """As GitHub does; and the right key of the right App is known."""
    app, right = (await live.hub.itself()).id, live.hub.access.tokens.credentials
    await Identity(live.hub.itself, live.url, app).prove()
    for wrong, told in [
        (replace(right, key=rsa.generate_private_key(public_exponent=65537, key_size=2048)), "GITHUB_PRIVATE_KEY"),
        (replace(right, issuer="4711"), "GITHUB_APP_ID"),
    ]:
        access = live.hub.access
        other = Hub(Access(access.http, access.address, wrong, access.clock, access.pace))
        assert (await doubt_of(Identity(other.itself, live.url, app))).startswith(told)
