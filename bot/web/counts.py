"""How many deliveries came, by what became of them, since the start. Never kept on disk."""

from collections import Counter

OUTCOMES = ("kept", "known", "dropped", "pong", "refused")


class Counts:
    """Counters of this process."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, outcome: str) -> None:
        """One more."""
        self._counts[outcome] += 1

    def items(self) -> tuple[tuple[str, int], ...]:
        """Every outcome with its count, in a fixed order."""
        return tuple((outcome, self._counts[outcome]) for outcome in OUTCOMES)
