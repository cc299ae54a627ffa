"""A form as somebody filed it: the template and, for each of its fields, what stands under its heading.

Never judges an answer (`rules` and the readers of each form do), and holds words as typed, only cleaned of what can't be seen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.forms.template import Field, Template
from bot.forms.typed import clean

NO_RESPONSE = "_No response_"
NONE = "None"
"""What GitHub writes for nothing, and for no choice of a dropdown in some versions."""
_BOX = re.compile(r"[-*+] \[(?P<mark>[ xX])\] (?P<label>.+)")
_FENCE = re.compile(r"(?P<run>`{3,}|~{3,})[^\n]*\n(?P<text>(?:.*\n)?)(?P=run)", re.DOTALL)

Value = str | tuple[str, ...]
"""An answer: words, or the labels that were chosen (check boxes, a dropdown of several)."""


@dataclass(frozen=True, slots=True)
class Submission:
    """The answers of one form by field id. An empty answer is `""` or `()`, and so is one whose field the form lacks."""

    template: Template
    values: Mapping[str, Value]

    def words(self, field_id: str) -> str:
        """The words under a heading; empty if there are none."""
        value = self.values.get(field_id, "")
        return value if isinstance(value, str) else ", ".join(value)

    def chosen(self, field_id: str) -> tuple[str, ...]:
        """The labels that were chosen under a heading."""
        value = self.values.get(field_id, ())
        return value if isinstance(value, tuple) else ((value,) if value else ())


def value_of(field: Field, lines: tuple[str, ...]) -> Value:
    """What the lines under a field's heading say. GitHub writes `_No response_` for nothing, a fence around a rendered box."""
    text = clean("\n".join(lines)).strip("\n").rstrip() if field.type in {"textarea", "upload"} else clean("\n".join(lines)).strip()
    if text == NO_RESPONSE or not text.strip() or (field.type == "dropdown" and text == NONE and text not in field.labels):
        text = ""
    if field.type == "checkboxes":
        return _checked(text)
    if field.type == "dropdown" and field.multiple:
        return _several(field, text)
    return _unfenced(text) if field.rendered else text


def _checked(text: str) -> tuple[str, ...]:
    """Labels of checked boxes; a line that is no box is given whole, so that the rules can refuse it."""
    boxes = [(_BOX.fullmatch(line.strip()), line.strip()) for line in text.split("\n") if line.strip()]
    return tuple(box["label"].strip() if box else line for box, line in boxes if not box or box["mark"] != " ")


def _several(field: Field, text: str) -> tuple[str, ...]:
    """Options of a dropdown of several, which GitHub joins by `, `; options that hold a comma are matched whole, longest first."""
    chosen: list[str] = []
    labels = sorted(field.labels, key=len, reverse=True)
    while text:
        label = next((label for label in labels if text == label or text.startswith(f"{label}, ")), text)
        chosen.append(label)
        text = text[len(label) + 2 :]
    return tuple(chosen)


def _unfenced(text: str) -> str:
    fenced = _FENCE.fullmatch(text)
    return fenced["text"].removesuffix("\n") if fenced else text
