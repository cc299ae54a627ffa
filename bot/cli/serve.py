"""`microacq serve`: the bot. Never imports what only people at a terminal need."""

import click

from bot.cli.program import STATUSES
from bot.cli.running import run, settings

EPILOG = f"""\b
Examples:
  microacq serve
  PORT=9000 LOG_LEVEL=debug microacq serve

{STATUSES}
"""


@click.command(epilog=EPILOG)
def serve() -> None:
    """Runs the bot, by the settings in the environment or in .env.

    Stops on Ctrl-C or SIGTERM, after what is in hand (10 seconds at most).
    """
    known = settings()
    from bot import house

    run(house.serve(known))
