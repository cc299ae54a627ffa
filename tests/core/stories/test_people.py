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
    play.call_closes()
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
    said = play.says("mathieu", "/assign client priya")
    assert (said[0].name, said[0].fields["owners"]) == ("assigned_client", "url")
    assert "holds this role" in reasons(play.says("mathieu", "/assign client priya"))
    assert "the client" in reasons(play.says("claire", "/acceptance 1 met"))
    assert play.says("priya", "/acceptance 1 met")[0].name == "acceptance"


def test_nobody_can_be_assigned(play: Play) -> None:
    """An unknown account, an applicant, an evaluator who would come too late."""
    play.packaged("amelie")
    play.evaluates("amelie", "pass")
    assert "no GitHub account" in reasons(play.says("mathieu", "/assign client nobody-here"))
    assert "both sides" in reasons(play.says("mathieu", "/assign evaluator amelie"))
    assert "any more" in reasons(play.says("mathieu", "/assign evaluator priya"))
    assert "holds this role" in reasons(play.says("mathieu", "/assign evaluator claire"))


def test_approver_does_not_become_the_client(play: Play) -> None:
    """Nobody approves their own request; once it is open, the approval is done."""
    play.vetted()
    assert "has approved this request" in reasons(play.says("mathieu", "/assign client priya"))
    assert play.says("mathieu", "/assign client stranger")[0].name == "assigned_client"


def test_another_client_while_an_offer_is_open(play: Play) -> None:
    """The client may leave at any time; before the award there is no repository whose owners would change."""
    play.drawn()
    assert play.says("mathieu", "/assign client stranger")[0].fields["owners"] is None


def test_another_client_in_the_middle_of_the_evaluation(play: Play) -> None:
    """The client evaluates, so the new one declares and gives the verdicts that are missing; those that are given stand."""
    play.packaged("amelie", "noor")
    play.evaluates("amelie", "pass")
    said = play.says("mathieu", "/assign client stranger")
    assert [one.name for one in said] == ["assigned_client", "assigned"]
    assert "Declare first" in reasons(play.says("stranger", "/evaluate A 1 pass Good work.", play.on_evaluation()))
    play.says("stranger", "/declare none", play.on_evaluation())
    letter = play.letter("noor")
    play.says("stranger", f"/evaluate {letter} 1 pass Good work.", play.on_evaluation())
    assert play.case.evaluation.missing(1) == ()
    assert [one.name for one in play.says("mathieu", "/assign client claire")] == ["assigned_client"]


def test_another_client_where_others_evaluate(play: Play) -> None:
    """Evaluators who were assigned go on."""
    play.opened()
    play.says("mathieu", "/assign evaluator stranger")
    play.applies("amelie")
    play.call_closes()
    play.performed()
    assert [one.name for one in play.says("mathieu", "/assign client priya")] == ["assigned_client"]


def test_evaluator_finds_an_interest_late(play: Play) -> None:
    """Their verdicts are set aside, another takes their place, declares, and gives every verdict anew."""
    play.packaged("amelie", "noor")
    play.evaluates("amelie", "pass")
    said = play.says("claire", "/declare interest", play.on_evaluation())
    assert (said[0].name, said[0].fields["set_aside"]) == ("interest", True)
    assert play.case.evaluation.verdicts == ()
    assert "declared already" in reasons(play.says("claire", "/déclarer intérêt", play.on_evaluation()))
    play.says("mathieu", "/assign evaluator stranger")
    assert [person.login for person in play.case.assessors] == ["stranger"]
    said = play.says("stranger", "/declare none", play.on_evaluation())
    assert [(one.name, one.fields.get("above")) for one in said] == [("declared", True)]
    for letter in ("A", "B"):
        play.says("stranger", f"/evaluate {letter} 1 pass Good work.", play.on_evaluation())
    assert "another role’s" in reasons(play.says("claire", "/evaluate A 1 fail Bad.", play.on_evaluation()))
    assert "confirmed" in [one.name for one in play.says("priya", "/confirm", play.on_evaluation())]


