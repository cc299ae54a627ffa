"""The tables as README shows them: the state diagrams, the labels, the commands, and the corrections.

README holds each between `<!-- printed: NAME -->` and `<!-- /printed -->`; `script/readme` puts them there. Never reads or writes a
file, and says nothing that its table does not say.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from bot.core.commands import BY_NAME
from bot.core.commands.table import command_table_markdown
from bot.core.corrections import CORRECTIONS, UNDONE
from bot.core.flags import label_set
from bot.core.people import ROLE_NAMES, Role
from bot.core.states import MOVES, STATES, Kind, Move, state_labelled
from bot.core.text import Language, Text

TITLES = {
    Kind.OPPORTUNITY: Text("States of an opportunity", "États d’une opportunité"),
    Kind.APPLICATION: Text("States of an application", "États d’une candidature"),
}
LABEL_HEADS = ("label", "étiquette", "means", "signifie", "asked for by")
PART = re.compile(r"(<!-- printed: (?P<name>[a-z ]+) -->\n).*?(<!-- /printed -->)", re.DOTALL)


def state_diagram(kind: Kind, language: Language = "en") -> str:
    """A table of states as a Mermaid `stateDiagram-v2`: every edge with the command that asks for it, or the bot."""
    names = (f'    state "{state.name[language]}" as {state.id}' for state in STATES[kind])
    ends = (f"    {state.id} --> [*]" for state in STATES[kind] if state.final)
    lines = ("```mermaid", "stateDiagram-v2", f"    accTitle: {TITLES[kind][language]}", *names, *_arrows(kind, language), *ends, "```")
    return "\n".join(lines) + "\n"


def _arrows(kind: Kind, language: Language) -> tuple[str, ...]:
    """The edges in the table's order: one arrow from a state to another, however many may ask for it."""
    words: dict[tuple[str, str], dict[str, None]] = {}
    for edge in MOVES[kind]:
        words.setdefault((edge.source or "[*]", edge.target), {})[asked_by(edge, language)] = None
    return tuple(f"    {source} --> {target}: {', '.join(asked)}" for (source, target), asked in words.items())


def asked_by(edge: Move, language: Language = "en") -> str:
    """The command that asks for a move, or the bot where it moves by itself."""
    return BY_NAME[edge.command].word(language) if edge.command else ROLE_NAMES[Role.BOT][language]


def label_table() -> str:
    """Every label in both languages, with what it means, and what makes the bot set it. Flags have rules of their own."""
    rows = []
    for en, fr in zip(label_set("en"), label_set("fr"), strict=True):
        means = en.description.split(" | ")
        rows.append((f"`{en.name}`", f"`{fr.name}`", *means, _set_on(en.name)))
    return _table(LABEL_HEADS, rows)


def _set_on(label: str) -> str:
    """The commands that lead to a state, or the bot; kinds and flags are the bot's alone."""
    state = state_labelled(label)
    edges = [edge for edge in MOVES[state.kind] if edge.target == state.id] if state else []
    asked = dict.fromkeys(f"`{asked_by(edge)}`" if edge.command else asked_by(edge) for edge in edges)
    return ", ".join(asked) or ROLE_NAMES[Role.BOT].en


def corrections_table() -> str:
    """What `/correct` takes back to what, and what is undone with it."""
    name = {state.id: state.name.en for state in STATES[Kind.OPPORTUNITY]}
    rows = ((name[row.source], name[row.target], ", ".join(UNDONE[one].en for one in row.undoes) or "–") for row in CORRECTIONS)
    return _table(("from", "back to", "undone with it"), rows)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = (tuple(heads), ("---",) * len(tuple(heads)), *rows)
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


PRINTED: Mapping[str, Callable[[], str]] = {
    "opportunity states": lambda: state_diagram(Kind.OPPORTUNITY),
    "application states": lambda: state_diagram(Kind.APPLICATION),
    "labels": label_table,
    "commands": command_table_markdown,
    "corrections": corrections_table,
}
"""What README names → its Markdown."""


def filled(text: str) -> str:
    """A text with each printed part as its table is now. Raises `KeyError` for a part that is not in `PRINTED`."""
    return PART.sub(lambda part: f"{part[1]}\n{PRINTED[part['name']]()}\n{part[3]}", text)
