"""Stories of people: another client, another evaluator, an applicant who wants to know why."""

from bot.core.commands import COMMANDS
from bot.core.events import Applied
from bot.core.rules.hands import kept_apart
from bot.core.scene import Context, Scene
from tests.core.stories.play import EVALUATION, Play, answers, reasons, secrets


def test_evaluator_with_an_interest_is_replaced(play: Play) -> None:
    """The new evaluator declares and gets the package; the one with an interest takes no part."""
    play.closed("amelie")
    play.performed()
    play.says("claire", "/declare interest", play.on_evaluation())
    said = play.says("mathieu", "/assign evaluator @stranger")
    assert [(one.name, one.fields["here"]) for one in said] == [("assigned", False), ("assigned", True)]
    assert play.last.effects[1].target == EVALUATION  # type: ignore[union-attr]
    assert [one.name for one in play.says("stranger", "/declare none", play.on_evaluation())] == ["package"]
    assert play.says("stranger", "/evaluate A 1 pass Good work.", play.on_evaluation())[0].name == "evaluation_complete"
    assert "another role’s" in reasons(play.says("claire", "/evaluate A 1 fail Bad.", play.on_evaluation()))


def test_others_declare_while_an_interest_stands(play: Play) -> None:
    """The team is named as the one that is waited for, until another is assigned."""
    play.opened()
    play.says("mathieu", "/assign evaluator stranger")
    play.applies("amelie")
    play.due("closing")
    play.performed()
    play.says("claire", "/declare interest", play.on_evaluation())
    said = play.says("stranger", "/declare none", play.on_evaluation())
    assert (said[0].name, said[0].fields["evaluator"]) == ("interest", "claire")


def test_second_evaluator_before_closing(play: Play) -> None:
    """Both declare before the package follows."""
    play.opened()
    assert len(play.says("mathieu", "/désigner évaluateur @stranger")) == 1
    assert [person.login for person in play.case.assessors] == ["claire", "stranger"]


def test_another_client(play: Play) -> None:
    """From now on it is their hand that is asked."""
    play.delivered()
    assert play.says("mathieu", "/assign client priya")[0].name == "assigned"
    assert "the client" in reasons(play.says("claire", "/acceptance 1 met"))
    assert play.says("priya", "/acceptance 1 met")[0].name == "acceptance"


def test_nobody_can_be_assigned(play: Play) -> None:
    """An unknown account, an applicant, an evaluator who would come too late."""
    play.packaged("amelie")
    assert "no GitHub account" in reasons(play.says("mathieu", "/assign client nobody-here"))
    assert "both sides" in reasons(play.says("mathieu", "/assign evaluator amelie"))
    assert "any more" in reasons(play.says("mathieu", "/assign evaluator priya"))


def test_applicant_asks_for_a_debrief(play: Play) -> None:
    """Once; only those who were not selected; the team is told until when."""
    play.awarded()
    loser = next(login for login in ("amelie", "noor", "tomasz") if login != play.winner)
    assert play.says(loser, "/debrief", play.on_application(loser))[0].name == "debrief_asked"
    assert "already" in reasons(play.says(loser, "/compte-rendu", play.on_application(loser)))
    assert "not selected" in reasons(play.says(play.winner, "/debrief", play.on_application(play.winner)))


def test_nobody_acts_for_both_sides(play: Play) -> None:
    """Whoever holds a role of the programme can't apply; whoever has applied takes no step of the department's."""
    play.opened()
    assert "both sides" in reasons(play.happens(_application(play, "farah")))
    play.applies("amelie")
    scene = Scene(play.actor("amelie"), play.on_evaluation(), "en", play.facts[0].cause, Context(play.policy, play.now, {}, secrets()))
    refused = {row.name for row in COMMANDS if kept_apart(play.case, scene, row.name)}
    assert {"confirm", "draw", "evaluate", "declare", "certify", "paid", "reserve", "cancel", "vet", "publish"} <= refused
    assert not refused & {"withdraw", "agree", "decline", "deliver", "invoice", "received", "question", "help", "debrief"}


def _application(play: Play, login: str) -> Applied:
    return Applied(play.actor(login), play.on_application("noor"), answers(), (), "en", "body", "blob")
