"""Keys of the policy file, explained at a terminal or as JSON. Never reads a policy."""

import click

from bot.cli.speaking import both, plain, show_json
from bot.core.text import Language, Text
from bot.policy_file.key import SECTION, Key
from bot.policy_file.keys import paths


def explain_one(path: str, key: Key, language: Language, *, as_json: bool) -> None:
    """Everything that can be told of one key."""
    if as_json:
        show_json(_as_json(path, key))
        return
    click.echo(click.style(path, bold=True))
    click.echo(f"  {plain(key.purpose, language)}")
    default = "" if key.kind == SECTION else key.default or NONE[language]
    rows = ((KIND, key.kind[language]), (DEFAULT, default), (EXAMPLE, _example(path, key.example)), (SOURCE, key.source[language]))
    for name, words in rows:
        if words:
            click.echo(f"  {plain(name, language)} {words}")
    within = [other for other, _ in paths() if other.startswith(f"{path}.") and other.count(".") == path.count(".") + 1]
    if within:
        click.echo(f"  {plain(WITHIN, language)} {', '.join(within)}")


def explain_all(language: Language, *, as_json: bool) -> None:
    """Every key with what it is for, in the file's order."""
    if as_json:
        show_json([_as_json(path, key) for path, key in paths()])
        return
    for path, key in paths():
        click.echo(f"{'  ' * path.count('.')}{click.style(path, bold=True)}: {plain(key.purpose, language)}")


def _example(path: str, example: str) -> str:
    return f"{path.rpartition('.')[2]}: {example}" if example else ""


def _as_json(path: str, key: Key) -> dict[str, object]:
    texts = {"purpose": both(key.purpose), "kind": both(key.kind), "source": both(key.source)}
    return {"key": path, **texts, "default": key.default or None, "example": key.example or None}


KIND = Text("Value:", "Valeur :")
DEFAULT = Text("Default:", "Par défaut :")
NONE = Text("none", "aucune")
EXAMPLE = Text("Example:", "Exemple :")
SOURCE = Text("From:", "Source :")
WITHIN = Text("Keys in it:", "Clés qu’elle contient :")
