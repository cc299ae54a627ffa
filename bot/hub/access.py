"""Requests with the right token: each names its grant, and a token that GitHub no longer takes is minted again, once.

Knows paths and JSON, but no meaning of either: issues, people and repositories have their own modules.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any

import aiohttp

from bot.hub.client import READ_PAUSES, Address, Expired, Line, every
from bot.hub.identity import Itself
from bot.hub.limits import FIRST_WAIT, Cause
from bot.hub.pace import Pace
from bot.hub.tokens import Credentials, Grant, Tokens
from bot.ports.clock import Clock
from bot.ports.gateway import Refused, Unavailable

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)


def path_of(repository: str) -> str:
    """`/repos/owner/name`; raises `ValueError` for what is no repository's name, so that no text reaches another path."""
    if not _REPOSITORY.fullmatch(repository) or ".." in repository.split("/") or "." in repository.split("/"):
        raise ValueError(f"{repository!r} is not owner/name.")
    return f"/repos/{repository}"


class Access:
    """GitHub, for grants. One session, one pace, one line for each installation."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        address: Address,
        credentials: Credentials,
        clock: Clock,
        pace: Pace,
        *,
        pauses: Sequence[float] = READ_PAUSES,
    ) -> None:
        self.http, self.address, self.clock, self.pace, self.pauses = http, address, clock, pace, pauses
        self._lines: dict[str, Line] = {}
        self._itself: Itself | None = None
        self.repository_ids: dict[str, int] = {}
        self.tokens = Tokens(self.line("app"), credentials, clock)

    async def itself(self) -> Itself:
        """Our App, asked for once."""
        if self._itself is None:
            told = await self.tokens.as_app("/app")
            self._itself = Itself(told["id"], told["slug"])
        return self._itself

    async def bot_login(self) -> str:
        """The account that our App acts as: `slug[bot]`."""
        return (await self.itself()).login

    async def repository_id(self, repository: str) -> int:
        """A repository's number; known already when it was looked at or answered with before."""
        name = repository.lower()
        if name not in self.repository_ids:
            self.repository_ids[name] = (await self.get(Grant(repository), path_of(repository)))["id"]
        return self.repository_ids[name]

    def line(self, subject: str) -> Line:
        """The line of an installation (its number as text), or of the App itself (`app`)."""
        if subject not in self._lines:
            self._lines[subject] = Line(self.http, self.address, self.pace, subject, pauses=self.pauses)
        return self._lines[subject]

    async def _with_token(self, grant: Grant, ask: Callable[[Line, str], Awaitable[Any]]) -> Any:  # noqa: ANN401 - JSON
        """Asks with a token; a 401 means that it was revoked: one more is minted, then it's given up until later."""
        try:
            return await self._ask(grant, ask)
        except Expired:
            pass
        try:
            return await self._ask(grant, ask)
        except Expired as refused:
            raise Unavailable(str(refused)) from None

    async def _ask(self, grant: Grant, ask: Callable[[Line, str], Awaitable[Any]]) -> Any:  # noqa: ANN401 - JSON
        """Asks once; a token that wasn't taken, or couldn't do enough, isn't used again."""
        token = await self.tokens.token(grant)
        try:
            return await ask(self.line(token.subject), token.value)
        except Expired:
            self.tokens.forget(grant, token)
            raise
        except Refused as refused:
            if refused.status == 403:  # noqa: PLR2004 - Forbidden
                self.tokens.doubt(grant)
            raise

    async def get(self, grant: Grant, path: str) -> Any:  # noqa: ANN401 - JSON
        """One object."""
        return await self._with_token(grant, lambda line, token: line.getitem(path, oauth_token=token))

    async def found(self, grant: Grant, path: str) -> Any | None:  # noqa: ANN401 - JSON
        """One object, or none when GitHub has none (404)."""
        try:
            return await self.get(grant, path)
        except Refused as refused:
            if refused.status == 404:  # noqa: PLR2004 - Not Found
                return None
            raise

    async def all(self, grant: Grant, path: str, key: str = "items") -> list[Any]:
        """All objects of a list, over all its `Link` pages."""

        def ask(line: Line, token: str) -> Awaitable[list[Any]]:
            pages: AsyncIterator[Any] = line.getiter(path, oauth_token=token, iterable_key=key)
            return every(pages)

        items: list[Any] = await self._with_token(grant, ask)
        return items

    async def post(self, grant: Grant, path: str, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """A creation."""
        return await self._with_token(grant, lambda line, token: line.post(path, data=data, oauth_token=token))

    async def put(self, grant: Grant, path: str, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """A replacement."""
        return await self._with_token(grant, lambda line, token: line.put(path, data=data, oauth_token=token))

    async def patch(self, grant: Grant, path: str, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """A change."""
        return await self._with_token(grant, lambda line, token: line.patch(path, data=data, oauth_token=token))

    async def graphql(self, grant: Grant, query: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        """The `data` of a query. What is missing in it is none there; every other error raises."""
        data = {"query": query, "variables": variables}

        async def ask(line: Line, token: str) -> Mapping[str, Any]:
            told: Mapping[str, Any] = await line.post(self.address.graphql, data=data, oauth_token=token)
            for error in told.get("errors") or ():
                self._complain(error, line.subject)
            return told.get("data") or {}

        told: Mapping[str, Any] = await self._with_token(grant, ask)
        return told

    def _complain(self, error: Mapping[str, Any], subject: str) -> None:
        """GraphQL answers 200 to everything: its errors have a `type`, or none when GitHub gave up on the query."""
        kind, said = error.get("type"), f"graphql: {error.get('message', '')}"
        if kind == "NOT_FOUND":
            return
        if kind == "RATE_LIMITED" or "secondary rate limit" in said:
            cause = Cause.PRIMARY if kind == "RATE_LIMITED" else Cause.SECONDARY
            until = self.pace.block(subject, "graphql", self.clock.now() + FIRST_WAIT, cause)
            raise Unavailable(said, retry_at=until)
        if kind is None and "something went wrong" in said.lower():
            raise Unavailable(said)
        raise Refused(403 if kind == "FORBIDDEN" else 422, said)
