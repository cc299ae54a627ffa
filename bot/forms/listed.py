"""Lists that people write: criteria as a Markdown list, skills between commas, answers under their numbers.

Never numbers anything by what a person wrote in front of it, and never renders: an item keeps its Markdown.
"""

import re

from markdown_it import MarkdownIt

from bot.core.text import Text
from bot.forms.blocks import covers
from bot.forms.problem import UnreadableError

LONGEST = 20_000
MOST_LINES = 400
"""Characters and lines of one list of criteria: ample for people, and little enough for a Markdown parser's worst case."""

_MARKDOWN = MarkdownIt("commonmark")
_MARKDOWN.core.ruler.enableOnly(["normalize", "block"])
_MARKER = re.compile(r"( *(?:[-+*]|\d{1,9}[.)]))( {1,4}(?! )| *$| )?")
_TASK = re.compile(r"\[[ xX]\] +")
_NUMBER = re.compile(r" {0,3}(\d{1,3})[.)](?:[ \t]+|$)", re.ASCII)


def read_criteria(words: str) -> tuple[str, ...]:
    """One text for each top-level list item, in order; what is nested or indented belongs to its item. Raises `UnreadableError`.

    A first paragraph that ends in a colon may introduce the list; any other text outside of it would be a criterion that nobody counts.
    """
    if not words.strip():
        return ()
    lines = words.split("\n")
    if len(words) > LONGEST or len(lines) > MOST_LINES:
        raise UnreadableError(TOO_LONG)
    spans = [token.map or [0, 0] for token in _MARKDOWN.parse(words) if token.type == "list_item_open" and token.level == 1]
    if not spans:
        raise UnreadableError(NO_LIST)
    if _outside(lines, spans):
        raise UnreadableError(OUTSIDE)
    items = tuple(_item(lines[start:end]) for start, end in spans)
    if "" in items:
        raise UnreadableError(NO_WORDS.format(number=items.index("") + 1))
    return items


def read_skills(words: str) -> tuple[str, ...]:
    """Skills between commas, semicolons or line breaks, each once, as written."""
    skills = [" ".join(skill.split()) for skill in re.split(r"[,;\n]", words)]
    return tuple({skill.casefold(): skill for skill in reversed(skills) if skill}.values())[::-1]


def numbered_answers(words: str) -> tuple[str, ...]:
    """Answers under `1.`, `2)` at the margin, outside code; empty if the text has no `1.`.

    A number counts if it is the next one, so that a list within an answer stays there; all ones is how Markdown lets people number.
    Words before the first number belong to the first answer: nothing that was written is lost.
    """
    starts = _starts(words.split("\n"))
    if not starts:
        return ()
    lines = words.split("\n")
    ends = [*starts[1:], len(lines)]
    answers = [
        "\n".join([_NUMBER.sub("", lines[start], count=1), *lines[start + 1 : end]]) for start, end in zip(starts, ends, strict=True)
    ]
    before = "\n".join(lines[: starts[0]]).strip()
    return tuple(answer.strip() for answer in (f"{before}\n\n{answers[0]}" if before else answers[0], *answers[1:]))


def _outside(lines: list[str], spans: list[list[int]]) -> bool:
    """Whether text stands outside of the items (lines from, and up to), an introduction that ends in a colon apart."""
    inside = {line for start, end in spans for line in range(start, end)}
    stray = [number for number, line in enumerate(lines) if line.strip() and number not in inside]
    if not stray:
        return False
    first, last = stray[0], stray[-1]
    introduces = last < spans[0][0] and last - first == len(stray) - 1 and lines[last].rstrip().endswith(":")
    return not introduces


def _item(lines: list[str]) -> str:
    """An item's Markdown without its marker, its other lines moved left by the marker's width."""
    first, *others = lines
    marker = _MARKER.match(first)
    width = marker.end() if marker else 0
    text = "\n".join([first[width:], *(re.sub(f"^ {{0,{width}}}", "", line) for line in others)]).strip()
    return _TASK.sub("", text, count=1) if _TASK.match(text) else text


def _starts(lines: list[str]) -> list[int]:
    marked = _marked(lines)
    if marked and {number for _, number in marked} == {1}:
        return [line for line, _ in marked]
    starts: list[int] = []
    for line, number in marked:
        if number == len(starts) + 1:
            starts.append(line)
    return starts


def _marked(lines: list[str]) -> list[tuple[int, int]]:
    """Lines that begin with a number where the first of them does, outside fenced code, with that number."""
    found: list[tuple[int, int]] = []
    margin = 3
    for index, (line, (cover, _)) in enumerate(zip(lines, covers(lines), strict=True)):
        if not cover and (number := _NUMBER.match(line)) and number.start(1) <= margin:
            margin = min(margin, number.start(1) + 1)
            found.append((index, int(number[1])))
    return found


TOO_LONG = Text(
    "this list is too long. Keep each criterion to a few sentences, and put details in the description or in a file of the repository.",
    "cette liste est trop longue. Limitez chaque critère à quelques phrases, et placez les détails dans la description ou dans un "
    "fichier du dépôt.",
)
NO_LIST = Text(
    "write each criterion as a list item: one line for each, beginning with a number and a dot, or with a hyphen and a space.",
    "écrivez chaque critère comme un élément de liste : une ligne pour chacun, qui commence par un numéro et un point, ou par un "
    "trait d’union et "
    "une espace.",
)
OUTSIDE = Text(
    "some text stands outside of the list, so it would count as no criterion. Make it a list item, or move it to the description; "
    "a second paragraph of an item is indented as its first line is.",
    "du texte se trouve hors de la liste et ne compterait donc pas comme critère. Faites-en un élément de liste ou déplacez-le dans la "
    "description; le second paragraphe d’un élément est en retrait, comme sa première ligne.",
)
NO_WORDS = Text(
    "criterion {number} has no words. Write it, or delete its number.",
    "le critère {number} est vide. Écrivez-le ou supprimez-en le numéro.",
)
