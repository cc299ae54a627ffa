"""Where a form's headings stand in a body: which are real, which only look so, and which a code block or HTML hides from readers.

Works on lines, in time linear in the body (a general Markdown parser needs seconds for a hostile one). Never reads an answer.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.forms.template import Template
from bot.forms.typed import clean, likeness, with_plain_breaks

Cover = Literal["fence", "html"]

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_RAW_END = re.compile(r"(?i)</(?:script|pre|style|textarea)>")
_HTML = (
    (re.compile(r"(?i) {0,3}<(?:script|pre|style|textarea)(?=[\s>]|$)"), _RAW_END),
    (re.compile(r" {0,3}<!--"), re.compile("-->")),
    (re.compile(r" {0,3}<\?"), re.compile(r"\?>")),
    (re.compile(r" {0,3}<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r" {0,3}<![A-Za-z]"), re.compile(">")),
)
_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?: {1,4}|$)")
_MARKED = re.compile(r"[#＃﹟♯]+|<h[1-6]\b", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_SKIPPED = re.compile(r"[^#＃﹟♯<>\w+*`\\-]*")  # a quote, a list item, code and an escaped sign are no heading of the page
_OPENERS = tuple("`~<-+*0123456789")
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
    covers = _covers(lines)
    marked = (number for number, line in enumerate(lines) if len(line) > SHORTEST and _seems_heading(lines, number))
    return _Page(lines, tuple((number, likeness(lines[number]), *covers[number]) for number in marked))


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


def _covers(lines: tuple[str, ...]) -> list[tuple[Cover | None, int]]:
    """For each line, the block at the body's margin that hides it and where that block began.

    A block within a list item ends with the item, so it can't hide a heading at the margin (CommonMark 0.31, sections 4.5, 4.6, 5.2).
    """
    scanner = _Scanner()
    return [scanner.read(number, line) for number, line in enumerate(lines)]


class _Scanner:
    """Walks down the lines, inside or outside of one block that may hide headings."""

    def __init__(self) -> None:
        self.cover: Cover | None = None
        self.since = 0
        self.run = ""  # the marks that opened a fence
        self.end: re.Pattern[str] = _RAW_END  # what ends HTML
        self.margin = 0  # where the text of the list item begins in which the block stands
        self.item = 0  # the same of the newest list item
        self.blank = True

    def read(self, number: int, line: str) -> tuple[Cover | None, int]:
        """What hides this line. The line that opens a block and the one that closes it are part of it."""
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if indent < self.margin and text.strip():
            self.cover = None
        if self.cover is None:
            if self.item or text.startswith(_OPENERS):
                self._enter(number, line, indent)
            hidden = self.cover
        else:
            hidden = self.cover
            self._leave(line[self.margin :])
        self.blank = not text.strip()
        return hidden, self.since

    def _enter(self, number: int, line: str, indent: int) -> None:
        if line.strip() and indent < self.item and (self.blank or indent == 0):
            self.item = 0
        if marker := _ITEM.match(line):
            self.item = marker.end()
        self.margin = self.item if marker or indent >= self.item else 0
        self.since = number
        inner = line[self.margin :]
        opener = inner.lstrip(" ")[:1]
        if opener in {"`", "~"} and (fence := _FENCE.match(inner)):
            self.cover, self.run = "fence", fence[1]
        elif opener == "<" and (end := _html_end(inner)) and not end.search(inner):
            self.cover, self.end = "html", end

    def _leave(self, line: str) -> None:
        closed = _closes(self.run, line) if self.cover == "fence" else self.end.search(line)
        if closed:
            self.cover = None


def _closes(run: str, line: str) -> bool:
    """Whether a line ends the fence that these marks opened: as many of the same, or more, and nothing else."""
    marks = line.strip()
    return marks.startswith(run) and not marks.strip(run[0]) and not line.startswith("    ")


def _html_end(line: str) -> re.Pattern[str] | None:
    """What ends the HTML that begins on this line, if it is of the kinds that blank lines don't end (CommonMark 0.31, section 4.6)."""
    return next((end for start, end in _HTML if start.match(line)), None)
