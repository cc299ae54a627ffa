"""Templates in English and French, and the comments and documents rendered from them.

`NAME.en.md` stands beside `NAME.fr.md` under `bot/templates/comments`, or under `bot/templates/delivery` for a name that begins with
`delivery/`; a name with a suffix of its own (`delivery/CODEOWNERS.txt`) is one file for both languages, and no Markdown.
A template is given fields and filters, and nothing else: no globals, no attributes of Python objects. Never decides what is said, and
never signs.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.comments import Comment
from bot.core.text import Language, Text
from bot.render import neutral
from bot.render.censor import censored
from bot.render.values import Dress, Words, shown

TEMPLATES = Path(__file__).parent.parent / "templates"

ROOM = 65_536
"""The longest body of an issue or a comment that GitHub takes (its answer to a longer one names the number)."""

QUOTE_LIMITS = (20_000, 8_000, 3_000, 1_000, 300, 80)
"""How many characters of each quoted text are shown: the first limit with which the comment fits."""

BETWEEN_LANGUAGES = "\n\n---\n\n"

CUT_HERE = Text("_This comment is too long for GitHub and ends here._", "_Ce commentaire est trop long pour GitHub et s’arrête ici._")

LANGUAGES: tuple[Language, ...] = ("en", "fr")


class _Environment(ImmutableSandboxedEnvironment):
    """A mapping's fields are its keys alone, so that a field named `items` is a field."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's signature
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def printable(value: object) -> object:
    """What may be printed as it is; anything else is a mistake in a template. Raises `TypeError` then."""
    if isinstance(value, (bool, tuple, Mapping)) or value is None:
        raise TypeError(f"A template prints {type(value).__name__}; it prints words, whole numbers and what people wrote.")
    return value


def block(value: object) -> str:
    """Filter: what somebody wrote as a Markdown quote of its own. Raises `TypeError` for the bot's own words."""
    if not isinstance(value, Words):
        raise TypeError("The filter `block` is for what people wrote.")
    return value.as_block()


def code(value: object) -> str:
    """Filter: a code span."""
    return value.as_code() if isinstance(value, Words) else neutral.code(str(printable(value)))


def environment(folder: Path = TEMPLATES) -> ImmutableSandboxedEnvironment:
    """Jinja, as strict as it can be made: sandboxed, an unknown field is an error, and five filters."""
    made = _Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # Markdown, not HTML; values are neutralised before a template sees them
    )
    made.filters = {"block": block, "code": code} | {name: made.filters[name] for name in ("join", "length", "first")}
    made.globals = {}
    return made


@lru_cache(maxsize=1)
def _own() -> ImmutableSandboxedEnvironment:
    return environment()


def path_of(name: str, language: Language) -> str:
    """The file, under the templates' folder, that renders a name in a language."""
    placed = name if name.startswith("delivery/") else f"comments/{name}"
    return placed if Path(placed).suffix else f"{placed}.{language}.md"


def render(comment: Comment, room: int = ROOM) -> str:
    """A comment or document as Markdown of at most `room` characters, without its marker; quoted texts are cut first, with a sentence.

    Raises Jinja's `TemplateNotFound` or `UndefinedError`, or `TypeError`: each is a mistake in a template or in `core/comments.py`.
    """
    return render_all((comment,), room)


def render_all(comments: Sequence[Comment], room: int = ROOM) -> str:
    """Several answers as one comment: all that is said in one language first, then the other, beginning with the first answer's.

    Raises as `render` does.
    """
    for limit in QUOTE_LIMITS:
        text = _rendered(comments, limit)
        if length(text) <= room:
            return text
    return cut(text, room, _languages(comments)[0])


def length(text: str) -> int:
    """Characters as GitHub counts them at most: those outside the basic plane count as two."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, room: int, language: Language) -> str:
    """The first lines that fit, and a sentence that says so."""
    sentence = f"\n\n{CUT_HERE[language]}"
    while text and length(text) > room - len(sentence):
        text = text[: -max(1, (length(text) - room + len(sentence)) // 2)]
    return text.rpartition("\n")[0].rstrip() + sentence


def _rendered(comments: Sequence[Comment], limit: int) -> str:
    spoken = [
        "\n\n".join(_in_language(one, Dress(language, limit, markdown=not is_document(one))) for one in comments if speaks(one, language))
        for language in _languages(comments)
    ]
    return censored(BETWEEN_LANGUAGES.join(text for text in spoken if text))


def _languages(comments: Sequence[Comment]) -> tuple[Language, ...]:
    return ("fr", "en") if comments[0].language == "fr" else LANGUAGES


def is_document(comment: Comment) -> bool:
    """Whether it is one file for both languages, and no Markdown."""
    return bool(Path(comment.name).suffix)


def speaks(comment: Comment, language: Language) -> bool:
    """Whether a comment is said in this language; a document is rendered once."""
    return language == LANGUAGES[0] if is_document(comment) else comment.language in ("both", language)


def _in_language(comment: Comment, dress: Dress) -> str:
    template: Template = _own().get_template(path_of(comment.name, dress.language))
    text = template.render({name: shown(value, dress) for name, value in comment.fields.items()})
    return re.sub(r"\n{3,}", "\n\n", text).strip()
