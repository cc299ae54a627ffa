"""`microacq new`: a client writes an opportunity question by question, at a terminal or from a pipe, and may stop and go on."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from bot.cli.program import main
from bot.core.opportunity import Declaration, Opportunity
from bot.forms.body import parse_body
from bot.forms.opportunity import read_opportunity
from bot.forms.questions import LONGEST_LINK, link, questions
from bot.forms.submission import Submission
from bot.forms.template import packaged

ROOT = Path(__file__).parent.parent.parent
ANSWERS: Mapping[str, str] = {
    "title_en": "A link checker",
    "title_fr": "Un vérificateur de liens",
    "summary_en": "It finds broken links.\n.",
    "summary_fr": "Il trouve les liens brisés.\n.",
    "description_en": "We publish pages.\n\nThe script reads them.\n.",
    "description_fr": "Nous publions des pages.\n\nLe script les lit.\n.",
    "acceptance_en": "1. It meets all requirements.\n2. The code is under the MIT licence.\n.",
    "acceptance_fr": "1. Il répond à toutes les exigences.\n2. Le code est sous la licence MIT.\n.",
    "evaluation_en": "- You have written a program.\n.",
    "evaluation_fr": "- Vous avez écrit un programme.\n.",
    "skills": "Python or similar",
    "licence": "",
    "hours": "55",
    "rate": "100",
    "price": "",
    "closing": "2027-06-30",
    "selection": "2027-07-05",
    "start": "2027-07-06",
    "delivery": "2027-07-23",
    "organisation": "1",
    "repository": "",
    "declarations": "all",
}
"""As they are typed: a dot ends several lines; Enter alone takes what is offered."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(language: str = "en", **others: str) -> str:
    """The answers in the order of the questions, some of them others (what is typed for one question may be several lines)."""
    return "".join(f"{ {**ANSWERS, **others}[one.field.id] }\n" for one in questions("fr" if language == "fr" else "en"))


def new(*words: str, text: str) -> Result:
    """The command, in English unless said otherwise."""
    return CliRunner(env={"LC_ALL": "C"}).invoke(main, ("new", "--today", "2027-06-14", *words), input=text)


def read(body: str) -> Opportunity:
    """What the bot will read in the body."""
    submission = parse_body(packaged("opportunity.yml"), body)
    assert isinstance(submission, Submission), submission
    opportunity = read_opportunity(submission)
    assert isinstance(opportunity, Opportunity), opportunity
    return opportunity


def test_client_answers_from_a_pipe_and_gets_the_body(folder: Path) -> None:
    """The text alone on standard output, as the form would compose it; the price is the estimate, and no draft is left."""
    result = new(text=typed())
    assert result.exit_code == 0
    opportunity = read(result.stdout)
    assert (opportunity.price, opportunity.licence, opportunity.start is not None) == (650_000, "MIT", True)
    assert opportunity.declarations == frozenset(Declaration)
    assert "come to $6,500, or $7,345 with tax (13%). That is within $10,000." in result.stderr
    assert list(folder.iterdir()) == []


def test_client_writes_in_french() -> None:
    """French first in each pair, and every prompt."""
    result = new("--lang", "fr", text=typed("fr"))
    assert result.exit_code == 0
    assert read(result.stdout).title.fr == ANSWERS["title_fr"]
    assert result.stderr.index("Titre (français)") < result.stderr.index("Titre (anglais)")


def test_answer_that_cannot_be_read_is_asked_again_at_once() -> None:
    """With the form's own sentence."""
    result = new(
        text=typed(price="six thousand\n6500", delivery="2027-02-30\n2027-07-23", organisation="9\n1", skills="\nPython or similar")
    )
    assert result.exit_code == 0
    assert "“six thousand” can’t be read as an amount." in result.stderr
    assert "February 2027 has no 30th day" in result.stderr
    assert "this answer is needed and is empty" in result.stderr
    assert read(result.stdout).price == 650_000


def test_text_in_neither_language_is_asked_again() -> None:
    """One is enough; none is not."""
    result = new(text=typed(title_en="", title_fr="\nUn titre"))
    assert "are both empty" in result.stderr
    assert read(result.stdout).title.en == ""


def test_client_is_told_what_the_criteria_find() -> None:
    """As soon as an answer allows, and it stops nobody."""
    result = new(text=typed(delivery="2027-07-07"))
    assert result.exit_code == 0
    assert "Time for the work, between July 6, 2027 and July 7, 2027" in result.stderr


def test_client_is_told_of_protected_information() -> None:
    """At once, whatever the answer in which it stands."""
    told = new(text=typed(description_en="Write to our host with the key AKIAIOSFODNN7EXAMPLE. It is PROTECTED B.\n.")).stderr
    assert "This looks protected: a marking in: description; a key or token in: description." in told


def test_client_is_told_that_the_estimate_is_above_the_cap() -> None:
    """It is not offered as the price."""
    result = new(text=typed(hours="200", price="6500"))
    assert "That is above $10,000" in result.stderr
    assert "Enter alone takes: 21000" not in result.stderr
    assert "at $60" in new(text=typed(rate="", price="6500")).stderr


