"""The App's JWT and installation tokens: minted for one account or repository, narrowed to one job, kept until shortly before their end.

Kept in memory only: never writes a token or key anywhere, and never asks for more than an installation has granted.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any, Self

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from bot.hub.client import Expired, Line, every
from bot.ports.clock import Clock
from bot.ports.gateway import Installed, Refused, Unavailable

JWT_BACK = timedelta(seconds=60)
"""GitHub: "to protect against clock drift, set this 60 seconds in the past"."""
JWT_AHEAD = timedelta(seconds=540)
"""GitHub: "no more than 10 minutes into the future"; we stay a minute below."""
JWT_SPARE = timedelta(seconds=120)
TOKEN_SPARE = timedelta(minutes=5)
"""A token is renewed when less than this is left of its hour."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)

_LEVELS = ("none", "read", "write", "admin")


class NotTaken(Unavailable):
    """GitHub takes no JWT of ours, though it was made by its own time: the private key is not this App's. An operator can mend that."""


class Job(Enum):
    """What a token is for, by GitHub's names of permissions: no token can do more than its job needs."""

    USUAL = MappingProxyType({"issues": "write", "contents": "read", "metadata": "read", "pull_requests": "write"})
    """Cases. A comment on a pull request is written with `pull_requests`, one on an issue with `issues`."""
    PEOPLE = MappingProxyType({"members": "read", "metadata": "read"})
    """Teams and members of an organisation."""
    CREATION = MappingProxyType({"administration": "write", "metadata": "read"})
    """A new repository in an organisation; it can't be narrowed to a repository that isn't there yet."""
    PROVISIONING = MappingProxyType({"administration": "write", "contents": "write", "metadata": "read"})
    """Files, rulesets and collaborators of one new delivery repository."""
    LISTING = MappingProxyType({"metadata": "read"})
    """Which repositories are installed."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The App's identity: `issuer` is its client id or its number; the private key never shows in a repr."""

    issuer: str
    key: RSAPrivateKey = field(repr=False)

    @classmethod
    def of(cls, issuer: str, pem: str) -> Self:
        """From a PEM text; raises `ValueError`, without the text, for one that is no RSA private key."""
        try:
            key = load_pem_private_key(pem.encode(), password=None)
        except (ValueError, TypeError) as broken:
            raise ValueError("The App's private key is no PEM text of an RSA private key.") from broken
        if not isinstance(key, RSAPrivateKey):
            raise ValueError("The App's private key is not an RSA key.")  # noqa: TRY004 - a setting's value, not a type of ours
        return cls(issuer, key)


def narrowed(job: Job, granted: Mapping[str, str]) -> dict[str, str]:
    """The job's permissions, each no higher than an installation granted: GitHub refuses a token whole (422) when one is."""
    levels = {name: min(_LEVELS.index(wanted), _LEVELS.index(granted.get(name, "none"))) for name, wanted in job.value.items()}
    return {name: _LEVELS[level] for name, level in levels.items() if level}


@dataclass(frozen=True, slots=True)
class Token:
    """An installation token: opaque, of any length, and never shown."""

    value: str = field(repr=False)
    expires_at: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What is asked for: a job, in a repository `owner/name`, or in a whole account `owner`."""

    place: str
    job: Job = Job.USUAL

    @property
    def account(self) -> str:
        """The owner; GitHub's names know no case."""
        return self.place.partition("/")[0].lower()

    @property
    def repository(self) -> str | None:
        """The repository's name alone, none for the account."""
        return self.place.partition("/")[2] or None


