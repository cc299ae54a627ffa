"""One line to GitHub for each subject (an installation, or the App itself), over gidgethub: time-outs, retried reads, limits, refusals.

A write is never sent again here, whatever happened to it: when its outcome is uncertain, `Unavailable(ambiguous=True)` says so, and the
engine looks for it. Never makes tokens (`tokens.py` does), and never logs a header or a body.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn
from urllib.parse import urljoin

import aiohttp
import structlog
from gidgethub.aiohttp import GitHubAPI
from yarl import URL

from bot.hub.limits import LIMITS, Cause, Meaning, answer_of
from bot.hub.pace import Pace
from bot.ports.gateway import Refused, Unavailable

API_VERSION = "2022-11-28"
USER_AGENT = "microacq"
REDIRECTS = 3
"""docs.github.com/rest/using-the-rest-api/best-practices: follow redirections; a renamed repository answers with one."""
TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=5)
"""GitHub itself gives up on a request after ten seconds."""
READ_PAUSES = (0.3, 1.5)
"""Seconds of real time before a read that failed is asked again."""

log = structlog.get_logger()


class Expired(Exception):  # noqa: N818 - an answer, not our error
    """401: the token or JWT isn't good (any more). `date` is GitHub's own time of it (UTC), which judges a JWT's times."""

    def __init__(self, reason: str, date: datetime | None) -> None:
        super().__init__(reason)
        self.date = date


@dataclass(frozen=True, slots=True)
class Address:
    """Where GitHub is: `https://api.github.com`, or `https://host/api/v3` of an Enterprise Server."""

    rest: str

    @property
    def graphql(self) -> str:
        """The GraphQL address that belongs to it."""
        rest = self.rest.rstrip("/")
        return rest.removesuffix("/v3") + "/graphql" if rest.endswith("/api/v3") else rest + "/graphql"


@asynccontextmanager
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP session without cookies, and without aiohttp's own second attempt at a PUT or DELETE."""
    async with aiohttp.ClientSession(timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar()) as opened:
        opened._retry_connection = False  # noqa: SLF001 - aiohttp re-sends a PUT when a kept connection was closed; it has no option for it
        yield opened


class Line(GitHubAPI):
    """gidgethub for one subject, with our layer under it: everything that isn't a success raises `Refused`, `Unavailable` or `Expired`."""

    def __init__(
        self, http: aiohttp.ClientSession, address: Address, pace: Pace, subject: str, *, pauses: Sequence[float] = READ_PAUSES
    ) -> None:
        super().__init__(http, USER_AGENT, base_url=address.rest)
        self.address, self.pace, self.subject, self.pauses = address, pace, subject, pauses

    async def _request(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> tuple[int, Mapping[str, str], bytes]:
        """The hook of gidgethub: one request as it sees it."""
        graphql = url == self.address.graphql
        call = _Call(self, method, url, body, {**headers, "x-github-api-version": API_VERSION}, "graphql" if graphql else "core")
        return await call.made()


@dataclass(slots=True)
class _Call:
    """One request on its way: attempts, redirections, and what the answer means."""

    line: Line
    method: str
    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    resource: str

    @property
    def reads(self) -> bool:
        """True for what may be asked again without harm: reads, and a token minted twice."""
        return self.method == "GET" or self.resource == "graphql" or self.url.endswith("/access_tokens")

    @property
    def content(self) -> bool:
        """True for what creates content, as GitHub counts it: issues, comments, repositories, invitations."""
        last = URL(self.url).path.split("/")
        return (self.method == "POST" and last[-1] in {"issues", "comments", "repos"}) or (self.method == "PUT" and "collaborators" in last)

    async def made(self) -> tuple[int, Mapping[str, str], bytes]:
        """The answer, when it's a success; reads that failed are asked again, a little."""
        for pause in self.line.pauses if self.reads else ():
            try:
                return await self._attempt()
            except Unavailable as down:
                if down.retry_at is not None:
                    raise
            await asyncio.sleep(pause)
        return await self._attempt()

    async def _attempt(self) -> tuple[int, Mapping[str, str], bytes]:
        """One attempt, with its redirections."""
        for _ in range(REDIRECTS + 1):
            async with self.line.pace.open:  # who waited for a place is admitted after that: a block may have come meanwhile
                self.line.pace.admit(self.line.subject, self.resource, write=not self.reads, content=self.content)
                status, headers, body = await self._exchange()
                told = self.line.pace.learn(self.line.subject, self.resource, answer_of(status, headers, body))
            log.debug("github", method=self.method, path=URL(self.url).path, status=status, subject=self.line.subject)
            if told.cause is Cause.FINE:
                return status, headers, body
            if not (told.cause is Cause.MOVED and self._moved(status, headers.get("location", ""))):
                self._raise(status, told, headers.get("date", ""))
        raise Refused(status, f"{self.method} {URL(self.url).path}: redirected more than {REDIRECTS} times")

    async def _exchange(self) -> tuple[int, Mapping[str, str], bytes]:
        """Over the network once. What didn't leave this machine isn't ambiguous; all else that is lost is, for a write."""
        self._stay_home(self.url)
        http = self.line._session  # noqa: SLF001 - gidgethub's own attribute, for subclasses
        try:
            async with http.request(self.method, self.url, headers=self.headers, data=self.body, allow_redirects=False) as response:
                return response.status, {name.lower(): value for name, value in response.headers.items()}, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as lost:
            raise self._lost(lost, sent=False) from None
        except (TimeoutError, aiohttp.ClientError) as lost:
            raise self._lost(lost, sent=True) from None

    def _lost(self, lost: Exception, *, sent: bool) -> Unavailable:
        """No answer. Only the error's kind is told: its text could hold the request's headers."""
        said = f"{self.method} {URL(self.url).path}: {type(lost).__name__}"
        return Unavailable(said, ambiguous=sent and not self.reads)

    def _raise(self, status: int, told: Meaning, date: str) -> NoReturn:
        """The error that a meaning is."""
        said = f"{self.method} {URL(self.url).path}: {told.reason}"
        if told.cause is Cause.UNAUTHORISED:
            raise Expired(said, _moment(date))
        if told.cause in LIMITS:
            raise Unavailable(said, retry_at=told.retry_at)
        if told.cause is Cause.DOWN:
            raise Unavailable(said, retry_at=told.retry_at, ambiguous=not self.reads)
        raise Refused(status, said)

    def _moved(self, status: int, location: str) -> bool:
        """Whether to follow. A read follows all; a write only what GitHub says to repeat verbatim, for an issue that was moved isn't ours.

        A 302 is never followed: GitHub sends it where our permission is missing (the members of an organisation).
        """
        if not location or status == 302 or not (self.reads or status in {307, 308}):  # noqa: PLR2004 - Found
            return False
        self.url = urljoin(self.url, location)
        return True

    def _stay_home(self, url: str) -> None:
        """A token goes to GitHub's own address only, whatever a `Link` or `Location` says."""
        if URL(url).origin() != URL(self.line.address.rest).origin():
            raise Refused(0, f"{self.method}: led away from {URL(self.line.address.rest).host}")


def _moment(date: str) -> datetime | None:
    """An HTTP date (UTC), none if it's missing or no date."""
    try:
        return parsedate_to_datetime(date).astimezone(UTC)
    except ValueError:
        return None


async def every(items: AsyncIterator[Any]) -> list[Any]:
    """All items of all pages."""
    return [item async for item in items]
