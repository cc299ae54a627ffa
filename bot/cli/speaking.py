"""How the commands speak: the language, colours, JSON, and files that people name. Never decides what is said.

The language is `--lang`, else that of the environment (LC_ALL, LC_MESSAGES, LANG), else English.
"""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from bot.core.text import Language, Text

F = TypeVar("F", bound=Callable[..., Any])


def spoken() -> Language:
    """The environment's language."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "fr" if named.lower().startswith("fr") else "en"


def lang_option(command: F) -> F:
    """`--lang en|fr`."""
    choice = click.Choice(["en", "fr"])
    return click.option("--lang", type=choice, default=spoken, show_default="that of the environment", help="The language.")(command)


def json_option(command: F) -> F:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="As JSON, for programs: words in both languages.")(command)


def plain(text: Text, language: Language) -> str:
    """A sentence without Markdown's emphasis: a terminal shows it as it is."""
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text[language])


def both(text: Text) -> dict[str, str]:
    """A text as JSON."""
    return {"en": plain(text, "en"), "fr": plain(text, "fr")}


def show_json(value: object) -> None:
    """Prints a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def refuse(text: Text, language: Language) -> NoReturn:
    """Says why the command can't do its work, and ends with status 2."""
    click.echo(f"microacq: {plain(text, language)}", err=True)
    sys.exit(2)


def read_file(name: str, language: Language) -> str:
    """A file's text, or standard input for `-`. Refuses what is not there or no UTF-8."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = str(raw.count(b"\n", 0, error.start) + 1)
        refuse(NO_TEXT.format(name=name, line=line), language)
    except OSError as error:
        refuse(NO_FILE.format(name=name, reason=error.strerror or type(error).__name__), language)


NO_FILE = Text(
    "{name} can’t be read ({reason}). Give the path of a file, or - for standard input.",
    "{name} ne peut pas être lu ({reason}). Donnez le chemin d’un fichier, ou - pour l’entrée standard.",
)
NO_TEXT = Text(
    "{name} is no text in UTF-8 (line {line}). Save it as UTF-8 and try again.",
    "{name} n’est pas du texte en UTF-8 (ligne {line}). Enregistrez-le en UTF-8 et réessayez.",
)
