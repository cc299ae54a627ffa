"""Files and folders, commits and branches. GitHub Docs, REST, "Repository contents", "Commits", "Branches"."""

import base64
import binascii
from typing import Any

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.acts.repositories import put_files
from bot.sandbox.authentication import Installed
from bot.sandbox.permissions import app_may
from bot.sandbox.refusals import refuse
from bot.sandbox.routes.call import Call, answer, page
from bot.sandbox.routes.table import REPOSITORY, Route
from bot.sandbox.rules import forbidden
from bot.sandbox.shapes import contents as shapes


def read_contents(call: Call) -> web.Response:
    """A file with its content, or a folder's list, at `?ref=`. An empty repository has none: 404."""
    one, path = call.repository, call.part("path").strip("/")
    ref = call.request.query.get("ref") or one.default_branch
    found = one.git.entry(ref, path)
    if one.git.is_empty or found is None:
        refuse(refusals.NOT_FOUND)
    if found.type == "tree":
        prefix = f"{path}/" if path else ""
        listed = one.git.tree(found.sha or "")
        return answer([shapes.entry(call.world, one, prefix + each.path, each, ref) for each in listed])
    if "raw" in call.request.headers.get("Accept", ""):
        return web.Response(body=one.git.blob(found.sha or ""), content_type="application/vnd.github.raw+json")
    return answer(shapes.file(call.world, one, path, found, ref))


def read_readme(call: Call) -> web.Response:
    """The README of the default branch."""
    one = call.repository
    found = one.git.entry(one.default_branch, "README.md") or refuse(refusals.NOT_FOUND)
    return answer(shapes.file(call.world, one, "README.md", found, one.default_branch))


def write_file(call: Call) -> web.Response:
    """One commit that writes a file; with its `sha` when it is there already."""
    path = call.part("path").strip("/")
    call.text("Content", "message")
    content, exists = _content(call), _check_sha(call, path)
    sha = _commit(call, path, content)
    found = call.repository.git.entry(sha, path)
    shown = shapes.entry(call.world, call.repository, path, found, _branch(call)) if found else None
    return answer({"content": shown, "commit": _shown_commit(call, sha)}, 200 if exists else 201)


def delete_file(call: Call) -> web.Response:
    """One commit that takes a file away."""
    path = call.part("path").strip("/")
    call.text("Content", "message")
    if not _check_sha(call, path):
        refuse(refusals.NOT_FOUND)
    return answer({"content": None, "commit": _shown_commit(call, _commit(call, path, None))})


def _branch(call: Call) -> str:
    branch: str = call.body.get("branch") or call.repository.default_branch
    return branch.removeprefix("refs/heads/")


def _content(call: Call) -> bytes:
    try:
        return base64.b64decode(call.text("Content", "content") if call.body.get("content") else "", validate=False)
    except (binascii.Error, ValueError):
        refuse(refusals.NOT_BASE64)


def _check_sha(call: Call, path: str) -> bool:
    """Whether the file is there; refuses a change that does not name what it changes."""
    git, branch, given = call.repository.git, _branch(call), call.body.get("sha")
    if not git.is_empty and f"refs/heads/{branch}" not in git.refs():
        refuse(refusals.BRANCH_MISSING, branch=branch)
    found = git.entry(branch, path)
    if found is not None and not given:
        refuse(refusals.SHA_MISSING)
    if given and (found is None or found.sha != given):
        refuse(refusals.SHA_STALE, path=path, sha=given)
    return found is not None


def _commit(call: Call, path: str, content: bytes | None) -> str:
    check_push(call, f"refs/heads/{_branch(call)}", [path])
    return put_files(call.act, call.repository, {path: content}, call.body["message"], _branch(call))


