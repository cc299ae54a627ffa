"""What README prints from the tables: nothing missing, nothing else, and as Mermaid and GitHub read it."""

import re

import pytest

from bot.core.commands import COMMANDS
from bot.core.corrections import CORRECTIONS
from bot.core.flags import label_set
from bot.core.printed import PRINTED, corrections_table, filled, label_table, state_diagram
from bot.core.rules.table import RULES
from bot.core.states import MOVES, STATES, Kind
from bot.core.text import Language

ARROW = re.compile(r"    (\S+) --> (\S+): ([^:;\n]+)")
"""As Mermaid's grammar has it: a name without colon, hyphen, space or brace; words without colon and semicolon."""
LANGUAGES: tuple[Language, ...] = ("en", "fr")


def cells(table: str) -> list[list[str]]:
    """The rows of a Markdown table, without its two heads."""
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.splitlines()[2:]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_a_diagram_has_every_edge_of_its_table_and_no_other(kind: Kind, language: Language) -> None:
    """Read back, the arrows are the table's moves."""
    arrows = {(source, target) for source, target, _ in ARROW.findall(state_diagram(kind, language))}
    assert arrows == {(move.source or "[*]", move.target) for move in MOVES[kind]}


@pytest.mark.parametrize("kind", Kind)
def test_an_arrow_names_every_command_that_asks_for_it(kind: Kind) -> None:
    """Two ways from one state to another are one arrow with both words; a move without a command is the bot's."""
    shown = {(source, target): words.split(", ") for source, target, words in ARROW.findall(state_diagram(kind))}
    for move in MOVES[kind]:
        assert (f"/{move.command}" if move.command else "the bot") in shown[move.source or "[*]", move.target]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_a_diagram_names_its_states_and_its_ends(kind: Kind, language: Language) -> None:
    """Every state by its name in the diagram's language; an end leads to Mermaid's end."""
    lines = state_diagram(kind, language).splitlines()
    for state in STATES[kind]:
        assert f'    state "{state.name[language]}" as {state.id}' in lines
        assert (f"    {state.id} --> [*]" in lines) == state.final


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_a_diagram_is_one_mermaid_block_that_mermaid_reads(kind: Kind, language: Language) -> None:
    """Every line is a title, a named state, an arrow with words, or an end."""
    head, name, title, *body, foot = state_diagram(kind, language).splitlines()
    assert (head, name, foot) == ("```mermaid", "stateDiagram-v2", "```")
    assert re.fullmatch(r"    accTitle: [^:;#\n]+", title)
    for line in body:
        assert ARROW.fullmatch(line) or re.fullmatch(r'    state "[^"\n]+" as [a-z_]+|    [a-z_]+ --> \[\*\]', line), line


def test_the_list_has_every_label_in_both_languages() -> None:
    """Kinds, states and flags, as the bot creates them in a repository."""
    listed = [tuple(row[:2]) for row in cells(label_table())]
    assert listed == [(f"`{en.name}`", f"`{fr.name}`") for en, fr in zip(label_set("en"), label_set("fr"), strict=True)]


def test_a_label_says_what_leads_to_it() -> None:
    """The commands of the edges that enter its state; what no command enters is the bot's."""
    set_on = {row[0]: row[4] for row in cells(label_table())}
    assert set_on["`opportunity: vetted`"] == "`/vet`, `/release`"
    assert set_on["`opportunity: requested`"] == "the bot, `/return`"
    assert set_on["`application: late`"] == set_on["`opportunity`"] == set_on["`flag: overdue`"] == "the bot"


def test_every_command_is_carried_out() -> None:
    """README's table promises nothing that the bot does not do."""
    assert RULES.keys() == {row.name for row in COMMANDS}


def test_corrections_are_those_of_their_table() -> None:
    """From, back to, and what is undone, in words."""
    rows = cells(corrections_table())
    assert len(rows) == len(CORRECTIONS)
    assert ["paid", "invoiced", "the payment"] in [list(row) for row in rows]


@pytest.mark.parametrize("name", PRINTED)
def test_a_part_is_put_between_its_marks_and_again_changes_nothing(name: str) -> None:
    """Whatever stood there before; the text around it stays."""
    old = f"Before.\n\n<!-- printed: {name} -->\nold\n<!-- /printed -->\n\nAfter.\n"
    new = filled(old)
    assert new == f"Before.\n\n<!-- printed: {name} -->\n\n{PRINTED[name]()}\n<!-- /printed -->\n\nAfter.\n"
    assert filled(new) == new


def test_a_part_that_nobody_prints_is_named() -> None:
    """A mark with a mistyped name is a mistake, not an empty part."""
    with pytest.raises(KeyError, match="labells"):
        filled("<!-- printed: labells -->\n<!-- /printed -->\n")
