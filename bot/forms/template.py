"""An issue form's template: its fields in order, read from whatever YAML a repository holds.

Never fetches a file, and never trusts one: hostile YAML is refused with a sentence. The packaged forms live in `templates/`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

import yaml

from bot.core.text import Language, Text
from bot.forms.problem import sides
from bot.forms.typed import clean, likeness

FieldType = Literal["input", "textarea", "dropdown", "checkboxes", "upload"]
FIELD_TYPES: tuple[FieldType, ...] = ("input", "textarea", "dropdown", "checkboxes", "upload")
PACKAGED = ("opportunity.yml", "application.yml", "candidature.yml")
PATHS = tuple(f".github/ISSUE_TEMPLATE/{name}" for name in PACKAGED)
"""The packaged forms, and where a repository keeps its own."""

LONGEST = 65_536
LONGEST_LABEL = 400
MOST_BRACKETS = 2_000
"""Characters of a file and of a label, and brackets of a file: far more than any form has, and few enough for PyYAML's slowest path."""


class Kind(StrEnum):
    """What a form is for."""

    OPPORTUNITY = "opportunity"
    APPLICATION = "application"


IDS = {
    Kind.OPPORTUNITY: frozenset({"title_en", "title_fr", "acceptance_en", "acceptance_fr", "price", "closing", "selection", "delivery"}),
    Kind.APPLICATION: frozenset({"opportunity", "statement"}),
}
"""The field ids without which a form is not of a kind."""


class TemplateError(Exception):
    """A template that is no issue form; `sentence` says why."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a dropdown or one check box, and whether the box must be checked."""

    label: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `id` is the label itself where the template gives none; `label` is what GitHub writes into the body."""

    id: str
    label: str
    type: FieldType
    required: bool = False
    multiple: bool = False
    rendered: bool = False
    options: tuple[Option, ...] = ()

    @property
    def name(self) -> Text:
        """The label in each language."""
        return sides(self.label)

    @property
    def labels(self) -> tuple[str, ...]:
        """The options' labels, in order."""
        return tuple(option.label for option in self.options)


@dataclass(frozen=True, slots=True)
class Template:
    """A form: the name in GitHub's chooser, and the fields in the order in which the body shows them."""

    name: str
    fields: tuple[Field, ...]

    @property
    def kind(self) -> Kind | None:
        """What the form is for, by the field ids that it has; none if it is no form of ours."""
        ids = {field.id for field in self.fields}
        return next((kind for kind, needed in IDS.items() if needed <= ids), None)

    @property
    def language(self) -> Language:
        """The language of an application form: French if its name says `candidature` and not `application`."""
        name = likeness(self.name)
        return "fr" if likeness("candidature") in name and likeness("application") not in name else "en"

    def field(self, field_id: str) -> Field | None:
        """The field with this id, if the form has it."""
        return next((field for field in self.fields if field.id == field_id), None)


@lru_cache(maxsize=64)
def read_template(text: str) -> Template:
    """The form that this YAML describes.

    Raises `TemplateError` for anything that GitHub would not show as an issue form, or whose labels can't be told apart.
    """
    content = _content(text)
    body = content.get("body")
    if not isinstance(body, list):
        raise TemplateError(NO_BODY)
    fields = tuple(_field(element) for element in body if not (isinstance(element, dict) and element.get("type") == "markdown"))
    _refuse_twins(fields)
    name = content.get("name")
    return Template(name if isinstance(name, str) else "", fields)


def packaged_text(name: str) -> str:
    """The YAML of a packaged file: `opportunity.yml`, `application.yml`, `candidature.yml` or `config.yml`."""
    return resources.files("bot.forms").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def packaged(name: str) -> Template:
    """A packaged form, read once."""
    return read_template(packaged_text(name))


def _content(text: str) -> dict[str, Any]:
    if len(text) > LONGEST or text.count("[") + text.count("{") > MOST_BRACKETS:
        raise TemplateError(NOT_YAML)
    try:
        content = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, LookupError, AttributeError) as error:  # whatever hostile YAML provokes
        raise TemplateError(NOT_YAML) from error
    if not isinstance(content, dict):
        raise TemplateError(NOT_YAML)
    return content


def _field(element: object) -> Field:
    if not isinstance(element, dict) or element.get("type") not in FIELD_TYPES:
        raise TemplateError(UNKNOWN_ELEMENT)
    attributes, rules = _mapping(element, "attributes"), _mapping(element, "validations")
    label = _words(attributes.get("label"))
    field_id = element.get("id")
    return Field(
        id=field_id if isinstance(field_id, str) and field_id else label,
        label=label,
        type=element["type"],
        required=rules.get("required") is True,
        multiple=attributes.get("multiple") is True,
        rendered=isinstance(attributes.get("render"), str),
        options=_options(element["type"], attributes.get("options")),
    )


def _mapping(element: dict[str, Any], key: str) -> dict[str, Any]:
    value = element.get(key)
    return value if isinstance(value, dict) else {}


def _words(value: object) -> str:
    label = clean(value).strip() if isinstance(value, str) else ""
    if not label or "\n" in label or not likeness(label) or len(label) > LONGEST_LABEL:
        raise TemplateError(NO_LABEL)
    return label


def _options(kind: FieldType, value: object) -> tuple[Option, ...]:
    if kind not in {"dropdown", "checkboxes"}:
        return ()
    if not isinstance(value, list) or not value:
        raise TemplateError(NO_OPTIONS)
    options = tuple(_option(option) for option in value)
    if len({option.label for option in options}) < len(options):
        raise TemplateError(TWIN_LABELS.format(label=next(option.label for option in options)))
    return options


def _option(value: object) -> Option:
    if isinstance(value, dict):
        return Option(_words(value.get("label")), value.get("required") is True)
    return Option(_words(value))


def _refuse_twins(fields: tuple[Field, ...]) -> None:
    if not fields:
        raise TemplateError(NO_BODY)
    seen: set[str] = set()
    for field in fields:
        marks = {"id " + field.id, "label " + likeness(field.label)}
        if marks & seen:
            raise TemplateError(TWIN_LABELS.format(label=field.label))
        seen |= marks


NOT_YAML = Text("The form’s file is not YAML that can be read.", "Le fichier du formulaire n’est pas du YAML lisible.")
NO_BODY = Text("The form’s file has no `body` with fields.", "Le fichier du formulaire n’a pas de `body` qui contient des champs.")
UNKNOWN_ELEMENT = Text(
    "The form has an element that is not markdown, input, textarea, dropdown, checkboxes or upload.",
    "Le formulaire a un élément qui n’est ni markdown, ni input, ni textarea, ni dropdown, ni checkboxes, ni upload.",
)
NO_LABEL = Text(
    "A field or an option of the form has no label of one line, or one of more than 400 characters.",
    "Un champ ou un choix du formulaire n’a pas d’étiquette d’une ligne, ou en a une de plus de 400 caractères.",
)
NO_OPTIONS = Text("A dropdown or a group of check boxes has no options.", "Une liste déroulante ou un groupe de cases n’a aucun choix.")
TWIN_LABELS = Text(
    "Two labels or ids of the form can’t be told apart: {label}", "Deux étiquettes ou identifiants du formulaire se confondent : {label}"
)
