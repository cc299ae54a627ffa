"""Whose a message is: two repositories may have an issue of the same number, and a pull request the id of somebody else's issue."""

import pytest

from bot.handlers.desk import Desk
from bot.handlers.route import route
from bot.house import callables
from bot.store import SqlStore
from tests.core.stories.play import DELIVERY, EVALUATION, KEY, Play
from tests.handlers.office import Town, keep, labelled, said, told


@pytest.mark.parametrize("action", ["opened", "edited", "labeled", "unlabeled"])
@pytest.mark.parametrize("place", [DELIVERY.repository, EVALUATION.repository])
async def test_issue_outside_the_programme_repository_is_nobodys(desk: Desk, store: SqlStore, town: Town, action: str, place: str) -> None:
    """Issue 7 of a delivery repository is not opportunity 7, nor is the evaluation's issue: dropped without a read."""
    await keep(store, Play().delivered())
    issue_id = EVALUATION.issue_id if place == EVALUATION.repository else 6001
    more = {"label": {"name": "opportunity: paid"}, "changes": {"body": {"from": "…"}}}
    assert await route(desk, told("issues", action, "stranger", 7, issue_id, repository=place, **more)) is None
    assert town.asked == []


async def test_commands_in_a_delivery_repository_belong_to_its_case(desk: Desk, store: SqlStore) -> None:
    """`/acceptance` counts there, whatever the thread."""
    await keep(store, Play().delivered())
    found = await route(desk, said("claire", "/acceptance 1 met", 9, 6009, repository=DELIVERY.repository))
    assert found is not None
    assert found.case == KEY


async def test_pull_request_with_the_id_of_an_application_is_nobodys(desk: Desk, store: SqlStore) -> None:
    """GitHub counts pull requests and issues apart: in the programme's repository, a pull request is no delivery."""
    await keep(store, Play().delivered())
    assert await route(desk, told("pull_request", "opened", "stranger", 90, KEY.issue_id)) is None
    found = await route(desk, told("pull_request", "opened", "stranger", 1, KEY.issue_id, repository=DELIVERY.repository))
    assert found is not None
    assert found.case == KEY


async def test_label_on_the_opportunity_belongs_to_its_case(desk: Desk, store: SqlStore) -> None:
    """As ever."""
    await keep(store, Play().delivered())
    found = await route(desk, labelled("farah", "opportunity: paid"))
    assert found is not None
    assert found.case == KEY


async def test_issue_is_read_once_while_it_is_routed_and_handled(desk: Desk, town: Town) -> None:
    """And anew when it is routed again: somebody may have had the case meanwhile."""
    routed, handled = callables(desk)
    opened = told("issues", "opened", "claire", 9, 1009)
    found = await routed(opened)
    assert found is not None
    await handled(opened, found, ())
    assert len(town.asked) == 1
    again = await routed(opened)
    assert again is not None
    assert again.seen is not found.seen
    assert len(town.asked) == 2
