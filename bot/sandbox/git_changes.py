"""What changed between two commits, file by file, as a pull request shows it.

It compares; it never merges, and it finds no renames: a moved file is one removed and one added.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.sandbox.objects import GitStore, TreeEntry


@dataclass(frozen=True, kw_only=True)
class Change:
    """One file that differs. `sha` is the blob's id after the change (before it, for a removed file); `patch` is empty for binary files."""

    path: str
    status: Literal["added", "removed", "modified"]
    sha: str
    additions: int
    deletions: int
    patch: str


def merge_base(git: GitStore, one: str, other: str) -> str | None:
    """The newest commit that two commits have in common; None when their histories are strangers."""
    mine = {commit.sha for commit in git.history(one)}
    return next((commit.sha for commit in git.history(other) if commit.sha in mine), None)


def changes(git: GitStore, base: str, head: str) -> list[Change]:
    """What a commit changes against their newest common ancestor (three dots, as pull requests and "Compare two commits" do), by path."""
    ancestor = merge_base(git, base, head)
    return list(_between(git, _files(git, ancestor), _files(git, head)))


def _files(git: GitStore, sha: str | None) -> dict[str, TreeEntry]:
    return {entry.path: entry for entry in git.tree(sha, recursive=True) if entry.type == "blob"} if sha else {}


def _between(git: GitStore, before: dict[str, TreeEntry], after: dict[str, TreeEntry]) -> Iterator[Change]:
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old != new:
            yield _change(git, path, old, new)


def _change(git: GitStore, path: str, old: TreeEntry | None, new: TreeEntry | None) -> Change:
    lines = _patch(_content(git, old), _content(git, new))
    kept = new or old
    return Change(
        path=path,
        status="added" if old is None else "removed" if new is None else "modified",
        sha=(kept.sha if kept else None) or "",
        additions=sum(line.startswith("+") for line in lines),
        deletions=sum(line.startswith("-") for line in lines),
        patch="\n".join(lines),
    )


def _content(git: GitStore, entry: TreeEntry | None) -> bytes:
    return git.blob(entry.sha or "") if entry else b""


def _patch(old: bytes, new: bytes) -> list[str]:
    """The hunks of a unified diff, without its two head lines; none for what is not UTF-8 text."""
    try:
        texts = [content.decode().split("\n") if content else [] for content in (old, new)]
    except UnicodeDecodeError:
        return []
    before, after = (lines[:-1] if lines and not lines[-1] else lines for lines in texts)
    return list(difflib.unified_diff(before, after, lineterm=""))[2:]
