"""How the texts are set: French as the Government of Canada sets it, English with typographic quotes, both short, mentions by field."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.render.templates import TEMPLATES, render
from tests.texts.examples import LANGUAGES, examples

NO_BREAK = "\u00a0"
SLIPS_FR = {
    "a colon has a no-break space before it": re.compile(rf"[^{NO_BREAK}\s]:(?=[\s*]|$)|[ \n]:", re.MULTILINE),
    "nothing, or a no-break space, before ; ? !": re.compile(r"[ \n][;?!]"),
    "guillemets hold no-break spaces": re.compile(rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»|[“”]"),
}
SLIPS_BOTH = {
    "apostrophes are typographic": re.compile(r"\w'\w"),
    "quotation marks are typographic": re.compile(r'"'),
    "no two spaces, no space before a comma or period": re.compile(r"[^\s]  |\s[,.](?:\s|$)"),
    "three dots are one sign": re.compile(r"\.\.\."),
}
"""Source: the Translation Bureau's guides; in Canada only the colon and the guillemets take a space in French."""

LONGEST = 12
"""Lines of the bot's own in one language, outside code, quotes, tables, headings and numbered or marked lists."""


def prose(source: str) -> str:
    """A template or text without code, tags, fields, addresses and HTML."""
    bare = re.sub(r"```.*?```|`[^`\n]*`", "1", re.sub(r"\{%.*?%\}|\{#.*?#\}", "", source), flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}|\]\([^)]*\)|https?://\S+|</?\w+>", "1", bare)


def slips(text: str, rules: dict[str, re.Pattern[str]]) -> dict[str, str]:
    """The rules that a text breaks, each with the place."""
    return {rule: text[max(0, found.start() - 20) : found.end() + 10] for rule, slip in rules.items() if (found := slip.search(text))}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.fr.md")), ids=lambda path: path.name)
def test_french_is_set_as_french(path: Path) -> None:
    """Spaces, guillemets and apostrophes in every French template."""
    assert slips(prose(path.read_text(encoding="utf-8")), SLIPS_FR | SLIPS_BOTH) == {}


@pytest.mark.parametrize("name", [name for name in examples() if not name.endswith(".txt")])
def test_french_is_set_as_french_once_rendered(name: str) -> None:
    """The core's own sentences, amounts and dates included; people's words in blocks are theirs."""
    for example in examples()[name]:
        text = re.sub(r"^>.*$", "", render(replace(example.comment, language="fr")), flags=re.MULTILINE)
        assert slips(prose(text), SLIPS_FR) == {}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.en.md")), ids=lambda path: path.name)
def test_english_is_set_as_english(path: Path) -> None:
    """Quotes and apostrophes in every English template."""
    assert slips(prose(path.read_text(encoding="utf-8")), SLIPS_BOTH) == {}


@pytest.mark.parametrize("slip", ["Prix: 5", "Prix : 5", "vraiment ?", "«mot»", "“mot”", "l'un", 'le "mot"', "deux  espaces", "etc..."])
def test_a_slip_is_seen(slip: str) -> None:
    """The rules can fail."""
    assert slips(slip, SLIPS_FR | SLIPS_BOTH)


@pytest.mark.parametrize("path", sorted(path for path in TEMPLATES.rglob("*") if path.is_file()), ids=lambda path: path.name)
def test_a_template_mentions_nobody_by_itself(path: Path) -> None:
    """A mention comes from a field, never from a template's own words."""
    assert "@" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in examples() if not name.startswith("delivery/")])
def test_a_text_is_short(name: str) -> None:
    """Few lines, whoever reads it."""
    for example in examples()[name]:
        for spoken in LANGUAGES:
            text = re.sub(r"```.*?```", "", render(replace(example.comment, language=spoken)), flags=re.DOTALL)
            own = [
                line
                for line in text.splitlines()
                if line.strip() and not re.match(r"[>|#<]|- [✅❌⚠☑`]|\d+\\?\. |\*\*(?:Question|Answer|Réponse)", line)
            ]
            assert len(own) <= LONGEST
