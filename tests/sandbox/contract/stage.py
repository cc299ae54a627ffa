"""The sandbox on a port of this machine with people, an organisation and an installed App, and a record of all that it answers and sends.

Clients are built as their documentation says, with only the address, the token, and no retry or pause.
"""

import asyncio
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import github
import githubkit
import httpx
from aiohttp import web

from tests.sandbox.contract.published import faults_of_answer, faults_of_delivery

API = "/api/v3"
SECRET = "a webhook's secret"
PERMISSIONS = {
    "administration": "write",
    "checks": "read",
    "contents": "write",
    "issues": "write",
    "members": "read",
    "metadata": "read",
    "pull_requests": "write",
    "statuses": "read",
    "workflows": "write",
}
EVENTS = [
    *("fork", "issues", "issue_comment", "label", "member", "membership", "organization"),
    *("pull_request", "pull_request_review", "push", "repository", "status", "team"),
]


@dataclass(frozen=True)
class Exchange:
    """One REST request and what was answered."""

    method: str
    path: str
    status: int
    body: bytes

    def faults(self) -> list[str]:
        """How the answer differs from what GitHub publishes."""
        line = f"{self.method} {self.path} {self.status}"
        return [f"{line}: {fault}" for fault in faults_of_answer(self.method, self.path.removeprefix(API), self.status, self.body)]


@dataclass(frozen=True)
class Received:
    """One webhook, as the App's server got it."""

    event: str
    signature: str
    body: bytes


@dataclass
class Stage:
    """The sandbox with its cast: `tokens` by login, the App's `pem` and id, and what was seen since the last look."""

    url: str
    exchanges: list[Exchange] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    app: dict[str, Any] = field(default_factory=dict)
    installation: int = 0
    _names: Iterator[int] = field(default_factory=itertools.count)
    http: httpx.Client = field(default_factory=lambda: httpx.Client(verify=False))
    _clients: list[githubkit.GitHub[Any]] = field(default_factory=list)
    """Kept, since githubkit's namespaces hold their client weakly."""

    @property
    def api(self) -> str:
        """The address of REST."""
        return self.url + API

    def close(self) -> None:
        """Gives back the connections."""
        self.http.close()

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """A request of the sandbox's control; its JSON."""
        answer = self.http.request(method, f"{self.url}/_sandbox/{path}", json=body, timeout=40)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def person(self, login: str) -> str:
        """Somebody new; their token."""
        self.tokens[login] = self.control("POST", "people", {"login": login, "name": login.title()})["token"]
        return self.tokens[login]

    def repository(self, **more: Any) -> str:
        """A new repository of the organisation with a README; its full name."""
        body = {"owner": "department", "name": f"work-{next(self._names)}", "files": {"README.md": "# Work\n"}} | more
        return str(self.control("POST", "repositories", body)["full_name"])

    def settle(self) -> None:
        """Returns when every webhook has arrived."""
        self.control("PUT", "clock", {})
        assert self.control("POST", "clock/settle", {})["settled"]
        self.control("DELETE", "clock")

    def deliveries(self) -> list[Any]:
        """The log of webhooks."""
        return list(self.control("GET", "deliveries")["deliveries"])

    def faults(self) -> list[str]:
        """How all that was answered and sent since the last look differs from what GitHub publishes."""
        answers, self.exchanges[:] = list(self.exchanges), []
        webhooks, self.received[:] = list(self.received), []
        found = [fault for one in answers for fault in one.faults()]
        return found + [fault for one in webhooks for fault in faults_of_delivery(one.event, httpx.Response(200, content=one.body).json())]

    def by_pygithub(self, login: str = "maya") -> github.Github:
        """PyGithub for somebody."""
        return github.Github(auth=github.Auth.Token(self.tokens[login]), base_url=self.api, **_AT_ONCE)

    def app_by_pygithub(self) -> github.GithubIntegration:
        """PyGithub for the App."""
        return github.GithubIntegration(auth=github.Auth.AppAuth(self.app["id"], self.app["pem"]), base_url=self.api, **_AT_ONCE)

    def by_githubkit(self, login: str = "maya") -> githubkit.GitHub[Any]:
        """The same for somebody with githubkit."""
        return self._kept(githubkit.GitHub(self.tokens[login], base_url=self.api + "/", **_PLAIN))

    def app_by_githubkit(self) -> githubkit.GitHub[Any]:
        """The same for the App with githubkit."""
        auth = githubkit.AppAuthStrategy(self.app["id"], self.app["pem"])
        return self._kept(githubkit.GitHub(auth, base_url=self.api + "/", **_PLAIN))

    def installed_by_githubkit(self) -> githubkit.GitHub[Any]:
        """The same for the App's installation in the organisation, whose token githubkit mints by itself."""
        app = self.app_by_githubkit()
        return self._kept(app.with_auth(app.auth.as_installation(self.installation)))

    def _kept(self, client: githubkit.GitHub[Any]) -> githubkit.GitHub[Any]:
        self._clients.append(client)
        return client


_PLAIN: dict[str, Any] = {"auto_retry": False, "http_cache": False, "ssl_verify": False}
"""Plain HTTP needs no certificates, which take longer to read than a request."""
_AT_ONCE: dict[str, Any] = {"retry": None, "seconds_between_requests": None, "seconds_between_writes": None}


def cast(stage: Stage, webhook: str) -> None:
    """The organisation `department`: maya its admin, amel its member, in the team `procurement`; sam from outside; the App, installed."""
    for login in ("maya", "amel", "sam"):
        stage.person(login)
    stage.control("POST", "organizations", {"login": "department", "admins": ["maya"], "members": ["amel"]})
    stage.control("POST", "teams", {"organization": "department", "slug": "procurement", "name": "Procurement", "members": ["amel"]})
    body = {"name": "Micro-acquisition", "slug": "microacq", "owner": "department", "webhook_url": webhook, "webhook_secret": SECRET}
    stage.app = stage.control("POST", "apps", {**body, "permissions": PERMISSIONS, "events": EVENTS})
    stage.installation = stage.control("POST", "installations", {"app": "microacq", "account": "department", "repositories": "all"})["id"]


def record(app: web.Application, exchanges: list[Exchange]) -> None:
    """Notes every answer of REST just before it is sent."""

    async def note(request: web.Request, response: web.StreamResponse) -> None:
        if request.path.startswith(API) and isinstance(response, web.Response):
            body = response.body if isinstance(response.body, bytes) else b""
            exchanges.append(Exchange(request.method, request.path, response.status, body))

    app.on_response_prepare.append(note)


def receiver(received: list[Received]) -> web.Application:
    """The App's server: notes every webhook, and answers 202."""

    async def accept(request: web.Request) -> web.Response:
        headers = request.headers
        received.append(Received(headers["X-GitHub-Event"], headers["X-Hub-Signature-256"], await request.read()))
        return web.Response(status=202)

    app = web.Application()
    app.router.add_post("/webhook", accept)
    return app


@contextmanager
def running() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop in a thread of its own, since both clients block."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
