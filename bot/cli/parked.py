"""`microacq inbox` and `microacq replay`: what was set aside for a person. Never takes anything up by itself."""

import json

import click

from bot.cli.program import STATUSES
from bot.cli.running import run, settings

INBOX = f"""\b
Examples:
  microacq inbox
  microacq inbox --json | jq -r '.[].id'

{STATUSES}
"""

REPLAY = f"""\b
Example:
  microacq replay 4f1c2d70-0f5e-11ee-9d3b-6f7c2a1b0e55

{STATUSES}
"""


@click.command(epilog=INBOX)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def inbox(*, as_json: bool) -> None:
    """Lists what was set aside for a person: messages and effects, each with its id and the reason."""
    known = settings()
    from bot import house

    waiting = run(house.parked(known))
    if as_json:
        rows = [{"at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}", "what": one.what, "id": one.id, "reason": one.reason} for one in waiting]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in waiting:
        click.echo(f"{one.at:%Y-%m-%d %H:%M:%S}Z  {one.what:8} {one.id}  {one.reason}")
    if not waiting:
        click.echo("Nothing is set aside.")


@click.command(epilog=REPLAY)
@click.argument("parked_id")
def replay(parked_id: str) -> None:
    """Takes a parked message or effect up again, by its id (`microacq inbox` lists them)."""
    known = settings()
    from bot import house

    if not run(house.replay(known, parked_id)):
        raise click.ClickException(f"Nothing is parked under {parked_id!r}; `microacq inbox` lists what is.")
