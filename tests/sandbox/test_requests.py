"""The request log and the faults: what a test learns of its client, and how it makes GitHub misbehave."""

import asyncio
import sys
from typing import Any

import aiohttp
import pytest

from tests.sandbox.site import Site


async def _log(site: Site, after: int = 0) -> list[Any]:
    return list((await site.control("GET", f"requests?after={after}"))["requests"])


async def test_every_request_is_logged_with_its_actor(site: Site) -> None:
    """Nobody, a person, an App as itself and installed, one that is not known; controls are not requests."""
    await site.ask("GET", "/users/olive")
    await site.ask("GET", "/users/olive?x=1", by="stan")
    token = await site.token()
    await site.ask("GET", "/users/olive", by=token)
    await site.ask("GET", "/users/olive", by="ghp_nobody")
    log = await _log(site)
    assert [one["actor"] for one in log] == [None, "stan", "jwt/robot", "app/robot", None]
    assert (log[1]["method"], log[1]["path"], log[1]["status"], log[1]["n"]) == ("GET", "/api/v3/users/olive?x=1", 200, 2)
    assert log[4]["status"] == 401
    assert [one["n"] for one in await _log(site, after=3)] == [4, 5]


async def test_content_creations_are_marked(site: Site) -> None:
    """A form, an issue, a comment, an invitation count; labels, edits and refusals don't."""
    path = await site.repository()
    await site.page("POST", f"{path.removeprefix('/repos')}/issues/new?template=form.yml", {"price": "1"}, "stan")
    await site.ask("POST", f"{path}/issues", {"title": "T"}, "stan")
    made = await site.ask("POST", f"{path}/issues/1/comments", {"body": "x"}, "stan")
    await site.ask("PUT", f"{path}/collaborators/stan", {}, "olive")
    await site.ask("PUT", f"{path}/issues/1/labels", {"labels": []}, "olive")
    await site.ask("PATCH", f"{path}/issues/comments/{made.body['id']}", {"body": "y"}, "stan")
    await site.ask("POST", f"{path}/issues/1/comments", {"body": ""}, "stan")
    await site.ask("PUT", f"{path}/collaborators/trina", {"permission": "push"}, "olive")
    assert [one["content"] for one in await _log(site)] == [True] * 4 + [False] * 4


async def test_refused_request_has_no_effect(site: Site) -> None:
    """`refuse`: so many times, with the status, headers and body ordered; then all is well."""
    path = await site.issue()
    fault = {"method": "POST", "path": "/comments$", "times": 2, "kind": "refuse", "status": 403}
    await site.control("POST", "faults", fault | {"headers": {"X-RateLimit-Remaining": "0"}, "body": {"message": "slow down"}})
    for _ in range(2):
        answer = await site.ask("POST", f"{path}/comments", {"body": "x"}, "stan")
        assert (answer.status, answer.body["message"], answer.headers["X-RateLimit-Remaining"]) == (403, "slow down", "0")
    assert (await site.ask("POST", f"{path}/comments", {"body": "x"}, "stan")).status == 201
    assert (await site.ask("GET", path, by="stan")).body["comments"] == 1


async def test_failed_request_may_have_had_its_effect(site: Site) -> None:
    """`apply_then_fail`: the comment is there, and the client sees a 502."""
    path = await site.issue()
    await site.control("POST", "faults", {"method": "*", "path": "comments", "times": 1, "kind": "apply_then_fail"})
    assert (await site.ask("POST", f"{path}/comments", {"body": "x"}, "stan")).status == 502
    assert (await site.ask("GET", path, by="stan")).body["comments"] == 1


async def test_hanging_request_ends_with_its_client(site: Site) -> None:
    """`hang`: no answer; it is an open request until the client goes."""
    path = await site.issue()
    await site.control("POST", "faults", {"method": "GET", "path": "issues", "times": 1, "kind": "hang"})
    await site.control("PUT", "clock", {})
    hanging = asyncio.create_task(site.ask("GET", path, by="stan"))
    while not [one for one in await site.control("GET", "faults") if one["times"] == 0]:  # noqa: ASYNC110 - looked at from outside, as any client must
        await asyncio.sleep(0)
    assert (await site.control("POST", "clock/settle", {"timeout": 0.05}))["settled"] is False
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    assert (await site.control("POST", "clock/settle", {}))["settled"] is True


async def test_faults_are_forgotten(site: Site) -> None:
    """`DELETE` makes GitHub behave."""
    await site.control("POST", "faults", {"method": "GET", "path": ".", "times": 9, "kind": "refuse"})
    await site.control("DELETE", "faults")
    assert (await site.ask("GET", "/users/olive")).status == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "people", {"login": "OLIVE"}),
        ("POST", "people", {}),
        ("POST", "faults", {"method": "GET", "path": ".", "times": 1, "kind": "explode"}),
        ("POST", "repositories", {"owner": "nobody", "name": "x"}),
        ("POST", "repositories", {"owner": "acme", "name": "x", "collaborators": {"stan": "king"}}),
        ("POST", "deliver", {"app": "none", "event": "issues", "payload": {}}),
    ],
)
async def test_control_says_what_it_cannot_do(site: Site, method: str, path: str, body: Any) -> None:
    """422 with the reason."""
    async with site.http.request(method, f"{site.url}/_sandbox/{path}", json=body) as response:
        assert response.status == 422
        assert (await response.json())["message"]


async def test_module_says_where_it_listens() -> None:
    """`python -m bot.sandbox --port 0` prints one line, answers there, and ends on SIGTERM with status 0."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot.sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    assert line.startswith("sandbox: http://127.0.0.1:")
    async with aiohttp.ClientSession() as http, http.get(f"{line.split()[1]}/_sandbox/requests") as response:
        assert (await response.json())["last"] == 0
    process.terminate()
    assert await process.wait() == 0
