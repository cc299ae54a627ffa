"""`/help` and `/why`: what this person may do here now, with an example to copy, and which facts and rules led here."""

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
STEPS: dict[str, tuple[str, ...]] = {
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
}
"""Steps that are no move of the opportunity by themselves, or are more than one: the states in which they count."""


def states_for(name: str) -> tuple[str, ...]:
    """The states of an opportunity in which a command counts: those with an edge of its name, and the table of steps."""
    edges = tuple(edge.source for edge in MOVES[Kind.OPPORTUNITY] if edge.command == name and edge.source)
    return tuple(dict.fromkeys((*edges, *STEPS.get(name, ()))))


def possible(case: Case, scene: Scene) -> tuple[CommandRow, ...]:
    """The commands that this person may use in this place and state."""
    roles = roles_in(case, scene.actor, scene.subject.author_id)
    return tuple(
        row
        for row in COMMANDS
        if scene.place in row.where and roles.intersection(row.who) and (row.name in ALWAYS or case.state in states_for(row.name))
    )


def help_here(case: Case, _command: Command, scene: Scene) -> Answer:
    """What this person may do here, now."""
    rows: tuple[Value, ...] = tuple(
        {"usage": row.usage(scene.language), "example": row.example(scene.language), "does": row.does} for row in possible(case, scene)
    )
    state = state_of(Kind.OPPORTUNITY, case.state)
    fields: dict[str, Value] = {"rows": rows, "state": state.name, "means": state.means, "who": waiting_for(case)}
    return Outcome(answer=Comment("help", fields, scene.language))


def waiting_for(case: Case) -> tuple[Value, ...]:
    """Whose move it is: the roles on the edges that leave this state."""
    roles = dict.fromkeys(role for edge in moves_from(Kind.OPPORTUNITY, case.state) for role in edge.by if role is not Role.BOT)
    return tuple(ROLE_NAMES[role] for role in roles)


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
