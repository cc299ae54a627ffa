"""`/help` and `/why`: what this person may do here now, with an example to copy, and which facts and rules led here."""

from collections.abc import Collection

from bot.core.case import Case
from bot.core.commands import COMMANDS, Command, CommandRow
from bot.core.comments import Comment, Value
from bot.core.people import ROLE_NAMES, Role
from bot.core.rules.hands import roles_in
from bot.core.rules.panels import unmet
from bot.core.scene import Answer, Outcome, Scene
from bot.core.states import MOVES, Kind, moves_from, state_of
from bot.core.text import Text

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


def possible(case: Case, scene: Scene, carried_out: Collection[str]) -> tuple[CommandRow, ...]:
    """The commands that this person may use in this place and state, of those that the bot carries out."""
    roles = roles_in(case, scene.actor, scene.subject.target.issue_id)
    return tuple(row for row in COMMANDS if row.name in carried_out and scene.place in row.where and _may(row, roles, case))


def hands_for(row: CommandRow, state: str) -> tuple[Role, ...]:
    """Whose a command is: the hands of the edge that leaves this state, where the command is an edge; else the command's own."""
    edges = [edge for edge in moves_from(Kind.OPPORTUNITY, state) if edge.command == row.name]
    return tuple(dict.fromkeys(role for edge in edges for role in edge.by)) or row.who


def _may(row: CommandRow, roles: frozenset[Role], case: Case) -> bool:
    return bool(roles.intersection(hands_for(row, case.state))) and (row.name in ALWAYS or case.state in states_for(row.name))


def _row(row: CommandRow, scene: Scene) -> Value:
    return {"usage": row.usage(scene.language), "example": row.example(scene.language), "does": row.does}


def help_here(case: Case, scene: Scene, carried_out: Collection[str]) -> Answer:
    """What this person may do here, now."""
    rows: tuple[Value, ...] = tuple(_row(row, scene) for row in possible(case, scene, carried_out))
    state = state_of(Kind.OPPORTUNITY, case.state)
    fields: dict[str, Value] = {"rows": rows, "state": state.name, "means": state.means, "who": waiting_for(case)}
    return Outcome(answer=Comment("help", fields, scene.language))


WAITING_FOR: dict[str, tuple[Role, ...]] = {
    "requested": (Role.MAINTAINER, Role.PROCUREMENT),
    "vetted": (Role.SECTION_32, Role.FINANCE),
    "funds_reserved": (Role.MAINTAINER,),
    "open": (Role.ANYONE,),
    "evaluation": (Role.EVALUATOR, Role.PROCUREMENT, Role.MAINTAINER),
    "selected": (Role.SUPPLIER,),
    "awarded": (Role.SUPPLIER,),
    "delivered": (Role.CLIENT,),
    "accepted": (Role.SUPPLIER,),
    "invoiced": (Role.SECTION_34, Role.FINANCE),
    "terminated": (Role.MAINTAINER, Role.PROCUREMENT),
}
"""Whose next step the programme waits for in each state, in the order of the steps; ends wait for nobody."""


def waiting_for(case: Case) -> tuple[Value, ...]:
    """Whose move it is."""
    return tuple(ROLE_NAMES[role] for role in WAITING_FOR.get(case.state, ()))


def why(case: Case, _command: Command, scene: Scene) -> Answer:
    """Which facts and rules led to this state."""
    state = state_of(Kind.OPPORTUNITY, case.state)
    before: Text | None = state_of(Kind.OPPORTUNITY, case.state_before).name if case.state_before else None
    fields: dict[str, Value] = {
        "state": state.name,
        "means": state.means,
        "before": before,
        "facts": case.seq,
        "head": case.head[:16],
        "approvals": tuple({"login": person.login, "role": ROLE_NAMES[role]} for role, person in case.approvals),
        "unmet": tuple(one.sentence for one in unmet(case, scene.context)) if case.state == "requested" else (),
        "next": tuple(
            state_of(Kind.OPPORTUNITY, target).name for target in dict.fromkeys(e.target for e in moves_from(Kind.OPPORTUNITY, case.state))
        ),
        "who": waiting_for(case),
    }
    return Outcome(answer=Comment("why", fields, scene.language))
