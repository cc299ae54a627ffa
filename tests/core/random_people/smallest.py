"""A life that went wrong, made smaller: the same things happen again without those that it also goes wrong without.

Never plays dice: what happened is on record, and is lived again in the same order.
"""

import random
from collections.abc import Callable, Sequence

from bot.core.commands import Command
from bot.core.events import Commented, Due, Labeled, Performed, PullRequest, Unlabeled
from tests.core.random_people.chance import Dice
from tests.core.random_people.life import Told
from tests.core.random_people.lives import Where, Wrong, begun, comes_to_an_end, sentence
from tests.core.random_people.watch import Watch, whole


def again(stage: str, where: Where, told: Sequence[Told]) -> str:
    """The same life from its record, and to its end: what is wrong in it, or nothing."""
    try:
        life = begun(stage, Watch())
        life.policy, life.programme = where
        for one in told:
            life.lives_again(one)
        if life.so_far is not None:
            comes_to_an_end(life, Dice(random.Random(0)))
            whole(life)
    except Exception as error:  # noqa: BLE001 - whatever breaks is what is looked for
        return sentence(error)
    return ""


def smallest(wrong: Wrong) -> Wrong:
    """The same without whatever it also goes wrong without, in the same way: parts of it by halves, then one after the other."""
    kind, told = wrong.sentence[:ALIKE], list(wrong.told)
    size = max(len(told) // 2, 1)
    while size:
        told = _without(told, size, lambda rest: again(wrong.stage, wrong.where, rest).startswith(kind))
        size //= 2
    return Wrong(wrong.stage, wrong.where, again(wrong.stage, wrong.where, told) or wrong.sentence, tuple(told))


ALIKE = 24
"""So many letters of a sentence say what kind of wrong it is."""


def _without(told: list[Told], size: int, wrong_still: Callable[[list[Told]], bool]) -> list[Told]:
    start = len(told) - size
    while start > -size:
        rest = [*told[: max(start, 0)], *told[start + size :]]
        told = rest if wrong_still(rest) else told
        start -= size
    return told


def in_words(wrong: Wrong) -> str:
    """The story, a line for each thing that happened."""
    begins = f"from the stage “{wrong.stage}”" if wrong.stage else "from its form"
    return "\n".join((f"{wrong.sentence}\n  ({begins})", *map(_line, wrong.told)))


def _line(told: Told) -> str:
    what = told.what
    who = "" if isinstance(what, Due | Performed) else f"{what.actor.login} on {what.subject.place.value} #{what.subject.target.number}"
    return f"  {told.now:%Y-%m-%d %H:%M:%S} {type(what).__name__} {who} {_detail(told)}".rstrip()


def _detail(told: Told) -> str:
    match told.what:
        case Commented() as what:
            return "; ".join(f"{one.name} {dict(one.arguments) if isinstance(one, Command) else '(misread)'}" for one in what.commands)
        case Due() as what:
            return f"{what.kind} {what.due}"
        case Performed() as what:
            return f"{what.effect} {what.refusal or ''}"
        case Labeled() | Unlabeled() as what:
            return what.label
        case PullRequest() as what:
            return f"{what.action} {what.head}"
        case _:
            return ""
