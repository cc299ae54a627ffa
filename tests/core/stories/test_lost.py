"""Stories of people who are lost: a command where no opportunity is, an issue without a form, an edit that changes nothing."""

from dataclasses import replace

import pytest

from bot.core.comments import Comment
from bot.core.effects import PostComment
from bot.core.events import Edited, Filed
from bot.render.templates import render
from tests.core.stories.play import OPPORTUNITY, Play

HERE = "https://github.com/good-examples/micro-acquisition/issues"


def text(comment: Comment) -> str:
    """As it is read in English."""
    return render(replace(comment, language="en"))


@pytest.mark.parametrize("words", ["/help", "/why", "/aide", "/pourquoi", "/help\n/vet"])
def test_stranger_asks_the_way_where_no_opportunity_is(play: Play, words: str) -> None:
    """One answer with the forms and the open opportunities, in the language of the command, and no fact."""
    (said,) = play.says("stranger", words)
    assert (said.name, said.fields["asked"]) == ("lost", "")
    assert said.language == ("fr" if words in ("/aide", "/pourquoi") else "en")
    assert f"{HERE}/new?template=opportunity.yml" in text(said)
    assert f"{HERE}?q=is%3Aopen+label%3A%22opportunity%3A+open%22" in text(said)
    assert play.facts == []


@pytest.mark.parametrize(("words", "word"), [("/vet", "/vet"), ("/réserver", "/réserver"), ("\n".join(["/help"] * 11), "")])
def test_command_where_no_opportunity_is(play: Play, words: str, word: str) -> None:
    """It does nothing here, whole or misread, and the answer says so."""
    (said,) = play.says("mathieu", words)
    assert (said.name, said.fields["asked"]) == ("lost", word)
    assert len([one for one in play.last.effects if isinstance(one, PostComment)]) == 1


def test_stranger_opens_an_issue_without_a_form(play: Play) -> None:
    """Told that there was none, and which there are; nothing begins."""
    (said,) = play.happens(Filed(play.actor("stranger"), play.on_opportunity(), None, (), "body", ""))
    assert said.name == "no_form"
    assert f"{HERE}/new?template=candidature.yml" in text(said)
    assert play.facts == []


def test_client_edits_an_open_opportunity(play: Play) -> None:
    """Since when it is fixed, and what would work."""
    play.opened()
    (said,) = play.edits(replace(OPPORTUNITY, price=1))
    assert "was published on May 25, 2027" in text(said)
    assert "`/addendum`" in text(said)


def test_client_edits_after_the_call(play: Play) -> None:
    """The same, and nothing would work."""
    play.closed()
    (said,) = play.edits(replace(OPPORTUNITY, price=1))
    assert "`/addendum`" not in text(said)


def test_client_edits_what_was_never_published(play: Play) -> None:
    """It has ended, and since when."""
    play.files()
    play.says("claire", "/stop priority Other work came first.")
    (said,) = play.edits(replace(OPPORTUNITY, price=1))
    assert "“not published” since May 25, 2027" in text(said)


def test_applicant_edits_after_closing(play: Play) -> None:
    """The version at closing counts."""
    play.opened()
    play.applies("amelie")
    play.call_closes()
    (said,) = play.mends("amelie")
    assert "The call closed on June 14, 2027" in text(said)


def test_maintainer_edits_an_application(play: Play) -> None:
    """It is another's text."""
    play.opened()
    play.applies("amelie")
    (said,) = play.happens(Edited(play.actor("mathieu"), play.on_application("amelie"), None, None, (), "body-m"))
    assert "Only the person who applied" in text(said)
