"""What GitHub refuses in a GraphQL document before it looks at anything: fields, arguments, variables and types that are not there.

Messages and codes are those of the library graphql-ruby, which GitHub runs. It answers with errors only; it never executes.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.sandbox.graphql_document import Document, Inline, Operation, Selected, Selection, Spread, Token, Variable
from bot.sandbox.graphql_schema import Field, Schema, bare

Error = dict[str, Any]
Path = tuple[str, ...]
_LITERALS: dict[str, tuple[type, ...]] = {"Int": (int,), "String": (str,), "ID": (str, int), "GitObjectID": (str,), "Boolean": (bool,)}


def errors(schema: Schema, document: Document, operation: Operation) -> list[Error]:
    """Everything that is wrong with an operation; empty when it can be executed."""
    rules = _Rules(schema, document, operation)
    path = (f"{operation.kind} {operation.name}" if operation.name else operation.kind,)
    found = list(rules.selections("Query", operation.selections, path))
    return found + list(rules.variables(path))


def _error(message: str, code: str, path: Path, at: Token | None, **extensions: Any) -> Error:
    place = {"locations": [{"line": at.line, "column": at.column}]} if at else {"locations": []}
    return {"path": list(path), "extensions": {"code": code, **extensions}, **place, "message": message}


class _Rules:
    def __init__(self, schema: Schema, document: Document, operation: Operation) -> None:
        self.schema = schema
        self.document = document
        self.declared = {one.name: one for one in operation.variables}
        self.operation = operation
        self.used: set[str] = set()
        self.within: list[str] = []

    def selections(self, type_name: str, selections: tuple[Selection, ...], path: Path) -> Iterator[Error]:
        for selection in selections:
            if isinstance(selection, Selected):
                yield from self.selected(type_name, selection, path)
            elif isinstance(selection, Spread):
                yield from self.spread(type_name, selection, path)
            else:
                yield from self.inline(type_name, selection, path)

    def inline(self, type_name: str, inline: Inline, path: Path) -> Iterator[Error]:
        """A fragment must be on a type that is there, and that can stand where it is spread."""
        on = inline.on or type_name
        possible = set(self.schema.possible.get(type_name, (type_name,)))
        if not self.schema.named(on):
            message = f"No such type {on}, so it can't be a fragment condition"
            yield _error(message, "undefinedType", path, inline.at, typeName=on)
        elif not possible & set(self.schema.possible.get(on, (on,))):
            message = f"Fragment on {on} can't be spread inside {type_name}"
            yield _error(message, "cannotSpreadFragment", path, inline.at, typeName=on, parentName=type_name)
        else:
            yield from self.selections(on, inline.selections, path)

    def spread(self, type_name: str, spread: Spread, path: Path) -> Iterator[Error]:
        name = spread.fragment
        if name not in self.document.fragments:
            yield _error(f"Fragment {name} was used, but not defined", "useAndDefineFragment", path, spread.at, fragmentName=name)
        elif name in self.within:
            yield _error(f"Fragment {name} contains an infinite loop", "infiniteLoop", path, spread.at, fragmentName=name)
        else:
            self.within.append(name)
            yield from self.inline(type_name, self.document.fragments[name], path)
            self.within.pop()

    def selected(self, type_name: str, one: Selected, path: Path) -> Iterator[Error]:
        path = (*path, one.key)
        known = self.schema.field(type_name, one.name)
        if known is None:
            message = f"Field '{one.name}' doesn't exist on type '{type_name}'"
            yield _error(message, "undefinedField", path, one.at, typeName=type_name, fieldName=one.name)
            return
        yield from self.arguments(one, known, path)
        for directive in one.directives:
            if isinstance(directive.condition, Variable):
                yield from self.variable(directive.condition.name, "if", "Boolean!", directive.at, path)
        inner = bare(known.type)
        if not self.schema.named(inner):
            if one.selections is not None:
                message = f"Selections can't be made on scalars (field '{one.name}' returns {inner} but has selections)"
                yield _error(message, "selectionMismatch", path, one.at, nodeName=f"field '{one.name}'", typeName=inner)
        elif one.selections is None:
            message = f"Field must have selections (field '{one.name}' returns {inner} but has no selections.)"
            yield _error(message, "selectionMismatch", path, one.at, nodeName=f"field '{one.name}'", typeName=inner)
        else:
            yield from self.selections(inner, one.selections, path)

    def arguments(self, one: Selected, known: Field, path: Path) -> Iterator[Error]:
        for name, value in one.arguments.items():
            if name not in known.arguments:
                message = f"Field '{one.name}' doesn't accept argument '{name}'"
                yield _error(message, "argumentNotAccepted", path, one.at, name=one.name, typeName="Field", argumentName=name)
            elif isinstance(value, Variable):
                yield from self.variable(value.name, name, known.arguments[name], one.at, path)
            elif not _fits(value, known.arguments[name]):
                message = f"Argument '{name}' on Field '{one.name}' has an invalid value. Expected type '{known.arguments[name]}'."
                yield _error(message, "argumentLiteralsIncompatible", path, one.at, typeName="Field", argumentName=name)
        missing = [name for name, expected in known.arguments.items() if expected.endswith("!") and name not in one.arguments]
        if missing:
            message = f"Field '{one.name}' is missing required arguments: {', '.join(missing)}"
            yield _error(message, "missingRequiredArguments", path, one.at, className="Field", name=one.name, arguments=", ".join(missing))

    def variable(self, name: str, argument: str, expected: str, at: Token, path: Path) -> Iterator[Error]:
        self.used.add(name)
        declared = self.declared.get(name)
        if declared is None:
            who = self.operation.name or "anonymous " + self.operation.kind
            yield _error(f"Variable ${name} is used by {who} but not declared", "variableNotDefined", path, at, variableName=name)
        elif declared.type not in {expected, expected + "!"} and not (declared.has_default and declared.type + "!" == expected):
            message = f"Type mismatch on variable ${name} and argument {argument} ({declared.type} / {expected})"
            extensions = {"variableName": name, "typeName": declared.type, "argumentName": argument, "errorMessage": "Type mismatch"}
            yield _error(message, "variableMismatch", path, at, **extensions)

    def variables(self, path: Path) -> Iterator[Error]:
        for name in self.declared:
            if name not in self.used:
                who = self.operation.name or "anonymous " + self.operation.kind
                yield _error(f"Variable ${name} is declared by {who} but not used", "variableNotUsed", path, None, variableName=name)


def variable_errors(operation: Operation, variables: dict[str, Any]) -> list[Error]:
    """The variables whose value is missing or of another kind than declared."""
    found = []
    for one in operation.variables:
        value = variables.get(one.name, one.default)
        if not _fits(value, one.type):
            explanation = "Expected value to not be null" if value is None else f"Could not coerce value {value!r} to {bare(one.type)}"
            message = f"Variable ${one.name} of type {one.type} was provided invalid value"
            extensions = {"value": value, "problems": [{"path": [], "explanation": explanation}]}
            found.append({"extensions": extensions, "locations": [], "message": message})
    return found


def _fits(value: Any, expected: str) -> bool:
    """Whether a literal or a variable's value is of the type; a Boolean is no Int, and a GitTimestamp has an offset."""
    if value is None:
        return not expected.endswith("!")
    if bare(expected) == "GitTimestamp":
        return isinstance(value, str) and _is_timestamp(value)
    kinds = _LITERALS.get(bare(expected), ())
    return isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))


def _is_timestamp(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
