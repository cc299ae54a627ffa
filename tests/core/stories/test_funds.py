"""Stories of the money before opening: section 32 signs, finance reserves and releases."""

import pytest

from bot.core.text import Text
from tests.core.stories.play import Play, reasons


def test_finance_swaps_number_and_amount(play: Play) -> None:
    """An amount far above the price is asked about."""
    play.vetted()
    play.says("samuel", "/commit")
    said = play.says("farah", "/reserve 7345 4500012345")
    assert "far above the price" in reasons(said)
    works = said[0].fields["works"]
    assert isinstance(works, Text)
    assert "swapped" in works.en


def test_somebody_reserves_before_section_32_has_signed(play: Play) -> None:
    """Funds follow the signature."""
    play.vetted()
    assert "before the section 32 manager has signed" in reasons(play.says("farah", "/reserve 45 7345.00"))


def test_finance_reserves_too_little(play: Play) -> None:
    """The price with tax is named, with the command to copy."""
    play.vetted()
    play.says("samuel", "/commit")
    said = play.says("farah", "/reserve 45 7344.99")
    assert "$7,344.99 does not cover the price with tax, $7,345" in reasons(said)
    example = said[0].fields["example"]
    assert isinstance(example, Text)
    assert example.en == "/reserve 45 $7,345"


@pytest.mark.travels("opportunity: vetted → funds_reserved")
def test_section_32_signs_and_finance_reserves(play: Play) -> None:
    """Each asks the next one by a comment."""
    play.vetted()
    assert play.says("samuel", "/engager")[0].name == "committed"
    assert "signed already" in reasons(play.says("samuel", "/commit"))
    assert play.says("farah", "/réserver 4500012345 7 345,00 $")[0].name == "funds_reserved"
    assert (play.case.funds.number, play.case.funds.amount) == ("4500012345", 734_500)


@pytest.mark.travels("opportunity: funds_reserved → vetted")
def test_finance_releases_the_funds(play: Play) -> None:
    """Back to vetted; section 32 is asked again."""
    play.funded()
    assert play.says("farah", "/release The branch has no funds left.")[0].name == "released"
    assert (play.state, play.case.funds.committed_by) == ("vetted", None)


def test_finance_changes_the_reservation(play: Play) -> None:
    """Another number or amount, by the same checks; the same again is no news."""
    play.funded()
    said = play.says("farah", "/reserve 4500099999 8 000,00 $")
    assert said[0].name == "reservation_changed"
    assert (play.state, play.case.funds.number, play.case.funds.amount) == ("funds_reserved", "4500099999", 800_000)
    assert "recorded already" in reasons(play.says("farah", "/reserve 4500099999 8000.00"))
    assert "does not cover the price" in reasons(play.says("farah", "/reserve 4500099999 7000.00"))
    assert "far above the price" in reasons(play.says("farah", "/reserve 7345 4500099999"))
    assert play.case.funds.committed_by is not None


@pytest.mark.travels("opportunity: funds_reserved → vetted", "opportunity: vetted → funds_reserved", "opportunity: funds_reserved → open")
def test_released_funds_are_committed_and_reserved_anew(play: Play) -> None:
    """Section 32 signs again; the approvals stay."""
    play.funded()
    play.says("farah", "/libérer Les fonds manquent.")
    assert "before the section 32 manager has signed" in reasons(play.says("farah", "/reserve 46 7345.00"))
    play.says("samuel", "/commit")
    assert play.says("farah", "/reserve 46 7345.00")[0].name == "funds_reserved"
    assert play.says("mathieu", "/publish")[0].name == "published"
