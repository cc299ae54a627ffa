"""What went wrong once: downtime over a deadline, strangers in a delivery repository, other bots' labels, words said too soon.

These stories move the time by weeks, so they have a programme of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from demo.paid import Paid, local
from demo.stage import Stage
from demo.town import ORGANIZATION
from tests.stories.programme import Programme, at_work

pytestmark = pytest.mark.xdist_group("stories")


@dataclass(frozen=True, slots=True)
class Awarded:
    """A programme whose opportunity was awarded, though the bot was down from the answer to the offer's end."""

    programme: Programme
    number: int
    application: int
    delivery: str


@pytest.fixture(scope="module")
def awarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Awarded]:
    """The offer stands until the end of 18 June: its answer comes at 23:30, the bot comes back at 1:00."""
    with at_work(tmp_path_factory.mktemp("mended")) as programme:
        story = Paid(programme.town, Stage(programme.github, programme.who("mathieu")), passing=("tomasz",))
        for part in (story.filing, story.funding, story.publishing, story.applying, story.closing, story.evaluating):
            part()
        programme.github.advance(local(6, 16, 9, 30))
        programme.says("mathieu", story.number, "/draw")
        programme.stops()
        programme.github.advance(local(6, 18, 23, 30))
        programme.says("tomasz", story.tomasz, "/agree")
        programme.github.advance(local(6, 19, 1))
        programme.starts_again()
        yield Awarded(programme, story.number, story.tomasz, f"{ORGANIZATION}/opportunity-{story.number}")


def test_answer_in_time_counts_though_the_bot_was_down_at_the_deadline(awarded: Awarded) -> None:
    """The offer has not lapsed: what was missed is decided before what fell due."""
    assert "opportunity: awarded" in awarded.programme.labels(awarded.number)
    assert "application: selected" in awarded.programme.labels(awarded.application)


def test_issue_in_a_delivery_repository_is_not_the_programmes(awarded: Awarded) -> None:
    """A stranger opens issues there until they have the opportunity's number, and edits and labels it: silence, nothing is read."""
    programme, github = awarded.programme, awarded.programme.github
    before, stranger, owner = programme.labels(awarded.number), programme.who("passerby"), programme.who("mathieu")
    mark = programme.mark()
    opened = 0
    while opened < awarded.number:
        opened = github.api(stranger, "POST", f"repos/{awarded.delivery}/issues", title="Hello", body=programme.body(awarded.application))[
            "number"
        ]
    github.api(stranger, "PATCH", f"repos/{awarded.delivery}/issues/{opened}", body="Other words.")
    github.api(owner, "POST", f"repos/{awarded.delivery}/issues/{opened}/labels", labels=["opportunity: paid"])
    programme.settle()
    assert programme.asked(mark) == []
    assert programme.labels(awarded.number) == before
    assert programme.answers(opened, awarded.delivery) == []
