"""Somebody comments where no opportunity is: one answer an issue and hour, only where the bot serves, and no case begins."""

import pytest

from bot.core.decision import Decision
from bot.core.effects import PostComment
from bot.core.evolution import fold
from bot.handlers.desk import Desk
from bot.handlers.policies import PATH
from bot.handlers.route import route
from bot.handlers.table import handle
from bot.ports.store import Message
from bot.store import SqlStore
from tests.core.stories.play import EVALUATION, Play
from tests.engine.world import FakeClock
from tests.handlers.office import Town, keep, said


async def follows(desk: Desk, message: Message) -> Decision | None:
    """What is decided about a message; none if it is dropped before."""
    found = await route(desk, message)
    return await handle(desk, message, found.case, ()) if found else None


def asks(words: str = "/help", login: str = "stranger", number: int = 40) -> Message:
    """A comment on an issue of nobody's."""
    return said(login, words, number, 4000 + number)


def answers(decision: Decision | None) -> list[str]:
    """The names of what is said."""
    effects = decision.effects if decision else ()
    return [one.comment.name for one in effects if isinstance(one, PostComment)]


@pytest.mark.parametrize("words", ["/help", "/pourquoi", "/vet"])
async def test_stranger_asks_where_no_opportunity_is(desk: Desk, words: str) -> None:
    """Shown the way on that issue; nothing is recorded."""
    decision = await follows(desk, asks(words))
    assert answers(decision) == ["lost"]
    assert decision is not None
    assert decision.facts == ()
    (effect,) = decision.effects
    assert isinstance(effect, PostComment)
    assert effect.target.number == 40


async def test_stranger_talks_where_no_opportunity_is(desk: Desk, town: Town) -> None:
    """Silence without a command, and not even a look."""
    assert await follows(desk, asks("Hello there.")) is None
    assert town.asked == []


async def test_the_way_is_shown_once_an_hour(desk: Desk, town: Town) -> None:
    """Whoever asks again; the same message gets its answer however often it is handled; another issue has its own."""
    first = asks()
    assert answers(await follows(desk, first)) == ["lost"]
    assert answers(await follows(desk, first)) == ["lost"]
    looks = len(town.asked)
    assert answers(await follows(desk, asks("/why", "noor"))) == []
    assert len(town.asked) == looks
    assert answers(await follows(desk, asks("/why", "noor", number=41))) == ["lost"]
    assert isinstance(desk.clock, FakeClock)
    desk.clock.advance(hours=1)
    assert answers(await follows(desk, asks("/why", "noor"))) == ["lost"]


async def test_no_way_is_shown_where_the_bot_does_not_serve(desk: Desk, town: Town) -> None:
    """A repository without a policy; and another try is not counted against it."""
    policy = town.files.pop(PATH)
    assert answers(await follows(desk, asks())) == []
    town.files[PATH] = policy
    assert answers(await follows(desk, asks("/why"))) == ["lost"]


async def test_no_way_is_shown_on_a_pull_request_or_to_a_bot(desk: Desk, town: Town) -> None:
    """Nor in the evaluation's repository, on an issue that is not the evaluation's."""
    assert await follows(desk, said("stranger", "/help", 40, 4040, thread={"pull_request": {}})) is None
    assert await follows(desk, asks(login="other[bot]")) is None
    town.files.clear()
    assert answers(await follows(desk, said("stranger", "/help", 40, 4040, repository=EVALUATION.repository))) == []


async def test_help_on_an_opportunity_is_its_own(desk: Desk, store: SqlStore) -> None:
    """Where there is one, its case answers."""
    play = Play().vetted()
    await keep(store, play)
    message = said("samuel", "/help")
    found = await route(desk, message)
    assert found is not None
    assert fold(play.facts) is not None
    assert answers(await handle(desk, message, found.case, play.facts)) == ["help"]
