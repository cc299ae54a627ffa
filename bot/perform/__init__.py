"""Effects, performed at GitHub: rendered, signed, looked for before they are sent again, then one gateway call each.

Never decides what is to be done, and never retries: the engine puts an effect off and takes it up again.
"""

from bot.perform.performer import Performer

__all__ = ["Performer"]
