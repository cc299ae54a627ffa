"""Where a form's headings stand in a body: which are real, which only look so, and which a code block or HTML hides from readers.

Works on lines, in time linear in the body (a general Markdown parser needs seconds for a hostile one). Never reads an answer.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bot.forms.template import Template
from bot.forms.typed import likeness, with_plain_breaks

Cover = Literal["fence", "html"]

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HTML = (
    (re.compile(r" {0,3}<!--"), "-->"),
    (re.compile(r" {0,3}<\?"), "?>"),
    (re.compile(r" {0,3}<!\[CDATA\["), "]]>"),
    (re.compile(r" {0,3}<![A-Za-z]"), ">"),
)
_RAW = re.compile(r"(?i) {0,3}<(script|pre|style|textarea)(?=[\s>]|$)")
_RAW_END = re.compile(r"(?i)</(script|pre|style|textarea)>")
_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?: {1,4}|$)")
_MARKED = re.compile(r"[#＃﹟♯]+|<h[1-6]\b", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_SKIPPED = re.compile(r"[^#＃﹟♯<\w]*")


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


def outline(template: Template, body: str) -> Outline:
    """Finds the template's headings. A look-alike inside a code block is an answer's own text; an exact heading counts anywhere."""
    lines = tuple(with_plain_breaks(body).split("\n"))
    exact = {f"### {field.label}": index for index, field in enumerate(template.fields)}
    alike = {likeness(field.label): index for index, field in enumerate(template.fields)}
    shortest = min(map(len, alike), default=0)
    found: list[Heading] = []
    for number, (line, (cover, since)) in enumerate(zip(lines, _covers(lines), strict=True)):
        if (field := exact.get(line.rstrip())) is not None:
            found.append(Heading(number, field, exact=True, cover=cover, cover_line=since))
        elif cover != "fence" and len(line) >= shortest and (field := _seeming(lines, number, alike)) is not None:
            found.append(Heading(number, field, exact=False, cover=cover, cover_line=since))
    return Outline(lines, tuple(found))


def _seeming(lines: tuple[str, ...], number: int, alike: dict[str, int]) -> int | None:
    line = lines[number]
    visible = _SKIPPED.match(line)
    start = visible.end() if visible and not {">", "-", "*", "+", "`", "\\"} & set(visible.group()) else 0
    underlined = number + 1 < len(lines) and _UNDERLINE.fullmatch(lines[number + 1]) is not None
    if _MARKED.match(line, start) or underlined:
        return alike.get(likeness(line))
    return None


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
        self.end: re.Pattern[str] = _RAW_END
        self.margin = 0  # where the text of the list item that the block stands in begins
        self.item = 0  # the same of the newest list item
        self.blank = True

    def read(self, number: int, line: str) -> tuple[Cover | None, int]:
        """What hides this line (the line that opens or closes a block is part of it)."""
        text = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if self.cover and text and indent < self.margin:
            self.cover = None
        hidden = (self.cover, self.since)
        if self.cover:
            self._leave(line[self.margin :])
        else:
            hidden = (self._enter(number, line, indent), number)
        self.blank = not text
        return hidden

    def _leave(self, line: str) -> None:
        if (self.end.fullmatch if self.cover == "fence" else self.end.search)(line):
            self.cover = None

    def _enter(self, number: int, line: str, indent: int) -> Cover | None:
        if line.strip() and indent < self.item and (self.blank or indent == 0):
            self.item = 0
        if marker := _ITEM.match(line):
            self.item = marker.end()
        self.margin = self.item if indent >= self.item and not marker else 0
        if marker:
            self.margin = marker.end()
        opened = self._opened(line[self.margin :])
        if opened:
            self.cover, self.since = opened, number
            self._leave_at_once(line[self.margin :])
        return opened

    def _opened(self, line: str) -> Cover | None:
        if fence := _FENCE.match(line):
            run = fence.group(1)
            self.end = re.compile(rf" {{0,3}}{re.escape(run[0])}{{{len(run)},}}\s*")
            return "fence"
        if _RAW.match(line):
            self.end = _RAW_END
            return "html"
        for start, end in _HTML:
            if start.match(line):
                self.end = re.compile(re.escape(end))
                return "html"
        return None

    def _leave_at_once(self, line: str) -> None:
        if self.cover == "html" and self.end.search(line):
            self.cover = None
