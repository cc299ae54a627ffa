"""Random people play cases for thousands of steps: `python -m bench.random_people [--cases N] [--steps N] [--seed N]`.

Prints how many steps there were, which states and edges were reached, and what was illegal, stuck, doubled, early or otherwise wrong, each
with its seed and its smallest story. Ends with 1 if anything was, or if an edge of the tables was not travelled. Never asks a network.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from bot.core.corrections import CORRECTIONS
from bot.core.states import MOVES, OPPORTUNITY_STATES, Kind
from tests.core.random_people.lives import Wrong, one_life
from tests.core.random_people.smallest import in_words, smallest
from tests.core.random_people.watch import Watch

KINDS = ("illegal", "stuck", "doubled", "early", "wrong", "not honest")
TOLD = 5
"""So many wrong stories are made small and told whole; of the others, the seed."""


@dataclass(slots=True)
class Seen:
    """What some lives have shown."""

    steps: int = 0
    events: int = 0
    states: Counter[str] = field(default_factory=Counter)
    edges: Counter[str] = field(default_factory=Counter)
    wrong: dict[int, Wrong] = field(default_factory=dict)


def every_edge() -> set[str]:
    """The edges of both tables, and the corrections."""
    moves = {f"{kind.value}: {move.source or 'filed'} → {move.target}" for kind in Kind for move in MOVES[kind]}
    return moves | {f"correction: {one.source} → {one.target}" for one in CORRECTIONS}


def live(seed: int, steps: int) -> tuple[int, int, Watch, Wrong | None]:
    """The life of one seed: its steps, its decisions, what was seen, what was wrong."""
    watch = Watch()
    lived, wrong = one_life(seed, steps, watch)
    return seed, lived, Watch(states=watch.states, edges=watch.edges), wrong


def gathered(lives: Iterable[tuple[int, int, Watch, Wrong | None]]) -> Seen:
    """All lives together."""
    seen = Seen()
    for seed, lived, watch, wrong in lives:
        seen.steps += lived
        seen.events += sum(watch.states.values())
        seen.states += watch.states
        seen.edges += watch.edges
        if wrong:
            seen.wrong[seed] = wrong
    return seen


def printed(seen: Seen, seconds: float) -> bool:
    """Prints it: whether all was well."""
    missing = sorted(every_edge() - set(seen.edges))
    states = {state.id for state in OPPORTUNITY_STATES}
    print(f"{seen.steps} random steps, {seen.events} decisions with the orderly ends, in {seconds:.0f} s")
    print(f"states reached: {len(states & set(seen.states))} of {len(states)}")
    print(
        f"edges travelled: {len(set(seen.edges) & every_edge())} of {len(every_edge())}{', not: ' if missing else ''}{'; '.join(missing)}"
    )
    counts = Counter(next((kind for kind in KINDS if one.sentence.startswith(kind)), "illegal") for one in seen.wrong.values())
    print(", ".join(f"{kind} {counts[kind]}" for kind in KINDS))
    for number, (seed, wrong) in enumerate(seen.wrong.items()):
        print(f"\nseed {seed}: {in_words(smallest(wrong)) if number < TOLD else wrong.sentence}")
    return not (missing or seen.wrong)


def main() -> None:
    """Plays, prints, and ends with 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=600)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    last = asked.seed + asked.cases - 1
    print(f"seeds {asked.seed} to {last}, {asked.steps} steps each at most")
    begun = time.monotonic()
    with ProcessPoolExecutor() as pool:
        seen = gathered(pool.map(partial(live, steps=asked.steps), range(asked.seed, last + 1), chunksize=5))
    sys.exit(0 if printed(seen, time.monotonic() - begun) else 1)


if __name__ == "__main__":
    main()
