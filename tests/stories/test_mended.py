"""What went wrong once: downtime over a deadline, strangers in a delivery repository, other bots' labels, words said too soon.

These stories move the time by weeks, so they have a programme of their own.
"""

import base64
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import jwt
import pytest

from demo.acts import local
from demo.paid import Paid
from demo.stage import Stage
from demo.town import ORGANIZATION, PROGRAMME
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
    """The offer stands until the end of 18 June: its answer comes at 23:30, the bot comes back at 1:00. Its repository's name is taken."""
    with at_work(tmp_path_factory.mktemp("mended")) as programme:
        story = Paid(programme.town, Stage(programme.github, programme.who("mathieu")), passing=("tomasz",))
        for part in (story.filing, story.funding, story.publishing, story.applying, story.closing, story.evaluating):
            part()
        programme.github.advance(local(6, 16, 9, 30))
        programme.says("mathieu", story.number, "/draw")
        taken = f"opportunity-{story.number}"
        programme.github.control("POST", "repositories", owner=ORGANIZATION, name=taken, files={"README.md": "# Another programme's\n"})
        programme.stops()
        programme.github.advance(local(6, 18, 23, 30))
        programme.says("tomasz", story.tomasz, "/agree")
        programme.github.advance(local(6, 19, 1))
        programme.starts_again()
        yield Awarded(programme, story.number, story.tomasz, f"{ORGANIZATION}/{taken}-2")


def test_answer_in_time_counts_though_the_bot_was_down_at_the_deadline(awarded: Awarded) -> None:
    """The offer has not lapsed: what was missed is decided before what fell due."""
    assert "opportunity: awarded" in awarded.programme.labels(awarded.number)
    assert "application: selected" in awarded.programme.labels(awarded.application)


def test_delivery_repository_whose_name_is_taken_gets_another(awarded: Awarded) -> None:
    """The award links to it; the other one is left as it was."""
    programme, github = awarded.programme, awarded.programme.github
    assert f"{awarded.delivery}" in "\n".join(programme.answers(awarded.number))
    (readme, theirs) = (
        github.api(programme.who("tomasz"), "GET", f"repos/{place}/contents/README.md")["content"]
        for place in (awarded.delivery, awarded.delivery.removesuffix("-2"))
    )
    assert base64.b64decode(theirs).decode() == "# Another programme's\n"
    assert "Azure" in base64.b64decode(readme).decode()


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


def other_app(programme: Programme) -> Callable[[int, list[str]], None]:
    """Another App in the organisation, which sets labels on the programme's issues."""
    github = programme.github
    made = github.control("POST", "apps", name="tidy", slug="tidy", owner="mathieu", permissions={"issues": "write"}, events=[])
    installed = github.control("POST", "installations", app="tidy", account=ORGANIZATION, repositories="all")
    now = int(github.now().timestamp())
    claim = jwt.encode({"iat": now - 60, "exp": now + 540, "iss": str(made["id"])}, made["pem"], algorithm="RS256")
    address, headers = f"{github.url}/api/v3/app/installations/{installed['id']}/access_tokens", {"Authorization": f"Bearer {claim}"}
    token = github.http.post(address, headers=headers).json()["token"]

    def sets(number: int, labels: list[str]) -> None:
        place = f"{github.url}/api/v3/repos/{PROGRAMME}/issues/{number}/labels"
        github.http.post(place, json={"labels": labels}, headers={"Authorization": f"Bearer {token}"}).raise_for_status()
        programme.settle()

    return sets


def test_state_label_of_another_bot_is_put_back(awarded: Awarded) -> None:
    """Three times an hour, with a sentence each time; then silence, told to the operator once. Its other labels stay, unread."""
    programme = awarded.programme
    number, sets = programme.files(), other_app(programme)
    before, mark, said, lines = programme.labels(number), programme.mark(), len(programme.answers(number)), len(programme.lines())
    sets(number, ["dependencies"])
    assert programme.asked(mark) == []
    for _ in range(3):
        sets(number, ["opportunity: paid"])
        assert programme.labels(number) == ["dependencies", *before]
    assert len(programme.answers(number)) == said + 3
    for label in ("opportunity: paid", "opportunity: vetted"):
        sets(number, [label])
    assert len(programme.answers(number)) == said + 3
    warned = [line for line in programme.lines()[lines:] if line["level"] == "warning"]
    assert [line["sender"] for line in warned] == ["tidy[bot]"]


def test_application_is_withdrawn_at_once_while_github_answers_nothing(programme: Programme, call: int) -> None:
    """The application is held, and what is said on it waits behind it: received first, then withdrawn."""
    programme.breaks("POST", r"/graphql$", "refuse", times=3)
    number = programme.applies("ben", call)
    programme.says("ben", number, "/withdraw")
    assert programme.answers(number) == []
    programme.github.advance(programme.github.now() + timedelta(minutes=2))
    assert len(programme.answers(number)) == 2
    assert programme.labels(number) == ["application", "application: withdrawn"]


def command(programme: Programme, *words: str) -> str:
    """What an operator's command prints."""
    run = [sys.executable, "-m", "bot", *words]
    return subprocess.run(run, env=os.environ | programme.environment, capture_output=True, text=True, check=True, timeout=30).stdout


def test_comment_that_github_refuses_is_listed_and_sent_again(running: Programme) -> None:
    """A locked thread: the labels are put back all the same; the operator finds the comment, and takes it up once it is unlocked."""
    number = running.files()
    said = running.answers(number)
    fault = {"method": "POST", "path": rf"/issues/{number}/comments$", "times": 1, "kind": "refuse", "status": 403}
    running.github.http.post(f"{running.github.url}/_sandbox/faults", json=fault).raise_for_status()
    running.puts_label("farah", number, "opportunity: vetted")
    assert (running.answers(number), running.labels(number)) == (said, ["opportunity", "opportunity: requested"])
    (line,) = [line for line in command(running, "inbox").splitlines() if f"/issues/{number}/comments" in line]
    assert 'queue="parked"} 1' in httpx.get(f"{running.address}/metrics").text
    command(running, "replay", line.split()[3])
    while len(running.answers(number)) == len(said):
        assert running.process.poll() is None
        running.settle()
    assert "@farah" in running.answers(number)[-1]
    assert command(running, "inbox") == "Nothing is set aside.\n"
