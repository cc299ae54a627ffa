"""Prepares what the journeys need: in the sandbox by its controls, at GitHub by a person's token."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from tests.hub.journeys import Stage

PERMISSIONS = {
    "issues": "write",
    "contents": "write",
    "metadata": "read",
    "members": "read",
    "administration": "write",
    "pull_requests": "write",
}
"""What the App that records must have; `app.yml` has more."""

AFTER = 2.0
"""Seconds after the issue was opened: the moment whose body counts. GitHub's times have whole seconds."""


@dataclass(frozen=True)
class Means:
    """Who records: an App, and a person who is a member of the organisation and of the team."""

    api_url: str
    issuer: str
    pem: str
    token: str
    repository: str
    team: str
    stranger: str
    delivery: str


async def sandbox_means(http: aiohttp.ClientSession, url: str) -> Means:
    """An organisation, a repository, three people, a team and an App, in a new sandbox."""

    async def made(what: str, **fields: Any) -> Any:
        async with http.post(f"{url}/_sandbox/{what}", json=fields) as response:
            assert response.status < 300, await response.text()
            return await response.json()

    anna = await made("people", login="anna")
    await made("people", login="sam")
    await made("people", login="olga")
    await made("organizations", login="esdc", admins=["olga"], members=["anna"])
    await made("teams", organization="esdc", slug="clients", members=["anna"])
    await made("repositories", owner="esdc", name="micro", files={"README.md": "# micro\n"}, collaborators={"anna": "triage"})
    app = await made("apps", name="microacq", slug="microacq", owner="esdc", webhook_secret="s", permissions=PERMISSIONS, events=["issues"])
    await made("installations", app="microacq", account="esdc", repositories="all")
    return Means(f"{url}/api/v3", app["client_id"], app["pem"], anna["token"], "esdc/micro", "clients", "sam", "azure-7")


async def prepared(http: aiohttp.ClientSession, means: Means, later: Callable[[], Awaitable[None]]) -> Stage:
    """The person files an issue, and edits it when `later` has let twice `AFTER` pass."""

    async def call(method: str, path: str, data: Mapping[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {means.token}", "User-Agent": "microacq"}
        async with http.request(method, means.api_url + path, json=data, headers=headers) as response:
            assert response.status < 300, await response.text()
            return await response.json()

    me, repository = await call("GET", "/user"), await call("GET", f"/repos/{means.repository}")
    issue = await call("POST", f"/repos/{means.repository}/issues", {"title": "An opportunity", "body": "before"})
    await later()
    await call("PATCH", f"/repos/{means.repository}/issues/{issue['number']}", {"body": "after"})
    return Stage(
        issuer=means.issuer,
        organization=means.repository.partition("/")[0],
        repository=means.repository,
        repository_id=repository["id"],
        issue=issue["number"],
        issue_id=issue["id"],
        as_of=(datetime.fromisoformat(issue["created_at"]) + timedelta(seconds=AFTER)).isoformat(),
        team=means.team,
        client=me["login"],
        client_id=me["id"],
        stranger=means.stranger,
        delivery=means.delivery,
    )
