"""Who may do what: roles of people in repositories, and what an installation's token reaches.

Questions with answers only; refusing is for those who ask.
"""

from bot.sandbox.accounts import Account, Organization
from bot.sandbox.authentication import Actor, AppItself, Installed, Person
from bot.sandbox.repositories import ROLES, Repository, Role
from bot.sandbox.world import World


def given_role(repository: Repository, account: Account) -> Role | None:
    """The highest role that somebody was given: as owner, directly, by a team, or by their organisation's base permission (read)."""
    owner = repository.owner
    if owner is account or (isinstance(owner, Organization) and owner.members.get(account.id) == "admin"):
        return "admin"
    roles: list[Role] = [repository.collaborators[account.id]] if account.id in repository.collaborators else []
    if isinstance(owner, Organization):
        roles += [
            repository.team_roles[team.id]
            for team in owner.teams.values()
            if team.id in repository.team_roles and account.id in team.members
        ]
        roles += ["read"] if account.id in owner.members else []
    return max(roles, key=ROLES.index, default=None)


def role_of(repository: Repository, account: Account) -> Role | None:
    """The role that somebody has: the given one, else read where all may read, else none."""
    return given_role(repository, account) or (None if repository.private else "read")


def at_least(role: Role | None, wanted: Role) -> bool:
    """Whether a role includes another."""
    return role is not None and ROLES.index(role) >= ROLES.index(wanted)


def collapsed(role: Role | None) -> str:
    """The `permission` of the collaborator route, which knows four words: maintain becomes write, triage becomes read.

    Source: GitHub Docs, REST, "Get repository permissions for a user".
    """
    return {"maintain": "write", "triage": "read"}.get(role or "none", role or "none")


def association(world: World, repository: Repository, account: Account) -> str:
    """`author_association`: what an author is to a repository."""
    if account is repository.owner:
        return "OWNER"
    if isinstance(repository.owner, Organization) and account.id in repository.owner.members:
        return "MEMBER"
    if account.id in repository.collaborators:
        return "COLLABORATOR"
    return "CONTRIBUTOR" if account.id in repository.contributors & world.accounts.keys() else "NONE"


def can_see(repository: Repository, actor: Actor) -> bool:
    """Whether a repository exists for an actor. What is not visible is answered 404."""
    if not repository.private:
        return True
    if isinstance(actor, Person):
        return role_of(repository, actor.account) is not None
    # An App itself asks only for its installation, and is told that there is none where there is none.
    return isinstance(actor, AppItself) or (isinstance(actor, Installed) and actor.reaches(repository.id, repository.owner.id))


def role_for(repository: Repository, actor: Actor) -> Role | None:
    """The role shown to the asker in `permissions`."""
    return role_of(repository, actor.account) if isinstance(actor, Person) else None


def app_may(actor: Installed, permission: str, level: str) -> bool:
    """Whether a token holds a permission at a level; write includes read, and metadata: read is always there."""
    if permission == "metadata" and level == "read":
        return True
    held = actor.token.permissions.get(permission)
    return held in ("write", "admin") or (level == "read" and held == "read")
