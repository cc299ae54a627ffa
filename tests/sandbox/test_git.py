"""The sandbox's Git store beside the real `git`: the same ids, the same history, the same differences."""

import os
import subprocess
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.git import MemoryGit, NotFastForward
from bot.sandbox.git_changes import changes, merge_base
from bot.sandbox.objects import GitStore, Signature, TreeEntry

AMEL = Signature(name="Amel Tremblay", email="amel@example.org")
NOON = datetime(2027, 7, 12, 12, tzinfo=UTC)
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """The real program, in an empty repository, blind to this machine's settings."""
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=tmp_path, env=environment, capture_output=True, check=True)
        return done.stdout.decode()

    run("init", "--quiet", "--initial-branch=main")
    return run


def export(store: MemoryGit, folder: Path) -> None:
    """Writes every object and reference of the store as the real `git` keeps them."""
    for sha, (kind, content) in store._encoded.items():
        place = folder / ".git" / "objects" / sha[:2] / sha[2:]
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(zlib.compress(b"%s %d\0%s" % (kind.encode(), len(content), content)))
    for name, sha in store.refs().items():
        (folder / ".git" / name).write_text(sha + "\n")


def repository() -> MemoryGit:
    """Three commits on `main`, with folders, accents, a script, a removed file, and names that Git sorts unlike Python."""
    store = MemoryGit()
    first = {"README.md": "# Prix\n", "a/b/c.txt": "1\n", "a.txt": "x\n", "a-b": "y\n", "été.md": "é\n", "gone/only.txt": "z\n"}
    store.commit_files("refs/heads/main", first, "Commencer l'été", AMEL, NOON)
    store.commit_files("main", {"a/b/c.txt": "1\n2\n", "gone/only.txt": None}, "Grow\n\nAnd remove.\n", AMEL, NOON + timedelta(hours=1))
    script = TreeEntry(path="bin/run", sha=store.write_blob(b"#!/bin/sh\n"), mode="100755")
    head = store.refs()["refs/heads/main"]
    tree = store.write_tree([script], base_tree=head)
    store.set_ref("refs/heads/main", store.write_commit(tree, [head], "Run", AMEL, NOON + timedelta(hours=2)))
    return store


def test_git_finds_no_fault(git: Git, tmp_path: Path) -> None:
    """`git fsck --strict` recomputes every id and checks every tree's order and every commit's form."""
    store = repository()
    export(store, tmp_path)
    assert git("fsck", "--strict", "--full", "--no-dangling") == ""
    assert git("log", "--format=%H %an <%ae> %ct", "main").splitlines() == [
        f"{one.sha} {one.author.name} <{one.author.email}> {int(one.when.timestamp())}"
        for one in store.history(store.refs()["refs/heads/main"])
    ]


def test_git_lists_the_same_tree(git: Git, tmp_path: Path) -> None:
    """A recursive tree has the modes, types, ids and order of `git ls-tree -r -t`."""
    store = repository()
    export(store, tmp_path)
    listed = [f"{one.mode} {one.type} {one.sha}\t{one.path}" for one in store.tree(store.resolve("main") or "", recursive=True)]
    assert git("ls-tree", "-r", "-t", "-z", "main").split("\0")[:-1] == listed


def test_git_gives_the_same_files_the_same_ids(git: Git, tmp_path: Path) -> None:
    """A blob and a tree made by the real program have the ids that the store gives."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "prix.txt").write_text("6 500 $\n")
    git("add", ".")
    store = MemoryGit()
    blob = store.write_blob(b"6 500 $\n".replace(b" ", b" "))
    tree = store.write_tree([TreeEntry(path="a/prix.txt", sha=blob)])
    assert git("hash-object", "a/prix.txt").strip() == blob
    assert git("write-tree").strip() == tree


@given(st.dictionaries(st.text("ab-.é", min_size=1, max_size=3).filter(lambda name: name not in {".", ".."}), st.binary(), min_size=1))
def test_what_is_written_is_read(files: dict[str, bytes]) -> None:
    """Every file of a commit can be read at its branch, and nothing else is there."""
    store = MemoryGit()
    store.commit_files("main", files, "All", AMEL, NOON)
    assert {one.path: store.read_file("main", one.path) for one in store.tree(store.resolve("main") or "")} == files


def test_empty_store_has_nothing() -> None:
    """No reference, no commit, no file; and it says that it is empty."""
    store: GitStore = MemoryGit()
    assert (store.resolve("main"), store.read_file("main", "README.md"), dict(store.refs())) == (None, None, {})
    assert MemoryGit().is_empty
    assert not repository().is_empty


@pytest.mark.parametrize("name", ["main", "heads/main", "refs/heads/main", "id"])
def test_commit_goes_by_several_names(name: str) -> None:
    """A branch, a reference with or without `refs/`, and a commit's id all name it."""
    store = repository()
    head = store.refs()["refs/heads/main"]
    assert store.resolve(head if name == "id" else name) == head


def test_folder_is_no_file() -> None:
    """A folder, a path under a file, and a path that is not there read as no file."""
    store = repository()
    assert [store.read_file("main", path) for path in ("a", "a/b", "README.md/x", "nothing")] == [None] * 4
    folder = store.entry("main", "a/b")
    assert folder is not None
    assert folder.type == "tree"


def test_emptied_folder_goes() -> None:
    """Removing a folder's last file removes the folder."""
    paths = [one.path for one in repository().tree(repository().resolve("main") or "", recursive=True)]
    assert "gone" not in paths
    assert paths[:2] == ["README.md", "a-b"]


