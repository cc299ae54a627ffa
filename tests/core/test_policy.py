"""The policy's data: who holds a role, and the defaults that fit the pilot."""

import pytest

from bot.core.policy import Holders, Policy


@pytest.mark.parametrize(
    "holders", [Holders(users=(1,)), Holders(teams=("org/team",)), Holders(permission="maintain"), Holders(organization_members=True)]
)
def test_somebody_holds_the_role(holders: Holders) -> None:
    """Any of the four ways gives it to somebody."""
    assert not holders.nobody


def test_nobody_holds_the_role() -> None:
    """An empty role is a gap that holds up publishing."""
    assert Holders().nobody


def test_defaults_fit_the_pilot() -> None:
    """$10,000 with tax, 5 business days open, offers answered in 2, invoices in 15."""
    policy = Policy()
    assert (policy.money.cap, policy.dates.open_at_least, policy.dates.offer_answer, policy.dates.invoice) == (1_000_000, 5, 2, 15)
