"""A route of REST and what must be so before its function runs: who may ask, about what. The order of the checks is GitHub's."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.authentication import AppItself, Installed, Person
from bot.sandbox.deliver import Webhooks
from bot.sandbox.permissions import app_may, can_see
from bot.sandbox.refusals import Row, refuse
from bot.sandbox.repositories import Role
from bot.sandbox.routes.call import ACTOR, CONTENT, Body, Call
from bot.sandbox.routes.types import check_types
from bot.sandbox.world import World

Answerer = Callable[[Call], web.Response]
REPOSITORY = "/repos/{owner}/{repo}"
BY_ID = {
    REPOSITORY: "/repositories/{repository_id}",
    "/orgs/{org}/teams/{team_slug}": "/organizations/{organization_id}/team/{team_id}",
}
"""Where things are also found by their ids."""


@dataclass(frozen=True)
class Route:
    """One route. `app` names the permissions of which an installation's token needs one (`issues:write`); empty: no App may.

    `role` is what a person needs in the repository, `lacking` the refusal without it; `content` marks what GitHub counts as content
    creation.
    """

    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
    path: str
    answerer: Answerer
    app: str = ""
    role: Role | None = None
    lacking: Row = refusals.MUST_HAVE_ADMIN
    who: Literal["anyone", "somebody", "app itself"] = "anyone"
    content: bool = False


def add_routes(app: web.Application, world: World, webhooks: Webhooks, routes: Sequence[Route]) -> None:
    """Adds routes under `/api/v3`; those of a repository also by its id, where a 301 leads, and of a team, where its own links lead."""
    for route in routes:
        handler = _handler(route, world, webhooks)
        app.router.add_route(route.method, f"/api/v3{route.path}", handler)
        for names, ids in BY_ID.items():
            if route.path.startswith(names):
                app.router.add_route(route.method, f"/api/v3{ids}{route.path.removeprefix(names)}", handler)


def _handler(route: Route, world: World, webhooks: Webhooks) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        call = Call(request, world, webhooks, request[ACTOR])
        raw = await request.read()
        check_who(route, call)
        find_repository(call)
        check_repository(route, call)
        call.body = read_body(raw)
        response = route.answerer(call)
        request[CONTENT] = route.content and response.status in {200, 201}
        return response

    return handle


def check_who(route: Route, call: Call) -> None:
    """The App itself where its JWT is needed, and nowhere else; a person where no App may; somebody, to write."""
    if route.who == "app itself":
        if not isinstance(call.actor, AppItself):
            refuse(refusals.JWT_REQUIRED)
        return
    if call.actor is None and (route.who == "somebody" or route.method != "GET"):
        refuse(refusals.REQUIRES_AUTHENTICATION)
    if isinstance(call.actor, AppItself) or (isinstance(call.actor, Installed) and not _app_allowed(route, call.actor)):
        refuse(refusals.NOT_BY_INTEGRATION)


def _app_allowed(route: Route, actor: Installed) -> bool:
    needed = [each.split(":") for each in route.app.split()]
    return any(app_may(actor, permission, level) for permission, level in needed)


def find_repository(call: Call) -> None:
    """The repository of the path: 301 (307 to a write) for a former name, 404 for what is not there or not to be seen."""
    info = call.request.match_info
    if "repository_id" in info:
        call.found = call.world.repositories.get(call.number("repository_id"))
    elif "repo" in info:
        call.found = call.world.repository(info["owner"], info["repo"])
        _follow_rename(call)
    else:
        return
    if call.found is None or not can_see(call.found, call.actor):
        refuse(refusals.NOT_FOUND)


def _follow_rename(call: Call) -> None:
    full = f"{call.part('owner')}/{call.part('repo')}"
    moved = call.world.repositories.get(call.world.renamed.get(full.lower(), 0))
    if call.found is None and moved is not None and can_see(moved, call.actor):
        to = call.request.path_qs.replace(f"/repos/{full}", f"/repositories/{moved.id}", 1)
        row = refusals.MOVED if call.request.method == "GET" else refusals.MOVED_TO_WRITE
        refuse(row, headers={"Location": call.world.url + to})


def check_repository(route: Route, call: Call) -> None:
    """An App writes only where it is installed; a person needs the role; nobody writes to an archive."""
    if call.found is None:
        return
    writes = route.method != "GET"
    if isinstance(call.actor, Installed) and writes and not call.actor.reaches(call.found.id, call.found.owner.id):
        refuse(refusals.NOT_BY_INTEGRATION)
    if route.role is not None and isinstance(call.actor, Person) and not call.may(route.role):
        refuse(route.lacking)
    if writes and call.found.archived and route.path != REPOSITORY:
        refuse(refusals.ARCHIVED)


def read_body(raw: bytes) -> Body:
    """A JSON object, or nothing."""
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        refuse(refusals.NOT_JSON)
    if isinstance(body, list):  # the labels routes also take a bare list
        return {"labels": body}
    if not isinstance(body, dict):
        refuse(refusals.NOT_AN_OBJECT)
    check_types(body)
    return body
