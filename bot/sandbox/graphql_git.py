"""Git objects and branches as GraphQL shows them: `GitObject` (Blob, Tree, Commit), `Ref`, and what an expression like `main:path` names.

Source: GitHub Docs, GraphQL, Objects. It reads a repository's store; it writes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.graphql_schema import BOUNDS, Arguments, Field, Page, connection_types, page
from bot.sandbox.objects import Commit, Signature, TreeEntry
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.time import node_id, stamp


@dataclass(frozen=True)
class Blob:
    """A file's content in a repository."""

    repository: Repository
    oid: str

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.repository.git.blob(self.oid)

    @property
    def text(self) -> str | None:
        """Its text in UTF-8; None for a binary file."""
        try:
            return None if b"\0" in self.content else self.content.decode()
        except UnicodeDecodeError:
            return None


@dataclass(frozen=True)
class Tree:
    """A folder in a repository."""

    repository: Repository
    oid: str


@dataclass(frozen=True)
class CommitObject:
    """A commit in a repository."""

    repository: Repository
    commit: Commit

    @property
    def oid(self) -> str:
        """Its id."""
        return self.commit.sha

    @property
    def id(self) -> str:
        """What names its place in a connection."""
        return self.oid


@dataclass(frozen=True)
class Ref:
    """A branch or a tag: its full name and the commit it points at."""

    repository: Repository
    full_name: str

    @property
    def target(self) -> CommitObject:
        """What it points at."""
        return CommitObject(self.repository, self.repository.git.commit(self.repository.git.refs()[self.full_name]))


@dataclass(frozen=True)
class Entry:
    """A line of a tree."""

    repository: Repository
    line: TreeEntry
    folder: str = ""


GitObject = Blob | Tree | CommitObject


def ref(repository: Repository, name: str) -> Ref | None:
    """A branch or a tag by its full name, or by its name alone."""
    names = (name, f"refs/heads/{name}", f"refs/tags/{name}")
    return next((Ref(repository, one) for one in names if one in repository.git.refs()), None)


def named(repository: Repository, expression: str) -> GitObject | None:
    """What `HEAD`, `main`, a commit's id, `main:` or `main:folder/file` names, as `git rev-parse` reads it; None where there is nothing."""
    start, colon, path = expression.partition(":")
    sha = repository.git.resolve(repository.default_branch if start == "HEAD" else start)
    if sha is None:
        return None if colon else by_oid(repository, start)
    if not colon:
        return CommitObject(repository, repository.git.commit(sha))
    if not path:
        return Tree(repository, repository.git.commit(sha).tree)
    found = next((one for one in repository.git.tree(sha, recursive=True) if one.path == path.rstrip("/")), None)
    return of_entry(Entry(repository, found)) if found else None


def by_oid(repository: Repository, oid: str) -> GitObject | None:
    """The commit, tree or blob of that id; None where there is none."""
    git = repository.git
    for kind, read in ((CommitObject, git.commit), (Tree, git.tree), (Blob, git.blob)):
        try:
            found: Any = read(oid)
        except KeyError:
            continue
        return CommitObject(repository, found) if kind is CommitObject else Tree(repository, oid) if kind is Tree else Blob(repository, oid)
    return None


def of_entry(entry: Entry) -> GitObject | None:
    """The object that a tree's line names; None for a submodule."""
    sha = entry.line.sha or ""
    if entry.line.type == "tree":
        return Tree(entry.repository, sha)
    return Blob(entry.repository, sha) if entry.line.type == "blob" else None


def file(of: CommitObject, path: str) -> Entry | None:
    """What stands at a path in a commit; None where there is nothing."""
    found = of.repository.git.entry(of.oid, path) if path.strip("/") else None
    return Entry(of.repository, found) if found else None


def history(of: CommitObject, arguments: Arguments) -> Page:
    """A commit and its ancestors as `git log --until` lists them: by the date of each commit, whatever branch it came from."""
    until = datetime.fromisoformat(arguments["until"]) if arguments["until"] else None
    commits = [one for one in of.repository.git.history(of.oid) if until is None or one.when <= until]
    return page("history", [CommitObject(of.repository, one) for one in commits], arguments)


def _field(type_name: str, read: Any) -> Field:
    return Field(type_name, lambda _asker, of, _arguments: read(of))


def _signature(of: CommitObject) -> tuple[Signature, str]:
    return of.commit.author, stamp(of.commit.when)


GIT_OBJECT = {
    "id": _field("ID!", lambda of: node_id("GO", of.oid)),
    "oid": _field("GitObjectID!", lambda of: of.oid),
    "abbreviatedOid": _field("String!", lambda of: of.oid[:7]),
}
GIT_TYPES = {
    "GitObject": GIT_OBJECT,
    "Blob": GIT_OBJECT
    | {
        "text": _field("String", lambda of: of.text),
        "byteSize": _field("Int!", lambda of: len(of.content)),
        "isBinary": _field("Boolean", lambda of: of.text is None),
        "isTruncated": _field("Boolean!", lambda _of: False),
    },
    "Tree": GIT_OBJECT
    | {"entries": _field("[TreeEntry!]", lambda of: [Entry(of.repository, one) for one in of.repository.git.tree(of.oid)])},
    "TreeEntry": {
        "name": _field("String!", lambda of: of.line.path.rsplit("/", 1)[-1]),
        "type": _field("String!", lambda of: of.line.type),
        "mode": _field("Int!", lambda of: int(of.line.mode, 8)),
        "oid": _field("GitObjectID!", lambda of: of.line.sha),
        "object": _field("GitObject", of_entry),
    },
    "Commit": GIT_OBJECT
    | {
        "message": _field("String!", lambda of: of.commit.message),
        "messageHeadline": _field("String!", lambda of: of.commit.message.split("\n", 1)[0]),
        "authoredDate": _field("DateTime!", lambda of: stamp(of.commit.when)),
        "committedDate": _field("DateTime!", lambda of: stamp(of.commit.when)),
        "author": _field("GitActor", _signature),
        "tree": _field("Tree!", lambda of: Tree(of.repository, of.commit.tree)),
        "file": Field("TreeEntry", lambda _asker, of, arguments: file(of, arguments["path"]), {"path": "String!"}),
        "history": Field(
            "CommitHistoryConnection!", lambda _asker, of, arguments: history(of, arguments), {**BOUNDS, "until": "GitTimestamp"}
        ),
    },
    **connection_types("Commit", "CommitHistoryConnection"),
    "GitActor": {
        "name": _field("String", lambda of: of[0].name),
        "email": _field("String", lambda of: of[0].email),
        "date": _field("GitTimestamp", lambda of: of[1]),
    },
    "Ref": {
        "id": _field("ID!", lambda of: node_id("REF", of.full_name)),
        "name": _field("String!", lambda of: of.full_name.split("/", 2)[2]),
        "prefix": _field("String!", lambda of: "/".join(of.full_name.split("/", 2)[:2]) + "/"),
        "target": _field("GitObject", lambda of: of.target),
    },
}
