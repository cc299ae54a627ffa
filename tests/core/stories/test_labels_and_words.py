"""Stories of labels that people set or remove, of several commands in one comment, of misread ones, of `/help` and `/why`."""

from bot.core.effects import PostComment, SetLabels
from bot.core.text import Text
from tests.core.stories.play import Play, reasons


def restored(play: Play) -> tuple[str, ...]:
    """The labels that the last decision renders on the opportunity."""
    return next(one.labels for one in play.last.effects if isinstance(one, SetLabels) and one.target.number == 7)


def test_team_and_procurement_approve_by_label(play: Play) -> None:
    """The label is a request: the first is put back and recorded, the second moves."""
    play.files()
    assert play.labels("mathieu", "opportunity: vetted")[0].name == "approved"
    assert restored(play) == ("opportunity", "opportunity: requested")
    play.labels("priya", "Opportunité : approuvée")
    assert play.state == "vetted"


def test_label_by_somebody_who_may_not(play: Play) -> None:
    """Put back, with whose step it is."""
    play.files()
    assert "another role’s" in reasons(play.labels("farah", "opportunity: vetted"))
    assert restored(play) == ("opportunity", "opportunity: requested")


def test_label_that_needs_data(play: Play) -> None:
    """Put back, with the command that says it."""
    play.vetted()
    assert "/reserve NUMBER" in reasons(play.labels("farah", "opportunity: funds reserved"))
    assert play.state == "vetted"


def test_label_that_cannot_follow(play: Play) -> None:
    """Put back, with what can follow."""
    play.files()
    said = play.labels("mathieu", "opportunity: paid")
    assert "can’t become “paid”" in reasons(said)
    works = said[0].fields["works"]
    assert isinstance(works, Text)
    assert works.en == "What can follow now: vetted (`/vet`), not published (`/stop CODE REASON`)."


def test_label_after_the_end(play: Play) -> None:
    """Nothing can follow an end."""
    play.files()
    play.says("claire", "/stop funds None left.")
    works = play.labels("mathieu", "opportunity: vetted")[0].fields["works"]
    assert isinstance(works, Text)
    assert "has ended" in works.en


def test_the_same_refusal_is_said_once(play: Play) -> None:
    """However many lines it answers."""
    play.opened()
    assert len(play.says("stranger", "/publish\n/publish\n/publish")) == 1


def test_label_that_only_the_bot_sets(play: Play) -> None:
    """On the opportunity as on an application."""
    play.opened()
    assert "by itself" in reasons(play.labels("mathieu", "opportunity: evaluation"))
    play.applies("noor")
    assert "by itself" in reasons(play.labels("mathieu", "application: selected", play.on_application("noor")))
    assert any(one.target.number == 22 for one in play.last.effects if isinstance(one, SetLabels))


def test_label_that_is_set_already_or_is_not_ours(play: Play) -> None:
    """Silence."""
    play.files()
    assert play.labels("mathieu", "opportunity: requested") == []
    assert play.labels("mathieu", "help wanted") == []
    assert play.last.effects == ()


def test_current_state_in_the_other_language(play: Play) -> None:
    """One state, one label: the twin is taken away again."""
    play.files()
    play.labels("mathieu", "opportunité : demandée")
    assert restored(play) == ("opportunity", "opportunity: requested")


def test_state_label_removed_by_somebody_who_may_not(play: Play) -> None:
    """Restored at once."""
    play.files()
    play.unlabels("farah", "opportunity: requested")
    assert restored(play) == ("opportunity", "opportunity: requested")


def test_state_label_removed_by_somebody_who_may_move_it(play: Play) -> None:
    """A minute for the new one; then it is restored."""
    play.files()
    play.unlabels("mathieu", "opportunity: requested")
    assert play.last.effects == ()
    play.due("restore")
    assert restored(play) == ("opportunity", "opportunity: requested")
    assert "restore" not in {one.kind for one in play.deadlines}


