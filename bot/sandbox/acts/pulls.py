"""Pull requests are opened, merged, reviewed; commits get statuses.

The rest of a pull request is an issue's. Who may is asked by the routes.
"""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.acts.act import Act
from bot.sandbox.acts.issues import close_issue, next_number, tell_of
from bot.sandbox.acts.pushes import fetch, moved, signature
from bot.sandbox.git_changes import merge_base
from bot.sandbox.issues import Issue
from bot.sandbox.objects import GitStore, TreeEntry
from bot.sandbox.pulls import Pull, Review, ReviewState, Status
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.contents import branch
from bot.sandbox.shapes.contents import commit as commit_shown
from bot.sandbox.shapes.pulls import part_of, pull_request_reviewed, review
from bot.sandbox.shapes.time import stamp


@dataclass(frozen=True)
class Side:
    """A branch of a repository: what a pull request goes from and to."""

    repository: Repository
    branch: str

    @property
    def sha(self) -> str:
        """Where it points now."""
        return self.repository.git.refs()[f"refs/heads/{self.branch}"]


def open_pull(act: Act, base: Side, head: Side, title: str, body: str | None, *, draft: bool) -> Issue:
    """A new pull request; the commits of a fork are brought along, as `refs/pull/N/head`."""
    now, repository = act.now, base.repository
    fetch(repository.git, head.repository.git, head.sha)
    issue = Issue(
        id=act.world.next_id(),
        user=act.user,
        body=body,
        created_at=now,
        updated_at=now,
        app_id=act.app_id,
        edits=[act.version(body)],
        number=next_number(repository),
        title=title,
        repository_id=repository.id,
        pull=Pull(
            id=act.world.next_id(),
            head_repository_id=head.repository.id,
            head_ref=head.branch,
            head_sha=head.sha,
            base_ref=base.branch,
            base_sha=base.sha,
            draft=draft,
        ),
    )
    repository.git.set_ref(f"refs/pull/{issue.number}/head", head.sha)
    repository.issues[issue.number] = issue
    tell_of(act, issue, "opened")
    return issue


def merged_tree(git: GitStore, ours: str, theirs: str) -> str | None:
    """The tree of both sides' changes; None when both changed one file differently."""
    base = merge_base(git, ours, theirs)
    before, mine, other = _files(git, base), _files(git, ours), _files(git, theirs)
    result: dict[str, TreeEntry] = {}
    for path in mine.keys() | other.keys():
        if mine.get(path) == other.get(path) or other.get(path) == before.get(path):
            kept = mine.get(path)
        elif mine.get(path) == before.get(path):
            kept = other.get(path)
        else:
            return None
        if kept:
            result[path] = kept
    return git.write_tree([result[path] for path in sorted(result)])


def _files(git: GitStore, sha: str | None) -> dict[str, TreeEntry]:
    return {one.path: one for one in git.tree(sha, recursive=True) if one.type != "tree"} if sha else {}


def merge_pull(act: Act, issue: Issue, tree: str, message: str, *, squash: bool) -> str:
    """One commit on the base branch, with both parents or, squashed, with the base's alone. `closed` is told with `merged` true."""
    repository, pull = act.world.repository_of(issue), part_of(issue)
    ref = f"refs/heads/{pull.base_ref}"
    before = repository.git.refs()[ref]
    parents = [before] if squash else [before, pull.head_sha]
    sha = repository.git.write_commit(tree, parents, message, signature(act.user), act.now)
    repository.git.set_ref(ref, sha)
    pull.merged_at, pull.merged_by, pull.merge_commit_sha = act.now, act.user, sha
    repository.contributors.add(issue.user.id)
    act.record(issue, "merged", commit_id=sha)
    close_issue(act, issue)
    moved(act, repository, ref, before)
    return sha


def review_pull(act: Act, issue: Issue, state: ReviewState, body: str) -> Review:
    """A review of the head as it is now."""
    pull = part_of(issue)
    made = Review(id=act.world.next_id(), user=act.user, body=body, state=state, commit_id=pull.head_sha, submitted_at=act.now)
    pull.reviews.append(made)
    issue.updated_at = act.now
    _tell_review(act, issue, made, "submitted")
    return made


def dismiss_review(act: Act, issue: Issue, one: Review) -> None:
    """A review that counts no more."""
    one.state = "DISMISSED"
    _tell_review(act, issue, one, "dismissed")


def _tell_review(act: Act, issue: Issue, one: Review, action: str) -> None:
    """In webhooks a review's state is in lower case, and it has `updated_at`."""
    shown = review(act.world, issue, one)
    shown |= {"state": one.state.lower(), "updated_at": shown["submitted_at"], "body": one.body or None}
    repository = act.world.repository_of(issue)
    act.tell("pull_request_review", action, repository, review=shown, pull_request=pull_request_reviewed(act.world, issue))


def set_status(act: Act, repository: Repository, sha: str, status: Status) -> None:
    """What one context says of a commit from now on."""
    repository.statuses.setdefault(sha, []).insert(0, status)
    act.tell(
        "status",
        None,
        repository,
        id=status.id,
        sha=sha,
        name=repository.full_name,
        state=status.state,
        context=status.context,
        commit=commit_shown(act.world, repository, repository.git.commit(sha)),
        branches=_branches_at(act, repository, sha),
        description=status.description,
        target_url=status.target_url,
        created_at=stamp(status.created_at),
        updated_at=stamp(status.created_at),
    )


def _branches_at(act: Act, repository: Repository, sha: str) -> list[dict[str, Any]]:
    heads = [
        (ref.removeprefix("refs/heads/"), to) for ref, to in repository.git.refs().items() if ref.startswith("refs/heads/") and to == sha
    ]
    return [branch(act.world, repository, *each) for each in heads]
