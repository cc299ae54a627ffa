"""Who asks in GraphQL, and finding what they ask for: a field is null with GitHub's reason where it is not there or not for them.

Source: GitHub Docs, GraphQL, Queries; the messages are GitHub's own. It looks things up; how they look is in `graphql_github`.
"""

from dataclasses import dataclass
from typing import Any

from bot.sandbox import graphql_git as git
from bot.sandbox.accounts import Account
from bot.sandbox.authentication import Actor, Installed
from bot.sandbox.graphql_schema import Arguments, Refused
from bot.sandbox.issues import Comment, Issue, Label
from bot.sandbox.permissions import app_may, can_see
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.time import node_id
from bot.sandbox.world import World


@dataclass(frozen=True)
class Asker:
    """Who asks, of which world."""

    world: World
    actor: Actor

    def need(self, *permissions: str) -> None:
        """An installation's token must have one of these permissions, to read. Refused as GitHub does."""
        if isinstance(self.actor, Installed) and not any(app_may(self.actor, one, "read") for one in permissions):
            raise Refused("FORBIDDEN", "Resource not accessible by integration")

    @property
    def account(self) -> Account | None:
        """The person, or the App's Bot."""
        return self.actor.account if self.actor else None


def repository(asker: Asker, _of: Any, arguments: Arguments) -> Repository:
    """A repository by owner and name, also by a name of the past."""
    owner, name = arguments["owner"], arguments["name"]
    found = asker.world.repository(owner, name) or asker.world.repositories.get(asker.world.renamed.get(f"{owner}/{name}".lower(), 0))
    if found is None or not can_see(found, asker.actor):
        raise Refused("NOT_FOUND", f"Could not resolve to a Repository with the name '{owner}/{name}'.")
    return found


def issue(asker: Asker, of: Repository, arguments: Arguments) -> Issue:
    """A repository's issue."""
    asker.need("issues")
    found = of.issues.get(arguments["number"])
    if found is None or found.pull:
        raise Refused("NOT_FOUND", f"Could not resolve to an Issue with the number of {arguments['number']}.")
    return found


def pull(asker: Asker, of: Repository, arguments: Arguments) -> Issue:
    """A repository's pull request."""
    asker.need("pull_requests")
    found = of.issues.get(arguments["number"])
    if found is None or not found.pull:
        raise Refused("NOT_FOUND", f"Could not resolve to a PullRequest with the number of {arguments['number']}.")
    return found


def either(asker: Asker, of: Repository, arguments: Arguments) -> Issue:
    """A repository's issue or pull request."""
    asker.need("issues", "pull_requests")
    found = of.issues.get(arguments["number"])
    if found is None:
        raise Refused("NOT_FOUND", f"Could not resolve to an issue or pull request with the number of {arguments['number']}.")
    return found


def git_object(asker: Asker, of: Repository, arguments: Arguments) -> git.GitObject | None:
    """A Git object by its id or by an expression."""
    asker.need("contents")
    if arguments["oid"]:
        return git.by_oid(of, arguments["oid"])
    return git.named(of, arguments["expression"]) if arguments["expression"] else None


def ref(asker: Asker, of: Repository, arguments: Arguments) -> git.Ref | None:
    """A branch or tag."""
    asker.need("contents")
    return git.ref(of, arguments["qualifiedName"])


def default_branch(asker: Asker, of: Repository, _arguments: Arguments) -> git.Ref | None:
    """A repository's default branch; None in an empty one."""
    asker.need("contents")
    return git.ref(of, f"refs/heads/{of.default_branch}")


def node(asker: Asker, _of: Any, arguments: Arguments) -> Any:
    """Anything that has an id of ours: repositories, issues, pull requests, comments, labels, accounts."""
    sought = arguments["id"]
    for repository in asker.world.repositories.values():
        if can_see(repository, asker.actor):
            for one in (repository, *repository.labels, *repository.issues.values(), *asker.world.comments(repository)):
                if id_of(one) == sought:
                    asker.need("metadata" if isinstance(one, Repository) else "issues", "pull_requests")
                    return one
    found = next((one for one in asker.world.accounts.values() if id_of(one) == sought), None)
    if found is None:
        raise Refused("NOT_FOUND", f"Could not resolve to a node with the global id of '{sought}'")
    return found


def type_of(value: Any) -> str:
    """The GraphQL type of one of the sandbox's objects."""
    if isinstance(value, Account):
        return value.type
    if isinstance(value, Issue):
        return "PullRequest" if value.pull else "Issue"
    kinds = {Repository: "Repository", Comment: "IssueComment", Label: "Label"}
    kinds |= {git.Blob: "Blob", git.Tree: "Tree", git.CommitObject: "Commit"}
    return kinds[type(value)]


def id_of(value: Any) -> str:
    """The global id, the same as REST's `node_id`."""
    prefixes = {"Repository": "R", "Issue": "I", "PullRequest": "PR", "IssueComment": "IC", "Label": "LA"}
    prefixes |= {"User": "U", "Organization": "O", "Bot": "BOT"}
    return node_id(prefixes[type_of(value)], value.id)


def review_commit(asker: Asker, of: Any, _arguments: Arguments) -> git.CommitObject | None:
    """The commit that a review is about."""
    for repository in asker.world.repositories.values():
        if isinstance(found := git.by_oid(repository, of.commit_id), git.CommitObject):
            return found
    return None
