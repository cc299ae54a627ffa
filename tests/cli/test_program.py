"""The program as a whole: help with examples and statuses, completion in three shells, and a fast start."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from bot.cli.program import COMMANDS, main


def commands() -> dict[str, click.Command]:
    """Every command by its words, those within groups too."""
    with click.Context(main) as context:
        top = {name: main.get_command(context, name) for name in COMMANDS}
    found = {name: command for name, command in top.items() if command}
    inner = {
        f"{name} {one}": part for name, group in found.items() if isinstance(group, click.Group) for one, part in group.commands.items()
    }
    return {name: command for name, command in {**found, **inner}.items() if not isinstance(command, click.Group)}


@pytest.mark.parametrize("name", commands())
def test_every_command_helps_with_examples(name: str) -> None:
    """Exit status 0, and a line that can be copied."""
    result = CliRunner().invoke(main, (*name.split(), "--help"))
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"microacq {name}" in result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_operator_gets_completion(shell: str) -> None:
    """A script that asks this program."""
    result = CliRunner().invoke(main, ("completion", shell))
    assert result.exit_code == 0
    assert "_MICROACQ_COMPLETE" in result.stdout


def test_slip_in_a_command_is_answered_with_the_nearest() -> None:
    """Exit status 2."""
    result = CliRunner().invoke(main, ("chek",))
    assert result.exit_code == 2
    assert "Did you mean" in result.stderr


def test_program_starts_without_what_only_some_commands_need() -> None:
    """Neither another command nor a library of an operator's or a client's is imported before it is wanted."""
    code = (
        "import sys; from bot.cli import program, serve; "
        "heavy = {'rich', 'github', 'yaml', 'holidays', 'jinja2', 'bot.forms', 'bot.policy_file', 'bot.cli.new', 'bot.cli.check'}; "
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=30, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
