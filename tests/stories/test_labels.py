"""Labels that people set and remove: a state label is a request, and what the facts say is put back (github.md, S3)."""

from datetime import timedelta

import pytest

from demo.town import PROGRAMME
from tests.stories.programme import Programme

pytestmark = pytest.mark.xdist_group("stories")

REQUESTED = ["opportunity", "opportunity: requested"]


@pytest.fixture
def filed(programme: Programme) -> int:
    """An opportunity that waits for approval, with nothing unmet that is not waived."""
    number = programme.files()
    programme.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
    return number


def test_label_by_somebody_who_may_not_is_put_back(programme: Programme, filed: int) -> None:
    """One sentence in both languages, and the state as it was; the App's own label write answers nobody."""
    before = len(programme.answers(filed))
    programme.puts_label("farah", filed, "opportunity: vetted")
    (answer,) = programme.answers(filed)[before:]
    assert answer.startswith("@farah, the label `opportunity: vetted` was not kept.")
    assert "This step is another role’s: the micro-acquisition team or the contracting authority" in answer
    assert "l’équipe de micro-acquisition ou l’autorité contractante. Votre compte ne l’a pas ici" in answer
    assert programme.labels(filed) == REQUESTED


def test_label_that_needs_data_names_the_command(programme: Programme, filed: int) -> None:
    """Put back, with the command in both languages."""
    programme.puts_label("mathieu", filed, "opportunity: not published")
    answer = programme.answers(filed)[-1]
    assert "/stop CODE REASON" in answer
    assert "/arrêter CODE" in answer
    assert programme.labels(filed) == REQUESTED


def test_two_state_labels_of_one_who_may_set_only_one(programme: Programme, filed: int) -> None:
    """The newest allowed one is the request: approval is recorded, the leap to the end is refused, one state label stays."""
    programme.puts_label("mathieu", filed, "opportunity: vetted", "opportunity: paid")
    said = "\n".join(programme.answers(filed))
    assert "Approved by the micro-acquisition team" in said
    assert "an opportunity can’t become “paid”" in said
    assert programme.labels(filed) == REQUESTED
    programme.puts_label("priya", filed, "opportunity: vetted")
    assert programme.labels(filed) == ["opportunity", "opportunity: vetted"]


def test_other_peoples_labels_stay(programme: Programme, filed: int) -> None:
    """Only ours are rendered."""
    programme.puts_label("mathieu", filed, "cloud")
    programme.puts_label("farah", filed, "opportunity: vetted")
    assert programme.labels(filed) == ["cloud", *REQUESTED]


def test_state_label_removed_by_somebody_who_may_not_is_restored_at_once(programme: Programme, filed: int) -> None:
    """Without a word."""
    before = programme.answers(filed)
    programme.takes_label("farah", filed, "opportunity: requested")
    assert programme.labels(filed) == REQUESTED
    assert programme.answers(filed) == before


def test_state_label_removed_by_somebody_who_may_is_awaited_for_a_minute(programme: Programme, filed: int) -> None:
    """The new one may follow; when none does, the old one is restored, without a word."""
    before = programme.answers(filed)
    programme.takes_label("mathieu", filed, "opportunity: requested")
    assert programme.labels(filed) == ["opportunity"]
    programme.github.advance(programme.github.now() + timedelta(seconds=61))
    assert programme.labels(filed) == REQUESTED
    assert programme.answers(filed) == before


def test_state_label_swapped_within_the_minute_is_a_move(programme: Programme, filed: int) -> None:
    """As people do it in the page: the old one off, the new one on."""
    programme.says("priya", filed, "/vet")
    programme.takes_label("mathieu", filed, "opportunity: requested")
    programme.puts_label("mathieu", filed, "opportunity: vetted")
    programme.github.advance(programme.github.now() + timedelta(seconds=61))
    assert programme.labels(filed) == ["opportunity", "opportunity: vetted"]


def test_label_deleted_in_the_repository_is_mended(programme: Programme, filed: int) -> None:
    """It is made again with its colour, and the issues show their state again, at once."""
    path = f"repos/{PROGRAMME}/labels/opportunity: requested"
    label = programme.github.api(programme.who("mathieu"), "GET", path)
    programme.github.api(programme.who("mathieu"), "DELETE", path)
    programme.settle()
    made = programme.github.api(programme.who("mathieu"), "GET", path)
    assert (made["color"], made["description"]) == (label["color"], label["description"])
    assert programme.labels(filed) == REQUESTED


def test_label_renamed_in_the_repository_is_mended(programme: Programme, filed: int) -> None:
    """A name changed in the page would change the state of every issue that carries it (ubiquibot #743)."""
    path = f"repos/{PROGRAMME}/labels"
    programme.github.api(programme.who("mathieu"), "PATCH", f"{path}/opportunity: requested", new_name="opportunity: nearly paid")
    programme.settle()
    assert programme.labels(filed) == REQUESTED
    names = {label["name"] for label in programme.github.api(programme.who("mathieu"), "GET", f"{path}?per_page=100")}
    assert "opportunity: nearly paid" not in names


def test_state_label_on_a_form_that_cannot_be_read(programme: Programme, sample: str) -> None:
    """It is taken off, with a sentence, and the list of open calls stays true."""
    number = programme.opens("claire", sample.replace("2027-06-14", "2027-02-30"))
    programme.puts_label("mathieu", number, "opportunity: open")
    assert "opportunity: open" not in programme.labels(number)
    assert "it has no state" in programme.answers(number)[-1]
