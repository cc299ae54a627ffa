"""Stories of what is said during the call: answers held until both languages are there, addenda with two hands, everybody told once."""

from datetime import date

import pytest

from bot.core.comments import Comment, Mention
from tests.core.stories.play import Play, answers, reasons

WORDS = "/addendum en: Tests may use any runner. fr: Les essais peuvent utiliser tout outil."


def told(comment: Comment) -> list[str]:
    """Who is mentioned, in order."""
    mentions = comment.fields["mentions"]
    assert isinstance(mentions, tuple)
    return [one.login for one in mentions if isinstance(one, Mention)]


def test_answer_in_one_language_raises_the_translation_flag(play: Play) -> None:
    """It comes down when nothing is held any more, not before."""
    play.opened()
    play.says("noor", "/question Which version?")
    play.says("noor", "/question Which system?")
    play.says("claire", "/answer 1 en: Any version.\n/answer 2 fr: Tout système.")
    assert play.case.flags == {"translation"}
    assert "flag: translation" in play.seen[7]
    play.says("claire", "/answer 1 fr: Toute version.")
    assert play.case.flags == {"translation"}
    play.says("claire", "/answer 2 en: Any system.")
    assert play.case.flags == frozenset()
    assert "flag: translation" not in play.seen[7]


def test_client_answers_in_both_languages_at_once(play: Play) -> None:
    """Nothing is held, so no flag is raised; everybody who applied is told, each once, withdrawn or not applied any more not."""
    play.opened()
    for login in ("amelie", "ben"):
        play.applies(login)
    play.applies("noor", answers("  "))
    play.says("ben", "/withdraw", play.on_application("ben"))
    play.says("stranger", "/question Which version?")
    said = play.says("claire", "/answer 1 en: Any version.\nfr: Toute version.")
    assert told(said[0]) == ["amelie", "noor"]
    assert play.case.flags == frozenset()


def test_client_gives_the_same_answer_again(play: Play) -> None:
    """Nobody is told twice; another answer is told again."""
    play.opened()
    play.applies("amelie")
    play.says("stranger", "/question Which version?")
    play.says("claire", "/answer 1 en: Any version.\nfr: Toute version.")
    assert "this answer already" in reasons(play.says("claire", "/answer 1 en: Any version.\nfr: Toute version."))
    again = play.says("claire", "/answer 1 en: Version 3.\nfr: La version 3.")
    assert again[0].fields["again"] is True
    assert told(again[0]) == ["amelie"]


def test_team_answers_a_late_question_before_closing(play: Play) -> None:
    """It shows an error on the last day: the maintainer, who has it, answers for everybody."""
    play.opened()
    play.later(days=17)
    play.says("noor", "/question Is criterion 2 a slip?")
    assert play.says("mathieu", "/answer 1 en: Yes. fr: Oui.")[0].name == "answered"


def test_answer_after_closing(play: Play) -> None:
    """Nobody can use it any more."""
    play.opened()
    play.says("noor", "/question Which version?")
    play.call_closes()
    assert "has no effect while" in reasons(play.says("claire", "/answer 1 en: Any. fr: Toute."))


def test_addendum_by_client_and_procurement(play: Play) -> None:
    """The client writes it, procurement agrees by the word alone; it is numbered, dated, told and listed, and the closing stays."""
    play.opened()
    play.applies("amelie")
    said = play.says("claire", WORDS)
    assert (said[0].name, said[0].fields["missing"], told(said[0])) == ("addendum_drafted", "", ["priya", "both"])
    said = play.says("priya", "/modificatif")
    assert [one.name for one in said] == ["addendum", "addenda"]
    assert (said[0].fields["number"], said[0].fields["moved"], told(said[0])) == (1, False, ["amelie"])
    assert play.case.call is not None
    assert [one.en for one in play.case.call.addenda] == ["Tests may use any runner."]
    assert play.case.flags == frozenset()
    assert play.case.opportunity.closing == date(2027, 6, 14)


def test_addendum_in_one_language_is_held(play: Play) -> None:
    """The flag is up, and nobody can agree to half of it; whoever adds the rest changes the text."""
    play.opened()
    said = play.says("claire", "/addendum en: Tests may use any runner.")
    assert said[0].fields["missing"] == "fr"
    assert play.case.flags == {"translation"}
    assert "one language is missing" in reasons(play.says("priya", "/addendum"))
    play.says("noor", "/question Which version?")
    play.says("claire", "/answer 1 en: Any version. fr: Toute version.")
    assert play.case.flags == {"translation"}
    play.says("claire", "/answer 1 en: Version 3.")
    said = play.says("claire", "/addendum fr: Les essais peuvent utiliser tout outil.")
    assert said[0].fields["missing"] == ""
    assert play.case.flags == frozenset()
    assert play.says("priya", "/addendum")[0].name == "addendum"