def check_push(call: Call, ref: str, paths: list[str], *, kinds: frozenset[str] = frozenset({"pull_request"})) -> None:
    """Refuses what a ruleset forbids, and workflow files by an App that may not write them."""
    rule = None if call.repository.git.is_empty else forbidden(call.repository, ref, call.actor, set(kinds))
    if rule:
        refuse(refusals.RULE_VIOLATION, rule=rule)
    workflow = any(path.startswith(".github/workflows/") for path in paths)
    if workflow and isinstance(call.actor, Installed) and not app_may(call.actor, "workflows", "write"):
        refuse(refusals.WORKFLOWS_REFUSED)


def _shown_commit(call: Call, sha: str) -> dict[str, Any]:
    return shapes.git_commit(call.world, call.repository, call.repository.git.commit(sha))


def list_commits(call: Call) -> web.Response:
    """From `?sha=` (a branch or a commit) back, of `?path=` only."""
    git, query = call.repository.git, call.request.query
    if git.is_empty:
        refuse(refusals.REPOSITORY_EMPTY)
    start = git.resolve(query.get("sha") or call.repository.default_branch) or refuse(refusals.NOT_FOUND)
    return page(call, git.history(start, query.get("path")), lambda one: shapes.commit(call.world, call.repository, one))


def read_commit(call: Call) -> web.Response:
    """One commit with what it changes, by branch, tag or id."""
    git = call.repository.git
    if git.is_empty:
        refuse(refusals.REPOSITORY_EMPTY)
    sha = git.resolve(call.part("ref")) or refuse(refusals.COMMIT_MISSING, ref=call.part("ref"))
    return answer(shapes.commit_with_files(call.world, call.repository, git.commit(sha)))


def compare(call: Call) -> web.Response:
    """`base...head`: the commits that the head has and the base lacks, and what they change."""
    git, (base, _, head) = call.repository.git, call.part("basehead").partition("...")
    if git.is_empty:
        refuse(refusals.REPOSITORY_EMPTY)
    shas = [git.resolve(name) or refuse(refusals.NOT_FOUND) for name in (base, head)]
    return answer(shapes.comparison(call.world, call.repository, shas[0], shas[1]) or refuse(refusals.NOT_FOUND))


def _branches(call: Call) -> list[tuple[str, str]]:
    refs = call.repository.git.refs().items()
    return [(name.removeprefix("refs/heads/"), sha) for name, sha in refs if name.startswith("refs/heads/")]


def list_branches(call: Call) -> web.Response:
    """The branches."""
    return page(call, _branches(call), lambda pair: shapes.branch(call.world, call.repository, *pair))


def read_branch(call: Call) -> web.Response:
    """One branch."""
    one = call.repository
    name = call.part("branch")
    sha = dict(_branches(call)).get(name) or refuse(refusals.BRANCH_MISSING, branch=name)
    url = f"{call.world.api}/repos/{one.full_name}/branches/{name}"
    links = {"self": url, "html": f"{call.world.url}/{one.full_name}/tree/{name}"}
    shown = shapes.branch(call.world, one, name, sha) | {"commit": shapes.commit(call.world, one, one.git.commit(sha))}
    return answer(shown | {"_links": links, "protection": {"enabled": bool(one.rulesets)}, "protection_url": f"{url}/protection"})


_FILE = REPOSITORY + "/contents/{path:.*}"
ROUTES = (
    Route("GET", _FILE, read_contents, "contents:read"),
    Route("PUT", _FILE, write_file, "contents:write", role="write", lacking=refusals.MUST_HAVE_PUSH),
    Route("DELETE", _FILE, delete_file, "contents:write", role="write", lacking=refusals.MUST_HAVE_PUSH),
    Route("GET", REPOSITORY + "/readme", read_readme, "contents:read"),
    Route("GET", REPOSITORY + "/commits", list_commits, "contents:read"),
    Route("GET", REPOSITORY + "/commits/{ref}", read_commit, "contents:read"),
    Route("GET", REPOSITORY + "/compare/{basehead:.+}", compare, "contents:read"),
    Route("GET", REPOSITORY + "/branches", list_branches, "contents:read"),
    Route("GET", REPOSITORY + "/branches/{branch:.+}", read_branch, "contents:read"),
)
