"""What each text must tell its reader: who must act, by when, with words to copy that work where they stand, and links to trust."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from bot.core.commands import BY_NAME, Command, parse_commands
from bot.core.commands.arguments import folded
from bot.core.commands.table import BY_WORD
from bot.core.comments import Mention, Value
from bot.core.events import Place
from bot.core.rules.table import RULES
from bot.core.text import MONTHS_EN, MONTHS_FR, Language
from bot.render.templates import render
from tests.texts.examples import LANGUAGES, Example, examples

GFM = MarkdownIt("commonmark", {"html": True}).enable("table")
MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9][\w-]*")
COMMENTS = tuple(name for name in examples() if not name.startswith("delivery/"))

NOBODY_ACTS = frozenset(
    (
        "after_notice",
        "lapsed",
        "agreed",
        "closed",
        "complaint_over",
        "declined",
        "edit_noted",
        "help",
        "why",
        "no_award",
        "cancelled",
        "received",
        "splitting_cleared",
        "waived",
        "withdrawn",
        "drawn",
        "next_offered",
        "answered",
        "declared",
        "addendum",
        "extended",
    )
)
"""Nobody must act, or only at times; who is mentioned all the same is mentioned in both languages (the test below)."""

WHERE_SUBSCRIBED = frozenset(("package", "verdicts", "questions", "addenda", "policy_errors", "refused"))
"""What stands on a thread that the reader follows already, kept up to date in place."""

NO_DATE = frozenset(
    (
        "discontinued",
        "findings",
        "returned",
        "stopped",
        "splitting",
        "splitting_upheld",
        "transfer",
        "unreadable",
        "nobody_next",
        "not_performed",
        "defect",
        "invoice_returned",
        "paid",
        "closed_unpaid",
        "assigned",
        "assigned_client",
        "held",
        "blocked",
        "corrected",
        "dispute_answered",
        "debriefed",
        "complained",
        "provisioned_late",
        "refused",
        "closed_by_hand",
        "application_closed_by_hand",
        "application_gone",
        "opportunity_gone",
        "lost",
        "no_form",
    )
)
"""No rule sets a date: the text says that there is none, or “as soon as you can”."""

ELSEWHERE: Mapping[str, Place] = {"interest": Place.OPPORTUNITY, "assigned": Place.EVALUATION}
"""Texts whose command is for another thread, which they name."""

THE_CORES_WORDS = frozenset(("help", "why", "refused"))
"""Texts whose commands are fields, chosen by the core."""

LINKS = re.compile(r"https://(?:github\.com/|opo-boa\.gc\.ca(?=[)\s]|$)|spdx\.org/licenses/|pull(?=[)\s]))")
"""GitHub, the ombudsman, the licence texts by SPDX id; `https://pull` is the stories' own pull request."""


def mentioned(value: Value) -> Iterator[str]:
    """The accounts that a field would notify."""
    if isinstance(value, Mention):
        yield f"@{value.login}"
    for one in value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ():
        yield from mentioned(one)


def outside_code(text: str) -> str:
    """Without code spans, in which nobody is notified."""
    return re.sub(r"`[^`\n]+`", "", text)


def texts(name: str) -> Iterator[tuple[Example, Language, str]]:
    """Each example of a name in each language."""
    for example in examples()[name]:
        for language in LANGUAGES:
            yield example, language, render(replace(example.comment, language=language))


def fences(text: str) -> list[str]:
    """What stands in code blocks that are no program: words to copy."""
    return [token.content for token in GFM.parse(text) if token.type == "fence" and not token.info]


def commands_to_copy(text: str) -> list[str]:
    """The code blocks that begin with a command."""
    return [words for words in fences(text) if words.startswith("/")]


def named_commands(text: str) -> set[str]:
    """The words in code, blocks or not, that begin with a slash."""
    inline = [one.content for token in GFM.parse(text) for one in token.children or [] if one.type == "code_inline"]
    return {line.split()[0] for words in (*inline, *fences(text)) for line in words.splitlines() if line.startswith("/")}


@pytest.mark.parametrize("name", COMMENTS)
def test_whoever_is_to_be_notified_is_mentioned(name: str) -> None:
    """Each field that holds mentions is shown whole in some example, and never in one language alone."""
    shown: dict[str, list[bool]] = {}
    for example in examples()[name]:
        halves = [set(MENTION.findall(outside_code(render(replace(example.comment, language=language))))) for language in LANGUAGES]
        assert halves[0] == halves[1]
        for field, value in example.comment.fields.items():
            if given := set(mentioned(value)):
                shown.setdefault(field, []).append(given <= halves[0])
    assert {field for field, whole in shown.items() if not any(whole)} == set()


@pytest.mark.parametrize("name", COMMENTS)
def test_who_must_act_is_mentioned(name: str) -> None:
    """Some example of each text mentions whoever must act, unless nobody must."""
    whole = " ".join(text for _, language, text in texts(name) if language == "en")
    assert MENTION.search(whole) or name in NOBODY_ACTS | WHERE_SUBSCRIBED


@pytest.mark.parametrize("name", COMMENTS)
def test_who_must_act_is_told_by_when(name: str) -> None:
    """Where a rule sets a date, the text says it, in the language's own way."""
    if name in NO_DATE | NOBODY_ACTS | WHERE_SUBSCRIBED - {"package"}:
        return
    for language, months in (("en", MONTHS_EN), ("fr", MONTHS_FR)):
        said = [text for _, spoken, text in texts(name) if spoken == language]
        assert any(month in text for text in said for month in months)


@pytest.mark.parametrize("name", [name for name in examples() if name not in THE_CORES_WORDS])
def test_words_to_copy_are_commands_of_the_readers_language(name: str) -> None:
    """Whatever a code block shows after a slash is read whole by the bot, in the reader's language, where it is shown."""
    for example, language, text in texts(name):
        for words in commands_to_copy(text):
            read = parse_commands(words)
            assert read
            for one in read:
                assert isinstance(one, Command), f"{words}: {one}"
                assert one.language == language or BY_NAME[one.name].en == BY_NAME[one.name].fr
                where = ELSEWHERE.get(name, example.place)
                assert where is None or where in BY_NAME[one.name].where


@pytest.mark.parametrize("name", [name for name in examples() if name not in THE_CORES_WORDS])
def test_a_text_names_commands_that_the_bot_carries_out(name: str) -> None:
    """No text sends anybody to a command that does nothing."""
    named = {BY_WORD[folded(word)][0].name for _, _, text in texts(name) for word in named_commands(text)}
    assert named <= RULES.keys()


def test_a_refusal_shows_its_example_to_copy() -> None:
    """The example stands in a code block of its own, in the reader's language."""
    shown = [fences(text) for example, _, text in texts("refused") if example.comment.fields["example"]]
    assert shown
    assert all(len(one) == 1 for one in shown)


@pytest.mark.parametrize("name", examples())
def test_links_lead_to_github_the_ombudsman_or_the_licence(name: str) -> None:
    """Nobody is sent elsewhere by the bot's own words."""
    for _, _, text in texts(name):
        found = (text[link.start() :] for link in re.finditer(r"https?://|www\.|mailto:", text))
        assert [link.split()[0] for link in found if not LINKS.match(link)] == []