def test_client_goes_back() -> None:
    """To the question before, whose answer is offered; an answer can be emptied."""
    result = new(text=typed(title_fr="/back\nAnother title\nUn titre", start="/empty"))
    opportunity = read(result.stdout)
    assert (opportunity.title.en, opportunity.title.fr, opportunity.start) == ("Another title", "Un titre", None)
    assert "Enter alone takes: A link checker" in result.stderr


def test_client_stops_and_goes_on(folder: Path) -> None:
    """The draft beside the output has every answer so far; the next run begins after them."""
    half = typed().split("\n")[:8]
    stopped = new("--output", "need.md", text="\n".join([*half, "/quit", ""]))
    assert stopped.exit_code == 1
    assert "Your answers are in need.md.draft.json." in stopped.stderr
    kept = json.loads((folder / "need.md.draft.json").read_text(encoding="utf-8"))["answers"]
    assert kept["title_en"] == "A link checker"
    rest = typed()
    for one in list(kept):
        rest = rest.removeprefix(f"{ANSWERS[one]}\n")
    result = new("--output", "need.md", text=rest)
    assert result.exit_code == 0
    assert f"A draft with {len(kept)} answers is here" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["need.md"]
    assert read((folder / "need.md").read_text(encoding="utf-8")).description.en == "We publish pages.\n\nThe script reads them."


def test_nothing_is_written_over(folder: Path) -> None:
    """Neither an output nor a draft that is none; exit status 2."""
    (folder / "need.md").write_text("mine", encoding="utf-8")
    assert new("--output", "need.md", text=typed()).exit_code == 2
    (folder / "notes.json").write_text("[]", encoding="utf-8")
    assert "is no draft" in new("--draft", "notes.json", text=typed()).stderr
    assert new("--output", "need.md", "--force", text=typed()).exit_code == 0
    assert read((folder / "need.md").read_text(encoding="utf-8"))


def test_answers_that_never_came_leave_nothing(folder: Path) -> None:
    """No draft of nothing."""
    result = new(text="")
    assert result.exit_code == 1
    assert "nothing was kept" in result.stderr
    assert list(folder.iterdir()) == []


def test_client_gets_a_link_to_the_filled_form() -> None:
    """In the programme's repository, with what GitHub fills in: no choices and no boxes."""
    result = new("--repository", "my-department/purchases", text=typed())
    address = next(line for line in result.stderr.splitlines() if line.startswith("https://"))
    filled = parse_qs(urlsplit(address).query)
    assert address.startswith("https://github.com/my-department/purchases/issues/new?template=opportunity.yml&title=")
    assert filled["acceptance_en"] == ["1. It meets all requirements.\n2. The code is under the MIT licence."]
    assert not {"licence", "organisation", "declarations"} & set(filled)


def test_text_that_is_too_long_for_a_link_is_to_be_pasted() -> None:
    """Past 6,000 characters."""
    assert link("https://github.com/o/r", {"description_en": "é" * LONGEST_LINK}) is None
    result = new("--repository", "o/r", text=typed(description_en=f"{'word ' * 1_500}\n."))
    assert "It is too long for a link." in result.stderr
    assert "https://github.com/o/r" not in result.stderr


class Terminal:
    """The command in a terminal of its own; what it shows is read as it comes."""

    def __init__(self, folder: Path) -> None:
        self.master, slave = pty.openpty()
        command = [sys.executable, "-m", "bot", "new", "--output", "need.md", "--today", "2027-06-14", "--lang", "en"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_controls,  # noqa: PLW1509 - a test has no threads here, and Ctrl-C needs a terminal that controls
        )
        os.close(slave)

    def until(self, words: str) -> str:
        """What is shown up to these words."""
        shown = b""
        while words.encode() not in shown:
            shown += os.read(self.master, 4096)
        return shown.decode("utf-8", "replace")

    def type(self, words: str) -> None:
        """What a person types."""
        os.write(self.master, words.encode())

    def end(self) -> int:
        """Its exit status."""
        status = self.process.wait(timeout=20)
        os.close(self.master)
        return status


def _controls() -> None:
    """The process's terminal is the one that Ctrl-C comes from."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_client_at_a_terminal_presses_ctrl_c_and_loses_nothing(folder: Path) -> None:
    """Exit status 130, a sentence and no traceback; the same command goes on. NO_COLOR leaves colour out, at a terminal too."""
    terminal = Terminal(folder)
    first = terminal.until("> ")
    terminal.type("A link checker\n")
    terminal.until("> ")
    terminal.type("\x03")
    last = terminal.until("goes on from there.")
    assert terminal.end() == 130
    assert "\x1b" not in first + last
    assert "Traceback" not in last
    again = Terminal(folder)
    assert "A draft with 1 answers is here" in again.until("Title (French)")
    again.type("/quit\n")
    again.until("goes on from there.")
    assert again.end() == 1
