"""Everything goes wrong at random: nothing is lost and nothing is doubled at GitHub (R6)."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from bot.core.effects import Effect, KeepNotice, OpenIssue
from bot.ports.gateway import Unavailable
from tests.perform.conftest import Desk, keep, marker, post, unreadable

WEATHER = ["apply then fail"] * 4 + [None] * 12


def effects(number: int) -> list[Effect]:
    """One of each kind that could be doubled."""
    return [
        post(f"{number}/0"),
        keep(f"{number}/1", f"version {number}"),
        OpenIssue(f"{number}/2", "esdc/evaluation", f"Evaluation {number}", unreadable()),
        KeepNotice(f"{number}/3", "esdc/micro", "policy", "The policy", unreadable(f"line {number}")),
    ]


async def weathered(desk: Desk, effect: Effect, dice: random.Random) -> None:
    """Performs an effect to its end; in one case of five the process dies after it, before anybody knows."""
    attempts = 0
    while True:
        try:
            await desk.until_done(effect, attempts)
        finally:
            desk.github.now += timedelta(seconds=dice.randint(0, 3))
        if dice.random() < 0.8:
            return
        desk.restart()
        attempts += 1


@pytest.mark.parametrize("seed", range(40))
async def test_nothing_is_lost_and_nothing_is_doubled(desk: Desk, seed: int) -> None:
    """One write in five is applied and answered by 502, one in ten times out, GitHub shows what it took up to 8 s late, processes die."""
    dice = random.Random(seed)
    desk.github.lag = timedelta(seconds=dice.randint(0, 8))
    faults = [dice.choice([*WEATHER, Unavailable("timeout", ambiguous=True), Unavailable("limit")]) for _ in range(400)]
    desk.github.faults = list(faults)
    for number in range(6):
        for effect in effects(number):
            await weathered(desk, effect, dice)
    assert desk.github.faults != faults
    keys = Counter(marker(body).key for body in desk.github.bodies(5))
    assert keys == {**{f"{number}/0": 1 for number in range(6)}, "5/1": 1}
    titles = Counter(issue["title"] for issue in desk.github.issues.values())
    assert titles == {**{f"Evaluation {number}": 1 for number in range(6)}, "The policy": 1}
    assert any("line 5" in issue["body"] for issue in desk.github.issues.values())
