"""The JSON schema for editors: it takes what the reader takes, and sees every mistake that a schema can see."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it ships no types

from bot.policy_file.document import read_document
from bot.policy_file.keys import paths
from bot.policy_file.schema import policy_schema
from tests.policy_file.test_errors import BAD
from tests.policy_file.test_read import SAMPLE, WHOLE

SCHEMA = policy_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

UNSEEN = (
    (r"money\.hourly", "that a range is in order"),
    (r"money\.administration_hours", "that hours are whole minutes"),
    (r"time_zone", "which time zones there are"),
    (r"holidays", "which lists the library has"),
    (r"agreement", "that terms in force are whole"),
    (r"dates\.work_hours_a_day", "how many hours a day has"),
    (r"money\.cap", "that an amount in text is not zero, or is octal in old YAML"),
)
"""Keys, and what of their mistakes a schema can't see."""


def problems(text: str) -> list[str]:
    """What the schema finds in a file, as an editor would read it."""
    return [error.message for error in VALIDATOR.iter_errors(read_document(text).values)]


def test_schema_is_a_schema_of_no_host() -> None:
    """Valid by its own draft; its name is no address."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].startswith("urn:")


@pytest.mark.parametrize("text", [SAMPLE, WHOLE, "", re.sub(r"^(\s*)# ((?:[a-z_0-9]+:|  |- ).*)$", r"\1\2", SAMPLE, flags=re.MULTILINE)])
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    """The sample, as it stands and with every comment uncommented; a file with every key; an empty one."""
    assert problems(text) == []


@pytest.mark.parametrize(("text", "key"), [(text, key) for text, _, key, _ in BAD])
def test_mistake_is_seen_while_one_types(text: str, key: str) -> None:
    """Each that a schema can see; of the others it is written down why not."""
    blind = any(re.fullmatch(pattern, key) for pattern, _ in UNSEEN)
    assert problems(text) or blind, text


def test_what_is_called_unseen_is_unseen() -> None:
    """Each reason still has a mistake that the schema lets pass."""
    passed = [key for text, _, key, _ in BAD if not problems(text)]
    assert [pattern for pattern, _ in UNSEEN if not any(re.fullmatch(pattern, key) for key in passed)] == []


def test_every_key_is_described_in_both_languages() -> None:
    """What it is for, and its kind."""
    described = list(_described(SCHEMA))
    assert len(described) >= len({name.rpartition(".")[2] for name, _ in paths()})
    assert [name for name, words in described if " / " not in words] == []


def _described(part: Any) -> Iterator[tuple[str, str]]:
    for section in (part, *part["$defs"].values()):
        for name, shape in section["properties"].items():
            yield name, shape.get("description", "")
