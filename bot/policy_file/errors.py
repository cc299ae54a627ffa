"""What reading a policy file gives: a policy with its gaps, or all its errors, each with its line and what would work.

Sentences never repeat what the file holds; `key` does, cut to letters that can speak for nobody.
"""

import re
from dataclasses import dataclass

from bot.core.policy import Policy
from bot.core.text import Text

LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class PolicyError:
    """One error: its line from 1, the key's path (`money.cap`, empty where there is none), and what is wanted there."""

    line: int
    key: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class PolicyErrors:
    """Every error of an invalid file, by line."""

    errors: tuple[PolicyError, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A key without default that is missing: the policy is valid, and publishing is refused until it is there."""

    key: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class Read:
    """A valid file: the policy, and what is still missing."""

    policy: Policy
    gaps: tuple[Gap, ...]


Path = tuple[str | int, ...]
"""Where something stands in the file: keys, and places in lists from 0."""


def key_of(path: Path) -> str:
    """A path as people read it: `roles.finance.users[2]`, places from 1."""
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    return re.sub(r"[^\w.\-\[\]]", "?", words)[:LONGEST_KEY]
