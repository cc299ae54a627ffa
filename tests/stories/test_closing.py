"""Closing, with the bot down at the very second: GitHub's timestamps decide who was in time, and what is read is what stood there then.

These stories move the time by weeks, so they have a programme of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from demo.acts import local
from demo.town import EVALUATION
from tests.stories.programme import Programme, at_work
from tests.stories.test_words import HOSTILE, harmless

pytestmark = pytest.mark.xdist_group("closing")

CLOSING = local(6, 14, 23, 59, 59)


@dataclass(frozen=True, slots=True)
class Closed:
    """A programme whose call has closed: the opportunity, an application in good time, one on the last second, one a second late."""

    programme: Programme
    number: int
    amelie: int
    noor: int
    kim: int


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    """The bot goes down ten minutes before closing, and comes back when the last two have applied."""
    with at_work(tmp_path_factory.mktemp("closing")) as programme:
        github = programme.github
        number = programme.files()
        programme.publishes(number)
        github.advance(CLOSING - timedelta(minutes=10))
        amelie = programme.applies("amelie", number, statement=f"1. I wrote this in 2025, says @amelie: {HOSTILE}")
        programme.stops()
        github.advance(CLOSING)
        noor = programme.applies("noor", number, "candidature.yml")
        github.advance(CLOSING + timedelta(seconds=1))
        kim = programme.applies("kim", number)
        programme.starts_again()
        github.advance(CLOSING + timedelta(minutes=5))
        yield Closed(programme, number, amelie, noor, kim)


def evaluation(closed: Closed) -> dict[str, Any]:
    """The one issue of the evaluation."""
    (issue,) = closed.programme.github.api(closed.programme.who("claire"), "GET", f"repos/{EVALUATION}/issues")
    return dict(issue)


def test_application_on_the_last_second_is_in_time(closed: Closed) -> None:
    """Though nobody read it then; the receipt is in the form's language alone."""
    assert closed.programme.labels(closed.noor) == ["application", "application: received"]
    (answer,) = closed.programme.answers(closed.noor)
    assert answer.startswith("@noor, **votre candidature")
    assert "your application" not in answer


def test_application_one_second_late_is_late(closed: Closed) -> None:
    """Its state, and one sentence that says by how much, in the form's language alone."""
    assert closed.programme.labels(closed.kim) == ["application", "application: late"]
    (answer,) = closed.programme.answers(closed.kim)
    assert answer.startswith("@kim, **your application came too late.**")
    assert "votre candidature" not in answer


def test_call_closes_once(closed: Closed) -> None:
    """One comment, one evaluation."""
    assert closed.programme.labels(closed.number) == ["opportunity", "opportunity: evaluation"]
    said = [answer for answer in closed.programme.answers(closed.number) if "The call is closed" in answer]
    assert len(said) == 1
    assert "good-examples/micro-acquisition/issues/1" in evaluation(closed)["body"]


def test_late_application_stays_late_whatever_is_edited(closed: Closed) -> None:
    """No second sentence."""
    programme = closed.programme
    programme.edits("kim", closed.kim, programme.body(closed.kim).replace("2023", "2022"))
    assert programme.labels(closed.kim) == ["application", "application: late"]
    assert len(programme.answers(closed.kim)) == 1


def test_edit_after_closing_is_noted_and_changes_nothing(closed: Closed) -> None:
    """The applicant hears so, in their language; the package shows what stood there at closing."""
    programme = closed.programme
    programme.edits("noor", closed.noor, programme.body(closed.noor).replace("hospital network", "space station"))
    noted = programme.answers(closed.noor)[1:]
    assert len(noted) == 1
    assert "modification est notée" in noted[0]
    programme.says("claire", evaluation(closed)["number"], "/declare none", EVALUATION)
    package = "\n".join(programme.answers(evaluation(closed)["number"], EVALUATION))
    assert "hospital network" in package
    assert "space station" not in package


def test_package_names_nobody_and_takes_no_orders(closed: Closed) -> None:
    """A statement's mentions, links, HTML and forged marker are words, and the applicant's name is gone."""
    programme, number = closed.programme, evaluation(closed)["number"]
    packages = [body for body in programme.raw_answers(number, EVALUATION) if "2025, says" in body]
    assert len(packages) == 1
    harmless(packages[0], "")
    assert "amelie" not in packages[0]
    programme.says("claire", number, f"/evaluate A 1 pass {HOSTILE}", EVALUATION)
    harmless(programme.raw_answers(number, EVALUATION)[-1], "claire priya")


def test_edit_of_a_published_opportunity_is_noted_and_changes_nothing(closed: Closed) -> None:
    """By the client, after the price was published: one sentence in both languages."""
    programme = closed.programme
    before = programme.answers(closed.number)
    programme.edits("claire", closed.number, programme.body(closed.number).replace("$6,500", "$1"))
    (noted,) = programme.answers(closed.number)[len(before) :]
    assert "Your edit is noted" in noted
    assert "Votre modification est notée" in noted
    assert programme.labels(closed.number) == ["opportunity", "opportunity: evaluation"]
