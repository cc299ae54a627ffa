"""By which policy a command works: the file that is named, the one of this folder, or the defaults; and which day it is there.

Never falls back on the defaults where a file is there and can't be read: that would check by another department's rules.
"""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.speaking import plain, read_file, refuse
from bot.core.policy import Policy
from bot.core.text import Language, Text
from bot.policy_file import PolicyErrors, read_policy

USUAL = Path(".github/micro-acquisition.yml")


def department(file: str | None, language: Language) -> Policy:
    """The policy in force here. Of a file with errors, each is told with its line, and nothing else is done."""
    name = file or (str(USUAL) if USUAL.is_file() else None)
    if name is None:
        return Policy()
    read = read_policy(read_file(name, language))
    if isinstance(read, PolicyErrors):
        for error in read.errors:
            click.echo(f"{name}:{error.line}: {error.key}: {plain(error.sentence, language)}", err=True)
        refuse(POLICY_ERRORS.format(name=name), language)
    return read.policy


def day_there(policy: Policy, given: datetime | None) -> date:
    """The day that was given, else today in the policy's zone."""
    return given.date() if given else datetime.now(ZoneInfo(policy.time_zone)).date()


POLICY_ERRORS = Text(
    "{name} has mistakes; correct them first, or give another file with --policy.",
    "{name} contient des erreurs; corrigez-les d’abord, ou donnez un autre fichier avec --policy.",
)
