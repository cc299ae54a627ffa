"""The `Store` over a database: what is kept, how it is found again, and in which transactions.

Never decides what follows from a message, and never asks GitHub anything.
"""

from bot.store.sql import SqlStore

__all__ = ["SqlStore"]
