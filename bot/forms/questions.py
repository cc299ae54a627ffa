"""The opportunity form as questions to one person: each field with its help text and example, in their language, from the form's own YAML.

Asks nothing, and words nothing of its own: who rewords the form rewords the questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import yaml

from bot.core.text import Language, Text, same
from bot.forms.problem import sides
from bot.forms.submission import Value
from bot.forms.template import Field, packaged, packaged_text

FORM = "opportunity.yml"
LONGEST_LINK = 6_000
"""Characters. Past about 8,000, GitHub answers 414 (github.md, prefill)."""

TITLE = "[Opportunity / Opportunité] "
"""With which the form begins an issue's title."""

ASKED_BEFORE_THE_PRICE = ("hours", "rate")
"""The form shows the price first; asked one by one, the estimate comes before it, so that it can help."""


@dataclass(frozen=True, slots=True)
class Question:
    """A field, what helps to answer it, and an example (empty where there is none, or where it would be copied)."""

    field: Field
    help: Text
    example: Text

    @property
    def name(self) -> Text:
        """The field's label in each language."""
        return self.field.name


@cache
def questions(first: Language = "en") -> tuple[Question, ...]:
    """The packaged form's questions, in the order in which they are best asked, of each pair the one in the person's language first."""
    template = packaged(FORM)
    elements = {element.get("id"): element.get("attributes", {}) for element in yaml.safe_load(packaged_text(FORM))["body"]}
    asked = [_question(field, elements[field.id]) for field in (_swapped(template.fields) if first == "fr" else template.fields)]
    before = [one for one in asked if one.field.id in ASKED_BEFORE_THE_PRICE]
    others = [one for one in asked if one not in before]
    place = next(number for number, one in enumerate(others) if one.field.id == "price")
    return (*others[:place], *before, *others[place:])


def _swapped(fields: tuple[Field, ...]) -> list[Field]:
    """French before English, everything else in its place."""
    known = {field.id: field for field in fields}
    other = {"_en": "_fr", "_fr": "_en"}
    return [known[f"{field.id[:-3]}{other[field.id[-3:]]}"] if field.id[-3:] in other else field for field in fields]


def _question(field: Field, attributes: Mapping[str, Any]) -> Question:
    return Question(field, _sides(str(attributes.get("description", ""))), same(str(attributes.get("placeholder", "")).rstrip()))


def _sides(words: str) -> Text:
    """Both languages: on two lines, or around a slash."""
    lines = words.strip().split("\n")
    return Text(lines[0], lines[1]) if len(lines) == 2 else sides(" ".join(lines))  # noqa: PLR2004 - one line a language


def link(home: str, answers: Mapping[str, Value]) -> str | None:
    """The form’s address at `home`, filled in as far as GitHub does so (no choices, no boxes); none if it would be too long."""
    typed = {one.field.id for one in questions() if one.field.type in {"input", "textarea"}}
    filled = {name: words for name, words in answers.items() if name in typed and words and isinstance(words, str)}
    named = {"title": f"{TITLE}{filled.get('title_en') or filled.get('title_fr', '')}"}
    address = f"{home}/issues/new?{urlencode({'template': FORM, **named, **filled}, quote_via=quote)}"
    return address if len(address) <= LONGEST_LINK else None
