"""The command line. What a command needs is imported by that command, so that each starts fast; `house.py` builds what runs."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import click

from bot import __version__
from bot.settings import CannotStart, Settings, read_settings

T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="microacq")
def main() -> None:
    """Runs micro-acquisition on GitHub: from an opportunity's form to its payment."""


@main.command()
def serve() -> None:
    """Runs the bot, by the settings in the environment or in .env.

    Stops on Ctrl-C or SIGTERM, after what is in hand (10 seconds at most).
    """
    settings = _settings()
    from bot import house

    _run(house.serve(settings))


@main.command()
def inbox() -> None:
    """Lists what was set aside for a person: messages and effects, each with its id and the reason."""
    settings = _settings()
    from bot import house

    waiting = _run(house.parked(settings))
    for one in waiting:
        click.echo(f"{one.at:%Y-%m-%d %H:%M:%S}Z  {one.what:8} {one.id}  {one.reason}")
    if not waiting:
        click.echo("Nothing is set aside.")


@main.command()
@click.argument("parked_id")
def replay(parked_id: str) -> None:
    """Takes a parked message or effect up again, by its id (`microacq inbox` lists them)."""
    settings = _settings()
    from bot import house

    if not _run(house.replay(settings, parked_id)):
        raise click.ClickException(f"Nothing is parked under {parked_id!r}; `microacq inbox` lists what is.")


def _settings() -> Settings:
    """The settings, or one readable message that names all that is wrong, and exit status 2."""
    try:
        return read_settings()
    except CannotStart as error:
        _refuse(error)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """What the work gives, or one readable message that says what keeps it from starting, and exit status 2."""
    try:
        return asyncio.run(work)
    except CannotStart as error:
        _refuse(error)


def _refuse(error: CannotStart) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
