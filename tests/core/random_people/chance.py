"""Where random people take their choices from: dice with a seed, or hypothesis. Never knows what is chosen.

Options stand with the plainest first, so that a story that hypothesis makes smaller becomes plainer, too.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")
Weighed = Sequence[tuple[int, T]]


class Chance(Protocol):
    """A source of choices."""

    def one_of(self, options: Sequence[T]) -> T:
        """One of several, each as likely."""

    def weighed(self, options: Weighed[T]) -> T:
        """One of several, each as likely as its weight says."""

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""

    def once_in(self, times: int) -> bool:
        """True once in so many times."""


@dataclass(slots=True)
class Dice:
    """Dice with a seed: the same choices in every run."""

    dice: random.Random

    def one_of(self, options: Sequence[T]) -> T:
        """One of several, each as likely."""
        return self.dice.choice(options)

    def weighed(self, options: Weighed[T]) -> T:
        """One of several, each as likely as its weight says."""
        return self.dice.choices([one for _, one in options], [weight for weight, _ in options])[0]

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.dice.randint(low, high)

    def once_in(self, times: int) -> bool:
        """True once in so many times."""
        return self.dice.randrange(times) == 0
