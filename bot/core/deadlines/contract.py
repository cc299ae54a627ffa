"""What falls due while the work is under way and assessed. Never decides what follows (`rules` do)."""

from collections.abc import Iterable

from bot.core.case import Case
from bot.core.decision import Deadline
from bot.core.policy import Policy


def deadlines(_case: Case, _policy: Policy) -> Iterable[Deadline]:
    """None yet."""
    return ()
