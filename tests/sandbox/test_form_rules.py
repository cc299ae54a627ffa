"""What GitHub refuses in an issue form's YAML: one row for each error of its page "Common validation errors when creating issue forms"."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.sandbox.form import FormError, parse_form
from bot.sandbox.form_rules import reference

NAMED = "name: Bug\ndescription: A bug\n"
FIELD = "- {type: input, attributes: {label: Other}}\n"


def body(elements: str) -> str:
    """A form with these elements."""
    return f"{NAMED}body:\n{elements}"


REFUSED = {
    "not YAML": ("name: [", "not valid YAML"),
    "nothing": ("", "Required top level key `name` is missing"),
    "a list": ("- name", "Required top level key `name` is missing"),
    "no name": ("description: A bug\nbody:\n" + FIELD, "Required top level key `name` is missing"),
    "no description": ("name: Bug\nbody:\n" + FIELD, "Required top level key `description` is missing"),
    "boolean description": ("name: Bug\ndescription: true\nbody:\n" + FIELD, "`description` must be a string"),
    "blank name": ("name: ' '\ndescription: A bug\nbody:\n" + FIELD, "`name` must be a string"),
    "labels that are no strings": (NAMED + "labels: [1]\nbody:\n" + FIELD, "`labels` must be an array"),
    "unknown key": (NAMED + "hello: world\nbody:\n" + FIELD, "`hello` is not a permitted key"),
    "forbidden key": (NAMED + "on: x\nbody:\n" + FIELD, "Forbidden keys"),
    "no body": (NAMED, "Body cannot be empty"),
    "empty body": (NAMED + "body: []", "Body cannot be empty"),
    "body in a second document": (NAMED + "---\nbody:\n" + FIELD, "Body cannot be empty"),
    "only markdown": (body("- {type: markdown, attributes: {value: Hi}}"), "Body must contain at least one non-markdown field"),
    "same ids": (body("- {type: input, id: a, attributes: {label: A}}\n- {type: input, id: a, attributes: {label: B}}"), "unique ids"),
    "same labels": (body(FIELD + FIELD), "Body must have unique labels"),
    "similar labels": (body(FIELD + "- {type: input, attributes: {label: 'Other???'}}"), "Labels are too similar"),
    "label like an id": (body(FIELD + "- {type: input, id: other, attributes: {label: Name}}"), "Labels are too similar"),
    "box named as a field": (
        body(FIELD + "- {type: checkboxes, attributes: {label: Boxes, options: [{label: Other}]}}"),
        "Checkboxes must have unique labels",
    ),
    "no type": (body("- {attributes: {label: A}}"), "Body[0]: required key type is missing"),
    "element that is no map": (body("- hello"), "Body[0]: required key type is missing"),
    "unknown type": (body(FIELD + "- {type: x, attributes: {label: A}}"), "Body[1]: `x` is not a valid input type"),
    "no value": (body(FIELD + "- type: markdown"), "Body[1]: required attribute key `value` is missing"),
    "no label": (body("- {type: input, attributes: {}}"), "Body[0]: required attribute key `label` is missing"),
    "boolean label": (body("- {type: input, attributes: {label: yes}}"), "Body[0]: label must be a string"),
    "number as label": (body("- {type: input, attributes: {label: 1.3}}"), "Body[0]: label must be a string"),
    "bad id": (body("- {type: input, id: first name, attributes: {label: A}}"), "`id` can only contain numbers, letters, -, _"),
    "unknown key of an element": (body("- {type: input, x: woof, attributes: {label: A}}"), "Body[0]: `x` is not a permitted key"),
    "forbidden word": (body("- {type: input, attributes: {label: Your Password}}"), "Body[0]: `label` contains forbidden word"),
    "unknown attribute": (body("- {type: input, attributes: {label: A, render: sh}}"), "Body[0]: `render` is not a permitted attribute"),
    "same options": (body("- {type: dropdown, attributes: {label: A, options: [a, a]}}"), "`options` must be unique"),
    "same boxes": (body("- {type: checkboxes, attributes: {label: A, options: [{label: a}, {label: a}]}}"), "`options` must be unique"),
    "option None": (body("- {type: dropdown, attributes: {label: A, options: [a, None]}}"), "must not include the reserved word, none"),
    "boolean option": (body("- {type: dropdown, attributes: {label: A, options: [yes, maybe]}}"), "`options` must not include booleans"),
    "number as option": (body("- {type: dropdown, attributes: {label: A, options: [1, 2]}}"), "`options` must be strings"),
    "no options": (body("- {type: dropdown, attributes: {label: A, options: []}}"), "`options` must be a non-empty array"),
    "default out of range": (body("- {type: dropdown, attributes: {label: A, options: [a], default: 1}}"), "default must be the index"),
    "default that is no number": (body("- {type: dropdown, attributes: {label: A, options: [a], default: a}}"), "must be an integer"),
    "multiple that is no boolean": (body("- {type: dropdown, attributes: {label: A, options: [a], multiple: 1}}"), "must be a boolean"),
    "box without label": (body("- {type: checkboxes, attributes: {label: A, options: [a]}}"), "every option must have a label"),
    "box with an unknown key": (
        body("- {type: checkboxes, attributes: {label: A, options: [{label: a, id: b}]}}"),
        "`id` is not a permitted",
    ),
    "box required as a text": (body("- {type: checkboxes, attributes: {label: A, options: [{label: a, required: x}]}}"), "a boolean"),
    "required that is no boolean": (body("- {type: input, attributes: {label: A}, validations: {required: 1}}"), "must be a boolean"),
    "unknown validation": (body("- {type: input, attributes: {label: A}, validations: {max: 1}}"), "`max` is not a permitted validation"),
    "validations that are no map": (body("- {type: input, attributes: {label: A}, validations: [x]}"), "validations must be a map"),
    "validated markdown": (
        body(FIELD + "- {type: markdown, attributes: {value: A}, validations: {required: true}}"),
        "`validations` is not a permitted key",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_form_is_refused(case: str) -> None:
    """The template is no form, and the error says why as GitHub's page does."""
    text, message = REFUSED[case]
    with pytest.raises(FormError) as refusal:
        parse_form(text)
    assert any(message in problem for problem in refusal.value.problems), refusal.value.problems


