"""What is told of each key: every key of the models, a default that is the default, an example that is valid, words in both languages."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.people import Role
from bot.core.policy import Holders, Policy
from bot.policy_file import Read, read_policy
from bot.policy_file.key import Key
from bot.policy_file.keys import KEYS, explained, nearest, paths

WHERE = dict(paths())
IN_A_LIST = ("money.tax.",)
"""What stands under these is written in a list."""


def written(path: str, value: str) -> str:
    """A policy file with this key alone, its companions beside it."""
    *sections, key = path.split(".")
    whole = {"low": "{low: %s, high: 100}", "high": "{low: 60, high: %s}", "since": "{since: %s, rate: 13}"}
    whole |= {"rate": "{since: 2028-01-01, rate: %s}", "name": "{since: 2028-01-01, rate: 13, name: %s}"}
    inner = whole[key] % value if key in whole else _pair(sections, key, value)
    inner = f"[{inner}]" if path.startswith(IN_A_LIST) else inner
    for section in reversed(sections):
        inner = f"{{{section}: {inner}}}"
    return inner.removeprefix("{").removesuffix("}") if sections else f"{key}: {value}"


def _pair(sections: list[str], key: str, value: str) -> str:
    terms = "en: https://example.org/a, fr: https://example.org/b, version: v1, "
    if key in {"en", "fr"} and sections != ["agreement"]:
        inner = f"{{{key}: {value}, {'fr' if key == 'en' else 'en'}: other}}"
        return f"{{since: 2028-01-01, rate: 13, name: {inner}}}" if sections[-1] == "name" else inner
    return f"{{{terms if key == 'in_force' else ''}{key}: {value}}}"


def read(path: str, value: str) -> Read:
    """The policy of that file."""
    if path.startswith("money.tax.name."):
        key = path.rpartition(".")[2]
        other = "fr" if key == "en" else "en"
        text = f"money: {{tax: [{{since: 2028-01-01, rate: 13, name: {{{key}: {value}, {other}: other}}}}]}}"
    else:
        text = written(path, value)
    found = read_policy(text)
    assert isinstance(found, Read), (text, found)
    return found


def test_every_key_of_the_models_is_told_of() -> None:
    """And no other, in the models' order."""
    for model, keys in KEYS.items():
        assert sorted(keys) == sorted(model.model_fields), model
    assert len(WHERE) > 80


@pytest.mark.parametrize(("path", "key"), [(path, key) for path, key in WHERE.items() if key.example])
def test_example_is_valid_and_no_default(path: str, key: Key) -> None:
    """It can be copied into the file as it stands."""
    assert read(path, key.example)
    assert key.example != key.default


LEAVES = {path: key.default for path, key in WHERE.items() if key.default and path != "roles.clients"}


@pytest.mark.parametrize(("path", "default"), LEAVES.items())
def test_default_is_the_default(path: str, default: str) -> None:
    """A file that says it alone is the default policy; `agreement.in_force: false` needs nothing beside it."""
    text = f"agreement: {{in_force: {default}}}" if path == "agreement.in_force" else None
    found = read_policy(text) if text else read(path, default)
    assert isinstance(found, Read)
    assert found.policy == replace(Policy(), roles={Role.CLIENTS: Holders(organization_members=True)})


def test_clients_are_the_organizations_members_by_default() -> None:
    """As the key says."""
    found = read("roles.clients", WHERE["roles.clients"].default)
    assert found.policy.roles == {Role.CLIENTS: Holders(organization_members=True)}


def test_words_are_there_in_both_languages() -> None:
    """A purpose, a kind and a source."""
    for path, key in WHERE.items():
        for text in (key.purpose, key.kind, key.source):
            assert text.en, path
            assert text.fr, path
        assert key.purpose.en != key.purpose.fr


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("dates.invoice", True),
        ("money.tax[1].rate", True),
        ("roles.finance.users[2]", True),
        ("money", True),
        ("dates.invoic", False),
        ("", False),
    ],
)
def test_path_is_found_as_the_errors_write_it(path: str, known: bool) -> None:
    """With places in lists, or without."""
    assert (explained(path) is not None) == known


def test_near_paths_are_offered() -> None:
    """What ends alike, else what looks alike."""
    found: Any = nearest("invoice")
    assert found == ("dates.invoice",)
    assert "dates.invoice" in nearest("dates.invoic")
    assert nearest("zzzzzz") == ()
