"""The sandbox as one aiohttp application: state, clock, webhooks, REST, GraphQL, pages and controls put together.

Nothing else is done here.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.clock import SandboxClock, add_clock_routes
from bot.sandbox.control.seeding import Seeding
from bot.sandbox.control.watching import Watching
from bot.sandbox.deliver import Webhooks
from bot.sandbox.git import MemoryGit
from bot.sandbox.graphql import add_graphql_route
from bot.sandbox.pages import add_pages
from bot.sandbox.reading import add_reading
from bot.sandbox.requests import Requests
from bot.sandbox.routes import apps, collaborators, comments, contents, git_data, issues, labels, organizations, pulls, repositories, users
from bot.sandbox.routes.table import add_routes
from bot.sandbox.world import World

BIGGEST_BODY = 25 * 1024 * 1024
RESOURCES = (apps, users, organizations, repositories, labels, comments, issues, pulls, contents, git_data, collaborators)
"""Literal parts of a path come before those with a name in them: `issues/comments/1` before `issues/{number}/…`."""
ROUTES = tuple(route for resource in RESOURCES for route in resource.ROUTES)
WORLD = web.AppKey("world", World)


def build(url: str) -> web.Application:
    """A GitHub of its own, empty, that people reach at `url` (without a slash at the end; its port is known once it listens)."""
    clock = SandboxClock()
    world = World(clock=clock, make_git=MemoryGit, url=url)
    webhooks = Webhooks(world, clock)
    clock.pending_deliveries = webhooks.pending
    requests = Requests(world, clock)
    app = web.Application(middlewares=[requests.middleware()], client_max_size=BIGGEST_BODY)
    app[WORLD] = world
    add_clock_routes(app, clock)
    for controls in (Seeding(world, webhooks), Watching(world, webhooks, requests)):
        for (method, path), control in controls.routes().items():
            app.router.add_route(method, f"/_sandbox{path}", _controlling(control))
    add_routes(app, world, webhooks, ROUTES)
    add_graphql_route(app, world)
    add_pages(app, world, webhooks)
    add_reading(app, world)

    async def close(_app: web.Application) -> None:
        await webhooks.close()

    app.on_cleanup.append(close)
    return app


def _controlling(control: Callable[[Any, web.Request], Any]) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A control's answer as JSON; what it can't do is 422 with the reason."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            raw = await request.read()
            return web.json_response(control(json.loads(raw) if raw else {}, request))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return web.json_response({"message": f"{type(error).__name__}: {error}"}, status=422)

    return answer
