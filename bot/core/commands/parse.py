"""A comment's text → its commands. Every text has an answer; none raises.

Never decides whether somebody may use a command (the table and `rules` do), and never reads an edited comment: handlers give the body
of the `created` webhook.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from bot.core.commands.arguments import Taken, Values, folded
from bot.core.commands.speech import lines_of, spoken_lines
from bot.core.commands.table import BY_WORD, CommandRow
from bot.core.commands.tongue import language_of
from bot.core.text import Language, Text, joined

MOST = 10
"""More commands than these in one comment are not read at all."""

NEAR_ENOUGH = 4
"""A command needs as many letters for a slip of one to be recognised."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that was read whole: its name, the language it was given in, what was read by name, and its line from 0."""

    name: str
    language: Language
    arguments: Values = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Misread:
    """A command that could not be read whole: why, and an example in the person's language. `name` is empty if there were too many."""

    name: str
    language: Language
    problem: Text
    example: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Said:
    """A command's word as it stands in the comment, and all that follows to the next command."""

    row: CommandRow
    language: Language
    line: int
    words: str
    exact: bool


def parse_commands(text: str) -> tuple[Command | Misread, ...]:
    """The commands of a comment, in order, each whole or misread; more than ten are one `Misread`. Other words are silence."""
    said = tuple(_said(text)) if re.search(r"^[ \t]*/\w", text, re.MULTILINE) else ()
    if len(said) > MOST:
        return (_too_many(said[0]),)
    return tuple(_read(one) for one in said)


def _said(text: str) -> Iterator[_Said]:
    lines = lines_of(text)
    known = {number: word for number in spoken_lines(text) if (word := _known(lines[number]))}
    for number, end in pairwise((*known, len(lines))):
        row, language, exact = known[number]
        words = "\n".join(("".join(lines[number].split(maxsplit=1)[1:]), *lines[number + 1 : end]))
        yield _Said(row, language_of(words) if row.en == row.fr else language, number, words, exact)


def _known(line: str) -> tuple[CommandRow, Language, bool] | None:
    """The command whose word begins the line, and whether it is written exactly; a full stop after it is forgiven."""
    if not line.lstrip(" \t").startswith("/"):
        return None
    word = folded(line.split(maxsplit=1)[0]).rstrip(".,;:!?")
    if word in BY_WORD:
        return (*BY_WORD[word], True)
    near = next((known for known in BY_WORD if len(known) > NEAR_ENOUGH and _one_slip(word, known)), None)
    return (*BY_WORD[near], False) if near else None


def _one_slip(word: str, known: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    if len(word) == len(known):
        wrong = [place for place in range(len(word)) if word[place] != known[place]]
        swapped = len(wrong) == 2 and word[wrong[0] : wrong[1] + 1] == known[wrong[1]] + known[wrong[0]]  # noqa: PLR2004 - a pair
        return len(wrong) == 1 or swapped
    shorter, longer = sorted((word, known), key=len)
    return len(longer) == len(shorter) + 1 and any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _read(said: _Said) -> Command | Misread:
    if not said.exact:
        return _misread(said, _DID_YOU_MEAN.format(word=_words_of(said.row)))
    values: Values = {}
    words = said.words if said.row.runs_on else said.words.partition("\n")[0]
    for argument in said.row.arguments:
        taken = argument.take(words, values)
        if not isinstance(taken, Taken):
            return _misread(said, joined((_NOT_READ.format(word=_words_of(said.row)), taken), " ", " "))
        values, words = {**values, **taken.values}, taken.rest
    if words.strip():
        return _misread(said, _TOO_MUCH.format(word=_words_of(said.row)))
    return Command(said.row.name, said.language, values, said.line)


_DID_YOU_MEAN = Text("There is no such command. Did you mean `{word}`?", "Cette commande n’existe pas. Vouliez-vous dire `{word}`?")
_NOT_READ = Text("`{word}` could not be read.", "`{word}` n’a pas pu être lue.")
_TOO_MUCH = Text(
    "`{word}` takes nothing more on its line. Write remarks on a line of their own.",
    "`{word}` ne prend rien d’autre sur sa ligne. Écrivez vos remarques sur une autre ligne.",
)
_TOO_MANY = Text(
    "One comment holds at most {most} commands; none of these was carried out. Write several comments.",
    "Un commentaire contient au plus {most} commandes; aucune n’a été exécutée. Écrivez plusieurs commentaires.",
)


def _words_of(row: CommandRow) -> Text:
    return Text(row.en, row.fr)


def _misread(said: _Said, problem: Text) -> Misread:
    return Misread(said.row.name, said.language, problem, said.row.example(said.language), said.line)


def _too_many(first: _Said) -> Misread:
    return Misread("", first.language, _TOO_MANY.format(most=MOST), first.row.example(first.language), first.line)
