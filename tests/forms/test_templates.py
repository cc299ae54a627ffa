"""The three forms themselves, and how a template's YAML is read: good, reworded, and hostile."""

import json
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own, for this one call
import pytest
import yaml

from bot.forms.choices import AGREEMENTS, DECLARATIONS, ORGANISATIONS
from bot.forms.template import PACKAGED, Kind, TemplateError, packaged, packaged_text, read_template
from bot.forms.typed import likeness
from bot.sandbox.form import parse_form

ROOT = Path(__file__).parents[2]
OPPORTUNITY_IDS = [
    "title_en", "title_fr", "summary_en", "summary_fr",
    "description_en", "description_fr", "acceptance_en", "acceptance_fr",
    "evaluation_en", "evaluation_fr", "skills", "licence", "price", "hours",
    "rate", "closing", "selection", "start", "delivery", "organisation", "repository", "declarations",
]  # fmt: skip
FILES = (*PACKAGED, "config.yml")


def schema(name: str) -> Any:
    """SchemaStore's schema of GitHub's files, as check-jsonschema carries it."""
    return json.loads(resources.files("check_jsonschema").joinpath("builtin_schemas", "vendor", name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_form_is_valid_against_the_schema_of_github(name: str) -> None:
    """GitHub would show each form, and read the chooser's configuration."""
    kind = "github-issue-config.json" if name == "config.yml" else "github-issue-forms.json"
    jsonschema.validate(yaml.safe_load(packaged_text(name)), schema(kind))


@pytest.mark.parametrize("name", PACKAGED)
def test_form_is_one_that_the_sandbox_shows(name: str) -> None:
    """The sandbox refuses what GitHub's page refuses; it refuses none of ours."""
    assert parse_form(packaged_text(name)).fields


@pytest.mark.parametrize("name", FILES)
def test_issue_template_folder_holds_equal_copies(name: str) -> None:
    """The forms' home is the package; the repository's own are copies to the byte."""
    copy = ROOT / ".github" / "ISSUE_TEMPLATE" / name
    assert copy.read_text(encoding="utf-8") == packaged_text(name)


def test_issue_template_folder_holds_nothing_else() -> None:
    """A form that nobody reads would be a trap."""
    assert sorted(path.name for path in (ROOT / ".github" / "ISSUE_TEMPLATE").iterdir()) == sorted(FILES)


def test_opportunity_form_asks_in_the_fixed_order() -> None:
    """The ids are fixed words, and work acceptance comes before application evaluation: testers confused the two."""
    assert [field.id for field in packaged("opportunity.yml").fields] == OPPORTUNITY_IDS


@pytest.mark.parametrize("name", ["application.yml", "candidature.yml"])
def test_application_form_asks_three_things_and_no_more(name: str) -> None:
    """What identifies a person is asked privately, of the selected supplier only."""
    assert [field.id for field in packaged(name).fields] == ["opportunity", "statement", "agreements"]


@pytest.mark.parametrize(
    ("name", "kind", "language"),
    [("opportunity.yml", Kind.OPPORTUNITY, "en"), ("application.yml", Kind.APPLICATION, "en"), ("candidature.yml", Kind.APPLICATION, "fr")],
)
def test_template_says_what_it_is_for_and_in_which_language(name: str, kind: Kind, language: str) -> None:
    """The kind follows from the field ids, the language from the form's name."""
    assert (packaged(name).kind, packaged(name).language) == (kind, language)


def test_labels_of_all_forms_can_be_told_apart() -> None:
    """No heading of one form is, or looks like, a heading of another; so no body is two forms by accident."""
    looks = [likeness(field.label) for field in chain.from_iterable(packaged(name).fields for name in PACKAGED)]
    assert len(set(looks)) == len(looks)


def test_opportunity_labels_hold_both_languages() -> None:
    """Every label of the form for clients splits into an English and a French half."""
    names = [field.name for field in packaged("opportunity.yml").fields]
    assert all(name.en != name.fr for name in names)
    assert names[-1].fr == "Déclarations"


def test_every_choice_that_has_a_meaning_is_offered() -> None:
    """The order of tiers, declarations and agreements is that of their ids, in both application forms."""
    counts = {
        ("opportunity.yml", "organisation"): len(ORGANISATIONS),
        ("opportunity.yml", "declarations"): len(DECLARATIONS),
        ("application.yml", "agreements"): len(AGREEMENTS),
        ("candidature.yml", "agreements"): len(AGREEMENTS),
    }
    for (name, field_id), count in counts.items():
        field = packaged(name).field(field_id)
        assert field is not None
        assert len(field.options) == count


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("application.yml", ["public to everyone", "outside Canada", "Purpose", "Authority", "Whom to ask", "social insurance number"]),
        ("candidature.yml", ["publique", "hors du Canada", "But", "Autorité", "À qui s’adresser", "numéro d’assurance sociale"]),
        ("opportunity.yml", ["Unclassified information only", "non classifiés seulement", "outside Canada", "hors du Canada"]),
    ],
)
def test_notice_comes_before_the_first_question(name: str, words: list[str]) -> None:
    """People are told before they press submit: public, hosted abroad, authority, purpose, whom to ask, what never to write."""
    notice = yaml.safe_load(packaged_text(name))["body"][0]
    assert notice["type"] == "markdown"
    assert [word for word in words if word not in notice["attributes"]["value"]] == []


