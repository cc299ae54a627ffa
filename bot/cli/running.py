"""What `serve`, `inbox` and `replay` share: the settings, and a run that ends in one readable message where it can't begin.

Never decides what is read or run.
"""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import click

from bot.settings import CannotStart, Settings, read_settings

T = TypeVar("T")


def settings() -> Settings:
    """The settings, or one readable message that names all that is wrong, and exit status 2."""
    try:
        return read_settings()
    except CannotStart as error:
        _refuse(error)


def run(work: Coroutine[Any, Any, T]) -> T:
    """What the work gives, or one readable message that says what keeps it from starting, and exit status 2."""
    try:
        return asyncio.run(work)
    except CannotStart as error:
        _refuse(error)


def _refuse(error: CannotStart) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(2)
