"""`microacq policy`: the policy file before it is on the default branch. Never writes a file, and never says who holds a role."""

import sys

import click

from bot.cli.program import STATUSES
from bot.cli.speaking import both, json_option, lang_option, plain, read_file, refuse, show_json
from bot.core.text import Language, Text

USUAL = ".github/micro-acquisition.yml"

CHECK = f"""\b
Examples:
  microacq policy check
  microacq policy check draft.yml --lang fr
  microacq policy check --json draft.yml | jq '.errors[].line'

{STATUSES}
"""

SCHEMA = """\b
Examples:
  microacq policy schema > micro-acquisition.schema.json
  # then, on the first line of the policy file, for editors with the YAML language server:
  # yaml-language-server: $schema=../micro-acquisition.schema.json
"""

EXPLAIN = f"""\b
Examples:
  microacq policy explain dates.invoice
  microacq policy explain money.tax --lang fr
  microacq policy explain            (lists every key)

{STATUSES}
"""


@click.group()
def policy() -> None:
    """Checks and explains a programme's policy file."""


@policy.command(epilog=CHECK)
@click.argument("file", default=USUAL)
@json_option
@lang_option
def check(*, file: str, as_json: bool, lang: Language) -> None:
    """Names every mistake of FILE with its line and what would work, as the bot's issue does.

    Without FILE: .github/micro-acquisition.yml. What is missing before anything can be published is told too, and is no mistake.
    """
    from bot.policy_file import PolicyErrors, read_policy

    found = read_policy(read_file(file, lang))
    errors = found.errors if isinstance(found, PolicyErrors) else ()
    gaps = () if isinstance(found, PolicyErrors) else found.gaps
    if as_json:
        show_json(
            {
                "file": file,
                "errors": [{"line": one.line, "key": one.key, "sentence": both(one.sentence)} for one in errors],
                "gaps": [{"key": one.key, "sentence": both(one.sentence)} for one in gaps],
            }
        )
        sys.exit(int(bool(errors)))
    for error in errors:
        key = f"{click.style(error.key, bold=True)}: " if error.key else ""
        click.echo(f"{file}:{error.line}: {key}{plain(error.sentence, lang)}")
    for gap in gaps:
        click.echo(f"{click.style('!', fg='yellow')} {plain(gap.sentence, lang)} {plain(BEFORE_PUBLISHING, lang)}")
    click.echo(plain(_summary(file, len(errors), len(gaps)), lang))
    sys.exit(int(bool(errors)))


def _summary(file: str, errors: int, gaps: int) -> Text:
    if errors:
        return WRONG.format(file=file, number=errors)
    return INCOMPLETE.format(file=file, number=gaps) if gaps else RIGHT.format(file=file)


@policy.command(epilog=SCHEMA)
def schema() -> None:
    """Prints the file's JSON Schema, with which editors check and complete as one types. Descriptions are in both languages."""
    from bot.policy_file.schema import policy_schema

    show_json(policy_schema())


@policy.command(epilog=EXPLAIN)
@click.argument("key", required=False)
@json_option
@lang_option
def explain(*, key: str | None, as_json: bool, lang: Language) -> None:
    """Says what KEY is for, which values it takes, its default, an example, and where the rule comes from.

    A key is written as the mistakes name it: `dates.invoice`, `money.tax[1].rate`. Without KEY, all are listed.
    """
    from bot.cli.explaining import explain_all, explain_one
    from bot.policy_file.keys import explained, nearest

    if key is None:
        explain_all(lang, as_json=as_json)
        return
    found = explained(key)
    if found is None:
        near = ", ".join(nearest(key))
        refuse(PERHAPS.format(near=near) if near else NO_KEY, lang)
    explain_one(key, found, lang, as_json=as_json)


BEFORE_PUBLISHING = Text("Needed before anything is published.", "Il le faut avant toute publication.")
RIGHT = Text("{file}: all is well.", "{file} : tout est en ordre.")
INCOMPLETE = Text("{file}: no mistake; still missing: {number}.", "{file} : aucune erreur; il manque encore : {number}.")
WRONG = Text("{file}: mistakes: {number}.", "{file} : erreurs : {number}.")
PERHAPS = Text(
    "There is no such key. Did you mean one of these: {near}?", "Cette clé n’existe pas. Vouliez-vous dire l’une de celles-ci : {near}?"
)
NO_KEY = Text(
    "There is no such key. `microacq policy explain` lists all of them.",
    "Cette clé n’existe pas. `microacq policy explain` les énumère toutes.",
)
