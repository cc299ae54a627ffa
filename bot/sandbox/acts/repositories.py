"""Repositories are created, forked, changed, renamed, deleted; files are put into them. Who may is asked by the routes."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.accounts import Account, Organization
from bot.sandbox.acts.act import Act
from bot.sandbox.acts.pushes import moved, signature
from bot.sandbox.issues import Label
from bot.sandbox.objects import GitStore
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.apps import installation as shown_installation
from bot.sandbox.shapes.repositories import repository as repository_shown
from bot.sandbox.shapes.repositories import repository_named

FIRST_LABELS = (
    ("bug", "d73a4a", "Something isn't working"),
    ("documentation", "0075ca", "Improvements or additions to documentation"),
    ("duplicate", "cfd3d7", "This issue or pull request already exists"),
    ("enhancement", "a2eeef", "New feature or request"),
    ("good first issue", "7057ff", "Good for newcomers"),
    ("help wanted", "008672", "Extra attention is needed"),
    ("invalid", "e4e669", "This doesn't seem right"),
    ("question", "d876e3", "Further information is requested"),
    ("wontfix", "ffffff", "This will not be worked on"),
)
"""The labels that every new repository has. Source: GitHub Docs, "Managing labels", About default labels."""


def create_repository(act: Act, owner: Account, name: str, *, git: GitStore | None = None, **settings: Any) -> Repository:
    """A new repository, empty unless `git` is given. Installations on all repositories of its owner cover it at once."""
    now = act.now
    store = git or act.world.make_git()
    made = Repository(id=act.world.next_id(), name=name, owner=owner, git=store, created_at=now, updated_at=now, pushed_at=now, **settings)
    made.labels = [Label(id=act.world.next_id(), name=n, color=c, description=d, default=True) for n, c, d in FIRST_LABELS]
    act.world.repositories[made.id] = made
    act.world.renamed.pop(made.full_name.lower(), None)
    _give_to_creator(act, made)
    act.tell("repository", "created", made)
    _tell_installations(act, made, added=True)
    return made


def _give_to_creator(act: Act, made: Repository) -> None:
    """Whoever creates a repository in an organisation administers it."""
    if isinstance(made.owner, Organization) and act.user.type == "User":
        made.collaborators[act.user.id] = "admin"


def _tell_installations(act: Act, one: Repository, *, added: bool) -> None:
    """`installation_repositories`, which every App hears whether subscribed or not, for installations on all repositories."""
    for installation in act.world.installations_on(one):
        if installation.repository_ids is None or not added:
            named = [repository_named(one)]
            act.webhooks.tell_one(
                "installation_repositories",
                "added" if added else "removed",
                act.user,
                installation,
                installation=shown_installation(act.world, installation),
                repository_selection="all" if installation.repository_ids is None else "selected",
                repositories_added=named if added else [],
                repositories_removed=[] if added else named,
                requester=None,
            )


def put_files(act: Act, repository: Repository, files: Mapping[str, str | bytes | None], message: str, branch: str | None = None) -> str:
    """One commit on a branch (the default one unless named) that writes these files; fires `push`."""
    ref = f"refs/heads/{branch or repository.default_branch}"
    before = repository.git.refs().get(ref)
    sha = repository.git.commit_files(ref, files, message, signature(act.user), act.now)
    moved(act, repository, ref, before)
    return sha


def fork_repository(act: Act, parent: Repository, owner: Account, name: str) -> Repository:
    """A repository of its own with the same Git objects and references."""
    git = parent.git.copy()
    for ref in [each for each in git.refs() if each.startswith("refs/pull/")]:
        git.delete_ref(ref)
    made = create_repository(
        act, owner, name, git=git, parent_id=parent.id, private=parent.private, default_branch=parent.default_branch, has_issues=False
    )
    act.tell("fork", None, parent, forkee=repository_shown(act.world, made))
    return made


def rename_repository(act: Act, repository: Repository, name: str) -> None:
    """A new name; the old one answers 301 from now on."""
    before = repository.name
    act.world.renamed[repository.full_name.lower()] = repository.id
    repository.name, repository.updated_at = name, act.now
    act.world.renamed.pop(repository.full_name.lower(), None)
    act.tell("repository", "renamed", repository, changes={"repository": {"name": {"from": before}}})


def change_repository(act: Act, repository: Repository, new: Mapping[str, Any]) -> None:
    """New settings; archiving and changes of visibility have events of their own."""
    before = (repository.archived, repository.private)
    for key, value in new.items():
        setattr(repository, key, value)
    repository.updated_at = act.now
    if repository.archived is not before[0]:
        act.tell("repository", "archived" if repository.archived else "unarchived", repository)
    if repository.private is not before[1]:
        act.tell("repository", "privatized" if repository.private else "publicized", repository)


def delete_repository(act: Act, repository: Repository) -> None:
    """Gone for good; its Apps hear of it before they lose it."""
    act.tell("repository", "deleted", repository)
    _tell_installations(act, repository, added=False)
    del act.world.repositories[repository.id]
    for installation in act.world.installations.values():
        if installation.repository_ids:
            installation.repository_ids.discard(repository.id)