def test_state_label_swapped_by_hand(play: Play) -> None:
    """Removed, and the new one set within the minute: one move, nothing to restore."""
    play.funded()
    play.unlabels("mathieu", "opportunity: funds reserved")
    play.labels("mathieu", "opportunity: open")
    assert play.state == "open"
    assert {one.kind for one in play.deadlines} == {"closing", "no_applications"}


def test_label_of_an_application_removed(play: Play) -> None:
    """Its applicant moves it by a command, so it is given a minute; anybody else's removal is restored."""
    play.opened()
    play.applies("noor")
    play.unlabels("stranger", "application: received", play.on_application("noor"))
    assert any(one.target.number == 22 for one in play.last.effects if isinstance(one, SetLabels))


def test_label_deleted_with_its_issues_labels(play: Play) -> None:
    """GitHub names no label then: a state that is no longer shown is restored at once, whoever did it; else nothing follows."""
    play.files()
    play.unlabels("mathieu", "")
    assert play.last.effects == ()
    play.seen[7] = ("opportunity", "help wanted")
    play.unlabels("mathieu", "")
    assert restored(play) == ("opportunity", "opportunity: requested")


def test_other_labels_removed(play: Play) -> None:
    """Labels that are not the current state are nobody's concern here."""
    play.files()
    play.unlabels("mathieu", "help wanted")
    play.unlabels("mathieu", "opportunity: open")
    play.unlabels("mathieu", "application: received", play.on_application("noor"))
    assert play.last.effects == ()


def test_several_commands_are_one_answer(play: Play) -> None:
    """However many commands, one comment."""
    play.files()
    said = play.says("both", "/vet\n/help\n/why")
    assert [one.name for one in said] == ["approved", "help", "why", "findings"]
    assert len([one for one in play.last.effects if isinstance(one, PostComment)]) == 1


def test_misread_command(play: Play) -> None:
    """What was wrong, and an example to copy in the person's language."""
    play.vetted()
    said = play.says("farah", "/réserver")
    assert said[0].name == "refused"
    assert said[0].language == "fr"


def test_too_many_commands(play: Play) -> None:
    """More than ten are not read at all."""
    play.files()
    said = play.says("mathieu", "\n".join(["/help"] * 11))
    assert len(said) == 1
    assert said[0].name == "refused"


def test_label_where_there_is_no_case(play: Play) -> None:
    """It is taken off; a command is shown the way (`test_lost.py`), and a label removed changes nothing."""
    assert play.labels("mathieu", "opportunity: vetted")[0].name == "refused"
    assert play.unlabels("mathieu", "opportunity: vetted") == []


def test_help_lists_what_this_person_may_do_now(play: Play) -> None:
    """Different for the client and for section 32."""
    play.vetted()

    def usages(login: str) -> list[object]:
        rows = play.says(login, "/aide")[0].fields["rows"]
        assert isinstance(rows, tuple)
        return [one["usage"] for one in rows if isinstance(one, dict)]

    assert "/engager" in usages("samuel")
    assert "/engager" not in usages("claire")
    assert "/arrêter CODE RAISON" in usages("claire")


def test_why_names_the_facts(play: Play) -> None:
    """How many there are, and the steps that led here, oldest first."""
    play.vetted()
    said = play.says("stranger", "/why")[0]
    assert said.fields["facts"] == 4
    steps = said.fields["steps"]
    assert isinstance(steps, tuple)
    assert [one["by"] for one in steps if isinstance(one, dict)] == ["claire", "mathieu", "priya"]


def test_state_label_on_a_form_that_cannot_be_read(play: Play) -> None:
    """It has no state: the label is taken off, the others stay, and whoever set it hears why. Other labels are nobody's business."""
    play.files(opportunity=None, problems=(Text("Unreadable.", "Illisible."),))
    play.seen[7] = ("good first issue", "opportunity", "opportunity: open")
    said = play.labels("samuel", "opportunity: open")
    assert "no state" in reasons(said)
    assert play.seen[7] == ("opportunity",)
    assert play.facts == []
    assert play.labels("samuel", "good first issue") == []
