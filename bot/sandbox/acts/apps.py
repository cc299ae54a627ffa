"""Apps are registered and installed, and tokens are minted. Whether the asker may is asked by the routes."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox.accounts import Account
from bot.sandbox.apps import App, Installation, InstallationToken, Permissions
from bot.sandbox.deliver import Webhooks
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.apps import hook, installation
from bot.sandbox.shapes.repositories import repository_named
from bot.sandbox.world import World

TOKEN_LASTS = timedelta(hours=1)
"""GitHub Docs, "Generating an installation access token": it expires after 1 hour."""


def register_app(world: World, webhooks: Webhooks, app: App) -> None:
    """Adds an App; with an address for its webhook, it is pinged."""
    world.apps[app.id] = app
    world.accounts[app.bot.id] = app.bot
    ping = {"zen": "Keep it logically awesome.", "hook_id": app.hook_id, "hook": hook(world, app), "sender": user(world, app.owner)}
    webhooks.send(app, "ping", ping)


def make_bot(world: World, slug: str, app_id: int) -> Account:
    """The account under whose name an App acts."""
    return Account(id=world.next_id(), login=f"{slug}[bot]", created_at=world.clock.now(), type="Bot", app_id=app_id)


def make_key() -> tuple[str, str]:
    """A private RSA key of 2048 bits and its public half, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


def install(world: World, webhooks: Webhooks, app: App, account: Account, repositories: Iterable[Repository] | None) -> Installation:
    """Installs an App in an account, on all repositories (None) or on some. Its App always hears of it."""
    now = world.clock.now()
    ids = None if repositories is None else {one.id for one in repositories}
    made = Installation(
        id=world.next_id(),
        app=app,
        account=account,
        permissions={**app.permissions, "metadata": "read"},
        events=list(app.events),
        created_at=now,
        updated_at=now,
        repository_ids=ids,
    )
    world.installations[made.id] = made
    covered = [repository_named(one) for one in world.repositories.values() if made.covers(one.id, one.owner.id)]
    sender = account if account.type == "User" else app.owner
    shown = installation(world, made)
    webhooks.tell_one("installation", "created", sender, made, installation=shown, repositories=covered, requester=None)
    return made


def suspend(world: World, webhooks: Webhooks, of: Installation, *, suspended: bool) -> None:
    """Puts an installation to sleep, or wakes it; asleep, its tokens are refused and it hears of nothing else."""
    of.updated_at = world.clock.now()
    of.suspended_at = of.updated_at if suspended else None
    webhooks.tell_one("installation", "suspend" if suspended else "unsuspend", of.app.owner, of, installation=installation(world, of))


def mint(world: World, of: Installation, permissions: Permissions, repository_ids: set[int] | None) -> InstallationToken:
    """A token for an hour, narrowed as asked."""
    token = f"ghs_{of.app.id}_{secrets.token_urlsafe(48)}"
    made = InstallationToken(
        token=token, installation=of, expires_at=world.clock.now() + TOKEN_LASTS, permissions=permissions, repository_ids=repository_ids
    )
    world.tokens[token] = made
    return made
