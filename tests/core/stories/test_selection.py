"""Stories of evaluation, draw and award: interests, verdicts, confirmation, a draw that anyone can verify, the offer and its answer."""

import hashlib

import pytest

from bot.core.award import draw
from bot.core.commands import COMMANDS
from bot.core.effects import PostComment, Provision
from bot.core.events import Applied, Due, Edited
from bot.core.rules.hands import kept_apart
from bot.core.scene import Context, Scene
from tests.core.stories.play import APPLICATION_TARGETS, EVALUATION, Play, answers, reasons, secrets


def test_evaluator_declares_and_gets_the_package(play: Play) -> None:
    """Account names and links are gone, and the letters follow from a secret, not from the order of arrival."""
    play.opened()
    play.applies("amelie", answers("See https://github.com/amelie/azure or ask @amelie; I am amelie."))
    play.applies("noor")
    play.due("closing")
    play.performed()
    said = play.says("claire", "/declare none", play.on_evaluation())
    assert [one.name for one in said] == ["package", "package"]
    words = str([one.fields["answers"] for one in said])
    assert "amelie" not in words
    assert "[link removed]" in words
    assert sorted(letter for letter, _ in play.case.evaluation.letters) == ["A", "B"]


def test_evaluator_declares_twice(play: Play) -> None:
    """Once is enough."""
    play.packaged("amelie")
    assert "declared already" in reasons(play.says("claire", "/declare none", play.on_evaluation()))


def test_evaluator_declares_an_interest(play: Play) -> None:
    """The team is told, and no application is shown."""
    play.closed("amelie")
    play.performed()
    assert play.says("claire", "/déclarer intérêt", play.on_evaluation())[0].name == "interest"
    assert "another evaluator" in reasons(play.says("claire", "/evaluate A 1 pass Good.", play.on_evaluation()))


def test_evaluation_before_declaring(play: Play) -> None:
    """Interests are declared before applications are seen."""
    play.closed("amelie")
    play.performed()
    assert "Declare first" in reasons(play.says("claire", "/evaluate A 1 pass Good.", play.on_evaluation()))


def test_evaluation_commands_count_only_in_the_evaluation(play: Play) -> None:
    """On the public issue they are refused, with where they count."""
    play.packaged("amelie")
    assert "the evaluation’s issue" in reasons(play.says("claire", "/evaluate A 1 pass Good."))


def test_evaluator_names_nobody_or_no_criterion(play: Play) -> None:
    """The letters and the numbers that there are stand in the answer."""
    play.packaged("amelie")
    assert "no applicant B" in reasons(play.says("claire", "/evaluate B 1 pass Good.", play.on_evaluation()))
    assert "no criterion 2" in reasons(play.says("claire", "/evaluate A 2 pass Good.", play.on_evaluation()))


def test_evaluator_gives_every_verdict(play: Play) -> None:
    """Each one updates the panel; with the last, procurement is asked; a second thought replaces the first until confirmation."""
    play.packaged("amelie", "noor")
    assert [one.name for one in play.evaluates("amelie", "pass")] == ["verdicts"]
    assert [one.name for one in play.evaluates("noor", "fail")] == ["evaluation_complete", "verdicts"]
    assert [one.name for one in play.evaluates("noor", "pass")] == ["verdicts"]
    assert len(play.case.evaluation.passed()) == 2


def test_procurement_confirms_too_early(play: Play) -> None:
    """The missing verdicts are named."""
    play.packaged("amelie")
    assert "A 1" in reasons(play.says("priya", "/confirm", play.on_evaluation()))


def test_procurement_confirms_before_the_package(play: Play) -> None:
    """There is nothing to confirm yet."""
    play.closed("amelie")
    play.performed()
    assert "follow when every evaluator" in reasons(play.says("priya", "/confirm", play.on_evaluation()))


@pytest.mark.travels("application: received → evaluated")
def test_procurement_confirms(play: Play) -> None:
    """The hash of the list is published before the seed; verdicts are fixed from then on."""
    play.confirmed("amelie", "noor", failed=("noor",))
    assert play.names() == ["confirmed", "verdicts"]
    assert len(play.case.evaluation.ticketed) == 1
    assert "is confirmed" in reasons(play.evaluates("amelie", "fail"))
    assert "is confirmed" in reasons(play.says("priya", "/confirm", play.on_evaluation()))


@pytest.mark.travels("opportunity: evaluation → selected", "application: evaluated → selected")
def test_draw_can_be_verified_by_anyone(play: Play) -> None:
    """From what is published alone: the seed's hash at opening, the list, the order, and whose the first ticket is."""
    play.opened()
    published = next(one for one in play.facts if one.kind == "published").data["seed_hash"]
    _drawn(play)
    drawn = next(one for one in play.facts if one.kind == "drawn").data
    seed = bytes.fromhex(drawn["seed"])
    assert hashlib.sha256(seed).hexdigest() == published
    assert drawn["list_hash"] == hashlib.sha256("\n".join(sorted(drawn["tickets"])).encode()).hexdigest()
    order = sorted(drawn["tickets"], key=lambda one: hashlib.sha256(seed + drawn["list_hash"].encode() + one.encode()).hexdigest())
    assert list(drawn["tickets"]) == order
    first = hashlib.sha256(bytes.fromhex(drawn["salt"]) + str(drawn["winner"]).encode()).hexdigest()
    assert first == order[0]


