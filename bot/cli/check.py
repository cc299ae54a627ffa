"""`microacq check`: what the bot would say of an opportunity, before it is filed. Sends nothing anywhere, and writes no file."""

import sys
from datetime import datetime

import click

from bot.cli.program import STATUSES
from bot.cli.speaking import json_option, lang_option, read_file
from bot.core.text import Language

EPILOG = f"""\b
Examples:
  microacq check need.md
  microacq check need.en.md need.fr.md
  microacq check --json --today 2027-06-14 need.md | jq '.findings[] | select(.met | not)'
  gh issue view 12 --json body --jq .body | microacq check -

{STATUSES}
"""


@click.command(epilog=EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE [OTHER_LANGUAGE]")
@click.option(
    "--policy", "policy_file", metavar="FILE", help="The programme's rules; default: .github/micro-acquisition.yml if it is here."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to count from; default: today in the policy's time zone.")
@json_option
@lang_option
def check(*, files: tuple[str, ...], policy_file: str | None, today: datetime | None, as_json: bool, lang: Language) -> None:
    """Holds an opportunity against every check that the bot makes.

    FILE is the text of an issue filed with the form, or a page with keys at its head and sections; two pages are one opportunity in both
    languages. `-` reads standard input. One line a finding, the worst first; exit status 1 where something must be corrected, 2 where the
    text can't be read.
    """
    from bot.cli.checking import check_texts
    from bot.cli.department import day_there, department
    from bot.cli.showing import check_as_json, check_as_lines

    if len(files) > len(("en", "fr")):
        raise click.UsageError("Give one file, or two pages of one opportunity: one in English, one in French.")
    policy = department(policy_file, lang)
    day = day_there(policy, today)
    checked = check_texts(tuple((name, read_file(name, lang)) for name in files), policy, day)
    show = check_as_json if as_json else check_as_lines
    show(checked, day, lang)
    sys.exit(checked.status)