def test_addendum_in_french_first(play: Play) -> None:
    """Either language may come first."""
    play.opened()
    assert play.says("claire", "/modificatif fr: Les essais peuvent utiliser tout outil.")[0].fields["missing"] == "en"


def test_procurement_changes_the_words(play: Play) -> None:
    """Then the client agrees anew, to the words that stand."""
    play.opened()
    play.says("claire", WORDS)
    said = play.says("priya", "/addendum fr: Les essais acceptent tout outil.")
    assert (said[0].name, told(said[0])) == ("addendum_drafted", ["claire"])
    assert play.says("claire", "/addendum")[0].name == "addendum"


def test_same_words_are_a_yes(play: Play) -> None:
    """Whoever repeats them agrees."""
    play.opened()
    play.says("claire", WORDS)
    assert play.says("priya", WORDS)[0].name == "addendum"


def test_nobody_gives_both_yeses(play: Play) -> None:
    """Two people, one of each side; two of procurement are one side."""
    play.opened()
    assert "no addendum to agree to" in reasons(play.says("priya", "/addendum"))
    play.says("priya", WORDS)
    assert "is not yours" in reasons(play.says("priya", "/addendum"))
    assert "is not yours" in reasons(play.says("both", "/addendum"))
    assert play.says("claire", "/addendum")[0].name == "addendum"


def test_client_of_the_contracting_authority_needs_a_colleague(play: Play) -> None:
    """Somebody who holds both hands gives one of them."""
    play.opened()
    play.says("mathieu", "/assign client priya")
    play.says("priya", WORDS)
    assert "is not yours" in reasons(play.says("priya", "/addendum"))
    assert play.says("both", "/addendum")[0].name == "addendum"


def test_addendum_by_another_hand(play: Play) -> None:
    """The team publishes; it does not write what is asked for."""
    play.opened()
    assert "another role’s" in reasons(play.says("mathieu", WORDS))


def test_addendum_before_opening_and_after_closing(play: Play) -> None:
    """Before, the text itself is edited; after, nothing changes any more."""
    play.funded()
    assert "has no effect while" in reasons(play.says("claire", WORDS))
    play.says("mathieu", "/publish")
    play.call_closes()
    assert "has no effect while" in reasons(play.says("claire", WORDS))


def test_late_addendum_moves_the_closing(play: Play) -> None:
    """With less than two business days left, closing and what follows move, so that there is time to read it."""
    play.opened()
    play.applies("amelie")
    play.later(days=20)  # Monday, the day of closing
    play.says("claire", WORDS)
    said = play.says("priya", "/addendum")
    assert said[0].fields["moved"] is True
    assert play.case.flags == {"extended"}
    dates = play.case.opportunity
    assert (dates.closing, dates.selection, dates.delivery) == (date(2027, 6, 16), date(2027, 6, 18), date(2027, 7, 18))
    assert [one.kind for one in play.deadlines] == ["closing"]
    play.later(days=2)
    assert play.applies("noor")[0].name == "application_received"


def test_answer_that_becomes_an_addendum_is_told_once(play: Play) -> None:
    """Who was told by the answer is not told again by the same words; who has applied since is."""
    play.opened()
    play.applies("amelie")
    play.says("noor", "/question Which runner?")
    play.says("claire", "/answer 1 en: Tests may use any runner. fr: Les essais peuvent utiliser tout outil.")
    play.applies("ben")
    play.says("claire", WORDS)
    assert told(play.says("priya", "/addendum")[0]) == ["ben"]


@pytest.mark.parametrize(
    "words",
    [
        "en: The price is now $7,000. fr: Le prix est maintenant de 7\u00a0000\u00a0$.",
        "en: We pay 7000 dollars. fr: Nous payons 7000 dollars.",
        "en: The price rises to 7000. fr: Il monte.",
        "fr: Le prix passe à 7000. en: It rises.",
        "en: It is worth CAD 7000. fr: Oui.",
    ],
)
def test_price_in_an_addendum(play: Play, words: str) -> None:
    """Never changed while open: cancel, and run it again."""
    play.opened()
    said = play.says("claire", f"/addendum {words}")
    assert "can’t change the price" in reasons(said)
    works = said[0].fields["works"]
    assert "run it again" in str(works)


def test_addendum_that_speaks_of_the_price_without_a_figure(play: Play) -> None:
    """Words are no change."""
    play.opened()
    assert (
        play.says("claire", "/addendum en: The price covers the tests too. fr: Le prix comprend les essais.")[0].name == "addendum_drafted"
    )
