"""What GitHub refuses in an issue form's YAML, in GitHub's words.

Source: GitHub Docs, "Common validation errors when creating issue forms" and "Syntax for GitHub's form schema". It says what is wrong; it
never mends a form and never reads what people answer (`form` does). The element `upload` is not known here.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

TOP_KEYS = {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}
REQUIRED_KEYS = ("name", "description", "body")
BLOCK_KEYS = {"type", "id", "attributes", "validations"}
ATTRIBUTES: dict[str, tuple[set[str], set[str]]] = {
    "markdown": ({"value"}, set()),
    "input": ({"label"}, {"description", "placeholder", "value"}),
    "textarea": ({"label"}, {"description", "placeholder", "value", "render"}),
    "dropdown": ({"label", "options"}, {"description", "multiple", "default"}),
    "checkboxes": ({"label", "options"}, {"description"}),
}
"""Of each element: the attributes it must have, and those it may have."""
TEXT_ATTRIBUTES = {"label", "description", "placeholder", "value", "render"}
FORBIDDEN_WORD = "password"
"""The one word that GitHub's page names of those it refuses in labels of `input` and `textarea`."""

Block = dict[str, Any]


def reference(label: str) -> str:
    """What stands for a missing `id`: Rails' `parameterize` of the label."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-zA-Z0-9\-_]+", "-", plain)).strip("-").lower()


def problems(form: object) -> list[str]:
    """Everything that GitHub would refuse in a form that YAML has read; empty for a good form."""
    if not isinstance(form, dict):
        return ["Required top level key `name` is missing"]
    body = form.get("body")
    found = list(_top(form))
    if not isinstance(body, list) or not body:
        return [*found, "Body cannot be empty"]
    blocks = [block if isinstance(block, dict) else {} for block in body]
    for index, block in enumerate(blocks):
        found += [f"Body[{index}]: {problem}" for problem in _block(block)]
    return found + list(_together([block for block in blocks if block.get("type") != "markdown"]))


def _top(form: dict[Any, Any]) -> Iterator[str]:
    for key in REQUIRED_KEYS:
        if key not in form and key != "body":
            yield f"Required top level key `{key}` is missing"
    for key, value in form.items():
        if isinstance(key, bool):
            yield "Forbidden keys: YAML reads this key as a Boolean"
        elif key not in TOP_KEYS:
            yield f"`{key}` is not a permitted key"
        elif key in {"name", "description", "title", "type"} and not _is_text(value):
            yield f"`{key}` must be a string"
        elif key in {"labels", "assignees", "projects"} and not _is_list_of_text(value):
            yield f"`{key}` must be an array of strings or a comma-delimited string"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_text(value: object) -> bool:
    return _is_text(value) or (isinstance(value, list) and all(_is_text(one) for one in value))


def _block(block: Block) -> Iterator[str]:
    """What is wrong in one element by itself."""
    kind = block.get("type")
    if kind is None:
        yield "required key type is missing"
        return
    if not isinstance(kind, str) or kind not in ATTRIBUTES:
        yield f"`{kind}` is not a valid input type"
        return
    yield from (f"`{key}` is not a permitted key" for key in block if key not in BLOCK_KEYS)
    if "id" in block and not re.fullmatch(r"[A-Za-z0-9_-]+", str(block["id"])):
        yield "`id` can only contain numbers, letters, -, _"
    attributes = block.get("attributes")
    yield from _attributes(kind, attributes if isinstance(attributes, dict) else {})
    yield from _validations(kind, block.get("validations", {}))


def _attributes(kind: str, attributes: dict[Any, Any]) -> Iterator[str]:
    required, optional = ATTRIBUTES[kind]
    yield from (f"required attribute key `{key}` is missing" for key in sorted(required) if key not in attributes)
    for key, value in attributes.items():
        if key not in required | optional:
            yield f"`{key}` is not a permitted attribute"
        elif key in TEXT_ATTRIBUTES and not _is_text(value):
            yield f"{key} must be a string"
        elif key == "multiple" and not isinstance(value, bool):
            yield "multiple must be a boolean"
        elif key == "options":
            yield from _options(kind, value)
    if kind in {"input", "textarea"} and FORBIDDEN_WORD in str(attributes.get("label", "")).lower():
        yield "`label` contains forbidden word"
    yield from _default(attributes)


def _default(attributes: dict[Any, Any]) -> Iterator[str]:
    default, options = attributes.get("default", 0), attributes.get("options")
    if not isinstance(default, int) or isinstance(default, bool):
        yield "default must be an integer"
    elif "default" in attributes and isinstance(options, list) and not 0 <= default < len(options):
        yield "default must be the index of an option"


def _options(kind: str, options: object) -> Iterator[str]:
    if not isinstance(options, list) or not options:
        yield "`options` must be a non-empty array"
        return
    yield from _dropdown(options) if kind == "dropdown" else _boxes(options)


def _dropdown(options: list[Any]) -> Iterator[str]:
    if any(isinstance(option, bool) for option in options):
        yield "`options` must not include booleans. Please wrap values such as 'yes', and 'true' in quotes"
    elif not all(_is_text(option) for option in options):
        yield "`options` must be strings"
    elif any(option.strip().lower() == "none" for option in options):
        yield "`options` must not include the reserved word, none"
    if len({str(option) for option in options}) < len(options):
        yield "`options` must be unique"


def _boxes(options: list[Any]) -> Iterator[str]:
    for option in options:
        if not isinstance(option, dict) or not _is_text(option.get("label")):
            yield "every option must have a label that is a string"
        elif not isinstance(option.get("required", False), bool):
            yield "required must be a boolean"
        elif set(option) - {"label", "required"}:
            yield f"`{min(set(option) - {'label', 'required'}, key=str)}` is not a permitted key"
    labels = [option.get("label") for option in options if isinstance(option, dict)]
    if len({str(label) for label in labels}) < len(labels):
        yield "`options` must be unique"


def _validations(kind: str, validations: object) -> Iterator[str]:
    if not isinstance(validations, dict):
        yield "validations must be a map"
        return
    if kind == "markdown" and validations:
        yield "`validations` is not a permitted key"
    for key, value in validations.items():
        if key != "required":
            yield f"`{key}` is not a permitted validation"
        elif not isinstance(value, bool):
            yield "required must be a boolean"


def _together(fields: list[Block]) -> Iterator[str]:
    """What is wrong among the elements that take an answer: ids, labels, and the references made of labels must differ."""
    if not fields:
        yield "Body must contain at least one non-markdown field"
    ids = [str(field["id"]) for field in fields if "id" in field]
    nameless = [_label(field) for field in fields if "id" not in field]
    made = [reference(label) for label in dict.fromkeys(nameless)]
    if _repeats(ids):
        yield "Body must have unique ids"
    if _repeats(nameless):
        yield "Body must have unique labels"
    if _repeats([*dict.fromkeys(ids), *made]):
        yield "Labels are too similar"
    boxes = {str(option.get("label")) for field in fields for option in _options_of(field) if isinstance(option, dict)}
    if boxes & set(nameless):
        yield "Checkboxes must have unique labels"


def _label(field: Block) -> str:
    attributes = field.get("attributes")
    return str(attributes.get("label", "")) if isinstance(attributes, dict) else ""


def _options_of(field: Block) -> list[Any]:
    attributes = field.get("attributes")
    options = attributes.get("options") if isinstance(attributes, dict) else None
    return options if isinstance(options, list) else []


def _repeats(values: list[str]) -> bool:
    return any(count > 1 for count in Counter(values).values())
