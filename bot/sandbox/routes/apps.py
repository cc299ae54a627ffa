"""What an App does as itself: look at itself, its installations and deliveries, mint tokens.

Source: GitHub Docs, REST, "Apps" and "App webhooks".
"""

from datetime import timedelta

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.acts.apps import mint
from bot.sandbox.apps import App, Delivery, Installation
from bot.sandbox.authentication import AppItself, Installed
from bot.sandbox.refusals import refuse
from bot.sandbox.routes.call import Call, answer, cut_page, nothing, page, page_size
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.shapes import apps as shapes
from bot.sandbox.shapes.issues import integration
from bot.sandbox.shapes.repositories import repository

LOG_LASTS = timedelta(days=3)
"""GitHub Docs, "Viewing webhook deliveries": deliveries of the past 3 days."""
_LEVELS = {"read": 1, "write": 2, "admin": 3}


def _app(call: Call) -> App:
    assert isinstance(call.actor, AppItself)
    return call.actor.app


def read_app(call: Call) -> web.Response:
    """The App, with how often it is installed."""
    count = sum(one.app is _app(call) for one in call.world.installations.values())
    return answer(integration(call.world, _app(call)) | {"installations_count": count})


def _mine(call: Call) -> list[Installation]:
    return [one for one in call.world.installations.values() if one.app is _app(call)]


def list_installations(call: Call) -> web.Response:
    """Its installations."""
    return page(call, _mine(call), lambda one: shapes.installation(call.world, one))


def _found(call: Call) -> Installation:
    number = call.number("installation_id")
    return next((one for one in _mine(call) if one.id == number), None) or refuse(refusals.NOT_FOUND)


def read_installation(call: Call) -> web.Response:
    """One installation."""
    return answer(shapes.installation(call.world, _found(call)))


def of_repository(call: Call) -> web.Response:
    """The installation that covers a repository."""
    one = call.repository
    found = next((each for each in _mine(call) if each.covers(one.id, one.owner.id)), None)
    return answer(shapes.installation(call.world, found or refuse(refusals.NOT_FOUND)))


def of_account(call: Call) -> web.Response:
    """The installation in an organisation, or a user's account."""
    login = call.request.match_info.get("org") or call.part("username")
    found = next((each for each in _mine(call) if each.account.login.lower() == login.lower()), None)
    return answer(shapes.installation(call.world, found or refuse(refusals.NOT_FOUND)))


def mint_token(call: Call) -> web.Response:
    """A token for one hour, narrowed to the repositories and permissions asked for."""
    found = _found(call)
    if found.suspended_at is not None:
        refuse(refusals.INSTALLATION_SUSPENDED)
    token = mint(call.world, found, _narrowed_permissions(call, found), _narrowed_repositories(call, found))
    return answer(shapes.token(call.world, token), 201)


def _narrowed_permissions(call: Call, found: Installation) -> dict[str, str]:
    asked = call.body.get("permissions") or found.permissions
    if not isinstance(asked, dict):
        refuse(refusals.WRONG_TYPE, key="permissions", value=asked, name="an object")
    for name, level in asked.items():
        if name not in found.permissions:
            refuse(refusals.PERMISSIONS_NOT_GRANTED)
        wanted = _LEVELS.get(str(level))
        if wanted is None or wanted > _LEVELS[found.permissions[name]]:
            refuse(refusals.LEVEL_NOT_GRANTED)
    return {**asked, "metadata": "read"}


def _narrowed_repositories(call: Call, found: Installation) -> set[int] | None:
    names, ids = call.body.get("repositories") or [], call.body.get("repository_ids") or []
    if not names and not ids:
        return None
    covered = {one.name.lower(): one.id for one in call.world.repositories.values() if found.covers(one.id, one.owner.id)}
    wanted = {covered.get(str(name).lower()) for name in names} | {each if each in covered.values() else None for each in ids}
    if None in wanted:
        refuse(refusals.NO_SUCH_REPOSITORY_IN_INSTALLATION)
    return {each for each in wanted if each is not None}


