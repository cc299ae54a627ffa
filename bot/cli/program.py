"""The program `microacq`: its commands by name, each imported only when it is called or listed, so that `serve` starts fast.

Exit statuses, of every command: 0 done, and nothing to mend; 1 something is not as it should be, and was named; 2 the command can't do
its work (a wrong option, a file that can't be read, a setting that is missing). Never does a command's work.
"""

import os
from difflib import get_close_matches
from importlib import import_module

import click

from bot import __version__

COMMANDS = {
    "check": "bot.cli.check",
    "completion": "bot.cli.completion",
    "fit": "bot.cli.fit",
    "inbox": "bot.cli.parked",
    "new": "bot.cli.new",
    "policy": "bot.cli.policy",
    "replay": "bot.cli.parked",
    "serve": "bot.cli.serve",
}
"""Command → the module that holds a click command of that name."""

STATUSES = """\b
Exit status:
  0  done; nothing to mend
  1  something is not as it should be, and is named
  2  the command can't do its work: an option, a file or a setting is wrong
"""


class Program(click.Group):
    """A group whose commands are imported when they are wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in order."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; none if there is no such command."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; where there is none, the nearest names are offered (click knows only those imported)."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(args[0], possibilities=get_close_matches(args[0], COMMANDS), ctx=ctx) from error


EPILOG = f"""\b
Examples:
  microacq fit                         does my need fit micro-acquisition?
  microacq new --output need.md        write an opportunity, question by question
  microacq check need.md               what would the bot say of it?
  microacq policy check                is our policy file right?
  microacq serve                       run the bot
  microacq completion bash >> ~/.bashrc

{STATUSES}

Colour is left out where the output is no terminal, and where NO_COLOR is set.
"""


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, prog_name="microacq")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Runs micro-acquisition on GitHub: from an opportunity's form to its payment.

    `fit`, `new` and `check` need no account and send nothing anywhere: they are for people who look before they file.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
