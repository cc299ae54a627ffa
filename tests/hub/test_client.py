"""The request layer: what is sent again, what never is, where a token may go, and what is told of a failure."""

import logging
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
import pytest
import structlog

from bot.core.effects import Target
from bot.hub.client import Address, session
from bot.hub.gateway import Hub
from bot.hub.roles import Roles
from bot.ports import gateway as gateway_port
from bot.ports import roles as roles_port
from bot.ports.gateway import Refused, Unavailable
from tests.hub.scripted import CANARY, HeldClock, Says, Scripted

COMMENTS = "/repos/esdc/micro/issues/7/comments"
COMMENT = {
    "id": 1,
    "html_url": "https://github.com/esdc/micro/issues/7#issuecomment-1",
    "body": "x",
    "user": {"login": "a", "type": "User"},
}

WRITES: Mapping[str, Callable[[Hub, Target], Awaitable[object]]] = {
    "POST": lambda hub, target: hub.post_comment(target, "x"),
    "PUT": lambda hub, target: hub.set_labels(target, ["a"]),
    "PATCH": lambda hub, target: hub.edit_issue(target, state="closed"),
}


@pytest.mark.parametrize(
    ("rest", "graphql"),
    [
        ("https://api.github.com", "https://api.github.com/graphql"),
        ("https://api.github.com/", "https://api.github.com/graphql"),
        ("https://git.esdc.example/api/v3", "https://git.esdc.example/api/graphql"),
        ("https://git.esdc.example/api/v3/", "https://git.esdc.example/api/graphql"),
    ],
)
def test_graphql_is_found_from_the_rest_address(rest: str, graphql: str) -> None:
    """github.com and an Enterprise Server keep GraphQL in different places."""
    assert Address(rest).graphql == graphql


async def test_hub_is_what_the_shell_needs(hub: Hub, clock: HeldClock) -> None:
    """Held by the type checker: the Gateway, the App and the Roles of `ports`."""
    shell: tuple[gateway_port.Gateway, gateway_port.App, roles_port.Roles] = (hub, hub, Roles(hub, clock))
    assert all(shell)


async def test_every_request_names_its_version_and_sender(hub: Hub, github: Scripted, target: Target) -> None:
    """GitHub refuses a request without User-Agent, and answers in the version asked for."""
    github.on("GET", COMMENTS, Says(200, []))
    await hub.comments(target)
    assert {asked.headers["x-github-api-version"] for asked in github.asked} == {"2022-11-28"}
    assert {asked.headers["user-agent"] for asked in github.asked} == {"microacq"}


@pytest.mark.parametrize("broken", [Says(502), Says(503), Says(500, {"message": "oops"}), Says(lost=True)])
async def test_read_that_fails_is_asked_again(hub: Hub, github: Scripted, target: Target, broken: Says) -> None:
    """Twice at most, since reading does nothing."""
    github.on("GET", COMMENTS, broken, broken, Says(200, []))
    assert await hub.comments(target) == ()


async def test_read_that_keeps_failing_is_unavailable(hub: Hub, github: Scripted, target: Target) -> None:
    """After three attempts GitHub is down; nothing is ambiguous about a read."""
    github.on("GET", COMMENTS, Says(503))
    with pytest.raises(Unavailable) as down:
        await hub.comments(target)
    assert (len(github.wanted()), down.value.ambiguous) == (3, False)


@pytest.mark.parametrize("broken", [Says(500), Says(502), Says(503), Says(504), Says(408), Says(lost=True)])
@pytest.mark.parametrize("write", ["POST", "PUT", "PATCH"])
async def test_write_of_uncertain_outcome_is_never_sent_again(hub: Hub, github: Scripted, target: Target, broken: Says, write: str) -> None:
    """GitHub may have applied it before it failed: once it goes out, and the engine is told to look for it."""
    for method in ("POST", "PUT", "PATCH"):
        github.on(method, "/repos/esdc/micro/issues/7.*", broken)
    with pytest.raises(Unavailable) as lost:
        await WRITES[write](hub, target)
    assert (len(github.wanted()), lost.value.ambiguous) == (1, True)


async def test_put_on_a_kept_connection_is_not_sent_again_by_aiohttp(hub: Hub, github: Scripted, target: Target) -> None:
    """Aiohttp sends a PUT again when the server drops a connection that it kept; ours must not."""
    github.on("PUT", ".*/labels", Says(200, [{"name": "a"}]), Says(lost=True))
    await hub.set_labels(target, ["a"])
    with pytest.raises(Unavailable) as lost:
        await hub.set_labels(target, ["a"])
    assert (len(github.wanted()), lost.value.ambiguous) == (2, True)


