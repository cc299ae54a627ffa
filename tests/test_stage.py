"""What the demonstration prints fits the terminal, and is coloured where somebody sees colours."""

import pytest

from demo.stage import MARGIN, cut, paint


@pytest.mark.parametrize(
    ("said", "painted"),
    [
        ({}, "vet"),
        ({"FORCE_COLOR": "1"}, "\x1b[1mvet\x1b[0m"),
        ({"FORCE_COLOR": ""}, "vet"),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "vet"),
    ],
)
def test_words_are_painted_where_somebody_asked(monkeypatch: pytest.MonkeyPatch, said: dict[str, str], painted: str) -> None:
    """Outside of a terminal by FORCE_COLOR alone; NO_COLOR wins over everything."""
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert paint("vet", "1") == painted


@pytest.mark.parametrize("columns", [60, 108, 400])
def test_a_long_line_ends_where_the_terminal_does(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """With a sign that it goes on; no line is longer than people read."""
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = cut("word " * 200)
    assert len(MARGIN) + len(shown) == min(columns, 150)
    assert shown.endswith("…")


def test_a_short_line_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is, beside its margin or beside other words."""
    monkeypatch.setenv("COLUMNS", "80")
    assert cut("/vet") == "/vet"
    assert cut("x" * 50, "y" * 30) == "x" * 50
    assert cut("x" * 51, "y" * 30) == "x" * 49 + "…"


def test_a_narrow_terminal_still_shows_something(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some words, even if the terminal breaks the line."""
    monkeypatch.setenv("COLUMNS", "10")
    assert len(cut("word " * 200)) == 20
