"""`microacq fit`: a client asks before writing anything, at a terminal or in a script, in either language."""

import json

from click.testing import CliRunner, Result

from bot.cli.fit import ASKED
from bot.cli.program import main
from bot.core.fit import questions
from bot.core.policy import Policy

FITS = "y\nYES\no\noui\ny\ny\nn\ny\n"


def fit(*words: str, text: str | None = None) -> Result:
    """The command, in English unless said otherwise."""
    return CliRunner(env={"LC_ALL": "C"}).invoke(main, ("fit", *words), input=text)


def test_client_answers_and_is_told_that_it_fits() -> None:
    """Eight questions, each with its place; the answer alone is on standard output."""
    result = fit(text=FITS)
    assert result.exit_code == 0
    assert result.stdout == "Your need fits micro-acquisition. Write it down with `microacq new`, or in the programme’s form.\n"
    assert result.stderr.startswith("1/8  Is what you need a piece of code")


def test_client_is_told_of_another_way() -> None:
    """With the reason, and exit status 1."""
    result = fit(text=FITS.replace("n", "y"))
    assert result.exit_code == 1
    assert "- What can be done inside is not bought." in result.stdout
    assert "Other ways:\n- Do it inside. If somebody" in result.stdout


def test_client_is_asked_again_after_a_slip() -> None:
    """Enter alone is unsure."""
    result = fit(text=f"maybe\n{FITS.removeprefix('y')}")
    assert "Please answer y, n or ?." in result.stderr
    assert "- Ask somebody who programs" in result.stdout


def test_client_is_asked_in_french() -> None:
    """All of it."""
    result = fit("--lang", "fr", text=FITS)
    assert "Votre besoin convient à la micro-acquisition." in result.stdout
    assert "[o/n/?]" in result.stderr


def test_script_gives_the_answers_as_options() -> None:
    """Nothing is asked; the verdict is JSON in both languages."""
    words = [word for one in ASKED for word in (f"--{one.id}", "no" if one.id in {"capacity", "clear"} else "yes")]
    result = fit("--json", *words)
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert (found["verdict"], [one["question"] for one in found["reasons"]]) == ("not_yet", ["clear"])
    assert set(found["sentence"]) == {"en", "fr"}


def test_answers_that_end_too_early_are_no_answer() -> None:
    """Exit status 2."""
    result = fit(text="y\ny\n")
    assert result.exit_code == 2
    assert "the questions were not all answered" in result.stderr


def test_every_question_has_an_option() -> None:
    """A question that the core adds is not forgotten here."""
    assert [one.id for one in ASKED] == [one.id for one in questions(Policy())]