async def test_write_that_never_left_is_not_ambiguous(hub: Hub, target: Target, github: Scripted) -> None:
    """Nobody listens there: nothing can have been applied."""
    github.on("GET", COMMENTS, Says(200, []))
    await hub.comments(target)
    hub.access.line("55").address = Address("http://127.0.0.1:9")
    hub.access.line("55").base_url = "http://127.0.0.1:9"
    with pytest.raises(Unavailable) as lost:
        await hub.post_comment(target, "x")
    assert lost.value.ambiguous is False


async def test_write_is_repeated_where_a_renamed_repository_is(hub: Hub, github: Scripted, target: Target) -> None:
    """307: GitHub did nothing and says to repeat it verbatim."""
    github.on("POST", COMMENTS, Says(307, {"message": "Moved"}, {"location": "/repositories/901/issues/7/comments"}))
    github.on("POST", "/repositories/901/issues/7/comments", Says(201, COMMENT))
    assert (await hub.post_comment(target, "x")).id == 1
    assert [asked.data for asked in github.wanted()] == [{"body": "x"}] * 2


async def test_write_does_not_follow_an_issue_that_was_transferred(hub: Hub, github: Scripted, target: Target) -> None:
    """301: the issue is another's now."""
    github.on("POST", COMMENTS, Says(301, {"message": "Moved Permanently"}, {"location": "/repositories/3/issues/1/comments"}))
    with pytest.raises(Refused, match="301"):
        await hub.post_comment(target, "x")
    assert len(github.wanted()) == 1


async def test_token_never_goes_to_another_host(hub: Hub, github: Scripted, target: Target) -> None:
    """Neither a redirection nor a next page leads it away."""
    github.on("GET", COMMENTS, Says(200, [], {"link": '<http://evil.example/x>; rel="next"'}))
    with pytest.raises(Refused, match="led away"):
        await hub.comments(target)


async def test_endless_redirection_is_refused(hub: Hub, github: Scripted, target: Target) -> None:
    """A circle ends after three steps."""
    github.on("GET", COMMENTS, Says(301, {"message": "Moved"}, {"location": COMMENTS}))
    with pytest.raises(Refused, match="redirected more than"):
        await hub.comments(target)


@pytest.mark.parametrize(
    "says",
    [
        Says(401, {"message": f"Bad credentials {CANARY[:0]}"}),
        Says(403, {"message": "Resource not accessible by integration"}),
        Says(404, {"message": "Not Found"}),
        Says(422, {"message": "Validation Failed"}),
        Says(429),
        Says(502),
        Says(lost=True),
    ],
)
async def test_no_secret_shows_in_errors_or_logs(
    hub: Hub, github: Scripted, target: Target, says: Says, caplog: pytest.LogCaptureFixture
) -> None:
    """Canary: neither the token, the JWT nor the key is in a message, a chain of exceptions, a repr or a log line."""
    github.on("POST", COMMENTS, says)
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as lines, pytest.raises((Refused, Unavailable)) as failed:
        await hub.post_comment(target, "x")
    seen = [repr(lines), caplog.text, repr(hub.access.tokens.__dict__.get("_tokens")), repr(hub.access.tokens.credentials)]
    error: BaseException | None = failed.value
    while error is not None:
        seen.append(f"{error!r} {error.__dict__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert lines
    for secret in ("ghs_", hub.access.tokens.app(), "PRIVATE KEY"):
        assert secret not in "".join(seen)


async def test_session_has_no_cookies_and_a_time_out() -> None:
    """A hung GitHub lets go of us after twenty seconds."""
    async with session() as http:
        assert isinstance(http.cookie_jar, aiohttp.DummyCookieJar)
        assert http.timeout.total == 20


async def test_hung_write_is_ambiguous(hub: Hub, github: Scripted, target: Target, clock: HeldClock) -> None:
    """A time-out tells nothing of what was done."""
    assert clock.now()
    github.on("GET", COMMENTS, Says(200, []))
    await hub.comments(target)
    github.on("POST", COMMENTS, Says(200, COMMENT))
    hub.access.http._timeout = aiohttp.ClientTimeout(total=1e-9)
    with pytest.raises(Unavailable) as lost:
        await hub.post_comment(target, "x")
    assert lost.value.ambiguous is True
