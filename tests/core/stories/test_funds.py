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