def _drawn(play: Play) -> None:
    for login in ("amelie", "noor", "tomasz"):
        play.applies(login)
    play.due("closing")
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    for login in ("amelie", "noor", "tomasz"):
        play.evaluates(login, "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    play.says("mathieu", "/tirage")


def test_draw_before_confirmation(play: Play) -> None:
    """Procurement confirms first."""
    play.packaged("amelie")
    assert "not confirmed yet" in reasons(play.says("mathieu", "/draw"))


def test_draw_when_nobody_passed(play: Play) -> None:
    """There is nobody to draw; what can be done is named."""
    play.confirmed("amelie", failed=("amelie",))
    assert "nobody to draw" in reasons(play.says("mathieu", "/draw"))


def test_who_passed_stays_private(play: Play) -> None:
    """No public fact but the winner's says who passed."""
    play.drawn("amelie", "noor", "tomasz")
    losers = [one for one in play.case.evaluation.order if play.case.offer and one != play.case.offer.issue_id]
    public = " ".join(str(one.data) for one in play.facts if one.visibility == "public" and one.kind in ("confirmed", "drawn", "offered"))
    assert not any(str(one) in public for one in losers)


def test_supplier_agrees(play: Play) -> None:
    """Consent to price, date and terms is recorded, and the repository is asked for."""
    play.drawn("amelie")
    assert play.agreed()[0].name == "agreed"
    assert any(isinstance(one, Provision) and one.supplier == "amelie" for one in play.effects)
    agreed = play.facts[-1].data
    assert (agreed["price"], agreed["delivery"]) == (650_000, "2027-07-16")
    assert "agreed already" in reasons(play.agreed())
    assert "no offer to you" in reasons(play.says("amelie", "/decline", play.on_application("amelie")))


def test_somebody_else_agrees(play: Play) -> None:
    """The offer is to one supplier, on one thread."""
    play.drawn("amelie", "noor")
    other = "noor" if play.winner == "amelie" else "amelie"
    assert "another role’s" in reasons(play.says(other, "/agree", play.on_application(other)))
    assert "answer it there" in reasons(play.says(play.winner, "/agree"))


@pytest.mark.travels("opportunity: selected → awarded", "application: evaluated → not_selected")
def test_award_is_announced_when_the_repository_stands(play: Play) -> None:
    """Supplier and client are put in contact; everybody else is told on their own thread."""
    play.awarded()
    assert play.names() == ["awarded", "not_selected", "not_selected"]
    assert play.state == "awarded"


def test_repository_is_refused_by_github(play: Play) -> None:
    """The team is told what GitHub said; the case waits."""
    play.drawn("amelie")
    play.agreed()
    said = play.performed(refusal="403: Resource not accessible by integration")
    assert said[0].name == "not_performed"
    assert said[0].fields["refusal"] == "403"
    assert play.state == "selected"
    play.due("retry")
    assert isinstance(play.last.effects[0], Provision)
    assert play.performed(refusal="403: again") == []
    play.due("retry")
    play.performed()
    assert play.state == "awarded"


def test_evaluation_issue_is_refused_by_github(play: Play) -> None:
    """Likewise for the evaluation's issue."""
    play.closed("amelie")
    assert play.performed(refusal="404: Not Found")[0].name == "not_performed"
    play.due("retry")
    play.performed()
    assert play.case.evaluation.issue_id == 5001


def test_repository_stands_after_the_case_has_moved_on(play: Play) -> None:
    """Cancelled meanwhile: nothing is awarded, the team is told; a refused step is not tried again, either."""
    play.drawn("amelie")
    play.agreed()
    play.performed(refusal="403: no")
    play.says("priya", "/cancel The need is gone.")
    assert play.due("retry") == []
    assert play.performed()[0].name == "provisioned_late"
    assert play.state == "cancelled"


def test_withdrawal_after_confirmation_keeps_the_draw_verifiable(play: Play) -> None:
    """The list that was confirmed is the list that is drawn; the tickets before the winner's are said to be withdrawn ones'."""
    play.confirmed("amelie", "noor", "tomasz")
    listed = next(one for one in play.facts if one.kind == "confirmed").data["list_hash"]
    order = draw(secrets().draw_seed, secrets().applicant_order, play.case.evaluation.ticketed).order
    first = next(login for login in ("amelie", "noor", "tomasz") if 2000 + APPLICATION_TARGETS[login] == order[0])
    play.says(first, "/withdraw", play.on_application(first))
    said = play.says("mathieu", "/draw")
    drawn = next(one for one in play.facts if one.kind == "drawn").data
    assert (drawn["list_hash"], len(drawn["tickets"]), said[0].fields["before"]) == (listed, 3, 1)
    assert drawn["winner"] == order[1]


def test_withdrawal_before_confirmation_is_not_drawn(play: Play) -> None:
    """Whoever withdrew has no ticket."""
    play.packaged("amelie", "noor")
    play.says("amelie", "/withdraw", play.on_application("amelie"))
    play.evaluates("amelie", "pass")
    play.evaluates("noor", "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    assert len(play.case.evaluation.ticketed) == 1


def test_application_in_time_that_is_heard_of_after_the_package(play: Play) -> None:
    """GitHub's clock decides: it joins under the next letter, and the evaluators get it; after confirmation it is too late."""
    play.opened()
    play.applies("amelie")
    in_time = play.now
    play.due("closing")
    play.performed()
    play.says("claire", "/declare none", play.on_evaluation())
    assert [one.name for one in play.applies("noor", at=in_time)] == ["application_received", "package"]
    assert play.letter("noor") == "B"
    assert play.applies("tomasz", answers("  "), at=in_time)[0].name == "application_incomplete"
    play.evaluates("amelie", "pass")
    play.evaluates("noor", "pass")
    play.says("priya", "/confirm", play.on_evaluation())
    assert play.applies("ben", at=in_time)[0].name == "application_late"


@pytest.mark.travels("application: selected → declined", "opportunity: selected → selected")
def test_supplier_declines_and_the_next_is_offered_the_work(play: Play) -> None:
    """The order that was drawn goes on."""
    play.drawn("amelie", "noor")
    first = play.winner
    said = play.says(first, "/decline", play.on_application(first))
    assert [one.name for one in said] == ["declined", "next_offered", "offer"]
    assert play.winner != first
    assert play.state == "selected"


@pytest.mark.travels("application: selected → lapsed")
def test_supplier_is_silent(play: Play) -> None:
    """After two business days the offer lapses; nobody is next, and the team is told."""
    play.drawn("amelie")
    said = play.due("offer")
    assert said[0].name == "nobody_next"
    assert play.case.offer is None
    assert play.deadlines == frozenset()


@pytest.mark.travels("opportunity: selected → no_award", "application: selected → lapsed")
def test_team_ends_it_when_nobody_is_next(play: Play) -> None:
    """No award, with the reason."""
    play.drawn("amelie")
    play.due("offer")
    play.says("mathieu", "/close Nobody answered.")
    assert play.state == "no_award"


@pytest.mark.travels("opportunity: selected → cancelled", "application: selected → not_selected")
def test_procurement_cancels_before_the_agreement(play: Play) -> None:
    """Until somebody has agreed it can be withdrawn; the selected one is told with the others."""
    play.drawn("amelie")
    play.says("priya", "/cancel The need is gone.")
    assert (play.state, play.application("amelie")) == ("cancelled", "not_selected")


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


def test_client_cannot_answer_the_suppliers_offer(play: Play) -> None:
    """Neither agree nor decline in the supplier's place."""
    play.drawn("amelie")
    assert "no offer to you" in reasons(play.says("claire", "/decline", play.on_application("amelie")))
    assert "no offer to you" in reasons(play.says("claire", "/agree", play.on_application("amelie")))
    assert play.application("amelie") == "selected"


def test_supplier_answers_on_the_wrong_thread(play: Play) -> None:
    """They are told where their offer waits."""
    play.drawn("amelie")
    assert "waits in #21" in reasons(play.says("amelie", "/consentir"))


def test_supplier_agrees_too_late(play: Play) -> None:
    """By GitHub's clock, whatever the bot's timers did."""
    play.drawn("amelie")
    play.later(days=10)
    assert "open until" in reasons(play.agreed())


def test_old_deadline_does_not_touch_the_next_offer(play: Play) -> None:
    """A decline and the offer's own deadline come together: the next supplier keeps their days."""
    play.drawn("amelie", "noor")
    first, old = play.winner, min(play.deadlines)
    play.later(days=1)
    play.says(first, "/decline", play.on_application(first))
    assert play.happens(Due("offer", old.due)) == []
    assert play.winner != first


def test_somebody_else_edits_an_application(play: Play) -> None:
    """Noted; it changes nothing of what the applicant said. Nobody withdraws another's, either."""
    play.opened()
    play.applies("amelie")
    play.applies("noor")
    edited = Edited(play.actor("mathieu"), play.on_application("amelie"), None, answers("  "), (), "other")
    assert play.happens(edited)[0].name == "edit_noted"
    assert play.application("amelie") == "received"
    assert "another role’s" in reasons(play.says("noor", "/withdraw", play.on_application("amelie")))


def test_edit_in_time_that_is_heard_after_closing(play: Play) -> None:
    """GitHub's clock decides, as long as nobody has read the applications."""
    play.opened()
    play.applies("noor", answers("  "))
    before = play.now
    play.due("closing")
    assert play.mends("noor", at=before)[0].name == "application_received"


def test_evaluation_comments_stay_in_the_evaluation_repository(play: Play) -> None:
    """No statement and no verdict is ever posted on a public thread."""
    play.confirmed("amelie", "noor")
    private = {"package", "verdicts", "evaluation_complete"}
    posted = [one for one in play.effects if isinstance(one, PostComment) and one.comment.name in private]
    assert {one.target for one in posted} == {EVALUATION}
