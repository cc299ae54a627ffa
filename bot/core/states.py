"""THE tables: every state and every move of an opportunity and of an application.

State ↔ label ↔ colour ↔ names; who may move, by which command, and where to. README's diagrams and label list are printed from here
(`printed.py`). Which move a case makes is decided in `rules`; nothing else in the program knows an edge.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.people import Role
from bot.core.text import Language, Text


class Kind(StrEnum):
    """The two nouns that have states."""

    OPPORTUNITY = "opportunity"
    APPLICATION = "application"


KIND_NAMES = {Kind.OPPORTUNITY: Text("opportunity", "opportunité"), Kind.APPLICATION: Text("application", "candidature")}
COLONS = Text(": ", " : ")


@dataclass(frozen=True, slots=True)
class State:
    """A state by its fixed id, its name in both languages, its label's colour, what it means, and whether it is an end."""

    kind: Kind
    id: str
    name: Text
    colour: str
    means: Text
    final: bool = False

    def label(self, language: Language = "en") -> str:
        """The label in the language that the policy chose."""
        return f"{KIND_NAMES[self.kind][language]}{COLONS[language]}{self.name[language]}"


@dataclass(frozen=True, slots=True)
class Move:
    """An edge of a table: from (none = filed), to, who may, and the command that asks for it (none = the bot by itself)."""

    source: str | None
    target: str
    by: tuple[Role, ...]
    command: str | None = None


class IllegalMove(Exception):  # noqa: N818 - a bug's name, not an error that people see
    """A rule asked for a move that its table does not have: a bug, never a person's mistake."""


def _opportunity(state: str, name: tuple[str, str], colour: str, means: tuple[str, str], *, final: bool = False) -> State:
    return State(Kind.OPPORTUNITY, state, Text(*name), colour, Text(*means), final)


def _application(state: str, name: tuple[str, str], colour: str, means: tuple[str, str], *, final: bool = False) -> State:
    return State(Kind.APPLICATION, state, Text(*name), colour, Text(*means), final)


OPPORTUNITY_STATES: tuple[State, ...] = (
    _opportunity("requested", ("requested", "demandée"), "c5def5", ("filed; criteria checked", "déposée; critères vérifiés")),
    _opportunity("vetted", ("vetted", "approuvée"), "bfdadc", ("meets the criteria; approved", "répond aux critères; approuvée")),
    _opportunity("funds_reserved", ("funds reserved", "fonds réservés"), "fef2c0", ("section 32 signed; funds set aside", "article 32 signé; fonds mis de côté")),
    _opportunity("open", ("open", "ouverte"), "0e8a16", ("published; applications come in", "publiée; reçoit les candidatures")),
    _opportunity("evaluation", ("evaluation", "évaluation"), "fbca04", ("closed; applications being assessed", "fermée; candidatures évaluées")),
    _opportunity("selected", ("selected", "sélectionnée"), "d4c5f9", ("supplier drawn; agreement awaited", "fournisseur tiré; accord attendu")),
    _opportunity("awarded", ("awarded", "attribuée"), "5319e7", ("terms agreed; work under way", "modalités acceptées; travaux en cours")),
    _opportunity("delivered", ("delivered", "livrée"), "1d76db", ("work submitted; being assessed", "travaux remis; évalués")),
    _opportunity("accepted", ("accepted", "acceptée"), "006b75", ("every criterion met; invoice awaited", "critères satisfaits; facture attendue")),
    _opportunity("invoiced", ("invoiced", "facturée"), "0052cc", ("invoice in; section 34 and payment", "facture reçue; article 34 et paiement")),
    _opportunity("paid", ("paid", "payée"), "0e8a16", ("the end: the supplier is paid", "la fin : le fournisseur est payé"), final=True),
    _opportunity("terminated", ("terminated", "résiliée"), "b60205", ("contract ended early", "contrat résilié")),
    _opportunity("not_published", ("not published", "non publiée"), "cccccc", ("did not proceed", "n’a pas eu lieu"), final=True),
    _opportunity("cancelled", ("cancelled", "annulée"), "cccccc", ("withdrawn after publication", "retirée après publication"), final=True),
    _opportunity("no_award", ("no award", "sans attribution"), "cccccc", ("no supplier was found", "aucun fournisseur retenu"), final=True),
    _opportunity("closed_unpaid", ("closed unpaid", "close sans paiement"), "cccccc", ("accepted, never invoiced", "acceptée, jamais facturée"), final=True),
)  # fmt: skip

APPLICATION_STATES: tuple[State, ...] = (
    _application("received", ("received", "reçue"), "0e8a16", ("complete and in time", "complète et à temps")),
    _application("incomplete", ("incomplete", "incomplète"), "fbca04", ("something is missing; can be mended until closing", "à compléter avant la clôture")),
    _application("late", ("late", "tardive"), "cccccc", ("came after closing", "arrivée après la clôture"), final=True),
    _application("withdrawn", ("withdrawn", "retirée"), "cccccc", ("taken back by the applicant", "retirée par le candidat"), final=True),
    _application("evaluated", ("evaluated", "évaluée"), "1d76db", ("every criterion has a verdict", "chaque exigence a son verdict")),
    _application("selected", ("selected", "sélectionnée"), "5319e7", ("drawn; the offer is theirs", "tirée au sort; offre présentée")),
    _application("declined", ("declined", "déclinée"), "cccccc", ("the supplier declined", "offre déclinée"), final=True),
    _application("lapsed", ("lapsed", "expirée"), "cccccc", ("no answer in time", "aucune réponse à temps"), final=True),
    _application("not_selected", ("not selected", "non sélectionnée"), "cccccc", ("another was selected, or none", "un autre choix, ou aucun")),
)  # fmt: skip