def test_licence_form_offers_mit_first() -> None:
    """MIT is the default."""
    field = packaged("opportunity.yml").field("licence")
    assert field is not None
    assert field.options[0].label == "MIT"


ELEMENT = "  - type: input\n    id: {id}\n    attributes:\n      label: {label}\n"
HOSTILE = {
    "nothing": "",
    "a list": "- a",
    "no body": "name: a",
    "a body of words": "body: words",
    "an empty body": "body: []",
    "only words for people": "body:\n  - type: markdown\n    attributes:\n      value: a\n",
    "no YAML": "body: [",
    "a tag that makes an object": "!!python/object/apply:os.system ['true']",
    "an impossible date": "name: 2027-02-30\nbody: []",
    "a number of ten thousand figures": "name: " + "9" * 10_000 + "\nbody: []",
    "nesting without end": "body: " + "[" * 20_000,
    "an alias of itself": "body: &a [*a]",
    "a key that is a list": "? [a]\n: b",
    "a control character": "body: \x00",
    "an unknown element": "body:\n  - type: video\n    attributes:\n      label: a\n",
    "an element that is a word": "body: [input]",
    "an element of an unhashable type": "body:\n  - type: [input]\n",
    "no attributes": "body:\n  - type: input\n",
    "a label of two lines": 'body:\n  - type: input\n    attributes:\n      label: "a\\nb"\n',
    "a label of signs": 'body:\n  - type: input\n    attributes:\n      label: "?!"\n',
    "a label without end": "body:\n  - type: input\n    attributes:\n      label: " + "a" * 401 + "\n",
    "a label that is a number": "body:\n  - type: input\n    attributes:\n      label: 1\n",
    "two equal labels": "body:\n" + ELEMENT.format(id="a", label="Price") + ELEMENT.format(id="b", label="price"),
    "two labels that look alike": "body:\n" + ELEMENT.format(id="a", label="Price") + ELEMENT.format(id="b", label="Рrice"),
    "two equal ids": "body:\n" + ELEMENT.format(id="a", label="One") + ELEMENT.format(id="a", label="Two"),
    "a dropdown without options": "body:\n  - type: dropdown\n    attributes:\n      label: a\n",
    "two equal options": "body:\n  - type: dropdown\n    attributes:\n      label: a\n      options: [x, x]\n",
    "an option that is a number": "body:\n  - type: dropdown\n    attributes:\n      label: a\n      options: [1]\n",
    "more than an issue can hold": "name: a\n" + "#" * 70_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_template_refuses_hostile_yaml_with_a_sentence(text: str) -> None:
    """Whatever a repository holds, the answer is a form or one kind of error that speaks both languages."""
    with pytest.raises(TemplateError) as refusal:
        read_template(text)
    assert refusal.value.sentence.en
    assert refusal.value.sentence.fr


def test_template_without_ids_takes_labels_for_ids() -> None:
    """An id is optional at GitHub; the label is what the body shows anyway."""
    template = read_template("name: Bug\nbody:\n  - type: textarea\n    attributes:\n      label: What happened?\n      render: shell\n")
    assert template.fields[0].id == "What happened?"
    assert template.fields[0].rendered
    assert template.kind is None
