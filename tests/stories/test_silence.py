"""What the bot does not answer: words that are no commands of this person, here, now. Counted at GitHub: no write, at most one read."""

from collections.abc import Callable

import jwt
import pytest

from demo.town import ORGANIZATION, PROGRAMME
from tests.stories.programme import Programme

pytestmark = pytest.mark.xdist_group("stories")


@pytest.fixture(scope="module")
def filed(running: Programme) -> int:
    """An opportunity that waits for the team's approval."""
    number = running.files()
    running.says("priya", number, "/waive workload Suppliers see the dates before they apply.")
    return number


def silent(programme: Programme, number: int, act: Callable[[], object]) -> None:
    """After the act, the App has written nothing and read at most once, and the opportunity stands where it stood."""
    before, mark = programme.answers(number), programme.mark()
    act()
    asked = programme.asked(mark)
    assert [one for one in asked if not one.reads] == []
    assert len(asked) <= 1
    assert programme.answers(number) == before
    assert programme.labels(number) == ["opportunity", "opportunity: requested"]


@pytest.mark.parametrize(
    "words",
    [
        "> /vet",
        "> Should I say this?\n/vet",
        "```\n/vet\n```",
        "    /vet",
        "`/vet`",
        "<!-- \n/vet\n-->",
        "<details>\n/vet\n</details>",
        "Shall I /vet it?",
        "Thank you, we will look at it on Monday. cc @passerby",
        "/cc @passerby",
        "path/vet",
    ],
)
def test_words_that_are_no_command_are_silence(programme: Programme, filed: int, words: str) -> None:
    """In a quote (a lazy one too), in code, in HTML, in the middle of a line; and chatter."""
    silent(programme, filed, lambda: programme.says("mathieu", filed, words))


def test_command_in_an_edited_comment_is_silence(programme: Programme, filed: int) -> None:
    """Nobody can tell when it was said, or whether it was read by those who answered."""
    comment = programme.says("mathieu", filed, "I am reading it.")
    silent(programme, filed, lambda: programme.edits_comment("mathieu", comment, "/vet"))


def test_command_of_another_bot_is_silence(programme: Programme, filed: int) -> None:
    """Two bots never talk to each other."""
    github = programme.github
    made = github.control("POST", "apps", name="other", slug="other", owner="mathieu", permissions={"issues": "write"}, events=[])
    installed = github.control("POST", "installations", app="other", account=ORGANIZATION, repositories="all")
    now = int(github.now().timestamp())
    claim = jwt.encode({"iat": now - 60, "exp": now + 540, "iss": str(made["id"])}, made["pem"], algorithm="RS256")
    minted = github.http.post(
        f"{github.url}/api/v3/app/installations/{installed['id']}/access_tokens", headers={"Authorization": f"Bearer {claim}"}
    ).json()["token"]

    def speaks() -> None:
        address = f"{github.url}/api/v3/repos/{PROGRAMME}/issues/{filed}/comments"
        github.http.post(address, json={"body": "/vet"}, headers={"Authorization": f"Bearer {minted}"}).raise_for_status()
        programme.settle()

    silent(programme, filed, speaks)


def test_new_title_is_silence(programme: Programme, filed: int, call: int) -> None:
    """The text counts, not the title: nothing is read, and what is missing in an application is not said twice."""
    silent(programme, filed, lambda: programme.retitles("claire", filed, "A better title"))
    number = programme.applies("ben", call, statement="word " * 300)
    said, mark = programme.answers(number), programme.mark()
    programme.retitles("ben", number, "My application")
    assert programme.asked(mark) == []
    assert programme.answers(number) == said


def test_repository_without_a_policy_is_not_served(programme: Programme) -> None:
    """The App is installed there too; it writes nothing, whatever is said, and looks once to see that it does not serve there."""
    programme.github.control("POST", "repositories", owner=ORGANIZATION, name="website", files={"README.md": "# Site\n"})
    programme.settle()
    github, claire, mark = programme.github, programme.who("claire"), programme.mark()
    number = github.api(claire, "POST", f"repos/{ORGANIZATION}/website/issues", title="A bug", body="It is broken.")["number"]
    programme.settle()
    assert [one.reads for one in programme.asked(mark)] == [True]
    mark = programme.mark()
    programme.says("claire", number, "/vet", f"{ORGANIZATION}/website")
    assert [one.reads for one in programme.asked(mark)] == [True]
