"""Nothing lost, nothing doubled: what is accepted is decided once, and what is decided is done once.

Knows neither GitHub's words nor the programme's: `route`, `handle` and `perform` are given to it.
"""

from bot.engine.catch_up import Missed, catch_up, keep_catching_up
from bot.engine.run import Engine
from bot.engine.work import Handle, Perform, Route, Routed

__all__ = ["Engine", "Handle", "Missed", "Perform", "Route", "Routed", "catch_up", "keep_catching_up"]
