"""`microacq check`: people look before they file. What is met, unmet and unreadable, worst first, with an exit status for scripts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.program import main
from tests.cli.pages import AUCTION, EN, FR
from tests.forms.filling import filled

ROOT = Path(__file__).parent.parent.parent
REAL = ROOT.parent / "shared" / "data"
BEFORE = "2027-06-14"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both pages and the auction."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("need.en.md", EN), ("need.fr.md", FR), ("auction.md", AUCTION), ("form.md", filled("opportunity.yml"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def check(*words: str, text: str | None = None) -> Result:
    """The command, in English unless said otherwise."""
    return CliRunner(env={"LC_ALL": "C"}).invoke(main, ("check", "--today", BEFORE, *words), input=text)


def said(*words: str) -> Any:
    """The command's JSON."""
    return json.loads(check("--json", *words).stdout)


def unmet(*words: str) -> list[str]:
    """The ids of what is not met, worst first."""
    return [one["id"] for one in said(*words)["findings"] if not one["met"]]


def test_client_checks_two_pages_of_one_opportunity() -> None:
    """Nothing to correct: advice alone, exit status 0, and what was taken for granted is told."""
    result = check("need.en.md", "need.fr.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert unmet("need.en.md", "need.fr.md") == ["accessibility", "security_scanning", "code_origin"]
    assert "- No selection date is given; July 14, 2027 was taken" in result.stdout
    assert "The form will also ask: Your organisation, Declarations." in result.stdout
    assert result.stdout.endswith("To correct: 0; advice: 3; met: 18.\n")
    assert "**" not in result.stdout


def test_pages_may_be_given_in_either_order() -> None:
    """Their language is told by their heads."""
    assert unmet("need.fr.md", "need.en.md") == unmet("need.en.md", "need.fr.md")


def test_one_language_lacks_its_translation() -> None:
    """The first lines are what must be corrected; exit status 1."""
    result = check("need.en.md")
    assert result.exit_code == 1
    assert result.stdout.startswith("✗ translation: Missing in one language")


def test_client_reads_the_findings_in_french() -> None:
    """With --lang, or by the environment."""
    assert "Manque dans une langue" in check("need.en.md", "--lang", "fr").stdout
    assert "Manque dans une langue" in CliRunner(env={"LC_ALL": "fr_CA.UTF-8"}).invoke(main, ("check", "need.en.md")).stdout


def test_pages_that_differ_are_told(folder: Path) -> None:
    """The same price and the same dates in both."""
    (folder / "need.fr.md").write_text(FR.replace("2 400$", "2 600$").replace("2027-07-16", "2027-07-19"), encoding="utf-8")
    result = check("need.en.md", "need.fr.md")
    assert result.exit_code == 1
    assert "The two pages differ in: Price before tax, Start of work." in result.stdout


def test_work_that_does_not_fit_its_dates_is_told(folder: Path) -> None:
    """As the pilot's own did not."""
    for name, text, price in (("need.en.md", EN, "$2,400"), ("need.fr.md", FR, "2 400$")):
        dear = text.replace(price, price.replace("2", "6")).replace("2027-07-30", "2027-07-23")
        (folder / name).write_text(dear, encoding="utf-8")
    assert unmet("need.en.md", "need.fr.md")[0] == "workload"


def test_auction_text_goes_through_and_its_contradiction_is_found() -> None:
    """Scenarios are criteria; the delivery follows from its days; a date that may be missing is promised."""
    found = said("auction.md")
    assert found["status"] == 1
    assert {"open_days", "evaluation", "acceptance_licence", "either_or"} <= set(unmet("auction.md"))
    told = next(one for one in found["findings"] if one["id"] == "either_or")
    assert told["seen"]["en"].startswith("In: work acceptance criterion 1. The dates contradict each other")
    assert [one["en"] for one in found["assumed"]] == [
        "No selection date is given; June 17, 2027 was taken, the usual time after closing.",
        "No delivery date is given, but 5 business days to deliver: June 24, 2027 was taken.",
    ]


def test_form_is_checked_as_the_bot_does() -> None:
    """A body that the form composed, from a file or from standard input."""
    assert check("form.md").exit_code == 1
    assert unmet("form.md") == ["acceptance_requirements", *unmet("form.md")[1:]]
    assert check("-", text=filled("opportunity.yml")).stdout == check("form.md").stdout


def test_form_that_cannot_be_read_is_told_with_every_line() -> None:
    """Exit status 2; every problem at once, each on the line of its answer; what can be read is checked nevertheless."""
    body = filled("opportunity.yml", price="six thousand", delivery="2027-02-30", closing="")
    result = check("-", text=body)
    assert result.exit_code == 2
    lines = body.split("\n")
    told = [line.split(": ", 1) for line in result.stderr.splitlines()]
    places = [int(place.split(":")[1]) for place, _ in told]
    assert [lines[place - 1] for place in places] == ["six thousand", "_No response_", "2027-02-30"]
    assert "“six thousand” can’t be read as an amount." in told[0][1]
    assert "Can’t be read: 3." in result.stdout
    assert "title_length" in result.stdout


def test_broken_headings_are_told_with_their_lines() -> None:
    """A heading that is gone is told where it should be."""
    body = filled("opportunity.yml").replace("### Skills / Compétences", "Skills")
    result = check("-", text=body)
    assert result.exit_code == 2
    assert "The heading “Skills” is missing." in result.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "There is no text here."),
        (" \n", "There is no text here."),
        ("---\ntitle: x\n", "is not closed"),
        ("---\ntitle: [x\n---\n", "can’t be read here"),
        (filled("application.yml"), "This is an application, not an opportunity."),
        (EN.replace("$2,400 (excluding taxes)", "much"), "“much” can’t be read as an amount."),
    ],
)
def test_text_that_cannot_be_read_ends_with_status_2(text: str, says: str) -> None:
    """With its line, and what would work; no traceback."""
    result = check("-", text=text)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.startswith("-:")


