"""Issues that people close, delete or move away, and a repository that is renamed: nothing that counts ends or is lost.

The repository's new name would confuse the others' stories, so these have a programme of their own.
"""

from collections.abc import Iterator

import pytest

from demo.town import ORGANIZATION, PROGRAMME
from tests.stories.programme import Programme, at_work

pytestmark = pytest.mark.xdist_group("stories")


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """A programme of its own."""
    with at_work(tmp_path_factory.mktemp("threads")) as programme:
        yield programme


def closes(programme: Programme, login: str, number: int) -> None:
    """Somebody presses the button."""
    programme.github.api(programme.who(login), "PATCH", f"repos/{PROGRAMME}/issues/{number}", state="closed")
    programme.settle()


def is_open(programme: Programme, number: int) -> bool:
    """Whether an issue is open."""
    return bool(programme.github.api(programme.who("mathieu"), "GET", f"repos/{PROGRAMME}/issues/{number}")["state"] == "open")


def loses(programme: Programme, number: int, how: str, **to: str) -> None:
    """An administrator deletes an issue, or moves it."""
    owner, _, name = PROGRAMME.partition("/")
    programme.github.control("POST", f"issues/{how}", owner=owner, repo=name, number=number, **{"as": "mathieu"}, **to)
    programme.settle()


def test_client_closes_their_issue(programme: Programme) -> None:
    """It is opened again, once, with one sentence; the bot's own opening brings no second one."""
    number = programme.files()
    before = len(programme.answers(number))
    closes(programme, "claire", number)
    assert is_open(programme, number)
    assert ["Closing the issue does not end" in one for one in programme.answers(number)[before:]] == [True]
    assert "opportunity: requested" in programme.labels(number)


def test_applicant_closes_and_administrator_deletes_an_application(programme: Programme) -> None:
    """Closed: it still counts. Deleted: the team is told, the call goes on."""
    number = programme.files()
    programme.publishes(number)
    application = programme.applies("amelie", number)
    closes(programme, "amelie", application)
    assert "application: received" in programme.labels(application)
    assert "still counts" in programme.answers(application)[-1]
    loses(programme, application, "delete")
    assert f"application {application} was deleted" in programme.answers(number)[-1]
    assert programme.applies("tomasz", number)
    assert "opportunity: open" in programme.labels(number)


def test_opportunity_is_deleted(programme: Programme) -> None:
    """Its own thread is away: the team finds an issue about it, and nothing is parked."""
    number = programme.files()
    loses(programme, number, "delete")
    found = programme.github.api(programme.who("mathieu"), "GET", f"repos/{PROGRAMME}/issues?state=open")
    assert [one["title"] for one in found if one["title"].startswith(f"Opportunity {number} is gone")]
    assert not [line for line in programme.lines() if line.get("outcome") == "parked"]


def test_repository_is_renamed_while_a_call_is_open(programme: Programme) -> None:
    """Applications, commands and the labels go on under the new name; ids are what counts."""
    number = programme.files()
    programme.publishes(number)
    owner, _, name = PROGRAMME.partition("/")
    programme.github.control("POST", "repositories/rename", owner=owner, repo=name, name="purchases", **{"as": "mathieu"})
    try:
        renamed = f"{ORGANIZATION}/purchases"
        programme.stops()
        programme.starts_again()  # without the tokens that were minted by the former name
        programme.github.comment(programme.who("tomasz"), renamed, number, "/question Which version is needed?")
        programme.settle()
        said = programme.github.comments(programme.who("mathieu"), renamed, number)
        assert "Question 1" in said[-1]["body"] or "Question 1" in said[-2]["body"]
    finally:
        programme.github.control("POST", "repositories/rename", owner=owner, repo="purchases", name=name, **{"as": "mathieu"})
