"""Counts what GitHub would still act on when the bot repeats hostile words: `python -m bench.neutralise [--count 20000] [--seed 1]`."""

import argparse
import sys
import time
from collections import Counter

from bench.hostile import CORPUS, mixtures
from bench.oracle import acts_on
from bot.core.text import Language
from bot.render.values import Dress, Words


def shown_ways(words: str, language: Language) -> tuple[str, str, str]:
    """Every way in which a template can show words: in a line, as a quote, as a code span in a table."""
    value = Words(words, Dress(language, 20_000))
    return (
        f"The bot writes {value} here.",
        f"Somebody wrote:\n\n{value.as_block()}\n\nThe bot.",
        f"| a | b |\n|---|---|\n| {value.as_code()} | x |",
    )


def main() -> None:
    """Prints the counts; the exit status is 1 when any is not 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="mixtures of hostile words")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    count, seed = asked.count, asked.seed
    began, totals, ways = time.perf_counter(), Counter[str](), 0
    for number, words in enumerate([*CORPUS, *mixtures(count, seed)]):
        in_line, quote, cell = shown_ways(words, "fr" if number % 2 else "en")
        for markdown, allowed in ((in_line, ()), (quote, ()), (cell, ("table_open", "code_inline"))):
            totals.update(acts_on(markdown, allowed))
            ways += 1
    seconds = time.perf_counter() - began
    print(f"{len(CORPUS) + count} hostile texts shown in {ways} ways ({seconds:.1f} s, seed {seed})")
    for kind in ("mentions", "references", "closing", "links", "images", "html", "structure", "unseen"):
        print(f"  {kind}: {totals[kind]}")
    sys.exit(1 if any(totals.values()) else 0)


if __name__ == "__main__":
    main()
