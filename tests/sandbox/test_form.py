"""Issue forms: the Markdown that GitHub makes of answers, what the page shows first, and what it doesn't let through."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.form import Answer, Composed, Unfilled, compose, describe, parse_form

FORM = parse_form("""
name: Bug report
description: Tell us what went wrong
title: "[Bug] "
labels: [bug, "needs triage"]
assignees: octocat, hubot
body:
  - type: markdown
    attributes: {value: Thank you}
  - type: input
    id: contact
    attributes: {label: Contact details, description: How to reach you, placeholder: you@example.org}
  - type: textarea
    id: what
    attributes: {label: "What happened?", value: A bug happened!}
    validations: {required: true}
  - type: textarea
    id: logs
    attributes: {label: Log output, render: shell}
  - type: dropdown
    id: version
    attributes: {label: Version, options: ["1.0.2", "1.0.3"]}
    validations: {required: true}
  - type: dropdown
    id: browsers
    attributes: {label: Browsers, multiple: true, options: [Firefox, Chrome, Safari]}
  - type: dropdown
    id: colour
    attributes: {label: Colour, options: [red, blue], default: 1}
  - type: checkboxes
    id: terms
    attributes:
      label: Code of Conduct
      options:
        - {label: I agree, required: true}
        - {label: I read it}
""")
FILLED: Mapping[str, Answer] = {"title": "It broke", "version": "1.0.2", "terms": ["I agree"]}


def composed(**values: Answer) -> Composed:
    """The issue made of the filled form with these answers."""
    made = compose(FORM, {**FILLED, **values})
    assert isinstance(made, Composed)
    return made


def problems(**values: Answer) -> Mapping[str, str]:
    """What keeps the filled form with these answers from being submitted."""
    made = compose(FORM, {**FILLED, **values})
    assert isinstance(made, Unfilled)
    return made.problems


def section(label: str, body: str) -> str:
    """What stands under a heading."""
    return body.split(f"### {label}\n\n", 1)[1].split("\n\n### ", 1)[0]


def test_form_is_composed_as_github_does() -> None:
    """A heading for each field in order, markdown left out, defaults as the page shows them, no end of line at the end."""
    made = composed()
    assert (made.title, made.labels, made.assignees) == ("It broke", ("bug", "needs triage"), ("octocat", "hubot"))
    assert made.body == (
        "### Contact details\n\n_No response_\n\n### What happened?\n\nA bug happened!\n\n### Log output\n\n_No response_\n\n"
        "### Version\n\n1.0.2\n\n### Browsers\n\n_No response_\n\n### Colour\n\nblue\n\n"
        "### Code of Conduct\n\n- [x] I agree\n- [ ] I read it"
    )


@pytest.mark.parametrize(
    ("field", "answer", "label", "text"),
    [
        ("contact", "amel", "Contact details", "amel"),
        ("contact", "  amel ", "Contact details", "  amel "),
        ("contact", "", "Contact details", "_No response_"),
        ("contact", "   ", "Contact details", "_No response_"),
        ("what", "one\r\ntwo\r\n", "What happened?", "one\r\ntwo\r\n"),
        ("what", "```\nopen", "What happened?", "```\nopen"),
        ("what", "### Version", "What happened?", "### Version"),
        ("logs", "$ ls", "Log output", "```shell\n$ ls\n```"),
        ("logs", " ", "Log output", "_No response_"),
        ("version", ["1.0.3"], "Version", "1.0.3"),
        ("browsers", ["Safari", "Firefox"], "Browsers", "Firefox, Safari"),
        ("browsers", "Chrome", "Browsers", "Chrome"),
        ("browsers", [], "Browsers", "_No response_"),
        ("colour", "None", "Colour", "_No response_"),
        ("colour", "", "Colour", "_No response_"),
        ("colour", "red", "Colour", "red"),
        ("terms", [0, 1], "Code of Conduct", "- [x] I agree\n- [x] I read it"),
        ("terms", ["0", "I read it"], "Code of Conduct", "- [x] I agree\n- [x] I read it"),
        ("terms", True, "Code of Conduct", "- [x] I agree\n- [x] I read it"),
    ],
)
def test_answer_becomes_markdown(field: str, answer: Answer, label: str, text: str) -> None:
    """Texts as they were typed, choices by comma in the form's order, boxes as a task list, nothing as `_No response_`."""
    assert section(label, composed(**{field: answer}).body) == text


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("what", ""),
        ("what", " \n"),
        ("what", ["a"]),
        ("contact", "two\nlines"),
        ("version", ""),
        ("version", "None"),
        ("version", "2.0"),
        ("version", "0"),
        ("version", ["1.0.2", "1.0.3"]),
        ("browsers", ["Opera"]),
        ("terms", []),
        ("terms", ["I read it"]),
        ("terms", ["I agree", 2]),
        ("terms", False),
        ("title", " "),
        ("title", "x" * 257),
        ("nothing", "x"),
    ],
)
def test_page_says_what_is_wrong_with_a_field(field: str, answer: Answer) -> None:
    """Each bad answer has one sentence under its field, and nothing is said of the others."""
    found = problems(**{field: answer})
    assert list(found) == [field]
    assert found[field].endswith((".", "I agree"))


