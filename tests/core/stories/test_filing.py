"""Stories of a request's text: a client files it, edits it, breaks it and mends it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.effects import KeepPanel
from bot.core.events import Filed
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, TOO_SHORT, Play, reasons


@pytest.mark.travels("opportunity: filed → requested")
def test_client_files_and_sees_the_checks(play: Play) -> None:
    """The first comment is the panel of findings; the label follows from the facts."""
    said = play.files()
    assert [one.name for one in said] == ["findings"]
    assert play.seen[7] == ("opportunity", "opportunity: requested")


def test_somebody_who_is_no_client_files(play: Play) -> None:
    """One sentence, and no case."""
    said = play.files("stranger")
    assert "not one of them" in reasons(said)
    assert play.facts == []


def test_somebody_who_is_no_client_opens_an_issue_without_a_form(play: Play) -> None:
    """They hear of the form, like everybody: who may file is told to those who do."""
    said = play.happens(Filed(play.actor("stranger"), play.on_opportunity(), None, (Text("No form.", "Pas de formulaire."),), "body", ""))
    assert said[0].name == "unreadable"
    assert play.facts == []


def test_refusal_of_a_filing_is_kept_in_one_place(play: Play) -> None:
    """The text is read again at each edit, and its refusal is not said again."""
    play.files("stranger")
    (effect,) = play.last.effects
    assert isinstance(effect, KeepPanel)
    assert effect.name == "findings"


def test_client_files_what_cannot_be_read(play: Play) -> None:
    """The problems are named in one panel, and there is no case until a body can be read."""
    said = play.files(opportunity=None, problems=(Text("The price is missing.", "Il manque le prix."),))
    assert said[0].name == "unreadable"
    assert play.facts == []


def test_the_same_filing_twice_is_one_case(play: Play) -> None:
    """A delivery that comes again, or an edit that is read as a filing, changes nothing."""
    play.files()
    assert play.files() == []
    assert len(play.facts) == 1


def test_client_edits_before_vetting(play: Play) -> None:
    """Read again: the panel is kept up to date, and an approval of the older text does not count."""
    play.files()
    play.says("mathieu", "/vet")
    said = play.edits(replace(OPPORTUNITY, price=700_000))
    assert [one.name for one in said] == ["edited_again", "findings"]
    assert play.case.approvals == ()
    assert play.case.opportunity.price == 700_000


def test_client_clears_the_last_unmet_criterion(play: Play) -> None:
    """The approvers are asked by a new comment, for an edited panel notifies nobody."""
    play.files(opportunity=replace(TOO_SHORT, price=950_000))
    assert [one.name for one in play.edits(TOO_SHORT, "body-2")] == ["findings"]
    assert [one.name for one in play.edits(OPPORTUNITY, "body-3")] == ["checks_met", "findings"]


@pytest.mark.parametrize(("price", "said"), [(650_000, ["checks_met", "findings"]), (950_000, ["findings"])])
def test_client_mends_what_could_not_be_read(play: Play, price: int, said: list[str]) -> None:
    """The findings stand in an edited comment, so the approvers are asked by a new one if nothing is unmet."""
    opportunity = replace(OPPORTUNITY, price=price)
    filed = Filed(play.actor("claire"), play.on_opportunity(), opportunity, (), "body", "blob", edited=True)
    assert [one.name for one in play.happens(filed)] == said


def test_client_edits_nothing(play: Play) -> None:
    """The same body again is silence."""
    play.files()
    assert play.edits(OPPORTUNITY, body_hash="body-1") == []
    assert play.last.facts == ()


@pytest.mark.travels("opportunity: vetted → requested")
def test_client_edits_the_price_after_vetting(play: Play) -> None:
    """Back to requested: both approve again."""
    play.vetted()
    said = play.edits(replace(OPPORTUNITY, price=700_000))
    assert said[0].name == "edited_back"
    assert play.state == "requested"


@pytest.mark.travels("opportunity: funds_reserved → requested")
def test_client_edits_a_date_after_the_funds_are_reserved(play: Play) -> None:
    """Back to requested, and the reservation is asked for anew."""
    play.funded()
    play.edits(replace(OPPORTUNITY, delivery=date(2027, 7, 19)))
    assert (play.state, play.case.funds.amount) == ("requested", 0)


def test_client_mends_a_typing_error_after_vetting(play: Play) -> None:
    """What the form says is the same: nothing goes back."""
    play.vetted()
    play.edits(OPPORTUNITY)
    assert play.state == "vetted"
    assert len(play.case.approvals) == 2


@pytest.mark.travels("opportunity: vetted → requested")
def test_client_breaks_the_form_after_vetting(play: Play) -> None:
    """What can't be read can't stay approved: back to requested, and no approval until it can be read."""
    play.vetted()
    assert play.edits(None, problems=(Text("Half a form.", "Un demi-formulaire."),))[0].name == "unreadable"
    assert (play.state, play.case.approvals) == ("requested", ())
    assert "can’t be read" in reasons(play.says("mathieu", "/vet"))
    assert "findings" in [one.name for one in play.edits(OPPORTUNITY, "body-3")]
    assert play.says("mathieu", "/vet")[0].name == "approved"


def test_client_edits_after_opening(play: Play) -> None:
    """Noted, and without effect."""
    play.opened()
    assert play.edits(replace(OPPORTUNITY, price=1))[0].name == "edit_noted"
    assert play.case.opportunity.price == 650_000
