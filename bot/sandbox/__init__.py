"""A small, stateful and strict GitHub on this machine, to try the bot and to test it.

Everything is in memory and lost at the end. It imports nothing of ours outside this package, so that it
can't agree with the bot by accident.
"""
