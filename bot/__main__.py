"""`python -m bot`, and the console script `microacq`: the command line of `bot.cli`. Never holds a command itself."""

from bot.cli.program import main

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="microacq")
