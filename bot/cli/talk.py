"""A talk in lines: what the program says goes to standard error, what the person answers comes from standard input, a terminal or a pipe.

Never knows what is asked. A line that is a word after a slash is no answer: it goes back, shows help, empties an answer, or leaves.
"""

import sys
from collections.abc import Mapping

import click

from bot.cli.speaking import plain
from bot.core.text import Language, Text

END = "."
"""Alone on a line, it ends an answer of several lines."""


class Back(Exception):  # noqa: N818 - a wish, not our error
    """The person wants to go back to the question before."""


class Leave(Exception):  # noqa: N818 - as above
    """The person wants to stop here, or the answers have ended."""


class Empty(Exception):  # noqa: N818 - as above
    """The person wants this answer to be empty."""


WISHES: Mapping[str, type[Exception]] = {
    "/back": Back, "/retour": Back, "/quit": Leave, "/quitter": Leave, "/empty": Empty, "/vide": Empty,
}  # fmt: skip


class Talk:
    """With one person, in their language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, text: Text, **style: bool | str) -> None:
        """One sentence or paragraph."""
        click.echo(click.style(plain(text, self.language), **style), err=True)  # type: ignore[arg-type] # click's own keywords

    def line(self) -> str:
        """One line of an answer, without its end. Raises `Back`, `Empty` or `Leave`."""
        click.echo("> ", nl=False, err=True)
        typed = sys.stdin.readline()
        if not typed:
            click.echo(err=True)
            raise Leave
        words = typed.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8")
        if wish := WISHES.get(words.strip().lower()):
            raise wish
        return words

    def lines(self) -> str:
        """Several lines, up to one with a dot alone; an empty first line is an empty answer. Raises as `line` does."""
        typed: list[str] = []
        while (words := self.line()).strip() != END:
            if not words.strip() and not typed:
                return ""
            typed.append(words)
        return "\n".join(typed).rstrip()
