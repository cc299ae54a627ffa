"""Git objects and references in memory, with Git's own ids; the `GitStore` of `objects`.

Source: Pro Git, "Git Internals: Git Objects". It never merges, never packs, and never speaks Git's protocol; who may write, and which
branches are protected, is asked elsewhere.
"""

import hashlib
import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.sandbox.objects import Commit, Signature, TreeEntry

TREE_MODE = "040000"
MODES = {"100644": "blob", "100755": "blob", "120000": "blob", TREE_MODE: "tree", "160000": "commit"}
"""The file modes that GitHub's "Create a tree" allows, each with the type of its object."""

Listing = dict[str, TreeEntry]


class NotFastForward(ValueError):  # noqa: N818 - Git's own word for it
    """A reference would lose commits, and nobody said `force`."""


def object_id(kind: str, content: bytes) -> str:
    """Git's id of an object: the SHA-1 of its type, its length and its bytes."""
    return hashlib.sha1(b"%s %d\0%s" % (kind.encode(), len(content), content), usedforsecurity=False).hexdigest()


def full_name(ref: str) -> str:
    """The full name of a reference: a bare name is a branch's."""
    return ref if ref.startswith("refs/") else f"refs/heads/{ref}"


class MemoryGit:
    """The objects and references of one repository. `KeyError` for what is not there, `ValueError` for what Git would not store."""

    def __init__(self) -> None:
        self._encoded: dict[str, tuple[str, bytes]] = {}
        self._trees: dict[str, Listing] = {}
        self._commits: dict[str, Commit] = {}
        self._refs: dict[str, str] = {}

    @property
    def is_empty(self) -> bool:
        """Whether the repository has no commit on any reference: most of GitHub's Git API answers 409 then."""
        return not self._refs

    def encoded(self, sha: str) -> tuple[str, bytes]:
        """An object's type and its bytes as Git stores them."""
        return self._encoded[sha]

    def _keep(self, kind: str, content: bytes) -> str:
        sha = object_id(kind, content)
        self._encoded[sha] = (kind, content)
        return sha

    def write_blob(self, content: bytes) -> str:
        """Stores a blob."""
        return self._keep("blob", content)

    def blob(self, sha: str) -> bytes:
        """A blob's bytes."""
        kind, content = self._encoded[sha]
        if kind != "blob":
            raise KeyError(sha)
        return content

    def write_tree(self, entries: Sequence[TreeEntry], base_tree: str | None = None) -> str:
        """Stores a tree: `base_tree` (a tree's or a commit's id) with the entries laid over it; an entry without `sha` removes its path."""
        listing = dict(self._listing(base_tree)) if base_tree else {}
        within: dict[str, list[TreeEntry]] = {}
        for entry in entries:
            head, slash, rest = entry.path.partition("/")
            if head in {"", ".", "..", ".git"} or (slash and not rest):
                raise ValueError(f"tree.path contains a malformed path component: {entry.path}")
            if rest:
                within.setdefault(head, []).append(replace(entry, path=rest))
            elif entry.sha is None:
                del listing[head]
            else:
                listing[head] = self._checked(entry)
        for name, inner in within.items():
            self._lay_within(listing, name, inner)
        return self._keep_tree(listing)

    def _lay_within(self, listing: Listing, name: str, inner: list[TreeEntry]) -> None:
        """A folder's entries; a folder that has none left goes, since Git knows no empty folders."""
        before = listing.get(name)
        base = before.sha if before is not None and before.type == "tree" else None
        sha = self.write_tree(inner, base)
        if self._trees[sha]:
            listing[name] = TreeEntry(path=name, sha=sha, mode=TREE_MODE, type="tree")
        else:
            listing.pop(name, None)

    def _checked(self, entry: TreeEntry) -> TreeEntry:
        if MODES.get(entry.mode) != entry.type:
            raise ValueError(f"tree.mode {entry.mode} does not go with the type {entry.type}")
        if entry.type != "commit" and self._encoded[entry.sha or ""][0] != entry.type:
            raise KeyError(entry.sha)
        return replace(entry, size=len(self.blob(entry.sha or "")) if entry.type == "blob" else None)

    def _keep_tree(self, listing: Listing) -> str:
        """Git sorts a folder as if its name ended with a slash."""
        ordered = sorted(listing.values(), key=lambda one: (one.path + "/" if one.type == "tree" else one.path).encode())
        lines = (b"%s %s\0%s" % (one.mode.lstrip("0").encode(), one.path.encode(), bytes.fromhex(one.sha or "")) for one in ordered)
        sha = self._keep("tree", b"".join(lines))
        self._trees[sha] = {one.path: one for one in ordered}
        return sha

    def _listing(self, sha: str) -> Listing:
        return self._trees[self._commits[sha].tree if sha in self._commits else sha]

    def tree(self, sha: str, *, recursive: bool = False) -> list[TreeEntry]:
        """The entries of a tree, or of the tree of a commit. Recursive: with all that is in its folders, each folder before its content."""
        return list(self._walk(sha, "")) if recursive else list(self._listing(sha).values())

    def _walk(self, sha: str, folder: str) -> Iterator[TreeEntry]:
        for entry in self._listing(sha).values():
            yield replace(entry, path=folder + entry.path)
            if entry.type == "tree":
                yield from self._walk(entry.sha or "", f"{folder}{entry.path}/")

    def write_commit(self, tree: str, parents: Sequence[str], message: str, author: Signature, when: datetime) -> str:
        """Stores a commit; its author is its committer, its time is UTC, to the second."""
        if tree not in self._trees:
            raise KeyError(tree)
        parents = tuple(self._commits[parent].sha for parent in parents)
        moment = when.astimezone(UTC).replace(microsecond=0)
        name, email = ("".join(c for c in text if c not in "<>\n\0").strip() for text in (author.name, author.email))
        who = f"{name} <{email}> {int(moment.timestamp())} +0000"
        lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents), f"author {who}", f"committer {who}", "", message]
        sha = self._keep("commit", "\n".join(lines).encode())
        self._commits[sha] = Commit(sha=sha, tree=tree, parents=parents, message=message, author=author, when=moment)
        return sha

    def commit(self, sha: str) -> Commit:
        """A commit, read."""
        return self._commits[sha]

    def refs(self) -> Mapping[str, str]:
        """Full names (`refs/heads/main`) with the commit each points at, in order of names."""
        return dict(sorted(self._refs.items()))

    def set_ref(self, name: str, sha: str) -> None:
        """Creates or moves a reference, by its full name, to a commit, whatever it pointed at."""
        if name.count("/") < 2 or not name.startswith("refs/"):  # noqa: PLR2004 - GitHub asks for "at least two slashes"
            raise ValueError(f"{name} is no full reference name")
        self._refs[name] = self._commits[sha].sha

    def update_ref(self, name: str, sha: str, *, force: bool = False) -> None:
        """Moves a reference that exists. NotFastForward when it would lose commits and `force` is not said."""
        if not force and not self.is_ancestor(self._refs[name], self._commits[sha].sha):
            raise NotFastForward("Update is not a fast forward")
        self._refs[name] = self._commits[sha].sha

    def delete_ref(self, name: str) -> None:
        """Removes a reference."""
        del self._refs[name]

    def resolve(self, ref: str) -> str | None:
        """The commit that a branch, a tag, a full reference or a commit id names."""
        names = (ref, f"refs/{ref}", f"refs/heads/{ref}", f"refs/tags/{ref}")
        found = next((self._refs[name] for name in names if name in self._refs), None)
        return found or (ref if ref in self._commits else None)

    def entry(self, ref: str, path: str) -> TreeEntry | None:
        """What stands at a path (a file or a folder) at a reference; None where there is nothing."""
        commit = self.resolve(ref)
        entry = TreeEntry(path="", sha=self._commits[commit].tree, mode=TREE_MODE, type="tree") if commit else None
        for part in path.strip("/").split("/") if path.strip("/") else ():
            entry = self._trees[entry.sha or ""].get(part) if entry is not None and entry.type == "tree" else None
        return entry

    def read_file(self, ref: str, path: str) -> bytes | None:
        """A file's bytes at a reference; None where there is no such file."""
        entry = self.entry(ref, path)
        return self.blob(entry.sha or "") if entry is not None and entry.type == "blob" else None

    def commit_files(self, ref: str, files: Mapping[str, str | bytes | None], message: str, author: Signature, when: datetime) -> str:
        """A commit on a reference with these files written (None: removed); creates the reference where it is not."""
        parent = self._refs.get(full_name(ref))
        contents = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
        entries = [TreeEntry(path=path, sha=None if content is None else self.write_blob(content)) for path, content in contents.items()]
        tree = self.write_tree(entries, self._commits[parent].tree if parent else None)
        sha = self.write_commit(tree, [parent] if parent else [], message, author, when)
        self.set_ref(full_name(ref), sha)
        return sha

    def history(self, sha: str, path: str | None = None) -> list[Commit]:
        """A commit and all its ancestors, newest first; with a path, only those that changed what stands there."""
        commits = list(self._ancestry(self._commits[sha].sha))
        return commits if path is None else [one for one in commits if self._changed(one, path)]

    def _ancestry(self, sha: str) -> Iterator[Commit]:
        """As `git log` walks: of the commits whose child was seen, the newest, and of equally new ones the first seen."""
        queue = [(0.0, 0, sha)]
        seen = {sha}
        while queue:
            commit = self._commits[heapq.heappop(queue)[2]]
            yield commit
            for parent in commit.parents:
                if parent not in seen:
                    seen.add(parent)
                    heapq.heappush(queue, (-self._commits[parent].when.timestamp(), len(seen), parent))

    def _changed(self, commit: Commit, path: str) -> bool:
        now = self.entry(commit.sha, path)
        return all(self.entry(parent, path) != now for parent in commit.parents) if commit.parents else now is not None

    def is_ancestor(self, ancestor: str, sha: str) -> bool:
        """Whether a commit is another or one of its ancestors."""
        return any(one.sha == ancestor for one in self._ancestry(sha))

    def copy(self) -> "MemoryGit":
        """A store of its own with the same objects and references, for a fork."""
        fork = MemoryGit()
        fork._encoded, fork._trees = dict(self._encoded), dict(self._trees)
        fork._commits, fork._refs = dict(self._commits), dict(self._refs)
        return fork
