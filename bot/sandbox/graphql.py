"""`POST /api/graphql`: GitHub's GraphQL over HTTP. Queries only; mutations are refused.

Source: GitHub Docs, GraphQL, "Forming calls with GraphQL". It takes the request apart and puts the answer together; the types are in
`graphql_github`, the execution in `graphql_execution`.
"""

import json
from typing import Any

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.authentication import AppItself, authenticate
from bot.sandbox.graphql_execution import answer
from bot.sandbox.graphql_find import Asker
from bot.sandbox.graphql_github import SCHEMA
from bot.sandbox.world import World


def add_graphql_route(app: web.Application, world: World) -> None:
    """Adds `POST /api/graphql`, as GitHub Enterprise Server has it."""

    async def graphql(request: web.Request) -> web.Response:
        try:
            return web.json_response(await _answer(request, world))
        except refusals.Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.status, headers=refusal.headers)

    app.router.add_post("/api/graphql", graphql)


async def _answer(request: web.Request, world: World) -> dict[str, Any]:
    actor = authenticate(world, request.headers.get("Authorization"))
    if actor is None or isinstance(actor, AppItself):
        refusals.refuse(refusals.REQUIRES_AUTHENTICATION)
    body = await _body(request)
    if not isinstance(body.get("query"), str):
        return {"errors": [{"message": "A query attribute must be specified and must be a string."}]}
    return answer(SCHEMA, Asker(world, actor), body["query"], body.get("variables") or {}, body.get("operationName"))


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except ValueError:
        refusals.refuse(refusals.NOT_JSON)
    if not isinstance(body, dict):
        refusals.refuse(refusals.NOT_AN_OBJECT)
    return body
