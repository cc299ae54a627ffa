"""One programme for all stories of a session: the sandbox and the bot start once, and each story files an opportunity of its own."""

from collections.abc import Callable, Iterator

import pytest

from tests.stories.programme import POLICY, Programme, at_work

PATH = ".github/micro-acquisition.yml"


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """The programme at work, at the demonstration's first morning."""
    with at_work(tmp_path_factory.mktemp("programme")) as programme:
        programme.pushes("mathieu", {PATH: POLICY})
        yield programme


@pytest.fixture
def programme(running: Programme) -> Iterator[Programme]:
    """The same; GitHub behaves again afterwards, and the bot has crashed nowhere."""
    before = len(running.lines())
    yield running
    running.github.control("DELETE", "faults")
    running.settle()
    assert [line for line in running.lines()[before:] if line["level"] == "error"] == []


@pytest.fixture(scope="session")
def sample(running: Programme) -> str:
    """The text of an opportunity that was filed with the form: what stories cut, double and forge."""
    return running.body(running.files())


@pytest.fixture(scope="session")
def call(running: Programme) -> int:
    """An open call, for stories of applications and questions; its number."""
    number = running.files()
    running.publishes(number)
    return number


@pytest.fixture
def policy(programme: Programme) -> Iterator[Callable[[str], None]]:
    """Pushes the programme's policy file; the stories' own is put back afterwards."""
    yield lambda text: programme.pushes("mathieu", {PATH: text})
    programme.pushes("mathieu", {PATH: POLICY})
