"""Accounts as GitHub has them: people, organisations with their members and teams, and the Bot behind every App.

State only: who may do what is in `permissions`, how an account looks in JSON is in `shapes`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

OrganizationRole = Literal["admin", "member"]
TeamRole = Literal["maintainer", "member"]


@dataclass(kw_only=True, eq=False)
class Account:
    """Whoever can own or write something. `type` is GitHub's word for the kind; ids never change, logins may."""

    id: int
    login: str
    created_at: datetime
    name: str | None = None
    type: Literal["User", "Organization", "Bot"] = "User"
    app_id: int | None = None
    """Of a Bot: the App that it acts for."""


@dataclass(kw_only=True, eq=False)
class Team:
    """A team of an organisation; `members` holds account ids with their role in the team."""

    id: int
    slug: str
    name: str
    organization: "Organization"
    created_at: datetime
    description: str | None = None
    members: dict[int, TeamRole] = field(default_factory=dict)


@dataclass(kw_only=True, eq=False)
class Organization(Account):
    """An organisation: `members` holds account ids with their role, `teams` is keyed by slug."""

    type: Literal["User", "Organization", "Bot"] = "Organization"
    members: dict[int, OrganizationRole] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    outside_collaborators_allowed: bool = True
    """False where the organisation's policy forbids inviting people who are not members."""
