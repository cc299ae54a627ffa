"""The comment that announces a draw holds a program of five lines with which anybody can verify it; here it is run as it stands."""

import contextlib
import io
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from bot.core.comments import Comment, Value
from bot.core.text import Language
from bot.render.templates import render
from tests.texts.examples import LANGUAGES, examples

DRAWS = tuple(one.comment for one in examples()["drawn"])


def program_in(comment: Comment, language: Language) -> str:
    """The Python block of a comment."""
    tokens = MarkdownIt("commonmark").parse(render(replace(comment, language=language)))
    (program,) = [token.content for token in tokens if token.type == "fence" and token.info == "python"]
    return program


def printed(program: str) -> list[str]:
    """What a program prints, in words."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, "comment", "exec"), {})
    return out.getvalue().split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", DRAWS)
def test_anybody_verifies_a_draw_with_five_lines(draw: Comment, language: Language) -> None:
    """Copied from the comment, the program prints `True` four times."""
    program = program_in(draw, language)
    assert len(program.splitlines()) == 5
    assert printed(program) == ["True"] * 4


@pytest.mark.parametrize(
    ("field", "value", "fails"),
    [
        ("seed", "00" * 32, 0),
        ("seed_hash", "00" * 32, 0),
        ("list_hash", "00" * 32, 1),
        ("salt", "00" * 32, 2),
        ("winner_id", 9999, 2),
    ],
)
def test_a_draw_with_another_value_is_found_out(field: str, value: Value, fails: int) -> None:
    """Whatever is changed afterwards, the program says which check fails."""
    changed = replace(DRAWS[0], fields={**DRAWS[0].fields, field: value})
    assert printed(program_in(changed, "en"))[fails] == "False"


def test_another_order_is_found_out() -> None:
    """The tickets the other way round are not the order that the seed gives."""
    draw = next(one for one in DRAWS if len(tickets_of(one)) > 1)
    turned = replace(draw, fields={**draw.fields, "tickets": tuple(reversed(tickets_of(draw)))})
    assert printed(program_in(turned, "fr"))[3] == "False"


def tickets_of(draw: Comment) -> tuple[Value, ...]:
    """The tickets in the order drawn."""
    tickets = draw.fields["tickets"]
    assert isinstance(tickets, tuple)
    return tickets