def test_all_problems_are_found_at_once() -> None:
    """A form without answers names every field that it asks for, at the same time."""
    made = compose(FORM, {"title": "", "what": ""})
    assert isinstance(made, Unfilled)
    assert set(made.problems) == {"title", "what", "version", "terms"}


def test_private_repository_asks_for_nothing() -> None:
    """`required` holds in public repositories only; what is not an option still isn't one."""
    made = compose(FORM, {"title": "x", "what": ""}, public=False)
    assert isinstance(made, Composed)
    assert section("Version", made.body) == "_No response_"
    assert isinstance(compose(FORM, {"title": "x", "version": "9"}, public=False), Unfilled)


def test_body_has_at_most_65536_characters() -> None:
    """One more than GitHub keeps is refused, and the last one that fits is not."""
    rest = len(composed(what="x").body) - 1
    assert len(composed(what="x" * (65_536 - rest)).body) == 65_536
    assert list(problems(what="x" * (65_537 - rest))) == ["body"]


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_text_is_neither_trimmed_nor_escaped(text: str) -> None:
    """Whatever is typed into a text box stands in the body as it is."""
    assert f"### What happened?\n\n{text}\n\n### Log output" in composed(what=text).body


def shown(**query: str) -> dict[Any, Any]:
    """The form's fields by id, as the page shows them."""
    return {one["id"]: one for one in describe(FORM, query)["fields"]}


def test_page_shows_the_form() -> None:
    """Every element in order, with what it asks and what it has at first."""
    page = describe(FORM)
    assert (page["name"], page["title"], page["labels"]) == ("Bug report", "[Bug] ", ["bug", "needs triage"])
    assert [one["id"] for one in page["fields"]] == [None, "contact", "what", "logs", "version", "browsers", "colour", "terms"]
    fields = shown()
    assert fields[None]["value"] == "Thank you"
    assert fields["what"] | {"description": "", "placeholder": ""} == fields["what"]
    assert (fields["what"]["type"], fields["what"]["required"], fields["what"]["value"]) == ("textarea", True, "A bug happened!")
    assert (fields["version"]["options"], fields["version"]["value"]) == (["1.0.2", "1.0.3"], [])
    assert fields["colour"]["value"] == ["blue"]
    assert fields["terms"]["options"] == [{"label": "I agree", "required": True}, {"label": "I read it", "required": False}]


def test_query_prefills_texts_only() -> None:
    """An address fills the title, `input` and `textarea`; dropdowns and check boxes stay as they were."""
    assert describe(FORM, {"title": "From a link"})["title"] == "From a link"
    fields = shown(contact="amel", what="This", version="1.0.2", browsers="Firefox", terms="I agree")
    assert [fields[name]["value"] for name in ("contact", "what", "version", "browsers", "terms")] == ["amel", "This", [], [], []]


def test_field_without_id_goes_by_its_label() -> None:
    """Rails' `parameterize` of the label stands for a missing id."""
    form = parse_form("{name: n, description: d, title: t, body: [{type: input, attributes: {label: 'Détails — à qui ?'}}]}")
    assert form.fields[0].name == "details-a-qui"
    made = compose(form, {"details-a-qui": "x"})
    assert isinstance(made, Composed)
    assert made.body == "### Détails — à qui ?\n\nx"
