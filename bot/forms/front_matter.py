"""The block between two lines of `---` at the head of a Markdown file: keys and plain values, each with its line.

Never knows which keys mean something, and turns no value into anything but text. What is no YAML is one problem with its line.
"""

from dataclasses import dataclass, field

import yaml

from bot.core.text import Text

LONGEST = 20_000
MOST_BRACKETS = 200
"""Characters and brackets of a block: far more than any has, and few enough for PyYAML's slowest path."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Keys in lower case with their values as written and their lines (from 1), the body's first line, and what could not be read."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: int = 1
    problem: tuple[int, Text] | None = None


def read_front_matter(text: str) -> FrontMatter:
    """The block, if the text begins with one; a list is written with commas between."""
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return FrontMatter()
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() in {"---", "..."}), None)
    if end is None:
        return FrontMatter(body=1, problem=(1, NOT_CLOSED))
    block = "\n".join(lines[1:end])
    if len(block) > LONGEST or block.count("[") + block.count("{") > MOST_BRACKETS:
        return FrontMatter(body=end + 2, problem=(1, NO_YAML))
    try:
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return FrontMatter(body=end + 2, problem=(mark.line + 2 if mark else 1, NO_YAML))
    rows = root.value if isinstance(root, yaml.MappingNode) else []
    found = [(str(key.value).lower(), _plain(value), key.start_mark.line + 2) for key, value in rows if isinstance(key, yaml.ScalarNode)]
    return FrontMatter({key: value for key, value, _ in found}, {key: line for key, _, line in found}, end + 2)


def _plain(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(_plain(item) for item in node.value)
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


NOT_CLOSED = Text(
    "The block that `---` opens here is not closed. End it with a line of `---`.",
    "Le bloc que `---` ouvre ici n’est pas fermé. Terminez-le par une ligne de `---`.",
)
NO_YAML = Text(
    "The block at the head of the file can’t be read here. Write `key: value` on each line, and put quotes around a value with a colon.",
    "Le bloc en tête du fichier ne se lit pas ici. Écrivez `clé: valeur` à chaque ligne, et mettez entre guillemets une valeur qui "
    "contient un deux-points.",
)
