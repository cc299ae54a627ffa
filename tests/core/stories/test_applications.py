"""Stories of applications: in time, incomplete and mended, late, twice, withdrawn."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.events import Applied
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, Play, answers, reasons


@pytest.mark.travels("application: filed → received")
def test_supplier_applies(play: Play) -> None:
    """A receipt in the applicant's language, and the label."""
    play.opened()
    said = play.applies("amelie")
    assert said[0].name == "application_received"
    assert play.seen[21] == ("application", "application: received")


@pytest.mark.travels("application: filed → incomplete", "application: incomplete → received")
def test_supplier_mends_an_incomplete_application(play: Play) -> None:
    """Too many words first; within the limit after an edit."""
    play.opened()
    said = play.applies("noor", answers("word " * 251))
    assert said[0].name == "application_incomplete"
    problems = said[0].fields["problems"]
    assert isinstance(problems, tuple)
    assert "251 words; the limit is 250" in "".join(one.en for one in problems if isinstance(one, Text))
    assert play.mends("noor")[0].name == "application_received"


@pytest.mark.travels("application: received → incomplete")
def test_supplier_breaks_a_complete_application(play: Play) -> None:
    """An edit is read again until closing, for worse too; the same fault twice is not said as a new state."""
    play.opened()
    play.applies("noor")
    assert play.mends("noor", answers("  "))[0].name == "application_incomplete"
    assert play.mends("noor", answers("word " * 300))[0].name == "application_incomplete"
    assert play.mends("noor")[0].name == "application_received"
    assert play.mends("noor", answers("Other words.")) == []


def test_supplier_files_half_a_form(play: Play) -> None:
    """What can't be read is incomplete, with what is wrong."""
    play.opened()
    play.applies("noor", problems=(Text("A box is not checked.", "Une case n’est pas cochée."),))
    assert play.application("noor") == "incomplete"
    assert play.mends("noor", problems=(Text("Still not.", "Toujours pas."),))[0].name == "application_incomplete"


def test_wrong_number_of_answers(play: Play) -> None:
    """One numbered answer for each mandatory criterion."""
    play.opened()
    said = play.applies("noor", answers("One.", "Two."))
    problems = said[0].fields["problems"]
    assert isinstance(problems, tuple)
    assert isinstance(problems[0], Text)
    assert "2 numbered answers; 1 are needed" in problems[0].en


def test_unnumbered_statement_has_the_whole_limit(play: Play) -> None:
    """Unnumbered, the limit is 250 words times the number of criteria."""
    play.files(opportunity=replace(OPPORTUNITY, evaluation=OPPORTUNITY.evaluation * 2))
    for login, words in (
        ("mathieu", "/vet"),
        ("priya", "/vet"),
        ("samuel", "/commit"),
        ("farah", "/reserve 45 7345.00"),
        ("mathieu", "/publish"),
    ):
        play.says(login, words)
    play.applies("noor", answers("word " * 500, numbered=False))
    assert play.application("noor") == "received"


def test_supplier_applies_at_the_last_second(play: Play) -> None:
    """GitHub's timestamp counts, also when the delivery comes after closing."""
    play.opened()
    closing = play.case.call.closing if play.case.call else play.now
    play.applies("amelie")
    play.call_closes()
    play.applies("noor", at=closing)
    assert play.application("noor") == "received"


@pytest.mark.travels("application: filed → late")
def test_supplier_applies_after_closing(play: Play) -> None:
    """One second late is late: a sentence and a state."""
    play.closed("amelie")
    said = play.applies("noor", at=play.now + timedelta(seconds=1))
    assert said[0].name == "application_late"
    assert play.seen[22] == ("application", "application: late")


def test_supplier_edits_after_closing(play: Play) -> None:
    """Noted, without effect; of a late application nothing is said."""
    play.closed("amelie")
    play.applies("noor", at=play.now + timedelta(seconds=1))
    assert play.mends("amelie", answers("Better words."), at=play.now + timedelta(seconds=2))[0].name == "edit_noted"
    assert play.mends("noor") == []


def test_client_applies_to_their_own_opportunity(play: Play) -> None:
    """Nobody acts for both sides."""
    play.opened()
    assert "own opportunity" in reasons(play.applies("claire"))


def test_supplier_applies_twice(play: Play) -> None:
    """One application a supplier; the same delivery again is silence."""
    play.opened()
    play.applies("amelie")
    assert play.applies("amelie") == []
    second = play.on_application("noor")
    said = play.happens(Applied(play.actor("amelie"), second, answers(), (), "en", "body", "blob"))
    assert "applied already (#21)" in reasons(said)


def test_supplier_applies_anew_instead_of_mending(play: Play) -> None:
    """The first one is named, and that something is missing in it."""
    play.opened()
    play.applies("amelie", answers("  "))
    second = Applied(play.actor("amelie"), play.on_application("noor"), answers(), (), "en", "body", "blob")
    assert "something is missing in it" in reasons(play.happens(second))


def test_supplier_applies_before_opening(play: Play) -> None:
    """There is nothing to apply to yet."""
    play.files()
    assert "not open for applications" in reasons(play.applies("amelie"))


def test_supplier_applies_to_an_unknown_opportunity(play: Play) -> None:
    """A sentence that says how to find the right number, and no case."""
    assert "no opportunity with the number 7" in reasons(play.applies("amelie"))
    assert reasons(play.applies("amelie", problems=(Text("No number.", "Sans numéro."),))) == "No number."
    assert play.facts == []


@pytest.mark.travels("application: received → withdrawn")
def test_supplier_withdraws(play: Play) -> None:
    """Until the draw, by the applicant alone."""
    play.opened()
    play.applies("ben")
    assert "another role’s: the applicant" in reasons(play.says("noor", "/withdraw", play.on_application("ben")))
    assert play.says("ben", "/retirer", play.on_application("ben"))[0].name == "withdrawn"
    assert "no longer" in reasons(play.says("ben", "/withdraw", play.on_application("ben")))


@pytest.mark.travels("application: incomplete → withdrawn")
def test_supplier_withdraws_an_incomplete_application(play: Play) -> None:
    """The unfinished may be taken back as well."""
    play.opened()
    play.applies("ben", answers("word " * 251))
    play.says("ben", "/withdraw", play.on_application("ben"))
    assert play.application("ben") == "withdrawn"


@pytest.mark.travels("application: evaluated → withdrawn")
def test_supplier_withdraws_before_the_draw(play: Play) -> None:
    """The rest is drawn among those who stay; after the draw it is too late."""
    play.confirmed("amelie", "noor")
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    play.says("mathieu", "/draw")
    assert play.winner == "noor"
    assert "has no effect while" in reasons(play.says("noor", "/withdraw", play.on_application("noor")))