def test_evaluator_finds_an_interest_before_any_verdict(play: Play) -> None:
    """There is nothing to set aside."""
    play.packaged("amelie")
    assert play.says("claire", "/declare interest", play.on_evaluation())[0].fields["set_aside"] is False


def test_evaluator_finds_an_interest_after_the_confirmation(play: Play) -> None:
    """The evaluation is confirmed: only procurement corrects it."""
    play.confirmed("amelie")
    assert "confirmed" in reasons(play.says("claire", "/declare interest", play.on_evaluation()))
    assert "any more" in reasons(play.says("mathieu", "/assign evaluator stranger"))


def test_evaluator_on_leave_is_replaced(play: Play) -> None:
    """Who has not given every verdict; what they gave is set aside."""
    play.packaged("amelie", "noor")
    play.evaluates("amelie", "fail")
    said = play.says("mathieu", "/assign evaluator stranger")
    assert [one.fields["set_aside"] for one in said if one.name == "assigned"] == [True, True]
    assert ([person.login for person in play.case.assessors], play.case.evaluation.verdicts) == (["stranger"], ())


def test_silent_one_of_two_evaluators_is_replaced(play: Play) -> None:
    """The other's verdicts stand; when both have given some, the one to be replaced says so first."""
    play.opened()
    play.says("mathieu", "/assign evaluator stranger")
    for login in ("amelie", "noor"):
        play.applies(login)
    play.call_closes()
    play.performed()
    for login in ("claire", "stranger"):
        play.says(login, "/declare none", play.on_evaluation())
    play.evaluates("amelie", "pass")
    play.says("mathieu", "/assign evaluator priya")
    assert [person.login for person in play.case.assessors] == ["claire", "priya"]
    play.says("priya", "/declare none", play.on_evaluation())
    play.says("priya", f"/evaluate {play.letter('amelie')} 1 pass Good work.", play.on_evaluation())
    said = play.says("mathieu", "/assign evaluator mathieu")
    assert "whose place" in reasons(said)
    assert "/declare interest" in said[0].fields["works"].en  # type: ignore[union-attr]


def test_applicant_asks_for_a_debrief(play: Play) -> None:
    """Once; only those who were not selected; the team is told until when."""
    play.awarded()
    loser = next(login for login in ("amelie", "noor", "tomasz") if login != play.winner)
    assert play.says(loser, "/debrief", play.on_application(loser))[0].name == "debrief_asked"
    assert "already" in reasons(play.says(loser, "/compte-rendu", play.on_application(loser)))
    assert "not selected" in reasons(play.says(play.winner, "/debrief", play.on_application(play.winner)))


def test_team_records_that_a_debrief_was_given(play: Play) -> None:
    """By e-mail; once; only where one was asked for; the reminder is dropped."""
    play.awarded()
    loser = next(login for login in ("amelie", "noor", "tomasz") if login != play.winner)
    on = play.on_application(loser)
    assert "has not asked" in reasons(play.says("mathieu", "/debrief", on))
    play.says(loser, "/debrief", on)
    assert play.says("mathieu", "/compte-rendu", on)[0].name == "debriefed"
    assert "given already" in reasons(play.says("mathieu", "/debrief", on))
    assert "another role’s" in reasons(play.says("farah", "/debrief", on))
    assert "debrief_late" not in {one.kind for one in play.deadlines}


def test_debriefs_are_late(play: Play) -> None:
    """The team is reminded once, on each application's thread, of those asked for on one day; a pause of the case stops nothing."""
    play.awarded()
    losers = [login for login in ("amelie", "noor", "tomasz") if login != play.winner]
    for login in losers:
        play.says(login, "/debrief", play.on_application(login))
    play.says("mathieu", "/hold A question of law.")
    assert [one.name for one in play.due("debrief_late")] == ["debrief_late", "debrief_late"]
    assert "debrief_late" not in {one.kind for one in play.deadlines}


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
