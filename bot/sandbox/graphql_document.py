"""A GraphQL document read into operations, fragments and selections.

Source: the GraphQL specification, October 2021, section 2, without subscriptions and descriptions; of
directives, `@include` and `@skip` on fields. It reads; it knows no types,
asks nothing, and answers nothing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(
    r"""(?P<skip>[\s,\ufeff]+|\#[^\n\r]*)
      | (?P<name>[_A-Za-z][_0-9A-Za-z]*)
      | (?P<float>-?(?:0|[1-9]\d*)(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+))
      | (?P<int>-?(?:0|[1-9]\d*))
      | (?P<block>\"\"\"(?:[^"\\]|\\\"\"\"|\\|"(?!""))*\"\"\")
      | (?P<string>"(?:[^"\\\n\r]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*")
      | (?P<mark>\.\.\.|[{}()\[\]:!=$@|&])""",
    re.VERBOSE,
)


class GraphQLSyntaxError(ValueError):
    """A document that can't be read; it says where."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(frozen=True)
class Token:
    """A word, figure, text or mark of the document, with its place (both from 1)."""

    kind: str
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Variable:
    """A variable where a value stands."""

    name: str


@dataclass(frozen=True)
class Enum:
    """A bare word where a value stands."""

    name: str


@dataclass(frozen=True)
class Selected:
    """A field that is asked for, under `key` in the answer."""

    name: str
    key: str
    arguments: dict[str, Any]
    selections: tuple["Selection", ...] | None
    at: Token
    directives: tuple["Directive", ...] = ()


@dataclass(frozen=True)
class Directive:
    """`@include(if: …)` or `@skip(if: …)` at a field."""

    name: str
    condition: Any
    at: Token


@dataclass(frozen=True)
class Inline:
    """`... on Type { … }`; without a type, the surrounding one."""

    on: str | None
    selections: tuple["Selection", ...]
    at: Token


@dataclass(frozen=True)
class Spread:
    """`...Name`."""

    fragment: str
    at: Token


Selection = Selected | Inline | Spread


@dataclass(frozen=True)
class Declared:
    """A variable of an operation: its type as written (`Int!`) and its default."""

    name: str
    type: str
    default: Any = None
    has_default: bool = False


@dataclass(frozen=True)
class Operation:
    """A query or a mutation."""

    kind: str
    name: str | None
    variables: tuple[Declared, ...]
    selections: tuple[Selection, ...]


@dataclass
class Document:
    """All that one request says."""

    operations: list[Operation] = field(default_factory=list)
    fragments: dict[str, Inline] = field(default_factory=dict)


def parse_document(text: str) -> Document:
    """Reads a document. GraphQLSyntaxError where it can't be read."""
    return _Parser(list(_tokens(text))).document()


def _tokens(text: str) -> Iterator[Token]:
    line, line_start, position = 1, 0, 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        column = position - line_start + 1
        if found is None or found.lastgroup is None:
            raise GraphQLSyntaxError(f'Parse error on "{text[position]}" (error) at [{line}, {column}]', line, column)
        if found.lastgroup != "skip":
            yield Token(found.lastgroup, found.group(), line, column)
        if breaks := found.group().count("\n"):
            line, line_start = line + breaks, found.start() + found.group().rindex("\n") + 1
        position = found.end()
    yield Token("end", "", line, position - line_start + 1)


class _Parser:
    """Reads tokens from first to last, one step of lookahead."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.next = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def take(self, *texts: str, kind: str | None = None) -> Token:
        """The next token, which must be one of these texts or of that kind."""
        token = self.token
        if not (token.kind == kind if kind else token.text in texts and token.kind in {"mark", "name"}):
            what = "Unexpected end of document" if token.kind == "end" else f'Parse error on "{token.text}" ({token.kind.upper()})'
            raise GraphQLSyntaxError(f"{what} at [{token.line}, {token.column}]", token.line, token.column)
        self.next += 1
        return token

    def skip(self, text: str) -> bool:
        """Whether the next token was that mark or word, which is then behind us."""
        if self.token.text == text and self.token.kind in {"mark", "name"}:
            self.next += 1
            return True
        return False

    def document(self) -> Document:
        document = Document()
        while self.token.kind != "end":
            if self.token.text == "fragment":
                self.fragment(document)
            else:
                document.operations.append(self.operation())
        return document

    def fragment(self, document: Document) -> None:
        at = self.take("fragment")
        name = self.take(kind="name").text
        self.take("on")
        document.fragments[name] = Inline(self.take(kind="name").text, self.selections(), at)

    def operation(self) -> Operation:
        if self.token.text == "{":
            return Operation("query", None, (), self.selections())
        kind = self.take("query", "mutation").text
        name = self.take(kind="name").text if self.token.kind == "name" else None
        return Operation(kind, name, tuple(self.variables()), self.selections())

    def variables(self) -> Iterator[Declared]:
        if not self.skip("("):
            return
        while not self.skip(")"):
            self.take("$")
            name = self.take(kind="name").text
            self.take(":")
            type_name = self.type()
            has_default = self.skip("=")
            yield Declared(name, type_name, self.value() if has_default else None, has_default)

    def type(self) -> str:
        if self.skip("["):
            inner = f"[{self.type()}]"
            self.take("]")
        else:
            inner = self.take(kind="name").text
        return inner + "!" if self.skip("!") else inner

    def selections(self) -> tuple[Selection, ...]:
        self.take("{")
        found = [self.selection()]
        while not self.skip("}"):
            found.append(self.selection())
        return tuple(found)

    def selection(self) -> Selection:
        at = self.token
        if not self.skip("..."):
            return self.field()
        if self.skip("on"):
            return Inline(self.take(kind="name").text, self.selections(), at)
        if self.token.text == "{":
            return Inline(None, self.selections(), at)
        return Spread(self.take(kind="name").text, at)

    def field(self) -> Selected:
        at = self.take(kind="name")
        name = self.take(kind="name").text if self.skip(":") else at.text
        arguments, directives = dict(self.arguments()), tuple(self.directives())
        return Selected(name, at.text, arguments, self.selections() if self.token.text == "{" else None, at, directives)

    def directives(self) -> Iterator[Directive]:
        while self.skip("@"):
            at = self.take("include", "skip")
            self.take("(")
            self.take("if")
            self.take(":")
            condition = self.value()
            self.take(")")
            yield Directive(at.text, condition, at)

    def arguments(self) -> Iterator[tuple[str, Any]]:
        if self.skip("("):
            while not self.skip(")"):
                yield self.pair()

    def pair(self) -> tuple[str, Any]:
        name = self.take(kind="name").text
        self.take(":")
        return name, self.value()

    def value(self) -> Any:
        if self.skip("$"):
            return Variable(self.take(kind="name").text)
        if self.skip("["):
            return self.until("]", self.value)
        if self.skip("{"):
            return dict(self.until("}", self.pair))
        return self.scalar()

    def until(self, end: str, read: Any) -> list[Any]:
        found = []
        while not self.skip(end):
            found.append(read())
        return found

    def scalar(self) -> Any:
        token = self.token
        if token.kind == "name":
            self.next += 1
            return {"true": True, "false": False, "null": None}.get(token.text, Enum(token.text))
        if token.kind == "block":
            self.next += 1
            return token.text[3:-3].replace('\\"""', '"""').strip("\n")
        if token.kind in {"int", "float", "string"}:
            self.next += 1
            return json.loads(token.text)
        return self.take(kind="value")
