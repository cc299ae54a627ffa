"""How often and how soon what crashed is tried again, and what is said of it. Never decides what to do with GitHub's own refusals."""

import traceback
from datetime import datetime, timedelta

ATTEMPTS = 5
"""Crashes after which a message or an effect is set aside for a person."""

LONGEST_REASON = 300
"""Characters of a reason that are kept and logged."""


def again_at(now: datetime, spent: int) -> datetime:
    """When to try again after so many crashes: 2, 4, 8, 16 seconds later."""
    return now + timedelta(seconds=2**spent)


def reason_of(error: BaseException) -> str:
    """What went wrong and in which line, in one line for the operator."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    words = " ".join(str(error).split())[:LONGEST_REASON].encode(errors="replace").decode()
    return f"{type(error).__name__}{place}: {words}"
