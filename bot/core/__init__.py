"""What the programme decides: pure functions over frozen data.

Nothing here awaits, reads a clock, throws dice, or touches files or the network; it imports nothing of the shell.
"""
