"""Plays of the call and its evaluation, so that each of their comments has an example: extensions, addenda, late news, corrections."""

from collections.abc import Iterator

from tests.core.stories.play import Play, answers


def addenda_and_extensions() -> Iterator[Play]:
    """Addenda in steps, and too late; extensions before and after closing, to a day off, refused."""
    play = Play().opened()
    play.due("no_applications")
    play.applies("amelie")
    for login, words in (
        ("priya", "/addendum"),
        ("claire", "/addendum en: The price is $7,000. fr: Le prix est de 7\u00a0000\u00a0$."),
        ("claire", "/addendum en: Tests may use any runner."),
        ("priya", "/modificatif"),
        ("claire", "/modificatif fr: Les essais peuvent utiliser tout outil."),
        ("claire", "/addendum"),
        ("priya", "/addendum"),
        ("priya", "/modificatif fr: Une licence ouverte suffit."),
        ("priya", "/modificatif en: An open licence will do."),
        ("mathieu", "/extend closing 2027-06-01"),
        ("mathieu", "/prolonger clôture 2028-06-01"),
        ("mathieu", "/extend closing 2027-06-20"),
        ("claire", "/question Any system?"),
        ("claire", "/answer 1 en: Any. fr: Tous."),
        ("claire", "/répondre 1 fr: Tous."),
    ):
        play.says(login, words)
    play.later(days=14)
    play.says("claire", "/addendum")
    yield play
    play = Play().opened()
    play.applies("amelie")
    play.with_policy(evaluation_repository=None)
    play.call_closes()
    yield play
    play = Play().closed("amelie")
    play.performed()
    play.later(minutes=3)
    play.applies("tomasz")
    play.says("mathieu", "/extend closing 2027-06-21")
    play.call_closes()
    play.says("claire", "/declare none", play.on_evaluation())
    play.says("mathieu", "/extend closing 2027-06-28")
    yield play
    play = Play().opened()
    play.applies("noor", answers("  "))
    play.call_closes()
    yield play


def heard_of_late() -> Iterator[Play]:
    """Applications in time that are found after closing; filed for another; an evaluation that is late, corrected, disputed."""
    play = Play().opened()
    play.applies("mathieu")
    play.applies("mathieu", answers("word " * 300))
    play.applies("amelie")
    in_time = play.now
    play.call_closes()
    play.performed()
    play.due("evaluation_late")
    play.due("evaluation_overdue")
    play.applies("noor", at=in_time)
    play.applies("ben", answers("  "), at=in_time)
    yield play
    play = Play().packaged("amelie")
    play.evaluates("amelie", "pass")
    play.due("evaluation_late")
    play.due("evaluation_overdue")
    play.says("priya", "/confirm", play.on_evaluation())
    play.evaluates("amelie", "fail")
    play.says("priya", "/confirm", play.on_evaluation())
    play.applies("noor", at=play.facts[0].cause.at)
    yield play
    play = Play().closed("amelie")
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    yield play
    play = Play()
    play.known = (*play.known, "both")
    play.closed("amelie")
    play.performed()
    play.says("claire", "/declare interest", play.on_evaluation())
    play.due("evaluation_late")
    play.due("evaluation_overdue")
    play.says("mathieu", "/assign evaluator mathieu\n/assign evaluator both")
    for login in ("mathieu", "both"):
        play.says(login, "/declare none", play.on_evaluation())
    play.says("mathieu", "/evaluate A 1 pass Good.", play.on_evaluation())
    play.says("both", "/evaluate A 1 fail Not enough.", play.on_evaluation())
    play.says("priya", "/confirm", play.on_evaluation())
    play.says("priya", "/confirmer", play.on_evaluation())
    yield play
    play = Play().opened()
    play.applies("mathieu", answers("word " * 300))
    play.call_closes()
    play.later(minutes=1)
    play.applies("both")
    yield play
