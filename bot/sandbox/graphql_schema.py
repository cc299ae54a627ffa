"""The nouns of a GraphQL schema: types, fields, pages of a connection, and why a field has no value.

It holds no type of GitHub's (`graphql_github` does) and executes nothing.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PAGE_LIMIT = 100
"""GitHub Docs, "Node limit": `first` and `last` must be within 1 to 100."""

Arguments = dict[str, Any]
Resolve = Callable[[Any, Any, Arguments], Any]
"""(who asks, the object that has the field, arguments) → the field's value."""


class Refused(Exception):  # noqa: N818 - it is the field that is refused
    """Why a field has no value: becomes an entry of `errors` with GitHub's `type`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


@dataclass(frozen=True)
class Field:
    """A field: its type as GraphQL writes it (`[Label!]`, `Int!`), how its value is found, and its arguments with their types."""

    type: str
    resolve: Resolve
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Schema:
    """Types by name with their fields; for interfaces and unions, which types can stand there; and the type of a value."""

    types: Mapping[str, Mapping[str, Field]]
    possible: Mapping[str, tuple[str, ...]]
    type_of: Callable[[Any], str]

    def named(self, name: str) -> bool:
        """Whether there is an object, interface or union of that name; what is not, is a scalar or an enum."""
        return name in self.types or name in self.possible

    def stands_for(self, condition: str, concrete: str) -> bool:
        """Whether an object of the concrete type is what the condition asks for."""
        return condition == concrete or concrete in self.possible.get(condition, ())

    def field(self, type_name: str, name: str) -> Field | None:
        """A type's field; every type has `__typename`, which the executor answers."""
        if name == "__typename":
            return Field("String!", lambda _asker, _of, _arguments: type_name)
        return self.types.get(type_name, {}).get(name)


def bare(type_name: str) -> str:
    """The name in a type as GraphQL writes it: `Label` of `[Label!]!`."""
    return type_name.strip("[]!")


@dataclass(frozen=True)
class Page:
    """A part of a connection: the items, and whether there are others before and after."""

    items: Sequence[Any]
    total: int
    has_previous: bool
    has_next: bool


def cursor(item: Any) -> str:
    """What names an item's place in a connection: made of its id, so that it stays when others come."""
    return base64.b64encode(f"cursor:v2:{item.id}".encode()).decode()


def page(name: str, items: Sequence[Any], arguments: Arguments) -> Page:
    """The items that `first` and `after`, or `last` and `before`, ask for. Refused without them, with both, or beyond the limit."""
    first, last = arguments.get("first"), arguments.get("last")
    _check_bounds(name, first, last)
    start, end = _index(items, arguments.get("after"), 0, 1), _index(items, arguments.get("before"), len(items), 0)
    window = items[start:end]
    shown = window[:first] if first is not None else window[max(0, len(window) - (last or 0)) :]
    begins = start if first is not None else end - len(shown)
    return Page(shown, len(items), begins > 0, begins + len(shown) < len(items))


def _check_bounds(name: str, first: int | None, last: int | None) -> None:
    if first is None and last is None:
        message = f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
        raise Refused("MISSING_PAGINATION_BOUNDARIES", message)
    if first is not None and last is not None:
        message = f"Passing both `first` and `last` to paginate the `{name}` connection is not supported."
        raise Refused("INVALID_PAGINATION_BOUNDARIES", message)
    for word, count in (("first", first), ("last", last)):
        if count is not None and count > PAGE_LIMIT:
            message = f"Requesting {count} records on the `{name}` connection exceeds the `{word}` limit of {PAGE_LIMIT} records."
            raise Refused("EXCESSIVE_PAGINATION", message)
        if count is not None and count < 0:
            raise Refused("INVALID_PAGINATION_BOUNDARIES", f"`{word}` on the `{name}` connection cannot be less than zero.")


def _index(items: Sequence[Any], at: str | None, otherwise: int, step: int) -> int:
    if at is None:
        return otherwise
    found = next((index for index, item in enumerate(items) if cursor(item) == at), None)
    if found is None:
        raise Refused("INVALID_CURSOR_ARGUMENTS", f"`{at}` does not appear to be a valid cursor.")
    return found + step


BOUNDS: Mapping[str, str] = {"first": "Int", "last": "Int", "after": "String", "before": "String"}
"""The arguments of every connection."""


def connection(item_type: str, name: str, items: Callable[[Any], Sequence[Any]]) -> Field:
    """A field that gives a connection: pages of the items of an object."""
    return Field(f"{item_type}Connection!", lambda _asker, of, arguments: page(name, items(of), arguments), BOUNDS)


def connection_types(item_type: str, name: str | None = None) -> dict[str, Mapping[str, Field]]:
    """`XConnection` and `XEdge` of a type; of some connections, GitHub's name is another."""
    edge = {
        "cursor": Field("String!", lambda _asker, of, _: cursor(of)),
        "node": Field(item_type, lambda _asker, of, _: of),
    }
    whole = {
        "nodes": Field(f"[{item_type}]", lambda _asker, of, _: list(of.items)),
        "edges": Field(f"[{item_type}Edge]", lambda _asker, of, _: list(of.items)),
        "totalCount": Field("Int!", lambda _asker, of, _: of.total),
        "pageInfo": Field("PageInfo!", lambda _asker, of, _: of),
    }
    return {name or f"{item_type}Connection": whole, f"{item_type}Edge": edge}


PAGE_INFO: Mapping[str, Field] = {
    "hasNextPage": Field("Boolean!", lambda _asker, of, _: of.has_next),
    "hasPreviousPage": Field("Boolean!", lambda _asker, of, _: of.has_previous),
    "startCursor": Field("String", lambda _asker, of, _: cursor(of.items[0]) if of.items else None),
    "endCursor": Field("String", lambda _asker, of, _: cursor(of.items[-1]) if of.items else None),
}