def test_all_problems_are_listed() -> None:
    """A form with three faults has three sentences."""
    with pytest.raises(FormError) as refusal:
        parse_form("name: Bug\nx: y\nbody:\n- {type: input, attributes: {}}")
    assert len(refusal.value.problems) == 3


ALLOWED = {
    "same labels, one with an id": body(FIELD + "- {type: input, id: second, attributes: {label: Other}}"),
    "box named as a field that has an id": body(
        "- {type: input, id: name_1, attributes: {label: Name}}\n- {type: checkboxes, attributes: {label: B, options: [{label: Name}]}}"
    ),
    "labels by comma": NAMED + "labels: a, b\nassignees: [x]\nprojects: [org/1]\ntype: bug\nbody:\n" + FIELD,
    "quoted words": body("- {type: dropdown, attributes: {label: 'true', options: ['Yes', 'No']}}"),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_good_form_is_shown(case: str) -> None:
    """What GitHub's page calls a fix is accepted."""
    assert parse_form(ALLOWED[case]).fields


def test_published_schema_agrees_on_good_forms(tmp_path: Path) -> None:
    """SchemaStore's schema of issue forms accepts the same forms."""
    for number, form in enumerate(ALLOWED.values()):
        (tmp_path / f"{number}.yml").write_text(form)
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms", *map(str, tmp_path.iterdir())]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("label", "made"),
    [("What happened?", "what-happened"), ("Name???????", "name"), ("Été — prix", "ete-prix"), ("a_b-c", "a_b-c"), ("  x  ", "x")],
)
def test_reference_is_the_parameterized_label(label: str, made: str) -> None:
    """As Rails' `parameterize` writes it."""
    assert reference(label) == made
