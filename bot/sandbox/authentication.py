"""Who is asking: a person's token, an App's JWT, an installation's token, or nobody.

It only recognises; what an actor may do is in `permissions`. JWTs are checked against the sandbox's clock, as GitHub does against its own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from bot.sandbox import refusals
from bot.sandbox.accounts import Account
from bot.sandbox.apps import App, InstallationToken, PersonToken
from bot.sandbox.refusals import refuse
from bot.sandbox.world import World

LONGEST_JWT_SECONDS = 600
"""GitHub Docs, "Generating a JSON Web Token (JWT) for a GitHub App": exp at most 10 minutes into the future."""


@dataclass(frozen=True)
class Person:
    """Somebody with their own token."""

    account: Account

    @property
    def name(self) -> str:
        """As the request log names them."""
        return self.account.login


@dataclass(frozen=True)
class AppItself:
    """An App with its JWT: may look at itself, its installations and deliveries, and mint tokens."""

    app: App

    @property
    def name(self) -> str:
        """As the request log names it."""
        return f"jwt/{self.app.slug}"

    @property
    def account(self) -> Account:
        """Its Bot."""
        return self.app.bot


@dataclass(frozen=True)
class Installed:
    """An App in one account, with an installation's token."""

    token: InstallationToken

    @property
    def app(self) -> App:
        """The App."""
        return self.token.installation.app

    @property
    def name(self) -> str:
        """As the request log names it."""
        return f"app/{self.app.slug}"

    @property
    def account(self) -> Account:
        """Its Bot."""
        return self.app.bot

    def reaches(self, repository_id: int, owner_id: int) -> bool:
        """Whether the installation covers a repository and the token is not narrowed to others."""
        narrowed = self.token.repository_ids
        return self.token.installation.covers(repository_id, owner_id) and (narrowed is None or repository_id in narrowed)


Actor = Person | AppItself | Installed | None
"""Who asks; None is nobody, who may read what is public."""


def authenticate(world: World, header: str | None) -> Actor:
    """The actor that an Authorization header names: `Bearer T` or `token T`. Refuses what it can't recognise."""
    if not header:
        return None
    scheme, _, secret = header.partition(" ")
    if scheme.lower() not in {"bearer", "token"} or not secret:
        refuse(refusals.BAD_CREDENTIALS)
    secret = secret.strip()
    return _by_jwt(world, secret) if secret.count(".") == 2 and secret.startswith("ey") else _by_token(world, secret)  # noqa: PLR2004 - a JWT's dots


def _by_token(world: World, secret: str) -> Actor:
    known = world.tokens.get(secret)
    if isinstance(known, PersonToken):
        return Person(known.account)
    if known is None or known.expires_at <= world.clock.now():
        refuse(refusals.BAD_CREDENTIALS)
    if known.installation.suspended_at is not None:
        refuse(refusals.INSTALLATION_SUSPENDED)
    return Installed(known)


def _by_jwt(world: World, secret: str) -> Actor:
    try:
        claims: dict[str, Any] = jwt.decode(secret, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        refuse(refusals.JWT_UNDECODABLE)
    app = _issuer(world, str(claims.get("iss")))
    if app is None:
        refuse(refusals.JWT_NO_SUCH_APP)
    _check_signature(app, secret)
    _check_times(claims, world.clock.now())
    return AppItself(app)


def _issuer(world: World, issuer: str) -> App | None:
    return next((app for app in world.apps.values() if issuer in {str(app.id), app.client_id}), None)


def _check_signature(app: App, secret: str) -> None:
    unchecked = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False, "verify_iss": False}
    try:
        jwt.decode(secret, app.public_pem, algorithms=["RS256"], options=unchecked)  # type: ignore[arg-type] # its TypedDict wants every key
    except jwt.InvalidTokenError:
        refuse(refusals.JWT_UNDECODABLE)


def _check_times(claims: dict[str, Any], now: datetime) -> None:
    issued, expires, at = claims.get("iat"), claims.get("exp"), now.timestamp()
    if not isinstance(expires, int | float) or expires <= at:
        refuse(refusals.JWT_EXPIRED)
    if expires > at + LONGEST_JWT_SECONDS:
        refuse(refusals.JWT_TOO_LONG)
    if not isinstance(issued, int) or issued > at:
        refuse(refusals.JWT_ISSUED_IN_FUTURE)