BEFORE_OPENING = ("requested", "vetted", "funds_reserved")
"""An opportunity that nobody outside has been asked to answer: its text may still change."""

RUN_AGAIN = ("terminated", "not_published", "cancelled", "no_award", "closed_unpaid")
"""An opportunity that found no paid end: it can be run again as a new one."""

UNDECIDED = ("received", "incomplete", "evaluated", "selected")
"""An application that still counts: its applicant waits for an answer."""

_M, _P, _F, _B, _C, _S = Role.MAINTAINER, Role.PROCUREMENT, Role.FINANCE, Role.BOT, Role.CLIENT, Role.SUPPLIER

OPPORTUNITY_MOVES: tuple[Move, ...] = (
    Move(None, "requested", (_B,)),
    Move("requested", "vetted", (_M, _P), "vet"),
    Move("requested", "not_published", (_C, _M, _P), "stop"),
    Move("vetted", "funds_reserved", (_F,), "reserve"),
    Move("vetted", "requested", (_M, _P), "return"),
    Move("vetted", "requested", (_B,)),
    Move("vetted", "not_published", (_C, _M, _P), "stop"),
    Move("funds_reserved", "open", (_M,), "publish"),
    Move("funds_reserved", "vetted", (_F,), "release"),
    Move("funds_reserved", "requested", (_M, _P), "return"),
    Move("funds_reserved", "requested", (_B,)),
    Move("funds_reserved", "not_published", (_C, _M, _P), "stop"),
    Move("open", "evaluation", (_B,)),
    Move("open", "cancelled", (_M, _P), "cancel"),
    Move("evaluation", "selected", (_M, _P), "draw"),
    Move("evaluation", "no_award", (_M,), "close"),
    Move("evaluation", "cancelled", (_M, _P), "cancel"),
    Move("evaluation", "open", (_M,), "extend"),
    Move("selected", "awarded", (_B,)),
    Move("selected", "selected", (_B,)),
    Move("selected", "no_award", (_M,), "close"),
    Move("selected", "cancelled", (_M, _P), "cancel"),
    Move("awarded", "delivered", (_S,), "deliver"),
    Move("awarded", "terminated", (_P,), "terminate"),
    Move("delivered", "accepted", (_C,), "acceptance"),
    Move("delivered", "awarded", (_C,), "acceptance"),
    Move("delivered", "terminated", (_P,), "terminate"),
    Move("accepted", "invoiced", (_S,), "invoice"),
    Move("accepted", "delivered", (_C,), "acceptance"),
    Move("accepted", "terminated", (_P,), "terminate"),
    Move("accepted", "closed_unpaid", (_F,), "close"),
    Move("invoiced", "paid", (_F,), "paid"),
    Move("invoiced", "accepted", (Role.SECTION_34,), "return"),
    Move("invoiced", "delivered", (_C,), "acceptance"),
    Move("invoiced", "terminated", (_P,), "terminate"),
    Move("terminated", "awarded", (_P,), "rescind"),
    Move("terminated", "delivered", (_P,), "rescind"),
    Move("terminated", "accepted", (_P,), "rescind"),
    Move("terminated", "invoiced", (_P,), "rescind"),
    Move("terminated", "selected", (_M, _P), "next"),
    Move("terminated", "invoiced", (_S,), "invoice"),
)

APPLICATION_MOVES: tuple[Move, ...] = (
    Move(None, "received", (_B,)),
    Move(None, "incomplete", (_B,)),
    Move(None, "late", (_B,)),
    Move("received", "incomplete", (_B,)),
    Move("received", "withdrawn", (Role.APPLICANT,), "withdraw"),
    Move("received", "evaluated", (_P,), "confirm"),
    Move("received", "not_selected", (_B,)),
    Move("incomplete", "received", (_B,)),
    Move("incomplete", "withdrawn", (Role.APPLICANT,), "withdraw"),
    Move("incomplete", "not_selected", (_B,)),
    Move("evaluated", "selected", (_B,)),
    Move("evaluated", "not_selected", (_B,)),
    Move("evaluated", "withdrawn", (Role.APPLICANT,), "withdraw"),
    Move("selected", "declined", (_S,), "decline"),
    Move("selected", "lapsed", (_B,)),
    Move("selected", "not_selected", (_B,)),
    Move("not_selected", "selected", (_B,)),
)

MOVES = {Kind.OPPORTUNITY: OPPORTUNITY_MOVES, Kind.APPLICATION: APPLICATION_MOVES}
STATES = {Kind.OPPORTUNITY: OPPORTUNITY_STATES, Kind.APPLICATION: APPLICATION_STATES}
BY_ID = {kind: {state.id: state for state in states} for kind, states in STATES.items()}


def state_of(kind: Kind, state_id: str) -> State:
    """The state of an id; `KeyError` for an unknown one."""
    return BY_ID[kind][state_id]


def moves_from(kind: Kind, source: str | None) -> tuple[Move, ...]:
    """The edges that leave a state."""
    return tuple(move for move in MOVES[kind] if move.source == source)


def move(kind: Kind, source: str | None, target: str) -> str:
    """The target, if the table has such an edge; raises `IllegalMove` otherwise. Corrections have a table of their own (`corrections.py`)."""
    if all(edge.target != target for edge in moves_from(kind, source)):
        raise IllegalMove(f"{kind}: {source} → {target}")
    return target


def state_labelled(label: str) -> State | None:
    """The state whose label this is, in either language; GitHub compares labels without case."""
    folded = label.casefold()
    for state in (*OPPORTUNITY_STATES, *APPLICATION_STATES):
        if folded in {state.label("en").casefold(), state.label("fr").casefold()}:
            return state
    return None
