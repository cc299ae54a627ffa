"""Every comment that the program makes has its texts, every text is used, and each renders from the fields that the rules give."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from bot.core.comments import Spoken
from bot.core.rules.awarding import DELIVERY_FILES
from bot.render.templates import BETWEEN_LANGUAGES, TEMPLATES, path_of, render
from tests.texts.examples import LANGUAGES, examples

BOT = TEMPLATES.parent
SPOKEN: tuple[Spoken, ...] = ("en", "fr", "both")
COMPUTED: dict[tuple[str, str], tuple[str, ...]] = {
    ("applying", "f'application_{state}'"): ("application_received", "application_incomplete", "application_late"),
    ("assessing", "due.kind"): ("assessment_due", "assessment_late", "assessment_stuck"),
    ("ending", "target"): ("no_award", "closed_unpaid"),
    ("awarding", "template"): tuple(template for _, template in DELIVERY_FILES),
}
"""Where a comment's name is computed: module and expression → the names that it can give."""


def names_in(source: str, module: str) -> Iterator[str]:
    """The names of the comments that a module makes. `KeyError` for a computed name that the table above lacks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Comment" and node.args:
            first = node.args[0]
            yield from (str(first.value),) if isinstance(first, ast.Constant) else COMPUTED[module, ast.unparse(first)]


@lru_cache(maxsize=1)
def made() -> frozenset[str]:
    """The names of all comments that the program makes; the sandbox has comments of its own."""
    modules = [path for path in BOT.rglob("*.py") if "sandbox" not in path.parts]
    return frozenset(name for path in modules for name in names_in(path.read_text(encoding="utf-8"), path.stem))


def written() -> frozenset[str]:
    """The paths of all templates; the official texts of licences are not ours."""
    found = frozenset(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
    return frozenset(path for path in found if not path.startswith("delivery/licences/"))


def test_a_computed_name_that_nobody_listed_is_seen() -> None:
    """The scan finds plain and listed names, and stops at others."""
    assert list(names_in("Comment('a', {})\nComment(target, {})", "ending")) == ["a", "no_award", "closed_unpaid"]
    with pytest.raises(KeyError):
        list(names_in("Comment(target, {})", "elsewhere"))


def test_every_comment_has_a_text_in_both_languages() -> None:
    """What the program says is written in English and in French."""
    wanted = {path_of(name, language) for name in made() for language in LANGUAGES}
    assert sorted(wanted - written()) == []


def test_no_text_is_left_unused() -> None:
    """A template that nobody says is removed."""
    wanted = {path_of(name, language) for name in made() for language in LANGUAGES}
    assert sorted(written() - wanted) == []


def test_every_comment_has_an_example_from_a_story() -> None:
    """The other tests of this folder see every comment that the program makes."""
    assert sorted(made() ^ set(examples())) == []


@pytest.mark.parametrize("name", examples())
def test_a_comment_renders_in_every_way(name: str) -> None:
    """No field is missing, nothing of a template shows, and both languages are one after the other."""
    for example in examples()[name]:
        english, french, both = (render(replace(example.comment, language=spoken)) for spoken in SPOKEN)
        assert both == (english if Path(name).suffix else f"{english}{BETWEEN_LANGUAGES}{french}")
        assert not {"{{", "}}", "{%", "%}", "None", "True", "False"} & set(
            re.split(r"[\s`.,]", re.sub(r"<details>.*?</details>", "", both, flags=re.DOTALL))
        )
