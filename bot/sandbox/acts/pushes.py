"""What follows when a branch has moved: the `push` event, and open pull requests from that branch.

It does not write Git objects itself, except that a pull request's commits are brought from a fork.
"""

from typing import Any

from bot.sandbox.accounts import Account
from bot.sandbox.acts.act import Act
from bot.sandbox.acts.issues import tell_of
from bot.sandbox.git_changes import Change, changes
from bot.sandbox.objects import Commit, GitStore, Signature
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.repositories import html_url
from bot.sandbox.shapes.time import stamp

NO_COMMIT = "0" * 40
"""What Git writes where there was no commit, or is none any more."""
MOST_COMMITS = 20
"""GitHub shows at most that many commits in one payload here; the rest is read from the repository."""


def signature(account: Account) -> Signature:
    """How an account signs commits: GitHub's no-reply address."""
    return Signature(name=account.name or account.login, email=f"{account.id}+{account.login}@users.noreply.github.com")


def moved(act: Act, repository: Repository, ref: str, before: str | None) -> None:
    """Tells that a reference was created, moved or deleted, and brings its pull requests up to date."""
    after = repository.git.refs().get(ref)
    repository.pushed_at = repository.updated_at = act.now
    act.tell("push", None, repository, **_push(act, repository, ref, before, after))
    if after and ref.startswith("refs/heads/"):
        _update_pulls(act, repository, ref.removeprefix("refs/heads/"), before, after)


def _push(act: Act, repository: Repository, ref: str, before: str | None, after: str | None) -> dict[str, Any]:
    page = html_url(act.world, repository)
    old = {one.sha for one in repository.git.history(before)} if before else set()
    new = [one for one in reversed(repository.git.history(after)) if one.sha not in old] if after else []
    shown = [_commit(act, repository, one) for one in new[-MOST_COMMITS:]]
    return {
        "ref": ref,
        "before": before or NO_COMMIT,
        "after": after or NO_COMMIT,
        "base_ref": None,
        "created": before is None,
        "deleted": after is None,
        "forced": bool(before and after and not repository.git.is_ancestor(before, after)),
        "compare": f"{page}/compare/{(before or NO_COMMIT)[:12]}...{(after or NO_COMMIT)[:12]}",
        "commits": shown,
        "head_commit": _commit(act, repository, repository.git.commit(after)) if after else None,
        "pusher": {"name": act.user.login, "email": signature(act.user).email},
    }


def _commit(act: Act, repository: Repository, commit: Commit) -> dict[str, Any]:
    changed = changed_by(repository.git, commit)
    who = {"name": commit.author.name, "email": commit.author.email, "username": act.user.login}
    return {
        "id": commit.sha,
        "tree_id": commit.tree,
        "distinct": True,
        "message": commit.message,
        "timestamp": stamp(commit.when),
        "url": f"{html_url(act.world, repository)}/commit/{commit.sha}",
        "author": who,
        "committer": who,
        "added": [one.path for one in changed if one.status == "added"],
        "removed": [one.path for one in changed if one.status == "removed"],
        "modified": [one.path for one in changed if one.status == "modified"],
    }


def changed_by(git: GitStore, commit: Commit) -> list[Change]:
    """What a commit changes against its first parent; everything, for the first commit."""
    if commit.parents:
        return changes(git, commit.parents[0], commit.sha)
    entries = [one for one in git.tree(commit.tree, recursive=True) if one.type == "blob"]
    return [Change(path=one.path, status="added", sha=one.sha or "", additions=0, deletions=0, patch="") for one in entries]


def _update_pulls(act: Act, head: Repository, branch: str, before: str | None, after: str) -> None:
    for repository in act.world.repositories.values():
        for issue in repository.issues.values():
            pull = issue.pull
            if issue.state == "open" and pull and pull.head_repository_id == head.id and pull.head_ref == branch and pull.head_sha != after:
                fetch(repository.git, head.git, after)
                pull.head_sha, issue.updated_at = after, act.now
                repository.git.set_ref(f"refs/pull/{issue.number}/head", after)
                tell_of(act, issue, "synchronize", before=before, after=after)


def fetch(to: GitStore, source: GitStore, sha: str) -> None:
    """Copies a commit and its ancestors, with their trees and files, into another store. Ids stay, since the bytes do."""
    if to is source:
        return
    for commit in reversed(source.history(sha)):
        for entry in source.tree(commit.tree, recursive=True):
            if entry.type == "blob" and entry.sha:
                to.write_blob(source.blob(entry.sha))
        files = [one for one in source.tree(commit.tree, recursive=True) if one.type == "blob"]
        to.write_commit(to.write_tree(files), commit.parents, commit.message, commit.author, commit.when)
