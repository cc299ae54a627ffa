"""Stories of edits before opening: who is to look again is told what changed, and what is asked for anew."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.comments import Comment
from bot.core.text import Text, day
from tests.core.stories.play import OPPORTUNITY, TOO_SHORT, Play, reasons


def changes(comment: Comment) -> list[tuple[str, object, object]]:
    """What a comment says has changed, in English."""
    rows = comment.fields["changes"]
    assert isinstance(rows, tuple)
    told: list[tuple[str, object, object]] = []
    for row in rows:
        assert isinstance(row, dict)
        assert isinstance(row["name"], Text)
        told.append((row["name"].en, getattr(row["before"], "en", row["before"]), getattr(row["after"], "en", row["after"])))
    return told


@pytest.mark.travels("opportunity: vetted → requested")
def test_client_edits_after_vetting_and_the_difference_is_shown(play: Play) -> None:
    """Each field with what it said and says; the closing that counts now is the new one's."""
    play.vetted()
    said = play.edits(replace(OPPORTUNITY, price=700_000, closing=date(2027, 6, 15)))
    assert said[0].name == "edited_back"
    assert changes(said[0]) == [
        ("Price before tax", "$6,500", "$7,000"),
        ("Closing date for applications", "June 14, 2027", "June 15, 2027"),
    ]
    assert said[0].fields["publish_by"] == day(date(2027, 6, 8))
    assert said[0].fields["blocking"] == 0


@pytest.mark.travels("opportunity: funds_reserved → requested")
def test_edit_that_breaks_a_check_is_the_clients_to_mend_first(play: Play) -> None:
    """Nobody is asked to approve what can't be approved."""
    play.funded()
    said = play.edits(replace(OPPORTUNITY, price=950_000))
    assert (said[0].fields["blocking"], said[0].fields["mentions"]) == (1, ())


def test_client_edits_what_somebody_has_approved_already(play: Play) -> None:
    """The approval is named, for it is asked for anew."""
    play.files()
    play.says("mathieu", "/vet")
    said = play.edits(replace(OPPORTUNITY, price=700_000))
    assert [one.name for one in said] == ["edited_again", "findings"]
    approvals = said[0].fields["approvals"]
    assert isinstance(approvals, tuple)
    assert [one["login"] for one in approvals if isinstance(one, dict)] == ["mathieu"]
    assert play.case.approvals == ()
    assert play.says("mathieu", "/vet")[0].name == "approved"


def test_client_edits_what_was_waived(play: Play) -> None:
    """A waiver whose finding sees something else is named; one that still holds is not."""
    play.files(opportunity=TOO_SHORT)
    play.says("priya", "/waive workload They know this work.")
    said = play.edits(replace(TOO_SHORT, delivery=date(2027, 6, 22)), "body-2")
    assert said[0].name == "edited_again"
    waivers = said[0].fields["waivers"]
    assert isinstance(waivers, tuple)
    assert [one.en for one in waivers if isinstance(one, Text)] == ["workload"]
    assert "workload" in reasons(play.says("mathieu", "/vet"))


def test_client_edits_what_nobody_has_decided_yet(play: Play) -> None:
    """Only the list of checks is kept up to date."""
    play.files()
    assert [one.name for one in play.edits(replace(OPPORTUNITY, price=640_000))] == ["findings"]


def test_client_adds_the_translation(play: Play) -> None:
    """The flag is up while a language is missing, and comes down when it is there."""
    play.files(opportunity=replace(OPPORTUNITY, title=Text("Azure policies", "")))
    assert play.seen[7][2:] == ("flag: translation",)
    play.edits(OPPORTUNITY)
    assert play.seen[7][2:] == ()
    play.edits(replace(OPPORTUNITY, summary=Text("", "Des scripts.")), "body-3")
    assert "translation" in play.case.flags


def test_edit_of_words_alone_keeps_the_translation_flag(play: Play) -> None:
    """It is raised once."""
    play.files(opportunity=replace(OPPORTUNITY, title=Text("Azure policies", "")))
    play.edits(replace(OPPORTUNITY, title=Text("Azure rules", "")))
    assert [fact.kind for fact in play.last.facts] == ["edited"]
