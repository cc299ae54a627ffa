"""Installations, their tokens, and webhook deliveries in JSON."""

from typing import Any

from bot.sandbox.apps import App, Delivery, Installation, InstallationToken
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.repositories import repository
from bot.sandbox.shapes.time import maybe, stamp
from bot.sandbox.world import World


def installation(world: World, one: Installation) -> dict[str, Any]:
    """An installation."""
    url = f"{world.api}/app/installations/{one.id}"
    return {
        "id": one.id,
        "client_id": one.app.client_id,
        "account": user(world, one.account),
        "repository_selection": "all" if one.repository_ids is None else "selected",
        "access_tokens_url": f"{url}/access_tokens",
        "repositories_url": f"{world.api}/installation/repositories",
        "html_url": f"{world.url}/settings/installations/{one.id}",
        "app_id": one.app.id,
        "app_slug": one.app.slug,
        "target_id": one.account.id,
        "target_type": one.account.type,
        "permissions": one.permissions,
        "events": one.events,
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.updated_at),
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "suspended_by": None,
        "suspended_at": maybe(one.suspended_at),
    }


def token(world: World, one: InstallationToken) -> dict[str, Any]:
    """A minted token, shown this once."""
    shown = {
        "token": one.token,
        "expires_at": stamp(one.expires_at),
        "permissions": one.permissions,
        "repository_selection": "all" if one.repository_ids is None and one.installation.repository_ids is None else "selected",
    }
    if one.repository_ids is None:
        return shown
    return shown | {"repositories": [repository(world, world.repositories[each]) for each in sorted(one.repository_ids)]}


def hook(world: World, app: App) -> dict[str, Any]:
    """An App's webhook, as `ping` shows it."""
    return {
        "type": "App",
        "id": app.hook_id,
        "name": "web",
        "active": True,
        "app_id": app.id,
        "events": app.events,
        "config": hook_config(app),
        "created_at": stamp(app.created_at),
        "updated_at": stamp(app.created_at),
        "deliveries_url": f"{world.api}/app/hook/deliveries",
    }


def hook_config(app: App) -> dict[str, Any]:
    """An App's webhook's configuration; the secret is never shown."""
    shown = {"content_type": "json", "insecure_ssl": "0", "url": app.webhook_url or ""}
    return shown | ({"secret": "********"} if app.webhook_secret else {})


def delivery_item(one: Delivery) -> dict[str, Any]:
    """A delivery in a list."""
    return {
        "id": one.id,
        "guid": one.guid,
        "delivered_at": stamp(one.delivered_at),
        "redelivery": one.redelivery,
        "duration": round(one.duration, 3),
        "status": one.status,
        "status_code": one.status_code,
        "event": one.event,
        "action": one.action,
        "installation_id": one.installation_id,
        "repository_id": one.repository_id,
        "throttled_at": None,
    }


def delivery(one: Delivery) -> dict[str, Any]:
    """A delivery with its request and response."""
    return delivery_item(one) | {
        "url": one.url,
        "request": {"headers": one.request_headers, "payload": one.payload},
        "response": {"headers": one.response_headers, "payload": one.response_body},
    }
