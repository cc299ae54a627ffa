"""`microacq policy`: whoever keeps the rules checks the file before it is on the default branch, and asks what a key is for."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import policy_file
from bot.cli.program import main
from bot.policy_file.keys import paths
from bot.policy_file.schema import policy_schema

SAMPLE = Path(policy_file.__file__).parent / "sample.yml"


def policy(*words: str, text: str | None = None) -> Result:
    """The command, in English unless said otherwise."""
    return CliRunner(env={"LC_ALL": "C"}).invoke(main, ("policy", *words), input=text)


def test_maintainer_checks_the_sample() -> None:
    """Nothing is wrong and nothing is missing."""
    result = policy("check", str(SAMPLE))
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{SAMPLE}: all is well.\n", "")


def test_maintainer_sees_every_mistake_with_its_line() -> None:
    """As the bot's issue says them; exit status 1."""
    result = policy("check", "-", text="labels: de\n\nmoney:\n  capp: 3\n")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "-:1: labels: Found: text. Wanted: one of en, fr, such as `en`.",
        "-:4: money.capp: There is no such key here. Did you mean `cap`?",
        "-: mistakes: 2.",
    ]


def test_maintainer_sees_the_mistakes_in_french() -> None:
    """In words of their own."""
    result = policy("check", "-", "--lang", "fr", text="money:\n\tcap: 3\n")
    assert result.stdout.startswith("-:2: Ce n’est pas du YAML à la ligne 2")


def test_what_is_missing_is_told_and_is_no_mistake() -> None:
    """Nothing can be published without it; exit status 0."""
    result = policy("check", "-", text="labels: fr\n")
    assert result.exit_code == 0
    assert "The policy names nobody for `roles.finance`" in result.stdout
    assert result.stdout.endswith("-: no mistake; still missing: 7.\n")


def test_program_reads_the_mistakes_as_json() -> None:
    """Both languages; the status says the same."""
    result = policy("check", "--json", "-", text="labels: de\n")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(one["line"], one["key"]) for one in found["errors"]] == [(1, "labels")]
    assert set(found["errors"][0]["sentence"]) == {"en", "fr"}
    assert json.loads(policy("check", "--json", "-", text="labels: en\n").stdout)["gaps"][0]["key"] == "roles.maintainers"


def test_usual_file_is_checked_where_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one of this folder; where there is none, it is said."""
    monkeypatch.chdir(tmp_path)
    assert policy("check").exit_code == 2
    assert ".github/micro-acquisition.yml can’t be read" in policy("check").stderr
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/micro-acquisition.yml").write_text("labels: de\n", encoding="utf-8")
    assert policy("check").exit_code == 1


def test_editor_gets_the_schema() -> None:
    """The whole of it, as JSON."""
    assert json.loads(policy("schema").stdout) == policy_schema()


def test_maintainer_asks_what_a_key_is_for() -> None:
    """Purpose, value, default, example, source."""
    assert policy("explain", "dates.questions_until").stdout.splitlines() == [
        "dates.questions_until",
        "  Questions end so many days before the closing.",
        "  Value: a number of business days, from 0 to 365",
        "  Default: 2",
        "  Example: questions_until: 3",
        "  From: the user guide, process 2A",
    ]
    assert "  Par défaut\u00a0: 2" in policy("explain", "dates.questions_until", "--lang", "fr").stdout
    assert "Keys in it: money.cap, money.tax, money.hourly, money.administration_hours" in policy("explain", "money").stdout
    assert json.loads(policy("explain", "money.cap", "--json").stdout)["default"] == "10000"


def test_unknown_key_is_answered_with_what_may_be_meant() -> None:
    """Exit status 2."""
    result = policy("explain", "invoice")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean one of these: dates.invoice?" in result.stderr
    assert "lists all of them" in policy("explain", "zzzzz").stderr


def test_all_keys_are_listed() -> None:
    """Where none is named."""
    listed = policy("explain").stdout
    assert [path for path, _ in paths() if f"{path}:" not in listed] == []
    assert len(json.loads(policy("explain", "--json").stdout)) == len(list(paths()))
