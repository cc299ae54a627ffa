"""Git's own objects: blobs, trees, commits, references. GitHub Docs, REST, "Git database".

All of it answers 409 while the repository is empty.
"""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.acts.pushes import moved, signature
from bot.sandbox.objects import GitStore, TreeEntry
from bot.sandbox.refusals import refuse
from bot.sandbox.routes.call import Call, answer, nothing
from bot.sandbox.routes.contents import check_push
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.shapes import contents as shapes


def _git(call: Call) -> GitStore:
    if call.repository.git.is_empty:
        refuse(refusals.REPOSITORY_EMPTY)
    return call.repository.git


def _shown(show: Callable[[], Any]) -> web.Response:
    """What `show` gives, or 404 for an object that is not there."""
    try:
        return answer(show())
    except KeyError:
        refuse(refusals.NOT_FOUND)


def read_blob(call: Call) -> web.Response:
    """A blob."""
    _git(call)
    return _shown(lambda: shapes.blob(call.world, call.repository, call.part("sha")))


def write_blob(call: Call) -> web.Response:
    """A new blob, of text (`utf-8`) or Base64."""
    git, content = _git(call), call.body.get("content")
    if not isinstance(content, str):
        call.invalid("Blob", "content", "missing_field")
    try:
        data = base64.b64decode(content) if call.body.get("encoding") == "base64" else content.encode()
    except (binascii.Error, ValueError):
        refuse(refusals.NOT_BASE64)
    sha = git.write_blob(data)
    return answer({"sha": sha, "url": f"{call.world.api}/repos/{call.repository.full_name}/git/blobs/{sha}"}, 201)


def read_tree(call: Call) -> web.Response:
    """A tree, of a tree's or a commit's id or a branch; with all below it when `?recursive=` is there, whatever its value."""
    git = _git(call)
    ref = call.part("sha")
    sha = git.resolve(ref)
    tree = git.commit(sha).tree if sha else ref
    return _shown(lambda: shapes.tree(call.world, call.repository, tree, recursive="recursive" in call.request.query))


def write_tree(call: Call) -> web.Response:
    """A new tree: entries with `sha` or inline `content`, over `base_tree`."""
    git, lines = _git(call), call.body.get("tree")
    if not isinstance(lines, list) or not lines:
        refuse(refusals.TREE_INVALID, problem="Invalid tree info")
    try:
        sha = git.write_tree([_entry(git, line) for line in lines], call.body.get("base_tree"))
    except KeyError as missing:
        refuse(refusals.TREE_INVALID, problem=f"tree.sha {missing.args[0]} is not a valid object")
    except ValueError as bad:
        refuse(refusals.TREE_INVALID, problem=str(bad))
    return answer(shapes.tree(call.world, call.repository, sha, recursive=False), 201)


def _entry(git: GitStore, line: dict[str, Any]) -> TreeEntry:
    mode = line.get("mode", "100644")
    if not isinstance(line.get("path"), str) or ("sha" in line) is ("content" in line):
        raise ValueError("Must supply either tree.sha or tree.content, and a tree.path")
    sha = git.write_blob(line["content"].encode()) if "content" in line else line["sha"]
    return TreeEntry(path=line["path"], sha=sha, mode=mode, type=line.get("type", "tree" if mode == "040000" else "blob"))


def read_commit(call: Call) -> web.Response:
    """A commit."""
    git = _git(call)
    return _shown(lambda: shapes.git_commit(call.world, call.repository, git.commit(call.part("sha"))))


def write_commit(call: Call) -> web.Response:
    """A new commit of a tree; no branch moves."""
    git, message, tree = _git(call), call.text("Commit", "message"), call.text("Commit", "tree")
    try:
        sha = git.write_commit(tree, call.body.get("parents") or [], message, signature(call.account), call.world.clock.now())
    except KeyError:
        refuse(refusals.OBJECT_MISSING)
    return answer(shapes.git_commit(call.world, call.repository, git.commit(sha)), 201)


def list_refs(call: Call) -> web.Response:
    """The references that begin so."""
    begin = f"refs/{call.part('ref')}"
    found = [(name, sha) for name, sha in _git(call).refs().items() if name.startswith(begin)]
    return answer([shapes.reference(call.world, call.repository, *pair) for pair in found])


def read_ref(call: Call) -> web.Response:
    """One reference."""
    name = f"refs/{call.part('ref')}"
    sha = _git(call).refs().get(name) or refuse(refusals.NOT_FOUND)
    return answer(shapes.reference(call.world, call.repository, name, sha))


def _sha(call: Call, git: GitStore) -> str:
    sha = call.text("Reference", "sha")
    try:
        return git.commit(sha).sha
    except KeyError:
        refuse(refusals.OBJECT_MISSING)


def make_ref(call: Call) -> web.Response:
    """A new reference to a commit."""
    git, name = _git(call), call.text("Reference", "ref")
    sha = _sha(call, git)
    if name in git.refs():
        refuse(refusals.REF_EXISTS)
    try:
        git.set_ref(name, sha)
    except ValueError:
        refuse(refusals.REF_MALFORMED)
    moved(call.act, call.repository, name, None)
    return answer(shapes.reference(call.world, call.repository, name, sha), 201)


def move_ref(call: Call) -> web.Response:
    """Moves a reference, forward only unless `force`."""
    git, name, force = _git(call), f"refs/{call.part('ref')}", bool(call.body.get("force"))
    sha, before = _sha(call, git), git.refs().get(name) or refuse(refusals.REF_MISSING)
    check_push(call, name, _paths(git, sha), kinds=frozenset({"pull_request", "non_fast_forward"} if force else {"pull_request"}))
    try:
        git.update_ref(name, sha, force=force)
    except ValueError:
        refuse(refusals.NOT_FAST_FORWARD)
    moved(call.act, call.repository, name, before)
    return answer(shapes.reference(call.world, call.repository, name, sha))


def _paths(git: GitStore, sha: str) -> list[str]:
    return [entry.path for entry in git.tree(sha, recursive=True)]


def delete_ref(call: Call) -> web.Response:
    """Takes a reference away."""
    git, name = _git(call), f"refs/{call.part('ref')}"
    before = git.refs().get(name) or refuse(refusals.REF_MISSING)
    check_push(call, name, [], kinds=frozenset({"deletion"}))
    git.delete_ref(name)
    moved(call.act, call.repository, name, before)
    return nothing()


_GIT = REPOSITORY + "/git"
_READ = "contents:read"


def _writes(method: Any, path: str, answerer: Callable[[Call], web.Response]) -> Route:
    return Route(method, path, answerer, "contents:write", role="write", lacking=refusals.MUST_HAVE_PUSH)


ROUTES = (
    Route("GET", _GIT + "/blobs/{sha}", read_blob, _READ),
    _writes("POST", _GIT + "/blobs", write_blob),
    Route("GET", _GIT + "/trees/{sha}", read_tree, _READ),
    _writes("POST", _GIT + "/trees", write_tree),
    Route("GET", _GIT + "/commits/{sha}", read_commit, _READ),
    _writes("POST", _GIT + "/commits", write_commit),
    Route("GET", _GIT + "/matching-refs/{ref:.*}", list_refs, _READ),
    Route("GET", _GIT + "/ref/{ref:.+}", read_ref, _READ),
    _writes("POST", _GIT + "/refs", make_ref),
    _writes("PATCH", _GIT + "/refs/{ref:.+}", move_ref),
    _writes("DELETE", _GIT + "/refs/{ref:.+}", delete_ref),
)
