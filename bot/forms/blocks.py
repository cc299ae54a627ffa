"""Code blocks and HTML in Markdown, line by line: what keeps a line from being read as Markdown, and since where.

In time linear in the text: a general parser needs seconds for hostile text of an issue's length. It follows CommonMark 0.31 (sections 4.5,
4.6 and 5.2) for all that people write; where deep nesting deceives it, a form is refused or shown otherwise, never read otherwise.
"""

import re
from collections.abc import Iterable
from typing import Literal

from markdown_it.rules_block.html_block import HTML_SEQUENCES

Cover = Literal["fence", "html"]
Covered = tuple[Cover | None, int]

_FENCE = re.compile(r"(`{3,})[^`]*|(~{3,}).*")
_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?: {1,4}(?=[^ ]|$)| |$)")
_INTERRUPTS = re.compile(r" *(?:[-+*]|1[.)]) +[^ ]")  # an empty item, or one numbered otherwise, continues a paragraph
_HTML = re.compile(r"<(?:[A-Za-z/?]|!(?:--|\[|[A-Za-z]))")
_RULE = re.compile(r" *(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})")
_STARTS = ("`", "~", "<", "#", ">")
_NOTICED = ("`", "~", "<", *"-+*0123456789")
_DEEPEST = 20
_CODE_INDENT = 4


def covers(lines: Iterable[str]) -> list[Covered]:
    """For each line, what hides it and the line (from 0) where that began. The lines that open and close a block are part of it.

    A block within a list item ends with the item, so whatever stands at the margin is never hidden by it.
    """
    scanner = _Scanner()
    return [scanner.read(number, line.expandtabs(_CODE_INDENT) if "\t" in line else line) for number, line in enumerate(lines)]


class _Scanner:
    """Walks down the lines, inside or outside of one block."""

    def __init__(self) -> None:
        self.cover: Cover | None = None
        self.since = 0
        self.run = ""  # the marks that opened a fence
        self.end: re.Pattern[str] = _RULE  # what ends HTML
        self.items: list[int] = []  # where the text of each open list item begins
        self.margin = 0  # the same of the item in which the block stands
        self.paragraph = False

    def read(self, number: int, line: str) -> Covered:
        """What hides this line, and since which line."""
        text = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if text and indent < self.margin:
            self.cover, self.margin = None, 0
        hidden = self.cover
        if self.cover:
            self._leave(line[self.margin :])
        elif text:
            hidden = self._enter(number, line, text, indent)
        else:
            self.paragraph = False
        return hidden, self.since

    def _enter(self, number: int, line: str, text: str, indent: int) -> Cover | None:
        if self.items or text.startswith(_NOTICED):
            at = self._item_text(line, text, indent)
            opener = line[at:].lstrip(" ")
            if len(line) - at - len(opener) < _CODE_INDENT and opener.startswith(_STARTS):
                self._open(opener)
                self.since, self.margin = number, self.items[-1] if self.items else 0
        self.paragraph = not self.cover and not text.startswith("#")
        return self.cover

    def _item_text(self, line: str, text: str, indent: int) -> int:
        """Closes the items that this line leaves, opens those that it begins, and says where its own text begins."""
        if self.paragraph and not text.startswith(_STARTS) and not _INTERRUPTS.match(line):
            return self.items[-1] if self.items and indent >= self.items[-1] else 0
        while self.items and indent < self.items[-1]:
            self.items.pop()
        at = self.items[-1] if self.items else 0
        while at < len(line) and len(self.items) < _DEEPEST and (item := _ITEM.match(line, at)) and not _RULE.fullmatch(line, at):
            at = item.end()
            self.items.append(at)
            self.paragraph = False
        return at

    def _open(self, opener: str) -> None:
        if fence := _FENCE.fullmatch(opener):
            self.cover, self.run = "fence", fence[1] or fence[2]
        if not _HTML.match(opener):
            return
        ends = (end for start, end, interrupts in HTML_SEQUENCES if (interrupts or not self.paragraph) and start.search(opener))
        end = next(ends, None)
        if end and not end.search(opener):
            self.cover, self.end = "html", end

    def _leave(self, line: str) -> None:
        text = line.strip()
        ended = self._closes_fence(line, text) if self.cover == "fence" else self.end.search(text)
        if ended:
            self.cover, self.margin = None, 0
        self.paragraph = False

    def _closes_fence(self, line: str, text: str) -> bool:
        """As many of the same marks, or more, and nothing else."""
        return text.startswith(self.run) and not text.strip(self.run[0]) and len(line) - len(line.lstrip(" ")) < _CODE_INDENT
