"""Stories of another branch's budget: it is transferred, or its risk is carried, before the call opens."""

from dataclasses import replace

import pytest

from bot.core.opportunity import Organisation
from tests.core.stories.play import OPPORTUNITY, Play, reasons

OTHER_BRANCH = replace(OPPORTUNITY, organisation=Organisation.OTHER_BRANCH)


def funded(play: Play) -> Play:
    """Another branch's opportunity, all but published."""
    play.files(opportunity=OTHER_BRANCH)
    for login, words in (("mathieu", "/vet"), ("priya", "/vet"), ("samuel", "/commit"), ("farah", "/reserve 45 7345.00")):
        play.says(login, words)
    assert play.state == "funds_reserved"
    return play


def test_another_branchs_request_carries_the_flag(play: Play) -> None:
    """From filing on; finance is asked for it when it is asked for the reservation."""
    play.files(opportunity=OTHER_BRANCH)
    assert play.seen[7][-1] == "flag: budget transfer"
    play.says("mathieu", "/vet")
    play.says("priya", "/vet")
    assert play.says("samuel", "/commit")[0].fields["transfer"] is True


def test_own_branch_needs_none(play: Play) -> None:
    """No flag, and a sentence for whoever records one."""
    play.files()
    assert "no budget to transfer" in reasons(play.says("farah", "/transfer started"))
    assert play.case.flags == frozenset()


def test_another_department_does_not_meet_the_criteria(play: Play) -> None:
    """Unless the policy takes it in: then it is asked for no transfer, which is between branches."""
    elsewhere = replace(OPPORTUNITY, organisation=Organisation.OTHER_DEPARTMENT)
    play.files(opportunity=elsewhere)
    assert "organisation" in reasons(play.says("mathieu", "/vet"))
    play.with_policy(other_departments=True)
    assert play.says("mathieu", "/vet")[0].name == "approved"
    assert play.case.flags == frozenset()


@pytest.mark.parametrize("step", ["started", "risk", "done"])
def test_opening_waits_until_the_transfer_is_known(play: Play, step: str) -> None:
    """Each of the three lets the call open; only when it is done does the flag come down."""
    funded(play)
    assert "/transfer started" in reasons(play.says("mathieu", "/publish"))
    said = play.says("farah", f"/transfer {step}")
    assert (said[0].name, said[0].fields["before_opening"]) == ("transfer", True)
    assert play.says("mathieu", "/publish")[0].name == "published"
    assert ("budget_transfer" in play.case.flags) == (step != "done")


def test_transfer_is_done_after_opening(play: Play) -> None:
    """The flag comes down then; no step is recorded twice, and none after the end."""
    funded(play)
    play.says("farah", "/transfert risque")
    assert "recorded already" in reasons(play.says("farah", "/transfer risk"))
    play.says("mathieu", "/publish")
    assert play.says("farah", "/transfert terminé")[0].fields["before_opening"] is False
    assert play.seen[7] == ("opportunity", "opportunity: open")
    assert "recorded as done" in reasons(play.says("farah", "/transfer started"))


def test_client_moves_to_the_own_branch(play: Play) -> None:
    """An edit lowers the flag; back again raises it, unless the money came meanwhile."""
    play.files(opportunity=OTHER_BRANCH)
    play.edits(OPPORTUNITY)
    assert play.case.flags == frozenset()
    play.edits(OTHER_BRANCH, "body-3")
    assert play.case.flags == {"budget_transfer"}
    play.says("farah", "/transfer done")
    play.edits(replace(OTHER_BRANCH, price=600_000), "body-4")
    assert play.case.flags == frozenset()
