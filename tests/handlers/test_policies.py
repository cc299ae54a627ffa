"""A policy file that is gone for a moment: what a programme has begun goes on by the last valid one, or waits; nothing is swallowed."""

import pytest

from bot.core.facts import instant
from bot.handlers import table
from bot.handlers.desk import Desk
from bot.handlers.policies import PATH
from bot.handlers.route import route
from bot.ports.gateway import FileNow, Unavailable
from bot.ports.store import Message
from bot.store import SqlStore
from demo.opportunity import POLICY
from tests.core.stories.play import KEY, Play
from tests.handlers.office import NOON, Town, keep, labelled, said, told

PLACE = {"repository_id": KEY.repository_id, "issue_id": KEY.issue_id}
RESULT = {"key": "1", "effect": "Provision", "result": {}, "refusal": "403"}
REFUSED = Message("performed/1", "performed", "Provision", PLACE | RESULT, NOON)
ABSENT = [None, FileNow("broken", "roles: [")]


def closing(play: Play) -> Message:
    """The call's closing, due."""
    due = min(one for one in play.deadlines if one.kind == "closing")
    return Message("due/1", "due", "closing", PLACE | {"kind": "closing", "due": instant(due.due)}, due.due)


def messages(play: Play) -> list[Message]:
    """One of each kind from which something follows."""
    return [closing(play), REFUSED, said("noor", "/help"), labelled("farah", "opportunity: paid")]


@pytest.mark.parametrize("file", ABSENT, ids=["no file", "no valid file"])
async def test_known_case_goes_on_by_the_last_valid_policy(desk: Desk, store: SqlStore, town: Town, file: FileNow | None) -> None:
    """A deadline, an effect's result, a command, a label: each has its consequence."""
    play = Play().opened()
    await keep(store, play)
    await desk.policies.in_force(KEY.repository_id, FileNow("blob", POLICY))
    town.files[PATH] = file
    for message in messages(play):
        decision = await table.handle(desk, message, KEY, await store.facts(KEY))
        assert decision.effects, message.id


@pytest.mark.parametrize("file", ABSENT, ids=["no file", "no valid file"])
async def test_known_case_waits_while_no_policy_was_ever_valid(desk: Desk, store: SqlStore, town: Town, file: FileNow | None) -> None:
    """Held, and not taken for GitHub's failure: nobody else waits."""
    play = Play().opened()
    await keep(store, play)
    town.files[PATH] = file
    for message in messages(play):
        with pytest.raises(Unavailable) as held:
            await table.handle(desk, message, KEY, await store.facts(KEY))
        assert held.value.ambiguous, message.id


async def test_application_is_taken_while_the_file_is_gone(desk: Desk, store: SqlStore, town: Town) -> None:
    """The programme has a case, so its repository is served."""
    await keep(store, Play().opened())
    await desk.policies.in_force(KEY.repository_id, FileNow("blob", POLICY))
    town.files[PATH] = None
    assert await route(desk, told("issues", "opened", "stranger", 99, 9900)) is not None


async def test_repository_without_case_and_file_is_not_served(desk: Desk, town: Town) -> None:
    """One look, and dropped."""
    town.files[PATH] = None
    assert await route(desk, told("issues", "opened", "stranger", 99, 9900)) is None
    assert len(town.asked) == 1
