"""The sandbox on a port of this machine with a few people, an organisation and an App, asked over HTTP."""

import itertools
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
import jwt
from aiohttp.test_utils import TestServer

from bot.sandbox.application import WORLD, build

API = "/api/v3"
PERMISSIONS = {"issues": "write", "contents": "write", "administration": "write", "members": "read", "pull_requests": "read"}
FORM = """
name: Form
description: A form
title: "Form: "
labels: [bug, not here]
body:
  - type: input
    id: price
    attributes: {label: Price}
    validations: {required: true}
"""
FILES = {"README.md": "# Work\n", ".github/ISSUE_TEMPLATE/form.yml": FORM}


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    status: int
    body: Any
    headers: dict[str, str]


@dataclass
class Site:
    """The sandbox and its cast: olive owns `acme`, wren writes, trina triages, stan is a stranger; each repository is theirs to ask for."""

    url: str
    http: aiohttp.ClientSession
    tokens: dict[str, str] = field(default_factory=dict)
    app: dict[str, Any] = field(default_factory=dict)
    installation: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def control(self, method: str, path: str, body: Any = None) -> Any:
        """A control; its JSON."""
        async with self.http.request(method, f"{self.url}/_sandbox/{path}", json=body) as response:
            answered = await response.json()
            assert response.status == 200, answered
            return answered

    async def page(self, method: str, path: str, body: Any = None, by: str | None = None, **more: Any) -> Answer:
        """Any request, by a person of the cast, with a token, or by nobody."""
        headers = {"Authorization": f"Bearer {self.tokens.get(by, by)}"} if by else {}
        async with self.http.request(method, self.url + path, json=body, headers=headers, allow_redirects=False, **more) as response:
            return Answer(response.status, await response.json() if response.status != 204 else None, dict(response.headers))

    async def ask(self, method: str, path: str, body: Any = None, by: str | None = None, **more: Any) -> Answer:
        """A request to REST."""
        return await self.page(method, API + path, body, by, **more)

    async def now(self) -> float:
        """The sandbox's time, in seconds since 1970."""
        return datetime.fromisoformat((await self.control("GET", "clock"))["now"]).timestamp()

    async def jwt(self, **claims: Any) -> str:
        """The App's JWT, good unless other claims are given (None takes one away)."""
        now = int(await self.now())
        wanted = {"iat": now - 60, "exp": now + 540, "iss": self.app["client_id"]} | claims
        return jwt.encode({key: value for key, value in wanted.items() if value is not None}, self.app["pem"], algorithm="RS256")

    async def token(self, **narrowed: Any) -> str:
        """A new token of the installation."""
        answer = await self.ask("POST", f"/app/installations/{self.installation}/access_tokens", narrowed, await self.jwt())
        assert answer.status == 201, answer
        return str(answer.body["token"])

    async def repository(self, **more: Any) -> str:
        """A new repository of the organisation, with a README and a form; its path in REST."""
        given = {
            "owner": "acme",
            "name": f"work-{next(self.numbers)}",
            "files": FILES,
            "collaborators": {"wren": "write", "trina": "triage"},
        }
        return f"/repos/{(await self.control('POST', 'repositories', given | more))['full_name']}"

    async def issue(self, repository: str | None = None, by: str = "olive", **more: Any) -> str:
        """A new issue; its path in REST."""
        where = repository or await self.repository()
        answer = await self.ask("POST", f"{where}/issues", {"title": "One", "body": "Two"} | more, by)
        assert answer.status == 201, answer
        return f"{where}/issues/{answer.body['number']}"

    async def received(self) -> list[Any]:
        """The deliveries, once all are done."""
        await self.control("PUT", "clock", {})
        assert (await self.control("POST", "clock/settle", {}))["settled"]
        await self.control("DELETE", "clock")
        return list((await self.control("GET", "deliveries"))["deliveries"])


async def cast(site: Site, webhook: str | None = None) -> Site:
    """The people, the organisation, the App and its installation."""
    for login in ("olive", "wren", "trina", "stan"):
        site.tokens[login] = (await site.control("POST", "people", {"login": login}))["token"]
    await site.control("POST", "organizations", {"login": "acme", "admins": ["olive"], "members": []})
    events = [
        "issues",
        "issue_comment",
        "label",
        "push",
        "pull_request",
        "pull_request_review",
        "member",
        "membership",
        "organization",
        "team",
    ]
    about = {"slug": "robot", "name": "Robot", "owner": "olive", "permissions": PERMISSIONS, "events": [*events, "repository"]}
    site.app = await site.control("POST", "apps", about | {"webhook_url": webhook, "webhook_secret": "secret"})
    site.installation = (await site.control("POST", "installations", {"app": "robot", "account": "acme", "repositories": "all"}))["id"]
    return site


async def served(webhook: str | None = None) -> AsyncIterator[Site]:
    """A sandbox with its cast, on a port of this machine."""
    app = build("")
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        app[WORLD].url = f"http://{server.host}:{server.port}"
        yield await cast(Site(app[WORLD].url, http), webhook)