def test_key_that_cannot_be_read_is_told_on_its_line(folder: Path) -> None:
    """In the file on whose head it stands."""
    (folder / "need.fr.md").write_text(FR.replace("2027-07-30T23:59:59-04:00", "bientôt"), encoding="utf-8")
    (folder / "need.en.md").write_text(EN.replace("delivery_date: 2027-07-30T23:59:59-04:00\n", ""), encoding="utf-8")
    assert check("need.en.md", "need.fr.md").stderr.startswith("need.fr.md:9: ")


def test_file_that_is_not_there_says_so(folder: Path) -> None:
    """Exit status 2 and one sentence; so for what is no text."""
    (folder / "picture.png").write_bytes(b"\x89PNG\n\xff")
    assert check("nowhere.md").stderr.startswith("microacq: nowhere.md can’t be read (No such file or directory). Give the path")
    assert check("picture.png").exit_code == 2
    assert "no text in UTF-8 (line 1)" in check("picture.png").stderr


def test_wrong_number_of_files_is_told() -> None:
    """None; three; two of one language; a form beside a page."""
    assert check().exit_code == 2
    assert "one in English, one in French" in check("need.en.md", "need.fr.md", "auction.md").stderr
    assert "same language" in check("auction.md", "need.en.md").stderr
    assert "check it alone" in check("need.en.md", "form.md").stderr


def test_department_checks_by_its_own_rules(folder: Path) -> None:
    """By the file that is named, else by the one of this folder; a file with errors is no reason to use others."""
    (folder / "strict.yml").write_text("money: {cap: 2000}\n", encoding="utf-8")
    assert unmet("need.en.md", "need.fr.md", "--policy", "strict.yml")[0] == "price"
    (folder / ".github").mkdir()
    (folder / ".github/micro-acquisition.yml").write_text("money: {cap: 1000}\n", encoding="utf-8")
    assert unmet("need.en.md", "need.fr.md")[0] == "price"
    (folder / "strict.yml").write_text("\nmoney: {capp: 2000}\n", encoding="utf-8")
    result = check("need.en.md", "need.fr.md", "--policy", "strict.yml")
    assert result.exit_code == 2
    assert result.stderr.startswith("strict.yml:2: money.capp: There is no such key here. Did you mean `cap`?\n")


def test_check_as_a_process_has_no_colour_in_a_pipe(folder: Path) -> None:
    """`python -m bot check`, as a script calls it: the status, and plain text."""
    command = [sys.executable, "-m", "bot", "check", "--today", BEFORE, "need.en.md"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=30, encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout.startswith("✗ translation:")
    assert "\x1b" not in done.stdout


real = pytest.mark.skipif(not REAL.is_dir(), reason="the real texts are not beside this clone")


@real
def test_pilots_real_opportunity_goes_through() -> None:
    """Its one fault is the one that is known: 45 hours for work of 55 to 98."""
    pages = (str(REAL / "pilot-opportunity.en.md"), str(REAL / "pilot-opportunity.fr.md"))
    result = check("--today", "2021-06-14", *pages)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith(
        "✗ workload: Time for the work, between July 16, 2021 and July 23, 2021: 6 business days, which hold 45 hours"
    )
    assert result.stdout.count("✗") == 1


@real
@pytest.mark.parametrize("number", [26, 23, 21])
def test_real_auctions_go_through(number: int, folder: Path) -> None:
    """Nothing in them is unreadable; of the three, the contradiction in dates is opportunity 26's alone."""
    rows = json.loads((REAL / "micropurchase-auctions.json").read_text(encoding="utf-8"))
    row = next(one for one in rows if one["id"] == number)
    head = {"title": row["title"], "skills": row["skills"], "value": f"${row['start_price']}", "closing_date": row["ended_at"]}
    keys = "".join(f"{key}: {json.dumps(value)}\n" for key, value in {**head, "summary": row["summary"]}.items())
    (folder / "real.md").write_text(f"---\n{keys}---\n{row['description']}", encoding="utf-8")
    opened = ("real.md", "--today", row["started_at"][:10])
    found = said(*opened)
    assert (found["status"], found["mistakes"]) == (1, [])
    assert "open_days" in unmet(*opened)
    assert ("either_or" in unmet(*opened)) == (number == 26)
