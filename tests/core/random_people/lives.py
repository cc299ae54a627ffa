"""Whole lives: one that dice tell, to its end; the same again from its record, and the smallest part of it that still goes wrong."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.states import Kind, state_of
from tests.core.random_people.chance import Chance, Dice
from tests.core.random_people.doings import github_answers, next_date_comes, oblige, something
from tests.core.random_people.life import Life, Told
from tests.core.random_people.watch import Watch, whole
from tests.core.stories.refusals import STAGES

OBLIGING = 150
"""So many steps lead from anywhere to an end, if everybody does what is waited for."""

AFTER_THE_END = 8
"""So many things happen to a case that has ended: it can be corrected, run again, asked about."""


def begun(stage: str, watch: Watch) -> Life:
    """A life that has come to a stage by the shortest way, and goes on at random."""
    life = Life()
    if stage:
        STAGES[stage](life)
    life.moves.clear()
    life.told.clear()
    watch.begin(life)
    if not stage:
        life.files()
    return life


def lives(life: Life, chance: Chance, steps: int) -> int:
    """A number of random things happen; fewer, if the case has ended: how many did."""
    ended = 0
    for step in range(steps):
        ended = ended + 1 if is_over(life) else 0
        if ended > AFTER_THE_END or life.ended:
            return step
        something(life, chance)
    return steps


def is_over(life: Life) -> bool:
    """Whether the case has an end."""
    return life.ended or life.state == "terminated" or state_of(Kind.OPPORTUNITY, life.state).final


def comes_to_an_end(life: Life, chance: Chance) -> None:
    """From wherever it is, the case comes to an end if each takes the step that is waited for: nobody is stuck, for long or for good."""
    for _ in range(OBLIGING):
        if is_over(life):
            return
        if life.asked:
            github_answers(life, chance)
        elif not oblige(life, chance):
            assert life.deadlines, f"stuck: {life.state}, nobody is next, and no date comes"
            next_date_comes(life, chance)
    raise AssertionError(f"stuck: {life.state}, however much everybody does what is waited for")


def stage_of(seed: int) -> str:
    """Where the life of a seed begins: now and then with a form, else at a stage, so that all of them are lived from."""
    return "" if seed % 3 == 0 else tuple(STAGES)[seed % len(STAGES)]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A life that went wrong: what broke, and all that happened until then."""

    stage: str
    sentence: str
    told: tuple[Told, ...]


def one_life(seed: int, stage: str, steps: int, watch: Watch) -> tuple[int, Wrong | None]:
    """A whole life by the dice: how many steps it had, and what was wrong, if anything was."""
    chance, life, lived = Dice(random.Random(seed)), Life(), 0
    try:
        life = begun(stage, watch)
        lived = lives(life, chance, steps)
        comes_to_an_end(life, chance)
        whole(life)
    except Exception as error:  # noqa: BLE001 - whatever breaks is what is looked for
        return len(life.told), Wrong(stage, _sentence(error), tuple(life.told))
    return lived, None


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, AssertionError) else f"illegal: {type(error).__name__}: {error}"


def again(stage: str, told: Sequence[Told]) -> str:
    """The same life from its record: what is wrong in it, or nothing."""
    try:
        life = begun(stage, Watch()) if stage else _unfiled()
        for one in told:
            life.lives_again(one)
    except Exception as error:  # noqa: BLE001 - as above
        return _sentence(error)
    return ""


def _unfiled() -> Life:
    life = Life()
    Watch().begin(life)
    return life


def smallest(wrong: Wrong) -> Wrong:
    """The same without whatever it also goes wrong without: parts of it by halves, then one after the other."""
    kind = wrong.sentence.partition(" ")[0]
    told = list(wrong.told)
    size = max(len(told) // 2, 1)
    while size:
        told = _without(told, size, lambda rest: again(wrong.stage, rest).startswith(kind))
        size //= 2
    return Wrong(wrong.stage, again(wrong.stage, told) or wrong.sentence, tuple(told))


def _without(told: list[Told], size: int, wrong_still: Callable[[list[Told]], bool]) -> list[Told]:
    start = len(told) - size
    while start > -size:
        rest = [*told[: max(start, 0)], *told[start + size :]]
        told = rest if wrong_still(rest) else told
        start -= size
    return told
