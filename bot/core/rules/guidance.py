"""In which states a command counts, and whose it is there: read from the edges and from the table of steps.

Never carries a command out (`table.py` does), and never says what somebody may do (`helping.py` does).
"""

from bot.core.commands import CommandRow
from bot.core.people import Role
from bot.core.states import BEFORE_OPENING, MOVES, OPPORTUNITY_STATES, RUN_AGAIN, Kind, moves_from

ALWAYS = ("help", "why")
IN_PROGRESS = ("open", "evaluation", "selected", "awarded", "delivered", "accepted", "invoiced")
"""The states in which time counts for somebody outside."""

EVERY_STATE = tuple(state.id for state in OPPORTUNITY_STATES)

WITH_A_SUPPLIER = ("selected", "awarded", "delivered", "accepted", "invoiced")
"""The states in which a supplier has an offer or a contract."""

UNDER_WAY = ("awarded", "delivered")
"""The states in which the work is done, handed in and assessed."""

STEPS: dict[str, tuple[str, ...]] = {
    "return": ("requested",),
    "question": ("open",),
    "answer": ("open",),
    "addendum": ("open",),
    "extend": ("open", *UNDER_WAY),
    "commit": ("vetted",),
    "reserve": ("funds_reserved",),
    "transfer": (*BEFORE_OPENING, *IN_PROGRESS, "paid", "terminated"),
    "clear": EVERY_STATE,
    "uphold": EVERY_STATE,
    "rerun": RUN_AGAIN,
    "waive": ("requested", "vetted", "funds_reserved"),
    "vet": ("requested",),
    "withdraw": ("open", "evaluation"),
    "declare": ("evaluation",),
    "evaluate": ("evaluation",),
    "confirm": ("evaluation",),
    "agree": ("selected", *UNDER_WAY),
    "decline": ("selected", *UNDER_WAY),
    "signoff": ("selected",),
    "unable": UNDER_WAY,
    "continue": UNDER_WAY,
    "discontinue": UNDER_WAY,
    "deliver": ("awarded", "delivered"),
    "acceptance": ("delivered", "accepted", "invoiced"),
    "certify": ("invoiced",),
    "received": ("paid",),
    "assign": (*BEFORE_OPENING, "open", "evaluation", *WITH_A_SUPPLIER, "terminated", "paid"),
    "hold": IN_PROGRESS,
    "resume": (*IN_PROGRESS, "terminated"),
    "blocked": ("awarded", "delivered"),
    "dispute": (*WITH_A_SUPPLIER, "terminated", "paid"),
    "resolve": (*WITH_A_SUPPLIER, "terminated", "paid"),
    "complaint": (*WITH_A_SUPPLIER[1:], "terminated", "paid", "closed_unpaid", "no_award"),
    "payment": ("invoiced",),
    "correct": tuple(state.id for state in OPPORTUNITY_STATES),
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
