"""Where a form's headings stand in a body: which are real, which only look so, and which a code block or HTML hides from readers.

Works on lines, in time linear in the body (a general Markdown parser needs seconds for a hostile one). Never reads an answer.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.forms.blocks import Cover, covers
from bot.forms.template import Template
from bot.forms.typed import clean, likeness, with_plain_breaks

_MARKED = re.compile(r"[#＃﹟♯]+|<h[1-6]\b", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_SKIPPED = re.compile(r"[^#＃﹟♯<>\w+*`\\-]*")  # a quote, a list item, code and an escaped sign are no heading of the page
SHORTEST, LONGEST = 4, 800


@dataclass(frozen=True, slots=True)
class Heading:
    """One line that is a form's heading, or that a reader would take for it. Lines count from 0."""

    line: int
    field: int
    exact: bool
    cover: Cover | None
    cover_line: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """A body's lines, and the headings of one template among them, in order of appearance."""

    lines: tuple[str, ...]
    headings: tuple[Heading, ...]

    def exact(self, field: int) -> list[Heading]:
        """Lines that are the field's heading to the letter, hidden or not."""
        return [heading for heading in self.headings if heading.exact and heading.field == field]

    def alike(self, field: int) -> list[Heading]:
        """Lines that only look like the field's heading."""
        return [heading for heading in self.headings if not heading.exact and heading.field == field]


@lru_cache(maxsize=4)
def outline(template: Template, body: str) -> Outline:
    """Finds the template's headings. A look-alike inside a code block is an answer's own text; an exact heading counts anywhere."""
    page = _page(body)
    alike = {likeness(field.label): index for index, field in enumerate(template.fields)}
    found: list[Heading] = []
    for line, looks, cover, since in page.marked:
        index = alike.get(looks)
        if index is None:
            continue
        exact = _plain(page.lines[line]) == f"### {template.fields[index].label}"
        if exact or cover != "fence":
            found.append(Heading(line, index, exact, cover, since))
    return Outline(page.lines, tuple(found))


@dataclass(frozen=True, slots=True)
class _Page:
    """A body's lines; of those that show as headings: the number, what they look like, what hides them and since which line."""

    lines: tuple[str, ...]
    marked: tuple[tuple[int, str, Cover | None, int], ...]


@lru_cache(maxsize=2)
def _page(body: str) -> _Page:
    """A body, read once for all templates that it is held against."""
    lines = tuple(with_plain_breaks(body).split("\n"))
    covered = covers(lines)
    marked = (number for number, line in enumerate(lines) if len(line) > SHORTEST and _seems_heading(lines, number))
    return _Page(lines, tuple((number, likeness(lines[number]), *covered[number]) for number in marked))


def _plain(line: str) -> str:
    """A line as labels are kept: in NFC, without what can't be seen."""
    return (line if line.isascii() else clean(line)).rstrip()


def _seems_heading(lines: tuple[str, ...], number: int) -> bool:
    """Whether a line shows as a heading, or nearly so: number signs of any kind, HTML, or underlined. Far longer ones are no labels."""
    line = lines[number]
    if len(line) > LONGEST:
        return False
    start = _SKIPPED.match(line)
    marked = _MARKED.match(line, start.end() if start else 0) is not None
    return marked or (number + 1 < len(lines) and _UNDERLINE.fullmatch(lines[number + 1]) is not None)
