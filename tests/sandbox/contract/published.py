"""GitHub's published schemas, as githubkit generates models from them, held against what the sandbox answers and sends.

An answer's model is found by its method and path. It must fit the model, and it must have no key that the model does not know: githubkit
ignores such keys, and a misspelt one would go unseen.
"""

import json
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import githubkit.webhooks
from githubkit_schemas.v2026_03_10 import models, rest
from pydantic import TypeAdapter, ValidationError

RESOURCES = ("apps", "git", "issues", "orgs", "pulls", "rate_limit", "repos", "teams", "users")
_FUNCTION = re.compile(r"\n    (?=def |async def |@overload)")
_ROUTE = re.compile(r'"""[\w-]+/[\w-]+\n\n        (GET|POST|PUT|PATCH|DELETE) (/\S*)\n')
_MODEL = re.compile(r"response_model=(.+?),\n(?: {12}error_models| {8}\))", re.DOTALL)
_ERROR = re.compile(r'"(\d{3})": (.+?),\n(?= {16}"| {12}\})', re.DOTALL)
_ROOMY = {"path", "ref", "basehead"}
"""Parts of a path that may hold slashes, or nothing."""
_BY_ID = (("/repositories/[0-9]+", "/repos/o/r"), ("/organizations/[0-9]+/team/[0-9]+", "/orgs/o/teams/t"))
"""Addresses by id, to which GitHub's own answers lead, and which it does not publish."""
UNPUBLISHED = {
    "status": "every error has it; the models of 422 and of merging leave it out",
    "assignee": "webhooks kept it; some of their models leave it out, others ask for it",
    "archived_at": "a label by itself has it; some models of a label on an issue leave it out",
    "archived_by": "as above",
    "user_view_type": "REST has it; the webhooks' models lag behind",
    "has_discussions": "the same, in a fork",
}
"""Keys that are sent though a model lacks them, and why that is right."""


class _Names(dict[str, Any]):
    """The models' names, each looked up when it is used: there are thousands."""

    def __missing__(self, name: str) -> Any:
        try:
            return getattr(models, name)
        except AttributeError:
            raise KeyError(name) from None


@dataclass(frozen=True)
class Operation:
    """One published operation: its route, the expression of its answer's model, and those of its errors by status."""

    method: str
    template: str
    model: str | None
    errors: Mapping[str, str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The paths that are of this route."""
        literal = re.split(r"\{\w+\}", self.template)
        names = [*re.findall(r"\{(\w+)\}", self.template), ""]
        parts = [".*" if name in _ROOMY else "[^/]+" if name else "" for name in names]
        return re.compile("".join(re.escape(text) + part for text, part in zip(literal, parts, strict=True)))


@cache
def operations() -> tuple[Operation, ...]:
    """Every published operation of the resources; the most literal first, so that the first match is the right one."""
    folder = Path(rest.__file__).parent
    found = [one for name in RESOURCES for one in _operations((folder / f"{name}.py").read_text(encoding="utf-8"))]
    return tuple(sorted(found, key=lambda one: (one.template.count("{"), -len(one.template))))


def _operations(source: str) -> Iterator[Operation]:
    for function in _FUNCTION.split(source):
        route = _ROUTE.search(function)
        if route and function.startswith("def "):
            model = _MODEL.search(function)
            yield Operation(route[1], route[2], model[1] if model else None, dict(_ERROR.findall(function)))


@cache
def operation(method: str, path: str) -> Operation | None:
    """The published operation of a method and a path; None where GitHub publishes none."""
    return next((one for one in operations() if one.method == method and one.pattern.fullmatch(path)), None)


@cache
def adapter(expression: str) -> TypeAdapter[Any]:
    """The validator of a model's expression, such as `list[Label]`."""
    return TypeAdapter(eval(expression, vars(typing) | {"datetime": datetime}, _Names()))


def faults_of_answer(method: str, path: str, status: int, body: bytes) -> list[str]:
    """What is wrong with an answer to a REST request, `path` being without the API's prefix; empty when it is as published."""
    for by_id, named in _BY_ID:
        path = re.sub(f"^{by_id}", named, path)
    known = operation(method, path)
    if known is None:
        return [] if status == 404 else ["GitHub publishes no such operation"]
    if status >= 400:
        return _faults(known.errors.get(str(status), "BasicError"), json.loads(body))
    if not body or status in {204, 301, 302, 304}:
        return ["a body was promised"] if known.model and status == 200 else []
    return _faults(known.model, json.loads(body)) if known.model else ["no body was promised"]


def _faults(expression: str, data: Any) -> list[str]:
    if "LabeledIssueEvent" in expression:
        data = [one for one in data if one["event"] not in {"closed", "reopened", "unlocked"}]  # the published union forgets these
    try:
        parsed = adapter(expression).validate_python(data)
    except ValidationError as error:
        return [f"{expression}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:12]]
    shown = adapter(expression).dump_python(parsed, by_alias=True, exclude_unset=True, warnings=False)
    return [f"{expression}: {key} is not a published key" for key in unknown_keys(data, shown)]


def faults_of_delivery(event: str, payload: Any) -> list[str]:
    """What is wrong with a webhook's payload; empty when it is as published."""
    try:
        parsed = githubkit.webhooks.parse_obj(event, payload)
    except ValidationError as error:
        return [f"{event}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:12]]
    shown = parsed.model_dump(by_alias=True, exclude_unset=True, warnings=False)
    return [f"{event}: {key} is not a published key" for key in unknown_keys(payload, shown)]


def unknown_keys(data: Any, shown: Any, at: str = "") -> Iterator[str]:
    """The keys of some JSON that its model does not have, and so does not show again."""
    if isinstance(data, dict) and isinstance(shown, dict):
        for key, value in data.items():
            if key in shown:
                yield from unknown_keys(value, shown[key], f"{at}.{key}")
            elif key not in UNPUBLISHED:
                yield f"{at}.{key}"
    elif isinstance(data, list) and isinstance(shown, list):
        for index, (value, other) in enumerate(zip(data, shown, strict=True)):
            yield from unknown_keys(value, other, f"{at}[{index}]")
