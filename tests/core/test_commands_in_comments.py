"""Commands in comments: what is heard, on which line, and all that must stay silent."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.commands import COMMANDS, MOST, Command, Misread, parse_commands
from bot.core.commands.arguments import folded
from bot.core.text import Language

UNHURRIED = settings(deadline=None)
"""A busy machine is no failure."""


LANGUAGES: tuple[Language, Language] = ("en", "fr")


SILENT = (
    "",
    "vet",
    "Please /vet this",
    "//vet",
    "- /vet",
    "1. /vet",
    "# /vet",
    "| /vet |",
    "**/vet**",
    "> /vet",
    "> quoted\n/vet",  # a lazy line still belongs to the quote
    ">> /vet",
    "- > /vet",
    "`/vet`",
    "`code\n/vet\nends`",
    "```\n/vet\n```",
    "~~~\n/vet",
    "    /vet",
    "\t/vet",
    "- item\n\n      /vet",
    "<!-- /vet -->",
    "<!--\n/vet\n-->",
    "<!--\n\n/vet",
    "words <!--\n/vet\n-->",
    "<div>\n/vet\n</div>",
    "<details><summary>more</summary>\n\n/vet\n\n</details>",
    "<blockquote>\n\n/vet\n\n</blockquote>",
    "<table>\n\n<p>\n\n/vet",
    "<name>\n/vet",
    "<div/>\n\n/vet",  # HTML has no such end
    "<DIV class=x>\n\n/vet",
    "words <code>\n/vet\n</code>",
    "words <b title='\n/vet'>",
    "\\/vet",
    "&#47;vet",
    "\u200b/vet",
    "/etc/passwd is a file",
    "/var",
    "/usr/bin/env",
    "/ vet",
    "/",
    "/42",
    "[a]: /url\n/vetted",
)


@pytest.mark.parametrize("text", SILENT)
def test_quotes_code_html_and_other_words_are_silent(text: str) -> None:
    """A command counts only as the first word of a line of one's own."""
    assert parse_commands(text) == ()


SPOKEN = (
    ("Hello\n/vet", (1,)),
    ("> quoted\n\n/vet", (2,)),
    ("```\n/help\n```\n/vet", (3,)),
    ("<details>\n\n/help\n\n</details>\n\n/vet", (6,)),
    ("words <b>bold</b> <br> <img src=x>\n/vet", (1,)),
    ("words <b>\n/help\n</b>\n/vet", (3,)),
    ("</div>\n\n/vet", (2,)),
    ("<div><p>x</div>\n\n/vet", (2,)),
    ("<hr/>\n\n/vet", (2,)),
    ("<name>\n\n/vet", (2,)),
    ("words <name>\n/vet", (1,)),
    ("one `a\nb` two\n/vet", (2,)),
    ("hard break  \n/vet", (1,)),
    ("hard break\\\n  /vet", (1,)),
    ("one `a\nb` two\\\n/vet", (2,)),
    ("item:\n- one\n\n/vet", (3,)),
    ("/vet\n/publish\r\n/help\r/why", (0, 1, 2, 3)),
    ("/vet\n===", (0,)),
    ("   /vet", (0,)),
)


@pytest.mark.parametrize(("text", "lines"), SPOKEN)
def test_commands_outside_them_are_heard_on_their_lines(text: str, lines: tuple[int, ...]) -> None:
    """What stands before or after a quote, code or HTML is speech again."""
    read = parse_commands(text)
    assert all(isinstance(one, Command) for one in read), read
    assert tuple(one.line for one in read) == lines


def test_text_runs_to_the_next_command() -> None:
    """Each command is read by itself, in order."""
    read = parse_commands("/question first\nstill first\n\n/question second\n/help")
    assert [dict(one.arguments) for one in read if isinstance(one, Command)] == [{"text": "first\nstill first"}, {"text": "second"}, {}]


