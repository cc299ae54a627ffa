"""Files, folders, commits and the other Git objects in JSON."""

import base64
from typing import Any
from urllib.parse import quote

from bot.sandbox.acts.pushes import changed_by
from bot.sandbox.git_changes import changes, merge_base
from bot.sandbox.objects import Commit, TreeEntry
from bot.sandbox.repositories import Repository
from bot.sandbox.shapes.pulls import changed_file
from bot.sandbox.shapes.repositories import api_url, html_url
from bot.sandbox.shapes.time import node_id, stamp
from bot.sandbox.world import World

_TYPES = {"blob": "file", "tree": "dir", "commit": "submodule"}


def entry(world: World, one: Repository, path: str, of: TreeEntry, ref: str) -> dict[str, Any]:
    """What stands at a path, without a file's content."""
    url, page, place = api_url(world, one), html_url(world, one), quote(path)
    self_url = f"{url}/contents/{place}?ref={quote(ref)}"
    kind = "blobs" if of.type == "blob" else "trees"
    raw = f"{world.url}/raw/{one.full_name}/{ref}/{place}" if of.type == "blob" else None
    links = {"git": f"{url}/git/{kind}/{of.sha}", "html": f"{page}/{of.type}/{ref}/{place}", "self": self_url}
    return {
        "name": path.rsplit("/", 1)[-1],
        "path": path,
        "sha": of.sha,
        "size": of.size or 0,
        "url": self_url,
        "html_url": links["html"],
        "git_url": links["git"],
        "download_url": raw,
        "type": _TYPES[of.type],
        "_links": links,
    }


def file(world: World, one: Repository, path: str, of: TreeEntry, ref: str) -> dict[str, Any]:
    """A file with its content."""
    return entry(world, one, path, of, ref) | {"content": _base64(one.git.blob(of.sha or "")), "encoding": "base64"}


def _base64(content: bytes) -> str:
    """In lines, as GitHub sends it."""
    return base64.encodebytes(content).decode()


def blob(world: World, one: Repository, sha: str) -> dict[str, Any]:
    """A blob."""
    content = one.git.blob(sha)
    url = f"{api_url(world, one)}/git/blobs/{sha}"
    return {"sha": sha, "node_id": node_id("B", sha), "url": url, "size": len(content), "content": _base64(content), "encoding": "base64"}


def tree(world: World, one: Repository, sha: str, *, recursive: bool) -> dict[str, Any]:
    """A tree."""
    url = f"{api_url(world, one)}/git"
    kinds = {"blob": "blobs", "tree": "trees", "commit": "commits"}
    lines: list[dict[str, Any]] = [
        {"path": each.path, "mode": each.mode, "type": each.type, "sha": each.sha, "url": f"{url}/{kinds[each.type]}/{each.sha}"}
        | ({"size": each.size} if each.type == "blob" else {})
        for each in one.git.tree(sha, recursive=recursive)
    ]
    return {"sha": sha, "url": f"{url}/trees/{sha}", "tree": lines, "truncated": False}


def git_commit(world: World, one: Repository, of: Commit) -> dict[str, Any]:
    """A commit as a Git object."""
    url = f"{api_url(world, one)}/git"
    who = {"name": of.author.name, "email": of.author.email, "date": stamp(of.when)}
    return {
        "sha": of.sha,
        "node_id": node_id("C", of.sha),
        "url": f"{url}/commits/{of.sha}",
        "html_url": f"{html_url(world, one)}/commit/{of.sha}",
        "author": who,
        "committer": who,
        "message": of.message,
        "tree": {"sha": of.tree, "url": f"{url}/trees/{of.tree}"},
        "parents": [_parent(world, one, each, "git/commits") for each in of.parents],
        "verification": _unsigned(),
    }


def _unsigned() -> dict[str, Any]:
    return {"verified": False, "reason": "unsigned", "signature": None, "payload": None, "verified_at": None}


def _parent(world: World, one: Repository, sha: str, part: str) -> dict[str, str]:
    return {"sha": sha, "url": f"{api_url(world, one)}/{part}/{sha}", "html_url": f"{html_url(world, one)}/commit/{sha}"}


def commit(world: World, one: Repository, of: Commit) -> dict[str, Any]:
    """A commit as the commits routes show it."""
    url = f"{api_url(world, one)}/commits/{of.sha}"
    git = git_commit(world, one, of)
    return {
        "sha": of.sha,
        "node_id": git["node_id"],
        "url": url,
        "html_url": git["html_url"],
        "comments_url": f"{url}/comments",
        "commit": {key: git[key] for key in ("url", "author", "committer", "message", "tree", "verification")} | {"comment_count": 0},
        "author": None,
        "committer": None,
        "parents": [_parent(world, one, each, "commits") for each in of.parents],
    }


def commit_with_files(world: World, one: Repository, of: Commit) -> dict[str, Any]:
    """A commit with what it changes."""
    changed = changed_by(one.git, of)
    added, removed = sum(each.additions for each in changed), sum(each.deletions for each in changed)
    return commit(world, one, of) | {
        "stats": {"additions": added, "deletions": removed, "total": added + removed},
        "files": [changed_file(world, one, each, of.sha) for each in changed],
    }


def comparison(world: World, one: Repository, base: str, head: str) -> dict[str, Any] | None:
    """Two commits compared; None when their histories are strangers."""
    git, ancestor = one.git, merge_base(one.git, base, head)
    if ancestor is None:
        return None
    here, there = ({each.sha for each in git.history(sha)} for sha in (base, head))
    ahead, behind = [each for each in git.history(head) if each.sha not in here], len(here - there)
    states = {(False, False): "identical", (True, False): "ahead", (False, True): "behind", (True, True): "diverged"}
    page, name = html_url(world, one), f"{base}...{head}"
    return {
        "url": f"{api_url(world, one)}/compare/{name}",
        "html_url": f"{page}/compare/{name}",
        "permalink_url": f"{page}/compare/{name}",
        "diff_url": f"{page}/compare/{name}.diff",
        "patch_url": f"{page}/compare/{name}.patch",
        "base_commit": commit(world, one, git.commit(base)),
        "merge_base_commit": commit(world, one, git.commit(ancestor)),
        "status": states[bool(ahead), bool(behind)],
        "ahead_by": len(ahead),
        "behind_by": behind,
        "total_commits": len(ahead),
        "commits": [commit(world, one, each) for each in reversed(ahead)],
        "files": [changed_file(world, one, each, head) for each in changes(git, base, head)],
    }


def reference(world: World, one: Repository, name: str, sha: str) -> dict[str, Any]:
    """A reference."""
    url = f"{api_url(world, one)}/git"
    return {
        "ref": name,
        "node_id": node_id("REF", f"{one.id}_{name}"),
        "url": f"{url}/{name}",
        "object": {"type": "commit", "sha": sha, "url": f"{url}/commits/{sha}"},
    }


def branch(world: World, one: Repository, name: str, sha: str) -> dict[str, Any]:
    """A branch in a list."""
    return {"name": name, "commit": {"sha": sha, "url": f"{api_url(world, one)}/commits/{sha}"}, "protected": bool(one.rulesets)}
