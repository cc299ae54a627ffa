"""The sweep after closing: what people did while GitHub sent no webhooks is found, counted by GitHub's timestamps, and nothing is doubled.

These stories move the time by weeks, so they have a programme of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from demo.acts import local
from demo.town import EVALUATION
from tests.stories.programme import Programme, at_work

pytestmark = pytest.mark.xdist_group("sweep")

CLOSING = local(6, 14, 23, 59, 59)


@dataclass(frozen=True, slots=True)
class Swept:
    """A programme whose call has closed while the bot was down and heard nothing; each application's number."""

    programme: Programme
    number: int
    amelie: int
    noor: int
    ben: int
    kim: int


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swept]:
    """Noor mends, Ben withdraws, Amélie applies and edits, all in time; Kim is a second late, and so is Amélie's last edit."""
    with at_work(tmp_path_factory.mktemp("sweep")) as programme:
        github = programme.github
        number = programme.files()
        programme.publishes(number)
        noor = programme.applies("noor", number, statement="word " * 300)
        ben = programme.applies("ben", number)
        github.advance(CLOSING - timedelta(minutes=10))
        programme.stops()
        programme.hears_nothing()
        amelie = programme.applies("amelie", number, statement="1. I began this in 2024.")
        github.advance(CLOSING - timedelta(minutes=5))
        programme.edits("noor", noor, programme.body(noor).replace("word " * 299, ""))
        programme.edits("amelie", amelie, programme.body(amelie).replace("2024", "2025"))
        programme.says("ben", ben, "/withdraw")
        programme.says("passerby", number, "Good luck to everybody!")
        github.advance(CLOSING + timedelta(seconds=1))
        kim = programme.applies("kim", number)
        programme.edits("amelie", amelie, programme.body(amelie).replace("2025", "2026"))
        programme.hears_again()
        programme.starts_again()
        github.advance(CLOSING + timedelta(minutes=5))
        yield Swept(programme, number, amelie, noor, ben, kim)


def test_application_that_no_webhook_told_of_is_in_time(swept: Swept) -> None:
    """It has one receipt, and one note that the last edit came too late."""
    assert swept.programme.labels(swept.amelie) == ["application", "application: received"]
    receipt, noted = swept.programme.answers(swept.amelie)
    assert "is complete" in receipt
    assert "Your edit is noted" in noted


def test_edit_that_no_webhook_told_of_counts(swept: Swept) -> None:
    """What was missing is there."""
    assert swept.programme.labels(swept.noor) == ["application", "application: received"]
    assert len(swept.programme.answers(swept.noor)) == 2


def test_command_that_no_webhook_told_of_is_carried_out(swept: Swept) -> None:
    """And answered, once."""
    assert swept.programme.labels(swept.ben) == ["application", "application: withdrawn"]
    assert len(swept.programme.answers(swept.ben)) == 2


def test_late_application_that_no_webhook_told_of_is_late(swept: Swept) -> None:
    """Found, and told so."""
    assert swept.programme.labels(swept.kim) == ["application", "application: late"]
    assert len(swept.programme.answers(swept.kim)) == 1


def test_count_comes_after_what_was_found(swept: Swept) -> None:
    """One comment with the right figures, one evaluation, and the versions of closing in it."""
    programme = swept.programme
    (closed,) = [answer for answer in programme.answers(swept.number) if "The call is closed" in answer]
    assert "Complete: 2." in closed
    (issue,) = programme.github.api(programme.who("claire"), "GET", f"repos/{EVALUATION}/issues")
    programme.says("claire", issue["number"], "/declare none", EVALUATION)
    package = "\n".join(programme.answers(issue["number"], EVALUATION))
    assert "in 2025" in package
    assert "in 2024" not in package
    assert "in 2026" not in package


def test_call_waits_for_github(tmp_path_factory: pytest.TempPathFactory) -> None:
    """GitHub is down at the sweep: nothing is counted early; once it answers, everything is, and the call is reopened by the team."""
    with at_work(tmp_path_factory.mktemp("waits")) as programme:
        github, number = programme.github, programme.files()
        programme.publishes(number)
        amelie = programme.applies("amelie", number)
        programme.breaks("GET", r"/issues\?", "refuse", times=30)
        github.advance(CLOSING + timedelta(seconds=95))
        assert programme.labels(number) == ["opportunity", "opportunity: evaluation"]
        assert not any("The call is closed" in answer for answer in programme.answers(number))
        github.advance(CLOSING + timedelta(minutes=10))
        assert sum("The call is closed" in answer for answer in programme.answers(number)) == 1
        programme.says("mathieu", number, "/extend closing 2027-06-21")
        assert programme.labels(number) == ["flag: extended", "opportunity", "opportunity: open"]
        github.advance(local(6, 22, 0, 10))
        assert programme.labels(amelie) == ["application", "application: received"]
        assert sum("The call is closed" in answer for answer in programme.answers(number)) == 2
        (issue,) = github.api(programme.who("claire"), "GET", f"repos/{EVALUATION}/issues?state=all")
        assert issue["state"] == "open"
        assert len(programme.answers(issue["number"], EVALUATION)) == 1
