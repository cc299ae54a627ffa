"""`microacq completion SHELL`: what a shell needs to complete commands, options and file names. Never writes a file itself."""

import click

EPILOG = """\b
Examples:
  microacq completion bash >> ~/.bashrc
  microacq completion zsh >> ~/.zshrc
  microacq completion fish > ~/.config/fish/completions/microacq.fish
"""


@click.command(epilog=EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Prints the script with which SHELL completes this program's commands and options."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(ctx.find_root().command, {}, "microacq", "_MICROACQ_COMPLETE").source())
