"""A Markdown page cut at its headings, and a list of criteria found in a section that nobody wrote for a form.

Follows what people write: a numbered list counts before bullets, which may be notes; without a list each scenario counts, else each
paragraph. Never reads what a section says, and never drops a criterion that stands in a numbered list.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

from bot.forms.blocks import covers
from bot.forms.listed import LONGEST, MOST_LINES

_MARKDOWN = MarkdownIt("commonmark")
_MARKDOWN.core.ruler.enableOnly(["normalize", "block"])
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_RULE = re.compile(r"\s*(?:<hr\s*/?>|-{3,}|\*{3,}|_{3,})\s*", re.IGNORECASE)
_SCENARIO = re.compile(r"[\s*_]*sc[eé]nario\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its level and line (from 1), and the lines under it up to the next heading of its level or above."""

    title: str
    level: int
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines without rules between sections."""
        return "\n".join(line for line in self.lines if not _RULE.fullmatch(line)).strip()


def sections(lines: list[str], first: int = 1) -> tuple[Section, ...]:
    """Every section, those within others too; `first` is the number of the first line. Headings in code and HTML are none."""
    hidden = covers(lines)
    found = [(number, _HEADING.match(line)) for number, line in enumerate(lines) if not hidden[number][0]]
    heads = [(number, len(head[1]), head[2]) for number, head in found if head]
    return tuple(_section(lines, heads, place, first) for place in range(len(heads)))


def _section(lines: list[str], heads: list[tuple[int, int, str]], place: int, first: int) -> Section:
    number, level, title = heads[place]
    end = next((other for other, height, _ in heads[place + 1 :] if height <= level), len(lines))
    return Section(title, level, number + first, tuple(lines[number + 1 : end]))


def criteria(section: Section) -> str:
    """The section's criteria as a Markdown list, as the form asks for them; empty if the section is."""
    words = section.text[:LONGEST]
    lines = words.split("\n")[:MOST_LINES]
    for kind in ("ordered_list_open", "bullet_list_open"):
        if items := _items(lines, kind):
            return "\n".join(items)
    pieces = _scenarios(lines) or [piece.split("\n") for piece in re.split(r"\n\s*\n", words) if not _HEADING.match(piece)]
    return "\n".join(_item(piece) for piece in pieces if any(line.strip() for line in piece))


def _items(lines: list[str], kind: str) -> list[str]:
    tokens = _MARKDOWN.parse("\n".join(lines))
    inside = [(token.map[0], token.map[1]) for token in tokens if token.type == kind and not token.level and token.map]
    spans = [token.map for token in tokens if token.type == "list_item_open" and token.level == 1 and token.map]
    return ["\n".join(lines[start:end]).rstrip() for start, end in spans if any(low <= start < high for low, high in inside)]


def _scenarios(lines: list[str]) -> list[list[str]]:
    """From each `Scenario:` to the next one or the next heading."""
    pieces: list[list[str]] = []
    within = False
    for line in lines:
        if _SCENARIO.match(line):
            pieces.append([])
        within = not _HEADING.match(line) and (within or bool(_SCENARIO.match(line)))
        if within:
            pieces[-1].append(line)
    return pieces


def _item(piece: list[str]) -> str:
    first, *others = [line.strip() for line in piece if line.strip()]
    return "\n".join([f"- {first}", *(f"  {line}" for line in others)])
