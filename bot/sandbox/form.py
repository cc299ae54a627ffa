"""Issue forms as GitHub shows them and makes an issue's body of the answers.

Source: GitHub Docs, "Syntax for GitHub's form schema" and "Syntax for issue forms"; the composed Markdown as seen in public issues. This is
an oracle for those who read such bodies: it shares no code with them, and it never reads a body back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from bot.sandbox.form_rules import problems, reference

NO_RESPONSE = "_No response_"
NONE = "None"
"""What the page adds to an optional dropdown, for no choice."""
BODY_LIMIT = 65_536
TITLE_LIMIT = 256

Answer = str | int | bool | Sequence[str | int]
"""A text; an option or its index; several options or indexes; True for all boxes, False for none."""


class FormError(ValueError):
    """YAML that GitHub would not show as a form; `problems` has one sentence each, in GitHub's words."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("; ".join(found))
        self.problems = found


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a dropdown, or one check box."""

    label: str
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """One element of a form. `name` is its id, or what GitHub makes of its label; it is empty for `markdown`, which takes no answer."""

    type: Literal["markdown", "input", "textarea", "dropdown", "checkboxes"]
    name: str = ""
    label: str = ""
    description: str = ""
    placeholder: str = ""
    value: str = ""
    render: str = ""
    required: bool = False
    multiple: bool = False
    default: int | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Form:
    """An issue form. `labels` and `assignees` go to the issue where the repository has them."""

    name: str
    description: str
    title: str
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, kw_only=True)
class Composed:
    """An issue as the form makes it."""

    title: str
    body: str
    labels: tuple[str, ...]
    assignees: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unfilled:
    """Why the page doesn't submit: a sentence for each field's name (or `title`, `body`)."""

    problems: Mapping[str, str] = field(default_factory=dict)


def parse_form(yaml_text: str) -> Form:
    """The form that a template's YAML describes. FormError with everything that GitHub would refuse."""
    try:
        read: Any = next(iter(yaml.safe_load_all(yaml_text)), None)
    except yaml.YAMLError as error:
        raise FormError([f"not valid YAML: {error}"]) from error
    if found := problems(read):
        raise FormError(found)
    return Form(
        name=read["name"],
        description=read["description"],
        title=read.get("title", ""),
        labels=_listed(read.get("labels", [])),
        assignees=_listed(read.get("assignees", [])),
        fields=tuple(_field(block) for block in read["body"]),
    )


def _listed(value: str | list[str]) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    return tuple(part.strip() for part in parts)


def _field(block: dict[str, Any]) -> Field:
    attributes = dict(block["attributes"])
    label = attributes.get("label", "")
    options = tuple(Option(label=one) if isinstance(one, str) else Option(**one) for one in attributes.pop("options", ()))
    name = "" if block["type"] == "markdown" else str(block.get("id") or reference(label))
    return Field(type=block["type"], name=name, options=options, required=block.get("validations", {}).get("required", False), **attributes)