def test_one_misread_command_leaves_the_others_whole() -> None:
    """Each whole or not at all."""
    assert [type(one) for one in parse_commands("/vet\n/reserve\n/help")] == [Command, Misread, Command]


def test_ten_commands_are_read_and_eleven_are_not() -> None:
    """More than ten in one comment are one sentence."""
    assert len(parse_commands("/help\n" * MOST)) == MOST
    (read,) = parse_commands("/aide\n" * (MOST + 1))
    assert isinstance(read, Misread)
    assert (read.name, read.language) == ("", "fr")
    assert "at most 10 commands" in read.problem.en


NEAR: tuple[tuple[str, str, Language], ...] = (
    ("/pubish", "publish", "en"),
    ("/publishh", "publish", "en"),
    ("/publosh", "publish", "en"),
    ("/pubilsh", "publish", "en"),
    ("/publir", "publish", "fr"),
    ("/reservez 12 12", "reserve", "fr"),
    ("/hepl", "help", "en"),
)


@pytest.mark.parametrize(("text", "name", "language"), NEAR)
def test_slip_of_one_letter_is_asked_about(text: str, name: str, language: Language) -> None:
    """With one letter wrong, missing, too many, or swapped, the answer is a question."""
    (read,) = parse_commands(text)
    assert isinstance(read, Misread)
    assert (read.name, read.language) == (name, language)
    assert f"Did you mean `/{name}`?" in read.problem.en


@pytest.mark.parametrize("text", ["/vat", "/vets", "/pubis", "/publics", "/hlpe", "/dxaxw", "Please /pubish"])
def test_other_words_are_no_slips(text: str) -> None:
    """Three letters are too few to guess by, two slips too many, and a word inside a line is no command."""
    assert parse_commands(text) == ()


words = st.sampled_from([row.example(language) for row in COMMANDS for language in LANGUAGES])


pieces = st.one_of(
    words,
    st.sampled_from(
        ["> ", ">", "```", "~~~", "    ", "`", "<!--", "-->", "<div>", "</div>", "\n", "\n\n", "- ", "# ", "\\", "<b", "&#47;"]
    ),
    st.text(max_size=10),
)


@UNHURRIED
@given(st.lists(pieces, max_size=30).map("".join))
def test_parsing_never_raises_and_keeps_to_the_lines(text: str) -> None:
    """Any text is read; lines ascend, and on each stands a slash."""
    read = parse_commands(text)
    assert len(read) <= MOST
    lines = re.split(r"\r\n|\n|\r", text)
    assert all(one.line < other.line for one, other in pairwise(read))
    assert all(lines[one.line].lstrip(" \t").startswith("/") for one in read)


@UNHURRIED
@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    """Nothing that a person types raises."""
    assert isinstance(parse_commands(f"/question {text}"), tuple)


HIDING = st.sampled_from(
    [
        lambda words: "\n".join(f"> {line}" for line in words.split("\n")),
        lambda words: f"````\n{words}\n````",
        lambda words: f"<!--\n{words.replace('-->', '')}\n-->",
        lambda words: "\n".join(f"    {line}" for line in words.split("\n")),
        lambda words: f"<details>\n\n{words}\n\n</details>",
        lambda words: f"<pre>\n{words}\n</pre>",
    ]
)


@UNHURRIED
@given(st.lists(words, min_size=1, max_size=5).map("\n".join), HIDING)
def test_hidden_commands_are_silent_whatever_they_are(text: str, hide: object) -> None:
    """In a quote, code, a comment or HTML no command of the table is heard."""
    assert callable(hide)
    assert parse_commands(hide(text)) == ()


@UNHURRIED
@given(words)
def test_accents_and_capitals_are_optional(example: str) -> None:
    """Without accents or in capitals, the word is the same command."""
    word, _, rest = example.partition(" ")
    plain = parse_commands(f"{folded(word).upper()} {rest}")
    assert [one.name for one in plain] == [one.name for one in parse_commands(example)]
