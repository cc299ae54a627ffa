"""In which states a command counts, and whose it is there: read from the edges and from the table of steps.

Never carries a command out (`table.py` does), and never says what somebody may do (`helping.py` does).
"""

from bot.core.commands import CommandRow
from bot.core.people import Role
from bot.core.states import MOVES, Kind, moves_from

ALWAYS = ("help", "why")
IN_PROGRESS = ("open", "evaluation", "selected", "awarded", "delivered", "accepted", "invoiced")
"""The states in which time counts for somebody outside."""

STEPS: dict[str, tuple[str, ...]] = {
    "return": ("requested",),
    "question": ("open",),
    "answer": ("open",),
    "commit": ("vetted",),
    "waive": ("requested", "vetted", "funds_reserved"),
    "vet": ("requested",),
    "withdraw": ("open", "evaluation"),
    "declare": ("evaluation",),
    "evaluate": ("evaluation",),
    "confirm": ("evaluation",),
    "agree": ("selected",),
    "decline": ("selected",),
    "deliver": ("awarded", "delivered"),
    "acceptance": ("delivered", "accepted", "invoiced"),
    "certify": ("invoiced",),
    "received": ("paid",),
    "assign": ("requested", "vetted", "funds_reserved", "open", "evaluation", "awarded", "delivered", "accepted", "invoiced"),
    "hold": IN_PROGRESS,
    "resume": IN_PROGRESS,
    "blocked": ("awarded", "delivered"),
    "debrief": ("awarded", "delivered", "accepted", "invoiced", "paid", "terminated", "no_award", "closed_unpaid"),
}
"""Steps that are no move of the opportunity by themselves, or are more than one: the states in which they count."""


def states_for(name: str) -> tuple[str, ...]:
    """The states of an opportunity in which a command counts: those with an edge of its name, and the table of steps."""
    edges = tuple(edge.source for edge in MOVES[Kind.OPPORTUNITY] if edge.command == name and edge.source)
    return tuple(dict.fromkeys((*edges, *STEPS.get(name, ()))))


def hands_for(row: CommandRow, state: str) -> tuple[Role, ...]:
    """Whose a command is: the hands of the edge that leaves this state, where the command is an edge; else the command's own."""
    edges = [edge for edge in moves_from(Kind.OPPORTUNITY, state) if edge.command == row.name]
    return tuple(dict.fromkeys(role for edge in edges for role in edge.by)) or row.who