@pytest.mark.parametrize(
    "entry",
    [
        TreeEntry(path="", sha="0" * 40),
        TreeEntry(path="a//b", sha="0" * 40),
        TreeEntry(path="../x", sha="0" * 40),
        TreeEntry(path=".git/config", sha="0" * 40),
        TreeEntry(path="folder/", sha="0" * 40),
        TreeEntry(path="x", sha="0" * 40, mode="100600"),
        TreeEntry(path="x", sha="0" * 40, mode="040000"),
        TreeEntry(path="x", sha="0" * 40),
        TreeEntry(path="x", sha=None),
    ],
)
def test_tree_refuses_what_git_would_not_store(entry: TreeEntry) -> None:
    """Paths that leave the tree, modes that don't go with the type, objects that are not there, and removing nothing."""
    with pytest.raises((ValueError, KeyError)):
        MemoryGit().write_tree([entry])


def test_file_takes_a_folders_place_and_back() -> None:
    """A file where a folder was, and a folder where a file was."""
    store = repository()
    store.commit_files("main", {"a": "now a file\n", "a-b/c": "now a folder\n"}, "Swap", AMEL, NOON)
    assert store.read_file("main", "a") == b"now a file\n"
    assert store.read_file("main", "a/b/c.txt") is None
    assert store.read_file("main", "a-b/c") == b"now a folder\n"


def forked() -> tuple[MemoryGit, str, str, str]:
    """A store with two branches: the commit that they share, and the head of each."""
    store = repository()
    base = store.refs()["refs/heads/main"]
    main = store.commit_files("main", {"main.txt": "m\n"}, "On main", AMEL, NOON + timedelta(hours=4))
    store.set_ref("refs/heads/topic", base)
    topic = store.commit_files(
        "topic", {"README.md": "# Price\n", "a.txt": None, "new.txt": "n\n"}, "On topic", AMEL, NOON + timedelta(hours=5)
    )
    return store, base, main, topic


def test_reference_moves_forward_only_unless_forced() -> None:
    """Losing commits is refused, and done when `force` is said."""
    store, base, main, topic = forked()
    assert store.is_ancestor(base, topic)
    with pytest.raises(NotFastForward):
        store.update_ref("refs/heads/main", topic)
    assert store.refs()["refs/heads/main"] == main
    store.update_ref("refs/heads/main", topic, force=True)
    assert store.refs()["refs/heads/main"] == topic


def test_references_are_checked() -> None:
    """A reference has a full name and points at a commit that is there; a removed one is gone."""
    store = repository()
    head = store.refs()["refs/heads/main"]
    with pytest.raises(ValueError, match="full reference"):
        store.set_ref("main", head)
    with pytest.raises(KeyError):
        store.set_ref("refs/heads/x", "0" * 40)
    with pytest.raises(KeyError):
        store.update_ref("refs/heads/x", head)
    store.delete_ref("refs/heads/main")
    assert store.is_empty


def test_changes_are_those_since_the_common_ancestor(git: Git, tmp_path: Path) -> None:
    """A pull request's files and line counts are those of `git diff --numstat base...head`."""
    store, base, main, topic = forked()
    export(store, tmp_path)
    assert merge_base(store, main, topic) == base
    found = changes(store, main, topic)
    assert [f"{one.additions}\t{one.deletions}\t{one.path}" for one in found] == git("diff", "--numstat", f"{main}...{topic}").splitlines()
    assert [(one.path, one.status) for one in found] == [("README.md", "modified"), ("a.txt", "removed"), ("new.txt", "added")]
    assert found[0].patch == "@@ -1 +1 @@\n-# Prix\n+# Price"


def test_binary_file_has_no_patch() -> None:
    """What is not UTF-8 text has no lines to count."""
    store = repository()
    base = store.refs()["refs/heads/main"]
    head = store.commit_files("main", {"image.png": b"\x89PNG\xff"}, "Draw", AMEL, NOON)
    assert [(one.path, one.additions, one.patch) for one in changes(store, base, head)] == [("image.png", 0, "")]


def test_history_of_a_path_has_only_what_changed_it() -> None:
    """Commits that left a file as it was are not in its history."""
    store = repository()
    head = store.refs()["refs/heads/main"]
    assert [one.message.split("\n", 1)[0] for one in store.history(head, "a/b/c.txt")] == ["Grow", "Commencer l'été"]
    assert [one.message.split("\n", 1)[0] for one in store.history(head, "bin")] == ["Run"]


def test_merge_has_both_histories_once(git: Git, tmp_path: Path) -> None:
    """A commit with two parents lists every ancestor once, in the order of `git log`."""
    store, _base, main, topic = forked()
    merge = store.write_commit(store.commit(topic).tree, [main, topic], "Merge", AMEL, NOON + timedelta(hours=6))
    store.update_ref("refs/heads/main", merge)
    export(store, tmp_path)
    assert [one.sha for one in store.history(merge)] == git("log", "--format=%H", "main").split()


def test_fork_has_the_same_commits_and_its_own_references() -> None:
    """A copy is not moved by its original, nor the reverse."""
    store = repository()
    fork = store.copy()
    head = fork.commit_files("main", {"fork.txt": "f\n"}, "Fork", AMEL, NOON)
    assert store.read_file("main", "fork.txt") is None
    assert store.resolve(head) is None
    assert fork.is_ancestor(store.refs()["refs/heads/main"], head)
