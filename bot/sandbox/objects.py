"""What a repository asks of its Git store, as a Protocol. The store, in memory, is in `git`; nothing here keeps anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class TreeEntry:
    """One line of a tree. `path` may contain slashes when a tree is written or listed recursively; without `sha`, the path is removed."""

    path: str
    sha: str | None
    mode: str = "100644"
    type: str = "blob"
    size: int | None = None


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who made a commit, as Git writes it."""

    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Commit:
    """A commit, read."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    message: str
    author: Signature
    when: datetime


class GitStore(Protocol):
    """Objects and references of one repository. Ids are Git's own SHA-1 of the object's bytes. `KeyError` for what is not there."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no commit on any reference."""

    def encoded(self, sha: str) -> tuple[str, bytes]:
        """An object's type (blob, tree, commit) and its bytes as Git stores them."""

    def write_blob(self, content: bytes) -> str:
        """Stores a blob."""

    def blob(self, sha: str) -> bytes:
        """A blob's bytes."""

    def write_tree(self, entries: Sequence[TreeEntry], base_tree: str | None = None) -> str:
        """Stores a tree: `base_tree` with the entries laid over it."""

    def tree(self, sha: str, *, recursive: bool = False) -> list[TreeEntry]:
        """The entries of a tree, or of the tree of a commit."""

    def write_commit(self, tree: str, parents: Sequence[str], message: str, author: Signature, when: datetime) -> str:
        """Stores a commit."""

    def commit(self, sha: str) -> Commit:
        """A commit, read."""

    def refs(self) -> Mapping[str, str]:
        """Full names (`refs/heads/main`) with the commit each points at."""

    def set_ref(self, name: str, sha: str) -> None:
        """Creates or moves a reference."""

    def update_ref(self, name: str, sha: str, *, force: bool = False) -> None:
        """Moves a reference that exists. ValueError when it would lose commits and `force` is not said."""

    def delete_ref(self, name: str) -> None:
        """Removes a reference."""

    def resolve(self, ref: str) -> str | None:
        """The commit that a branch, a tag, a full reference or a commit id names."""

    def entry(self, ref: str, path: str) -> TreeEntry | None:
        """What stands at a path (a file or a folder) at a reference; None where there is nothing."""

    def is_ancestor(self, ancestor: str, sha: str) -> bool:
        """Whether a commit is another or one of its ancestors."""

    def read_file(self, ref: str, path: str) -> bytes | None:
        """A file's bytes at a reference; None where there is no such file."""

    def commit_files(self, ref: str, files: Mapping[str, str | bytes | None], message: str, author: Signature, when: datetime) -> str:
        """A commit on a full reference with these files written (None: removed); creates the reference in an empty store."""

    def history(self, sha: str, path: str | None = None) -> list[Commit]:
        """A commit and all its ancestors, newest first; with a path, only those that changed what stands there."""

    def copy(self) -> "GitStore":
        """A store of its own with the same objects and references, for a fork."""