def list_repositories(call: Call) -> web.Response:
    """The repositories that a token reaches."""
    actor = call.actor
    if not isinstance(actor, Installed):
        refuse(refusals.NOT_BY_INTEGRATION)
    found = [one for one in call.world.repositories.values() if actor.reaches(one.id, one.owner.id)]
    cut, headers = cut_page(call, found)
    selection = "all" if actor.token.installation.repository_ids is None else "selected"
    shown = [repository(call.world, one) for one in cut]
    return answer({"total_count": len(found), "repository_selection": selection, "repositories": shown}, headers=headers)


def _deliveries(call: Call) -> list[Delivery]:
    """Those that are done and not too old, newest first."""
    return [one for one in reversed(call.world.deliveries.values()) if _shows(call, one)]


def _shows(call: Call, one: Delivery) -> bool:
    return one.app is _app(call) and one.state == "done" and one.delivered_at > call.world.clock.now() - LOG_LASTS


def list_deliveries(call: Call) -> web.Response:
    """By cursor: `?cursor=` is where the page begins, `?status=failure` leaves out those answered with success."""
    query, found = call.request.query, _deliveries(call)
    if query.get("status") in {"success", "failure"}:
        found = [one for one in found if (one.status_code < 400) is (query["status"] == "success")]  # noqa: PLR2004 - HTTP's errors
    cursor = query.get("cursor", "").removeprefix("v1_")
    start = next((at for at, one in enumerate(found) if str(one.id) == cursor), 0)
    size = page_size(call)
    cut, rest = found[start : start + size], found[start + size :]
    address = call.request.rel_url.update_query(cursor=f"v1_{rest[0].id}") if rest else None
    headers = {"Link": f'<{call.world.url}{address}>; rel="next"'} if rest else {}
    return answer([shapes.delivery_item(one) for one in cut], headers=headers)


def _delivery(call: Call) -> Delivery:
    found = call.world.deliveries.get(call.number("delivery_id"))
    return found if found and _shows(call, found) else refuse(refusals.NOT_FOUND)


def read_delivery(call: Call) -> web.Response:
    """One delivery with its request and response."""
    return answer(shapes.delivery(_delivery(call)))


def redeliver(call: Call) -> web.Response:
    """Delivers again, under the same GUID."""
    call.webhooks.redeliver(_delivery(call))
    return answer({}, 202)


def read_hook_config(call: Call) -> web.Response:
    """Where the webhook goes."""
    return answer(shapes.hook_config(_app(call)))


def change_hook_config(call: Call) -> web.Response:
    """A new address or secret."""
    app = _app(call)
    app.webhook_url = call.body.get("url", app.webhook_url)
    app.webhook_secret = call.body.get("secret", app.webhook_secret)
    return answer(shapes.hook_config(app))


def revoke_token(call: Call) -> web.Response:
    """The token is good no more."""
    if not isinstance(call.actor, Installed):
        refuse(refusals.NOT_BY_INTEGRATION)
    del call.world.tokens[call.actor.token.token]
    return nothing()


_INSTALLATION = "/app/installations/{installation_id}"
_DELIVERIES = "/app/hook/deliveries"
ROUTES = (
    Route("GET", "/app", read_app, who="app itself"),
    Route("GET", "/app/installations", list_installations, who="app itself"),
    Route("GET", _INSTALLATION, read_installation, who="app itself"),
    Route("POST", _INSTALLATION + "/access_tokens", mint_token, who="app itself"),
    Route("GET", REPOSITORY + "/installation", of_repository, who="app itself"),
    Route("GET", "/orgs/{org}/installation", of_account, who="app itself"),
    Route("GET", "/users/{username}/installation", of_account, who="app itself"),
    Route("GET", _DELIVERIES, list_deliveries, who="app itself"),
    Route("GET", _DELIVERIES + "/{delivery_id}", read_delivery, who="app itself"),
    Route("POST", _DELIVERIES + "/{delivery_id}/attempts", redeliver, who="app itself"),
    Route("GET", "/app/hook/config", read_hook_config, who="app itself"),
    Route("PATCH", "/app/hook/config", change_hook_config, who="app itself"),
    Route("GET", "/installation/repositories", list_repositories, "metadata:read"),
    Route("DELETE", "/installation/token", revoke_token, "metadata:read"),
)
