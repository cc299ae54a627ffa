"""Whole lives: a case that begins somewhere, has so many random things happen to it, and then comes to an end in all obedience."""

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.opportunity import Organisation
from bot.core.people import Role
from bot.core.policy import Policy
from bot.core.programme import Programme, Summary
from bot.core.states import Kind, state_of
from bot.core.text import Text
from tests.core.random_people.chance import Chance, Dice
from tests.core.random_people.doings import github_answers, next_date_comes, oblige, something
from tests.core.random_people.life import Life, Told
from tests.core.random_people.watch import Watch, whole
from tests.core.stories.cast import OPPORTUNITY, POLICY, START, TOO_SHORT
from tests.core.stories.refusals import STAGES

OBLIGING = 150
"""So many steps lead from anywhere to an end, if everybody does what is waited for."""

AFTER_THE_END = 8
"""So many things happen to a case that has ended: it can be corrected, run again, asked about."""

ELSEWHERE = replace(OPPORTUNITY, organisation=Organisation.OTHER_BRANCH)
LAST_MONTH = START - timedelta(days=30)
OTHERS = Programme(
    tuple(Summary(number, 1, 11, Text("More", "Plus"), 600_000, "paid", Organisation.OWN_BRANCH, LAST_MONTH) for number in (3, 4))
)
"""Two paid opportunities of the same client: another may be a divided requirement."""

Where = tuple[Policy, Programme]
"""In which department, beside which other cases."""


def begun(stage: str, watch: Watch) -> Life:
    """A life that has come to a stage by the shortest way, or (without a stage) is still to begin."""
    life = Life()
    if stage:
        STAGES[stage](life)
    life.told.clear()
    watch.begin(life)
    return life


def there(life: Life, chance: Chance) -> None:
    """The other cases beside it; a life that has not begun is filed, in this department or another."""
    life.programme = chance.weighed(((3, Programme()), (1, OTHERS)))
    if life.facts:
        return
    life.with_policy(
        labels=chance.weighed(((3, "en"), (1, "fr"))),
        approvals=chance.weighed(((3, POLICY.approvals), (1, (Role.MAINTAINER,)), (1, (Role.PROCUREMENT,)))),
        delivery=replace(POLICY.delivery, access=chance.weighed(((3, "fork"), (1, "invite")))),
        results=chance.weighed(((3, "private"), (1, "public"))),
    )
    life.files(opportunity=chance.weighed(((4, OPPORTUNITY), (1, TOO_SHORT), (1, ELSEWHERE))))


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
    """A life that went wrong: where it was lived, what broke, and all that happened until then."""

    stage: str
    where: Where
    sentence: str
    told: tuple[Told, ...]


def one_life(seed: int, steps: int, watch: Watch) -> tuple[int, Wrong | None]:
    """A whole life by the dice: how many steps it had, and what was wrong, if anything was."""
    chance, stage, life, lived = Dice(random.Random(seed)), stage_of(seed), Life(), 0
    try:
        life = begun(stage, watch)
        there(life, chance)
        lived = lives(life, chance, steps)
        comes_to_an_end(life, chance)
        whole(life)
    except Exception as error:  # noqa: BLE001 - whatever breaks is what is looked for
        return len(life.told), Wrong(stage, (life.policy, life.programme), sentence(error), tuple(life.told))
    return lived, None


def sentence(error: Exception) -> str:
    """What broke, in a sentence that begins with its kind; an error that the core raised is illegal."""
    return str(error) if isinstance(error, AssertionError) and str(error) else f"illegal: {type(error).__name__}: {error}"
