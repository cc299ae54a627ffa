"""Stories of the gates: the call opens only when everything is in order, and all that is not is told at once."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.people import Person, Role
from bot.core.policy import Holders, MoneyRules, TaxRate
from bot.core.rules.gates import gates
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, ROSTER, Play, reasons


def told(play: Play) -> str:
    """Why the call can't open."""
    return reasons(play.says("mathieu", "/publish"))


@pytest.mark.travels("opportunity: funds_reserved → open")
def test_team_opens_the_call(play: Play) -> None:
    """Nothing holds it up."""
    play.funded()
    assert play.says("mathieu", "/publish")[0].name == "published"


def test_everything_that_holds_up_opening_is_told_at_once(play: Play) -> None:
    """A time too short, an approver who left, a reservation too small, a gap in the policy: one refusal."""
    play.funded()
    play.later(days=16)
    play.roster = {**ROSTER, Role.PROCUREMENT: ()}
    play.gaps = (Text("Nobody is section 34.", "Personne n’est l’article 34."),)
    play.with_policy(money=MoneyRules(tax=(TaxRate(date(2010, 7, 1), 1500),)))
    said = told(play)
    for part in ("“open_days” is not met", "priya approved as the contracting authority", "below the price with tax, $7,475", "section 34"):
        assert part in said


def test_approver_who_holds_the_role_by_permission_is_believed(play: Play) -> None:
    """The roster does not list whoever may write to the repository, or every member."""
    play.funded()
    play.roster = {**ROSTER, Role.PROCUREMENT: (), Role.MAINTAINER: ()}
    play.with_policy(roles={Role.PROCUREMENT: Holders(permission="write"), Role.MAINTAINER: Holders(organization_members=True)})
    assert play.says("mathieu", "/publish")[0].name == "published"


def test_approver_who_has_become_the_client(play: Play) -> None:
    """Nobody approves their own request, however it came to be theirs: `/assign` refuses it, and so does opening."""
    play.funded()
    assert "approved" in reasons(play.says("mathieu", "/assign client priya"))
    theirs = replace(play.case, client=Person(*approver(play)))
    assert [one.en for one in gates(theirs, play.context()) if "is now the client" in one.en]


def approver(play: Play) -> tuple[int, str]:
    """Who gave the second approval."""
    _, person = play.case.approvals[1]
    return person.id, person.login


def test_delivery_in_the_next_fiscal_year_needs_its_funds(play: Play) -> None:
    """Advice while the text is vetted; opening waits for procurement's word on the record, or for another date."""
    play.now = datetime(2027, 2, 16, 14, 0, tzinfo=UTC)
    late = replace(OPPORTUNITY, closing=date(2027, 3, 8), selection=date(2027, 3, 10), start=date(2027, 3, 12), delivery=date(2027, 4, 16))
    play.files(opportunity=late)
    for login, words in (("mathieu", "/vet"), ("priya", "/vet"), ("samuel", "/commit"), ("farah", "/reserve 45 7345.00")):
        play.says(login, words)
    assert "/waive fiscal_year REASON" in told(play)
    play.says("priya", "/waive fiscal_year Next year’s funds are reserved.")
    assert play.says("mathieu", "/publish")[0].name == "published"


def test_missing_language_holds_up_opening(play: Play) -> None:
    """Both are there before anybody approves; a policy that wants more finds what is missing at opening too."""
    play.with_policy(languages=("en",))
    play.files(opportunity=replace(OPPORTUNITY, title=Text("Azure policies", "")))
    for login, words in (("mathieu", "/vet"), ("priya", "/vet"), ("samuel", "/commit"), ("farah", "/reserve 45 7345.00")):
        play.says(login, words)
    play.with_policy(languages=("en", "fr"))
    assert "“translation” is not met" in told(play)
