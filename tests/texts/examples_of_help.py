"""`/help` and `/why` wherever somebody may ask, and what is said to those who are lost. Nothing is asserted here."""

from collections.abc import Iterator

from bot.core.events import Edited, Filed
from bot.core.text import Text
from tests.core.stories.play import Play
from tests.core.stories.situations import SITUATIONS

ASKED_IN = (
    "a check is unmet",
    "one approval is given",
    "a question is asked",
    "an interest is declared",
    "none passed",
    "the offer is agreed",
    "GitHub refuses the delivery repository",
    "nobody is next",
    "the delivery date is over",
    "another date is proposed",
    "a dispute is raised",
    "ended for default, and nobody is next",
    "on hold when open",
    "the supplier is blocked",
    "no_award",
)
"""Situations in which the answers differ from those at each stage of the good way."""


def asked_anywhere() -> Iterator[Play]:
    """By the client, a maintainer and a stranger, in both languages; on the other threads too."""
    for name in ASKED_IN:
        play = SITUATIONS[name](Play())
        for login in ("claire", "mathieu", "stranger"):
            play.says(login, "/help\n/why")
            play.says(login, "/aide\n/pourquoi")
        yield play
    yield from _on_applications()
    play = Play().awarded()
    play.says("claire", "/help", play.on_evaluation())
    play.says(play.winner, "/aide", play.on_delivery())
    yield play


def _on_applications() -> Iterator[Play]:
    """In every state that an application can have."""
    play = Play().opened()
    play.applies("amelie")
    play.applies("ben", problems=(Text("The statement is empty.", "La déclaration est vide."),))
    play.applies("noor")
    play.says("noor", "/withdraw", play.on_application("noor"))
    _asked_on(play, "amelie", "ben", "noor")
    yield play
    play = Play().drawn("amelie", "noor", "tomasz")
    play.applies("stranger")
    _asked_on(play, "amelie", "noor", "tomasz", "stranger")
    play.says(play.winner, "/decline", play.on_application(play.winner))
    play.due("offer")
    _asked_on(play, "amelie", "noor", "tomasz")
    play.agreed()
    play.performed()
    _asked_on(play, "amelie", "noor", "tomasz")
    yield play


def _asked_on(play: Play, *logins: str) -> None:
    for login in logins:
        play.says(login, "/help\n/why", play.on_application(login))
        play.says(login, "/aide\n/pourquoi", play.on_application(login))


def lost() -> Iterator[Play]:
    """A command where no opportunity is; an issue without a form; edits that change nothing."""
    play = Play()
    play.says("stranger", "/help")
    play.says("stranger", "/pourquoi")
    play.says("stranger", "/vet")
    play.happens(Filed(play.actor("stranger"), play.on_opportunity(), None, (), "body", ""))
    yield play
    play = Play().opened()
    play.applies("amelie")
    play.edits(None)
    play.happens(Edited(play.actor("mathieu"), play.on_application("amelie"), None, None, (), "body-m"))
    play.call_closes()
    play.edits(None, "body-3")
    play.mends("amelie")
    yield play
    play = Play()
    play.files()
    play.says("claire", "/stop priority Other work came first.")
    play.edits(None)
    yield play
