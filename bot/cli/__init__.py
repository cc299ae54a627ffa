"""The command line, one module a command. A command's module is imported when the command is called, and what it needs inside it.

Never holds a rule of the programme: `core`, `forms` and `policy_file` do; a command reads files, asks them, and prints.
"""
