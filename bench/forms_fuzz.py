"""How often a hostile answer changes another answer: files forms whose answers try to, and counts. `python -m bench.forms_fuzz [CASES]`.

An override is an accepted body of which any answer differs from what was typed into its box. Prints one line; exit status 1 if any is.
"""

import sys
import time
from collections import Counter
from random import Random

from bot.forms.body import parse_body
from bot.forms.submission import Submission, value_of
from bot.forms.template import PACKAGED, Template, packaged
from tests.forms.hostile import composed, hostile

CASES = 100_000
SEED = 20270630


def outcome(random: Random, template: Template) -> str:
    """Files one form, some of whose answers are hostile, and says what became of it."""
    count = random.choice((1, 1, 1, 2, 3))
    attacked = set(random.sample([field.id for field in template.fields], count))
    answers = {field.id: hostile(random, template) if field.id in attacked else "plain" for field in template.fields}
    found = parse_body(template, composed(template, answers))
    if not isinstance(found, Submission):
        return "refused"
    typed = {field.id: value_of(field, tuple(answers[field.id].split("\n"))) for field in template.fields}
    return "accepted as typed" if dict(found.values) == typed else "overridden"


def main() -> int:
    """Runs the cases, two thirds of them on the short forms."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    random, counts = Random(SEED), Counter[str]()
    began = time.perf_counter()
    for number in range(cases):
        counts[outcome(random, packaged(PACKAGED[number % len(PACKAGED)]))] += 1
    seconds = time.perf_counter() - began
    print(
        f"{cases} forms with hostile answers: {counts['overridden']} overrides, {counts['accepted as typed']} accepted as typed, "
        f"{counts['refused']} refused, {seconds / cases * 1000:.2f} ms each"
    )
    return 1 if counts["overridden"] else 0


if __name__ == "__main__":
    sys.exit(main())