class Tokens:
    """Tokens by grant, and installations by account; `line` is the App's own, for requests by JWT."""

    def __init__(self, line: Line, credentials: Credentials, clock: Clock) -> None:
        self.line, self.credentials, self.clock = line, credentials, clock
        self._jwt, self._issued, self._ahead = "", NEVER, timedelta(0)
        self._installations: dict[str, Installed] = {}
        self._tokens: dict[Grant, Token] = {}
        self._minting: dict[Grant, asyncio.Task[Token]] = {}

    def app(self) -> str:
        """The App's JWT (RS256), made anew when less than two minutes are left of it, or time went back."""
        now = self.clock.now() + self._ahead
        if not self._issued <= now < self._issued + JWT_AHEAD - JWT_SPARE:
            times = {"iat": int((now - JWT_BACK).timestamp()), "exp": int((now + JWT_AHEAD).timestamp())}
            self._jwt = jwt.encode({**times, "iss": self.credentials.issuer}, self.credentials.key, algorithm="RS256")
            self._issued = now
        return self._jwt

    async def as_app(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """GET by JWT. Raises `NotTaken` when GitHub doesn't take it, as with a wrong key."""
        return await self.by_jwt(lambda made: self.line.getitem(path, jwt=made))

    async def all_as_app(self, path: str) -> list[Any]:
        """All objects of a list, over all its pages, by JWT."""
        items: list[Any] = await self.by_jwt(lambda made: every(self.line.getiter(path, jwt=made)))
        return items

    async def by_jwt(self, ask: Callable[[str], Awaitable[Any]]) -> Any:  # noqa: ANN401 - JSON
        """Asks with the JWT. A 401 is answered once with a JWT by GitHub's own time, since clocks that differ are its usual reason.

        Raises `NotTaken` after the second.
        """
        try:
            return await ask(self.app())
        except Expired as refused:
            self._ahead = refused.date - self.clock.now() if refused.date else timedelta(0)
            self._issued = NEVER
        try:
            return await ask(self.app())
        except Expired as refused:
            raise NotTaken(str(refused)) from None

    async def installation(self, place: str) -> Installed:
        """Where our App is installed: by `owner/name`, or by `owner` for an organisation. Raises `Refused(404)` where it isn't."""
        account = Grant(place).account
        if account not in self._installations:
            path = f"/repos/{place}/installation" if "/" in place else f"/orgs/{place}/installation"
            self._installations[account] = installed_of(await self.as_app(path))
        return self._installations[account]

    async def token(self, grant: Grant) -> Token:
        """A token good for at least five minutes; concurrent callers share one request."""
        held = self._tokens.get(grant)
        if held is not None and self.clock.now() < held.expires_at - TOKEN_SPARE:
            return held
        if grant not in self._minting:
            self._minting[grant] = task = asyncio.create_task(self._mint(grant))
            task.add_done_callback(lambda done: self._minted_by(grant, done))
        return await asyncio.shield(self._minting[grant])

    async def any_grant(self) -> Grant:
        """For what every installation may ask: a grant whose token is held already, else the first installation's least one.

        Raises `Refused(404)` when our App isn't installed anywhere.
        """
        now = self.clock.now()
        held = next((grant for grant, token in self._tokens.items() if now < token.expires_at - TOKEN_SPARE), None)
        accounts = [] if held else [installed.account for installed in await self.installations() if not installed.suspended]
        if not held and not accounts:
            raise Refused(404, "our App isn't installed anywhere")
        return held or Grant(accounts[0], Job.LISTING)

    async def installations(self) -> tuple[Installed, ...]:
        """Every installation of our App, remembered by account."""
        installed = tuple(installed_of(one) for one in await self.all_as_app("/app/installations?per_page=100"))
        self._installations = {one.account.lower(): one for one in installed}
        return installed

    def forget(self, grant: Grant, token: Token) -> None:
        """A token that GitHub didn't take; a newer one, minted meanwhile by another caller, stays."""
        if self._tokens.get(grant) is token:
            del self._tokens[grant]

    def forget_account(self, account: str) -> None:
        """An installation that was changed, removed or suspended, with its tokens."""
        self._installations.pop(account.lower(), None)
        self._tokens = {grant: token for grant, token in self._tokens.items() if grant.account != account.lower()}

    def doubt(self, grant: Grant) -> None:
        """A permission was missing. If the installation had granted less than the job wants, it's looked up anew: it may have more now."""
        installed = self._installations.get(grant.account)
        if installed is not None and narrowed(grant.job, installed.granted) != grant.job.value:
            self.forget_account(grant.account)

    def _minted_by(self, grant: Grant, done: asyncio.Task[Token]) -> None:
        """Nobody may be left to hear of a failure: it's heard here, so that asyncio doesn't complain."""
        self._minting.pop(grant, None)
        _ = done.cancelled() or done.exception()

    async def _mint(self, grant: Grant) -> Token:
        """Mints. When refused, the installation is looked up again: it may have been removed and made anew, or lost a permission."""
        installed = await self.installation(grant.place)
        try:
            token = await self._minted(grant, installed)
        except Refused as refused:
            self._installations.pop(grant.account, None)
            if refused.status not in {404, 422}:
                raise
            token = await self._minted_anew(grant, installed, refused)
        self._tokens[grant] = token
        return token

    async def _minted_anew(self, grant: Grant, before: Installed, refused: Refused) -> Token:
        """By the installation of now, or for the repository's name of now: records keep the name of their day. Else the refusal stands."""
        installed, place = await self.installation(grant.place), await self._renamed(grant)
        if (installed, place) == (before, grant.place):
            raise refused
        return await self._minted(Grant(place, grant.job), installed)

    async def _renamed(self, grant: Grant) -> str:
        """A repository's `owner/name` of now: GitHub answers a read by a former name with where it went."""
        if grant.repository is None:
            return grant.place
        try:
            reading = await self.token(Grant(grant.account, Job.LISTING))
            return str((await self.line.getitem(f"/repos/{grant.place}", oauth_token=reading.value))["full_name"])
        except Refused:
            return grant.place

    async def _minted(self, grant: Grant, installed: Installed) -> Token:
        """One access token, by POST; narrowed to the grant's repository and job."""
        wanted: dict[str, Any] = {"permissions": narrowed(grant.job, installed.granted)}
        if grant.repository is not None:
            wanted["repositories"] = [grant.repository]
        path = f"/app/installations/{installed.id}/access_tokens"
        made = await self.by_jwt(lambda made: self.line.post(path, data=wanted, jwt=made))
        return Token(made["token"], datetime.fromisoformat(made["expires_at"]), str(installed.id))


def installed_of(told: Mapping[str, Any]) -> Installed:
    """GitHub's installation as we keep it."""
    return Installed(told["id"], told["account"]["login"], dict(told["permissions"]), told.get("suspended_at") is not None)
