"""Who acts: roles of the programme, roles in a case, and a person by number and name.

Never decides what a role may do (the tables of `states.py` and `commands.py` say that), and never asks GitHub who holds one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.text import Text


class Role(StrEnum):
    """A hand in the programme. The first six are held by policy, the next four in one case only."""

    MAINTAINER = "maintainers"
    PROCUREMENT = "procurement"
    SECTION_32 = "section_32"
    SECTION_34 = "section_34"
    FINANCE = "finance"
    CLIENTS = "clients"  # those who may file
    CLIENT = "client"  # the one who filed this case, or was assigned
    EVALUATOR = "evaluator"
    APPLICANT = "applicant"
    SUPPLIER = "supplier"  # the applicant who is selected
    ANYONE = "anyone"
    BOT = "bot"


PROGRAMME_ROLES = (Role.MAINTAINER, Role.PROCUREMENT, Role.SECTION_32, Role.SECTION_34, Role.FINANCE, Role.CLIENTS)

ROLE_NAMES: Mapping[Role, Text] = {
    Role.MAINTAINER: Text("the micro-acquisition team", "l’équipe de micro-acquisition"),
    Role.PROCUREMENT: Text("the contracting authority", "l’autorité contractante"),
    Role.SECTION_32: Text("the section 32 manager", "le gestionnaire de l’article 32"),
    Role.SECTION_34: Text("the section 34 manager", "le gestionnaire de l’article 34"),
    Role.FINANCE: Text("finance", "les finances"),
    Role.CLIENTS: Text("a client of the programme", "un client du programme"),
    Role.CLIENT: Text("the client", "le client"),
    Role.EVALUATOR: Text("the evaluator", "l’évaluateur"),
    Role.APPLICANT: Text("the applicant", "le candidat"),
    Role.SUPPLIER: Text("the selected supplier", "le fournisseur sélectionné"),
    Role.ANYONE: Text("anyone", "toute personne"),
    Role.BOT: Text("the bot", "le robot"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """A GitHub account: the number is the identity, the login only a name that can change hands."""

    id: int
    login: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something, with the programme roles they hold, resolved while gathering and failing closed."""

    id: int
    login: str
    roles: frozenset[Role] = frozenset()

    @property
    def person(self) -> Person:
        """The account alone, as facts record it."""
        return Person(self.id, self.login)


Roster = Mapping[Role, tuple[Person, ...]]
"""Role → people, teams expanded."""
