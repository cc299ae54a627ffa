"""YAML text → plain values and the line of each; or the first thing that is no YAML, with its line.

Only what every version of YAML reads alike: `true` and `false`, whole numbers without a leading zero, text. `no`, `on`, `010`, `1:30`
and dates stay text, for the models to judge. No aliases (bombs), no tags, no doubled keys. Never knows the policy's keys.
"""

import re
from dataclasses import dataclass, field

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.core.text import Text
from bot.policy_file.errors import Path, PolicyError, key_of

LONGEST = 65_536
"""Characters. A policy has a few thousand; a file of a megabyte is not one."""

DEEPEST = 12
"""Levels. A policy has five."""

Value = None | bool | int | str | list["Value"] | dict[str, "Value"]


@dataclass(slots=True)
class Document:
    """What the file holds: empty keys are left out, so that they count as absent."""

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    errors: list[PolicyError] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(text: str) -> Document:
    """The file's values and lines. Where the text is no YAML, one error and no values."""
    document = Document()
    if len(text) > LONGEST:
        return _refused(document, 1, _TOO_LONG.format(most=LONGEST))
    try:
        root = _Loader(text).get_single_node()
    except yaml.reader.ReaderError as error:
        return _refused(document, text.count("\n", 0, error.position) + 1, _UNREADABLE)
    except yaml.MarkedYAMLError as error:
        return _refused_at(document, error)
    if isinstance(root, MappingNode):
        document.values = _mapping(root, (), document)
    elif root is not None and root.tag != _NULL:
        return _refused(document, root.start_mark.line + 1, _NO_KEYS)
    return document


def _refused(document: Document, line: int, sentence: Text) -> Document:
    document.errors.append(PolicyError(line, "", sentence))
    return document


def _refused_at(document: Document, error: yaml.MarkedYAMLError) -> Document:
    mark = error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return _refused(document, line, _BROKEN.format(line=line, column=column, hint=_hint(error.problem or "")))


class _Refused(yaml.MarkedYAMLError):
    """YAML that is well formed but not wanted here; `problem` is the key of its hint."""


class _Loader(yaml.SafeLoader):
    """Composes nodes without aliases and without bottomless nesting."""

    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """Refuses an alias and a level too many where they stand."""
        event = self.peek_event()  # type: ignore[no-untyped-call] # the stubs leave it untyped
        if isinstance(event, yaml.AliasEvent) or self.depth >= DEEPEST:
            problem = "alias" if isinstance(event, yaml.AliasEvent) else "depth"
            raise _Refused(problem=problem, problem_mark=event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _mapping(node: MappingNode, path: Path, document: Document) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            document.errors.append(PolicyError(line, key_of(path), _KEY_IS_TEXT))
            continue
        here = (*path, str(key_node.value))
        if here in document.lines:
            document.errors.append(PolicyError(line, key_of(here), _DOUBLED.format(line=document.lines[here])))
            continue
        document.lines[here] = line
        value = _value(value_node, here, document)
        if value is not None:
            values[str(key_node.value)] = value
    return values


def _value(node: Node, path: Path, document: Document) -> Value:
    if node.tag not in _PLAIN_TAGS:
        document.errors.append(PolicyError(node.start_mark.line + 1, key_of(path), _TAGGED))
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, path, document)
    if isinstance(node, SequenceNode):
        items: list[Value] = []
        for number, item in enumerate(node.value):
            document.lines[(*path, number)] = item.start_mark.line + 1
            items.append(_value(item, (*path, number), document))
        return items
    quoted = isinstance(node, ScalarNode) and node.style is not None
    return _scalar(str(node.value), text=quoted or node.tag == _TEXT)


_TEXT = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_KINDS = ("map", "seq", "int", "float", "bool", "null", "timestamp", "value", "merge")
_PLAIN_TAGS = frozenset((_TEXT, *(f"tag:yaml.org,2002:{kind}" for kind in _KINDS)))


def _scalar(words: str, *, text: bool) -> Value:
    if text:
        return words
    if words.lower() in {"", "~", "null"}:
        return None
    if words.lower() in {"true", "false"}:
        return words.lower() == "true"
    return int(words) if re.fullmatch(r"0|[1-9][0-9]{0,17}", words) else words


def _hint(problem: str) -> Text:
    return next((hint for words, hint in _HINTS if words in problem), _LOOK)


_HINTS = (
    (
        "alias",
        Text("Aliases (*) are not read here: write the value out.", "Les alias (*) ne sont pas lus ici : écrivez la valeur au long."),
    ),
    ("depth", Text("This is nested too deeply.", "L’imbrication est trop profonde.")),
    ("'\\t'", Text("Indent with spaces, not tabs.", "Mettez en retrait avec des espaces, non des tabulations.")),
    (
        "mapping values",
        Text("Put quotes around a value that holds a colon.", "Mettez entre guillemets une valeur qui contient un deux-points."),
    ),
    ("could not find expected ':'", Text("A colon is missing after a key.", "Il manque un deux-points après une clé.")),
    ("expected <block end>", Text("Look at the indentation of this line.", "Vérifiez le retrait de cette ligne.")),
    ("cannot start any token", Text("Put quotes around this value.", "Mettez cette valeur entre guillemets.")),
    ("unexpected end of stream", Text("A quote is not closed.", "Un guillemet n’est pas fermé.")),
    ("but found another document", Text("Remove the second `---`.", "Supprimez le deuxième `---`.")),
)
_LOOK = Text("Look at this line and the one above it.", "Vérifiez cette ligne et la précédente.")
_TOO_LONG = Text(
    "The file is too long: at most {most} characters are read.", "Le fichier est trop long : au plus {most} caractères sont lus."
)
_UNREADABLE = Text("A character here can’t be read; retype this line.", "Un caractère est illisible; tapez cette ligne de nouveau.")
_BROKEN = Text(
    "This is no YAML at line {line}, column {column}. {hint}",
    "Ce n’est pas du YAML à la ligne {line}, colonne {column}. {hint}",
)
_NO_KEYS = Text(
    "The file holds keys and values, such as `time_zone: America/Toronto`.",
    "Le fichier contient des clés et des valeurs, comme `time_zone: America/Toronto`.",
)
_KEY_IS_TEXT = Text("A key is a word followed by a colon.", "Une clé est un mot suivi d’un deux-points.")
_DOUBLED = Text(
    "This key stands here for the second time (first on line {line}): keep one.",
    "Cette clé est ici pour la deuxième fois (d’abord à la ligne {line}) : gardez-en une.",
)
_TAGGED = Text("Tags (!) are not read here: write the value alone.", "Les étiquettes (!) ne sont pas lues ici : écrivez la valeur seule.")
