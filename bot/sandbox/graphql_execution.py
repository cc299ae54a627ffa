"""One GraphQL request answered: read, checked against the schema, executed. Knows no type of GitHub's.

A field that is refused is null and has its entry in `errors`; where it may not be null, the nearest field above that may be is null.
"""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.graphql_document import (
    Document,
    GraphQLSyntaxError,
    Inline,
    Operation,
    Selected,
    Selection,
    Spread,
    Variable,
    parse_document,
)
from bot.sandbox.graphql_rules import errors, variable_errors
from bot.sandbox.graphql_schema import Field, Refused, Schema, bare

Path = tuple[str | int, ...]


class _Null(Exception):  # noqa: N818 - not an error: the news that a value is null
    """A field that may not be null has no value."""


def answer(schema: Schema, asker: Any, query: str, variables: Mapping[str, Any], operation_name: str | None = None) -> dict[str, Any]:
    """The body of GitHub's answer to a query: `data`, `errors`, or both. GitHub answers 200 with either."""
    try:
        document = parse_document(query)
    except GraphQLSyntaxError as error:
        return {"errors": [{"message": str(error), "locations": [{"line": error.line, "column": error.column}]}]}
    operation = _operation(document, operation_name)
    if operation is None:
        return {"errors": [{"message": "An operation name is required" if document.operations else "A query attribute must be specified"}]}
    if operation.kind != "query":
        return {"errors": [{"message": "Schema is not configured for mutations", "locations": [], "path": [operation.kind]}]}
    given = dict(variables)
    if found := errors(schema, document, operation) or variable_errors(operation, given):
        return {"errors": found}
    values = {one.name: given.get(one.name, one.default) for one in operation.variables}
    return _Execution(schema, document, asker, values).run(operation)


def _operation(document: Document, name: str | None) -> Operation | None:
    if name is not None:
        return next((one for one in document.operations if one.name == name), None)
    return document.operations[0] if len(document.operations) == 1 else None


class _Execution:
    def __init__(self, schema: Schema, document: Document, asker: Any, values: dict[str, Any]) -> None:
        self.schema = schema
        self.document = document
        self.asker = asker
        self.values = values
        self.errors: list[dict[str, Any]] = []

    def run(self, operation: Operation) -> dict[str, Any]:
        try:
            data: dict[str, Any] | None = self.object("Query", self.asker, operation.selections, ())
        except _Null:
            data = None
        return {"data": data, "errors": self.errors} if self.errors else {"data": data}

    def object(self, type_name: str, value: Any, selections: tuple[Selection, ...], path: Path) -> dict[str, Any]:
        return {key: self.field(type_name, value, fields, (*path, key)) for key, fields in self.collect(type_name, selections).items()}

    def collect(self, type_name: str, selections: tuple[Selection, ...]) -> dict[str, list[Selected]]:
        """The fields to answer, by key: those of the fragments that apply, in order; a key asked twice is answered once, with all of it."""
        found: dict[str, list[Selected]] = {}
        for selection in selections:
            if isinstance(selection, Selected) and not self.asked(selection):
                continue
            if isinstance(selection, Selected):
                found.setdefault(selection.key, []).append(selection)
                continue
            fragment: Inline = self.document.fragments[selection.fragment] if isinstance(selection, Spread) else selection
            if fragment.on is None or self.schema.stands_for(fragment.on, type_name):
                for key, fields in self.collect(type_name, fragment.selections).items():
                    found.setdefault(key, []).extend(fields)
        return found

    def asked(self, one: Selected) -> bool:
        """Whether its directives leave a field in."""
        conditions = [(directive.name, directive.condition) for directive in one.directives]
        values = [(name, self.values.get(value.name) if isinstance(value, Variable) else value) for name, value in conditions]
        return all(bool(value) == (name == "include") for name, value in values)

    def field(self, type_name: str, value: Any, fields: list[Selected], path: Path) -> Any:
        one = fields[0]
        known = self.schema.field(type_name, one.name)
        if known is None:  # the rules have seen to it
            raise LookupError(f"{type_name}.{one.name}")
        inner = tuple(selection for each in fields for selection in each.selections or ())
        try:
            return self.complete(known.type, known.resolve(self.asker, value, self.arguments(one, known)), inner, path)
        except Refused as refusal:
            place = {"line": one.at.line, "column": one.at.column}
            self.errors.append({"type": refusal.kind, "path": list(path), "locations": [place], "message": refusal.message})
            return self.null(known.type)
        except _Null:
            return self.null(known.type)

    def null(self, type_name: str) -> None:
        if type_name.endswith("!"):
            raise _Null

    def complete(self, type_name: str, value: Any, selections: tuple[Selection, ...], path: Path) -> Any:
        if value is None:
            return self.null(type_name)
        if isinstance(value, list):
            inner = type_name.rstrip("!")[1:-1]
            return [self.complete(inner, item, selections, (*path, index)) for index, item in enumerate(value)]
        named = bare(type_name)
        if not self.schema.named(named):
            return value
        return self.object(self.schema.type_of(value) if named in self.schema.possible else named, value, selections, path)

    def arguments(self, one: Selected, known: Field) -> dict[str, Any]:
        """Every argument of the field: what was given, by variable or literal, and None for the others."""
        given = {name: self.values.get(value.name) if isinstance(value, Variable) else value for name, value in one.arguments.items()}
        return dict.fromkeys(known.arguments) | given
