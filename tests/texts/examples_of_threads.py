"""Issues that people close, delete or move away. Nothing is asserted here."""

from collections.abc import Iterator

from tests.core.stories.play import Play


def gone_astray() -> Iterator[Play]:
    """By the client, by an applicant, by an administrator; before, while and after it counts."""
    requested = Play()
    requested.files()
    requested.closes("claire")
    yield requested
    play = Play().opened()
    play.closes("claire")
    play.applies("amelie")
    play.applies("noor")
    play.closes("amelie", play.on_application("amelie"))
    play.says("noor", "/withdraw", play.on_application("noor"))
    play.loses("mathieu", "deleted", play.on_application("amelie"))
    play.loses("mathieu", "transferred", play.on_application("noor"))
    play.loses("mathieu", "deleted")
    yield play
    moved = Play().awarded()
    moved.closes("claire")
    moved.loses("mathieu", "transferred")
    yield moved
