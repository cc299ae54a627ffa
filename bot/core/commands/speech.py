"""Which lines of a comment speak: those outside quotes, code, HTML and HTML comments, as Markdown (CommonMark) has it.

Decided by the token tree of markdown-it-py, not by regular expressions over lines: an open fence, a lazy quote and a comment over
several lines are what the parser says they are. Never reads a command.
"""

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline.escape import escape
from markdown_it.rules_inline.newline import newline
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

BREAKS = frozenset({"softbreak", "hardbreak"})
"""The parser's names for a line's end within a paragraph."""

_TAG = re.compile(
    r"""
    <(?P<end>/?)(?P<name>
        a|abbr|b|bdo|blockquote|caption|cite|code|del|details|dfn|div|dl|em|figcaption|figure|h[1-6]|i|ins|kbd|mark|ol|picture|pre|q
        |rp|rt|ruby|s|samp|small|span|strike|strong|sub|summary|sup|table|tbody|tfoot|thead|tt|ul|var
    )(?![A-Za-z0-9-])[^<>]*>
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Elements that GitHub shows and that have an end: what stands between their tags is HTML. Others (`<name>`) it takes away.

Source: the sanitization filter of github/markup.
"""


def spoken_lines(text: str) -> tuple[int, ...]:
    """The numbers, from 0, of the lines whose beginning is a person's own speech. Lines are counted in `lines_of`."""
    lines = lines_of(text)
    return tuple(number for number in _starts(_MARKDOWN.parse(text)) if number < len(lines))


def lines_of(text: str) -> list[str]:
    """The lines as Markdown counts them: ended by CR LF, LF or CR."""
    return re.split(r"\r\n|\n|\r", text)


def _starts(tokens: list[Token]) -> Iterator[int]:
    quotes, tags = 0, _Tags()
    for token in tokens:
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "html_block":
            tags.read(token.content)
        elif token.map and token.children and not quotes and not tags.open:
            yield from _line_starts(token.map[0], token.content, token.children)


def _line_starts(first: int, content: str, children: list[Token]) -> Iterator[int]:
    """The first line, and each line after a break outside every tag; a code span or a tag over several lines has no break inside."""
    yield first
    tags, line, counted = _Tags(), first, 0
    for child in children:
        if child.type == "html_inline":
            tags.read(child.content)
        elif child.type in BREAKS:
            line, counted = line + content.count("\n", counted, child.meta["after"]), child.meta["after"]
            if not tags.open:
                yield line


class _Tags:
    """Which HTML elements are open: what stands inside one is HTML."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def read(self, html: str) -> None:
        """Opens and closes elements in turn; an end tag closes everything since its start tag."""
        for tag in _TAG.finditer(re.sub(r"<!--.*?(?:-->|\Z)", "", html, flags=re.DOTALL)):
            name = tag["name"].lower()
            if tag["end"] and name in self.open:
                del self.open[len(self.open) - 1 - self.open[::-1].index(name) :]
            elif not tag["end"]:
                self.open.append(name)


def _noted(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """One of the parser's own rules, which also notes where in the paragraph a line ended: a code span swallows others before it."""

    def noted(state: StateInline, silent: bool) -> bool:
        found = rule(state, silent)
        if found and not silent and state.tokens[-1].type in BREAKS:
            state.tokens[-1].meta["after"] = state.pos  # past the next line's spaces, of which none ends a line
        return found

    return noted


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable(["link", "image", "emphasis", "entity"])  # they hide nothing, and cost most
    parser.inline.ruler.at("newline", _noted(newline))
    parser.inline.ruler.at("escape", _noted(escape))  # a backslash at a line's end breaks it
    return parser


_MARKDOWN = _parser()
