"""A draft: the answers so far, in a file of the person's, written whole after each answer. Never sent anywhere, and never checked here."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from bot.forms.submission import Value

VERSION = 1


class UnreadableDraft(Exception):  # noqa: N818 - a state of the file, not our error
    """The file is there and is no draft."""


@dataclass(slots=True)
class Draft:
    """The answers by field id, and where they are kept."""

    path: Path
    answers: dict[str, Value] = field(default_factory=dict)

    def keep(self) -> None:
        """Writes the file beside itself and puts it in its place, so that a Ctrl-C in between loses nothing."""
        beside = self.path.with_name(f"{self.path.name}.part")
        beside.write_text(json.dumps({"draft": VERSION, "answers": self.answers}, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(self.path)

    def remove(self) -> None:
        """Once all is written where it belongs."""
        self.path.unlink(missing_ok=True)


def read_draft(path: Path) -> Draft:
    """The draft, or a new one where there is no file. Raises `UnreadableDraft`."""
    if not path.exists():
        return Draft(path)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        answers = {str(name): _value(value) for name, value in kept["answers"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableDraft from error
    return Draft(path, answers)


def _value(value: object) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise TypeError
