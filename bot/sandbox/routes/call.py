"""One request to a route: who asks, about which repository, with which words; and how a page of a list is cut.

It reads and checks what is asked. What comes of it is the routes' business.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn, TypeVar

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.accounts import Account, Organization
from bot.sandbox.acts.act import Act
from bot.sandbox.authentication import Actor, Installed, Person
from bot.sandbox.deliver import Webhooks
from bot.sandbox.issues import Issue
from bot.sandbox.moments import parse_moment
from bot.sandbox.permissions import at_least, can_see, role_for, role_of
from bot.sandbox.refusals import VALIDATION_FAILED, problem, refuse
from bot.sandbox.repositories import Repository, Role
from bot.sandbox.world import World

Body = dict[str, Any]
HOURLY_LIMIT = 5000
"""GitHub Docs, "Rate limits for the REST API"; here it is only shown."""
LONGEST_PAGE = 100
PAGE = 30
"""GitHub Docs, "Using pagination in the REST API": 30 by default, at most 100."""

Item = TypeVar("Item")
ACTOR: web.RequestKey[Actor] = web.RequestKey("actor")
CONTENT: web.RequestKey[bool] = web.RequestKey("content", bool)
"""What a request carries on its way: who asks, and whether it created content."""


@dataclass
class Call:
    """One request, after its route was found. `actor` is known, `repository` is set and visible where the path names one."""

    request: web.Request
    world: World
    webhooks: Webhooks
    actor: Actor
    body: Body = field(default_factory=dict)
    found: Repository | None = None

    def part(self, name: str) -> str:
        """A part of the path."""
        return self.request.match_info[name]

    def number(self, name: str) -> int:
        """A number in the path; what is none is not found."""
        text = self.part(name)
        return int(text) if text.isascii() and text.isdigit() else refuse(refusals.NOT_FOUND)

    @property
    def repository(self) -> Repository:
        """The repository that the path names."""
        assert self.found is not None
        return self.found

    @property
    def account(self) -> Account:
        """Who asks, a Bot for an App."""
        return self.actor.account if self.actor else refuse(refusals.REQUIRES_AUTHENTICATION)

    @property
    def act(self) -> Act:
        """The asker about to act."""
        return Act(self.world, self.webhooks, self.account, self.actor.app if isinstance(self.actor, Installed) else None)

    @property
    def role(self) -> Role | None:
        """What is shown in a repository's `permissions`."""
        return role_for(self.repository, self.actor)

    def may(self, role: Role) -> bool:
        """Whether a person has a role in the repository. An App has it: its permission was checked with the route."""
        if isinstance(self.actor, Person):
            return at_least(role_of(self.repository, self.actor.account), role)
        return isinstance(self.actor, Installed)

    def organization(self) -> Organization:
        """The organisation that the path names, by login or, where its own links lead, by id."""
        if "org" in self.request.match_info:
            return self.world.organization(self.part("org")) or refuse(refusals.NOT_FOUND)
        found = self.world.accounts.get(self.number("organization_id"))
        return found if isinstance(found, Organization) else refuse(refusals.NOT_FOUND)

    def login(self, name: str = "username") -> Account:
        """The account whose login is in the path."""
        return self.world.account(self.part(name)) or refuse(refusals.NOT_FOUND)

    def issue(self, name: str = "issue_number") -> Issue:
        """The issue or pull request whose number is in the path: 410 if it was deleted, 301 if it was transferred."""
        number = self.number(name)
        if number in self.repository.gone:
            self._refuse_gone(number)
        return self.repository.issues.get(number) or refuse(refusals.NOT_FOUND)

    def _refuse_gone(self, number: int) -> NoReturn:
        """Where a transferred issue went is told only to those who may see it there."""
        went = self.repository.gone[number]
        if went is None:
            refuse(refusals.ISSUE_DELETED)
        there = self.world.repositories.get(went[0])
        if there is None or not can_see(there, self.actor):
            refuse(refusals.NOT_FOUND)
        refuse(refusals.MOVED, headers={"Location": f"{self.world.api}/repositories/{went[0]}/issues/{went[1]}"})

    def text(self, resource: str, name: str, *, longest: int | None = None) -> str:
        """A text that must be in the body and not blank."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value.strip():
            self.invalid(resource, name, "missing_field")
        if longest is not None and len(value) > longest:
            self.invalid(resource, name, "custom", f"{name} is too long (maximum is {longest} characters)")
        return value

    def texts(self, name: str) -> list[str]:
        """A list of names in the body; GitHub also takes objects with a `name`, and one text for a list of one."""
        value = self.body.get(name) or []
        listed = [value] if isinstance(value, str) else value
        names = [each.get("name") if isinstance(each, dict) else each for each in listed] if isinstance(listed, list) else [None]
        return [each if isinstance(each, str) and each.strip() else self.invalid("Issue", name, "invalid") for each in names]

    def invalid(self, resource: str, name: str, code: str, message: str | None = None) -> NoReturn:
        """422 with one entry."""
        refuse(VALIDATION_FAILED, errors=[problem(resource, name, code, message)])

    def since(self) -> datetime | None:
        """The moment of `?since=`."""
        given = self.request.query.get("since")
        try:
            return parse_moment(given.replace(" ", "+")) if given else None
        except ValueError:
            self.invalid("Issue", "since", "invalid")


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON; what was created says where it is."""
    if status == 201 and isinstance(data, dict) and "url" in data:  # noqa: PLR2004 - Created
        headers = {"Location": data["url"]} | (headers or {})
    return web.Response(
        text=json.dumps(data, ensure_ascii=False), status=status, headers=headers, content_type="application/json", charset="utf-8"
    )


def nothing() -> web.Response:
    """204."""
    return web.Response(status=204)


def page(call: Call, items: Sequence[Item], show: Callable[[Item], Any]) -> web.Response:
    """The page of a list that the query asks for, with the Link header to the others."""
    cut, headers = cut_page(call, items)
    return answer([show(item) for item in cut], headers=headers)


def cut_page(call: Call, items: Sequence[Item]) -> tuple[Sequence[Item], dict[str, str]]:
    """The items of the page asked for, and the Link header (GitHub Docs, "Using pagination in the REST API")."""
    size = page_size(call)
    number = max(_count(call, "page", 1), 1)
    last = max(-(-len(items) // size), 1)
    wanted = {"prev": number - 1, "next": number + 1, "last": last, "first": 1}
    kept = {
        rel: to for rel, to in wanted.items() if (rel in {"prev", "first"} and number > 1) or (rel in {"next", "last"} and number < last)
    }
    links = ", ".join(f'<{_address(call, to)}>; rel="{rel}"' for rel, to in kept.items())
    return items[(number - 1) * size : number * size], {"Link": links} if links else {}


def page_size(call: Call) -> int:
    """How many items the query wants on a page."""
    return min(max(_count(call, "per_page", PAGE), 1), LONGEST_PAGE)


def _address(call: Call, number: int) -> str:
    return call.world.url + str(call.request.rel_url.update_query(page=str(number)))


def _count(call: Call, name: str, default: int) -> int:
    text = call.request.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else default