def describe(form: Form, prefill: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The form as the page shows it, as JSON. A query prefills the title, `input` and `textarea`; never dropdowns and check boxes."""
    query = prefill or {}
    shown = {"name": form.name, "description": form.description, "title": query.get("title", form.title), "labels": list(form.labels)}
    return {**shown, "fields": [_describe(one, query) for one in form.fields]}


def _describe(one: Field, query: Mapping[str, str]) -> dict[str, Any]:
    writable = one.type in {"input", "textarea"}
    value: object = query.get(one.name, one.value) if writable else one.value
    options: list[Any] = [option.label for option in one.options]
    if one.type == "dropdown":
        value = [one.options[one.default].label] if one.default is not None else []
    if one.type == "checkboxes":
        value = []
        options = [{"label": option.label, "required": option.required} for option in one.options]
    texts = {"id": one.name or None, "type": one.type, "label": one.label, "description": one.description, "placeholder": one.placeholder}
    return {**texts, "required": one.required, "multiple": one.multiple, "render": one.render, "options": options, "value": value}


def compose(form: Form, values: Mapping[str, Answer], *, public: bool = True) -> Composed | Unfilled:
    """The issue that GitHub makes of the answers, or what keeps the page from submitting.

    A field that is not among the values has what the page shows at first (`value`, `default`). `required` holds in public repositories.
    """
    found = {name: "There is no such field." for name in values if name not in {"title", "template", *(one.name for one in form.fields)}}
    title = str(values.get("title", form.title))
    sections: list[str] = []
    for one in form.fields:
        if one.type == "markdown":
            continue
        try:
            sections.append(f"### {one.label}\n\n{_answer(one, values.get(one.name), public=public)}")
        except ValueError as refusal:
            found[one.name] = str(refusal)
    body = "\n\n".join(sections)
    found |= dict(_limits(title, body))
    return Unfilled(problems=found) if found else Composed(title=title, body=body, labels=form.labels, assignees=form.assignees)


def _limits(title: str, body: str) -> Iterator[tuple[str, str]]:
    if not title.strip():
        yield "title", "Title can't be blank."
    if len(title) > TITLE_LIMIT:
        yield "title", f"Title is too long (maximum is {TITLE_LIMIT} characters)."
    if len(body) > BODY_LIMIT:
        yield "body", f"Body is too long (maximum is {BODY_LIMIT} characters)."


def _answer(one: Field, given: Answer | None, *, public: bool) -> str:
    """An answer as Markdown. ValueError with a sentence for the person."""
    if one.type == "dropdown":
        return _dropdown(one, given, public=public)
    if one.type == "checkboxes":
        return _boxes(one, given, public=public)
    return _text(one, given, public=public)


def _text(one: Field, given: Answer | None, *, public: bool) -> str:
    """A text as it was typed, neither trimmed nor escaped; in a fence when the form says `render`."""
    text = one.value if given is None else given
    if not isinstance(text, str):
        raise ValueError("This field takes a text.")  # noqa: TRY004 - a refusal like the others, for a person
    if one.type == "input" and ("\n" in text or "\r" in text):
        raise ValueError("This field takes one line.")
    if not text.strip():
        if one.required and public:
            raise ValueError("This field is required.")
        return NO_RESPONSE
    return f"```{one.render}\n{text}\n```" if one.render else text


def _dropdown(one: Field, given: Answer | None, *, public: bool) -> str:
    at_first = [] if one.default is None else [one.options[one.default].label]
    chosen = _chosen(one, at_first if given is None else _without_none(one, given))
    if len(chosen) > 1 and not one.multiple:
        raise ValueError("Choose one option.")
    if not chosen and one.required and public:
        raise ValueError("This field is required.")
    return ", ".join(option.label for option in one.options if option in chosen) or NO_RESPONSE


def _without_none(one: Field, given: Answer) -> Answer:
    return [] if given == "" or (given in (NONE, [NONE]) and not one.required) else given


def _boxes(one: Field, given: Answer | None, *, public: bool) -> str:
    chosen = _chosen(one, [] if given is None else given)
    for option in one.options:
        if option.required and option not in chosen and public:
            raise ValueError(f"This box is required: {option.label}")
    if one.required and not chosen and public:
        raise ValueError("This field is required.")
    return "\n".join(f"- [{'x' if option in chosen else ' '}] {option.label}" for option in one.options)


def _chosen(one: Field, given: Answer) -> list[Option]:
    """The options that an answer names by label (a check box also by its index from 0). ValueError for one that is not there."""
    if isinstance(given, bool):
        return list(one.options) if given else []
    names = [given] if isinstance(given, str | int) else list(given)
    known: dict[object, Option] = {}
    for index, option in enumerate(one.options if one.type == "checkboxes" else ()):
        known |= {index: option, str(index): option}
    known |= {option.label: option for option in one.options}
    for name in names:
        if name not in known:
            raise ValueError(f"There is no option {name!r}.")
    return [known[name] for name in names]
