"""Commands: the table, and the parser that finds them in a comment.

    commands = parse_commands(body)      # in the order in which they stand; never raises
    row = BY_NAME[commands[0].name]      # who may, where it counts, what it does

`arguments.py` reads what follows a command, `operands.py` names it, `table.py` holds the table, `speech.py` finds the lines that speak,
`tongue.py` tells a language where a word does not, `parse.py` puts them together.
Whether a person may use a command here and now is decided in `rules`, not here.
"""

from bot.core.commands.arguments import Value, Values
from bot.core.commands.parse import MOST, Command, Misread, parse_commands
from bot.core.commands.table import BY_NAME, COMMANDS, CommandRow, command_table_markdown

__all__ = ["BY_NAME", "COMMANDS", "MOST", "Command", "CommandRow", "Misread", "Value", "Values", "command_table_markdown", "parse_commands"]
