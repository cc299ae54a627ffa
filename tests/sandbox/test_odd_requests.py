"""Whatever is sent to whichever route, the sandbox answers as GitHub would, never with a fault of its own."""

import random
from typing import Any

import pytest

from bot.sandbox.application import ROUTES
from bot.sandbox.routes.table import Route
from bot.sandbox.routes.types import TYPES
from tests.sandbox.provocations import content
from tests.sandbox.site import Site

KEYS = (*TYPES, "title", "labels", "assignees", "assignee", "permissions", "tree")
VALUES: tuple[Any, ...] = (
    7,
    -1,
    1.5,
    True,
    None,
    "",
    " ",
    "main",
    "x" * 300,
    "open",
    "read",
    [],
    [7],
    ["x"],
    [[]],
    {},
    {"a": 1},
    [{"name": 7}],
)
QUERIES = (
    "",
    "?per_page=0&page=-1",
    "?per_page=x&since=yesterday",
    "?state=odd&sort=odd&direction=odd&labels=,,",
    "?cursor=none&status=odd",
)
WRITES = [route for route in ROUTES if route.method != "GET"]


def _path(route: Route, repository: str, site: Site) -> str:
    """The route's path with what is there, or sounds as if it were."""
    owner, name = repository.split("/")[2:]
    known = {"owner": owner, "repo": name, "issue_number": "1", "pull_number": "2", "org": "acme", "username": "stan", "name": "bug"}
    more = {
        "installation_id": str(site.installation),
        "path:.*": "README.md",
        "ref:.+": "heads/main",
        "ref:.*": "heads/",
        "team_slug": "none",
    }
    path = route.path
    for key, value in (known | more | {"name:.+": "bug", "branch:.+": "main", "basehead:.+": "main...main"}).items():
        path = path.replace("{" + key + "}", value)
    return "/".join("7" if part.startswith("{") else part for part in path.split("/"))


def _value(dice: random.Random, key: str) -> Any:
    """Mostly of the right type: the wrong ones are refused before anything else is looked at."""
    kind = object if dice.random() < 0.01 else TYPES.get(key, (object, ""))[0]
    return dice.choice([value for value in VALUES if isinstance(value, kind)])


async def _busy_repository(site: Site) -> str:
    path = await site.repository()
    await site.issue(path)
    sha = (await site.ask("GET", f"{path}/git/ref/heads/main", by="wren")).body["object"]["sha"]
    await site.ask("POST", f"{path}/git/refs", {"ref": "refs/heads/work", "sha": sha}, "wren")
    await site.ask("PUT", f"{path}/contents/new", {"message": "m", "content": content("x"), "branch": "work"}, "wren")
    assert (await site.ask("POST", f"{path}/pulls", {"title": "W", "head": "work", "base": "main"}, "wren")).status == 201
    return path


async def _actor(route: Route, site: Site) -> str:
    return await site.jwt() if route.who == "app itself" else "olive"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("route", WRITES, ids=lambda route: f"{route.method} {route.path}")
async def test_odd_body_is_answered(shared_site: Site, route: Route) -> None:
    """Twelve bodies of odd keys and values, the same each time."""
    dice, path = random.Random(route.path), await _busy_repository(shared_site)
    actor = await _actor(route, shared_site)
    for _ in range(12):
        body = {key: _value(dice, key) for key in dice.sample(KEYS, dice.randint(0, 20))}
        answer = await shared_site.ask(route.method, _path(route, path, shared_site), body, actor)
        assert answer.status < 500, (body, answer)


@pytest.mark.asyncio(loop_scope="module")
async def test_odd_query_is_answered(shared_site: Site) -> None:
    """Every list with pages, dates and states that are none."""
    path = await _busy_repository(shared_site)
    for route in (one for one in ROUTES if one.method == "GET"):
        for query in QUERIES:
            answer = await shared_site.ask("GET", _path(route, path, shared_site) + query, by=await _actor(route, shared_site))
            assert answer.status < 500, (route.path, query, answer)
