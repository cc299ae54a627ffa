"""How each refusal of who may not, and of labels, Git, pull requests and people is provoked."""

from typing import Any

from bot.sandbox import refusals
from tests.sandbox.provocations import PROVOCATIONS, content, provokes
from tests.sandbox.site import Answer, Site


@provokes(refusals.MUST_HAVE_ADMIN)
async def stranger_closes(site: Site) -> Answer:
    """Somebody else's issue, closed by a stranger."""
    return await site.ask("PATCH", await site.issue(), {"state": "closed"}, "stan")


@provokes(refusals.MUST_HAVE_PUSH)
async def stranger_writes_file(site: Site) -> Answer:
    """A file, by a stranger."""
    return await _put(site, await site.repository(), "new", "stan")


@provokes(refusals.MUST_HAVE_PUSH_TO_VIEW)
async def stranger_lists_collaborators(site: Site) -> Answer:
    """Who works here, asked by a stranger."""
    return await site.ask("GET", f"{await site.repository()}/collaborators", by="stan")


@provokes(refusals.MAY_NOT_LABEL)
async def author_labels(site: Site) -> Answer:
    """A label on one's own issue, without triage."""
    return await site.ask("PUT", f"{await site.issue(by='stan')}/labels", {"labels": ["bug"]}, "stan")


@provokes(refusals.MAY_NOT_MAKE_LABEL)
async def triager_makes_label(site: Site) -> Answer:
    """A label that is not there, set with triage."""
    return await site.ask("POST", f"{await site.issue()}/labels", {"labels": ["brand new"]}, "trina")


@provokes(refusals.MAY_NOT_EDIT_COMMENT)
async def triager_edits_comment(site: Site) -> Answer:
    """Somebody else's comment, edited with triage only."""
    path = await site.issue()
    made = await site.ask("POST", f"{path}/comments", {"body": "x"}, "olive")
    return await site.ask("PATCH", f"{path.rpartition('/')[0]}/comments/{made.body['id']}", {"body": "y"}, "trina")


@provokes(refusals.MUST_BE_ORGANIZATION_ADMIN)
async def member_makes_team(site: Site) -> Answer:
    """A team, by a member who does not own the organisation."""
    await site.control("POST", "organizations", {"login": f"org-{next(site.numbers)}", "admins": ["olive"], "members": ["stan"]})
    organizations = await site.ask("GET", "/user/orgs", by="stan")
    return await site.ask("POST", f"/orgs/{organizations.body[0]['login']}/teams", {"name": "Ours"}, "stan")


@provokes(refusals.ORGANIZATION_FORBIDS_REPOSITORY)
async def stranger_makes_repository(site: Site) -> Answer:
    """A repository in an organisation of others."""
    return await site.ask("POST", "/orgs/acme/repos", {"name": "mine"}, "stan")


@provokes(refusals.LOCKED)
async def stranger_comments_on_locked(site: Site) -> Answer:
    """A comment where the conversation is locked."""
    path = await site.issue()
    await site.ask("PUT", f"{path}/lock", {"lock_reason": "resolved"}, "olive")
    return await site.ask("POST", f"{path}/comments", {"body": "x"}, "stan")


async def _label(site: Site, **body: Any) -> Answer:
    return await site.ask("POST", f"{await site.repository()}/labels", {"name": "x", "color": "ffffff"} | body, "olive")


@provokes(refusals.LABEL_NAME_TOO_LONG)
async def long_label(site: Site) -> Answer:
    """51 characters."""
    return await _label(site, name="x" * 51)


@provokes(refusals.LABEL_DESCRIPTION_TOO_LONG)
async def long_description(site: Site) -> Answer:
    """101 characters."""
    return await _label(site, description="x" * 101)


@provokes(refusals.LABEL_TAKEN)
async def same_label(site: Site) -> Answer:
    """A name that differs by case only."""
    return await _label(site, name="BUG")


@provokes(refusals.LABEL_NOT_ON_ISSUE)
async def absent_label(site: Site) -> Answer:
    """A label that the issue does not have."""
    return await site.ask("DELETE", f"{await site.issue()}/labels/bug", by="olive")


@provokes(refusals.TOO_MANY_LABELS)
async def many_labels(site: Site) -> Answer:
    """101 labels."""
    return await site.ask("PUT", f"{await site.issue()}/labels", {"labels": [f"l{n}" for n in range(101)]}, "olive")


@provokes(refusals.REPOSITORY_EMPTY)
async def empty_repository(site: Site) -> Answer:
    """A blob before the first commit."""
    return await site.ask("POST", f"{await site.repository(files=None)}/git/blobs", {"content": "x"}, "olive")


async def _head(site: Site, path: str) -> str:
    return str((await site.ask("GET", f"{path}/git/ref/heads/main", by="olive")).body["object"]["sha"])


@provokes(refusals.REF_EXISTS)
async def same_branch(site: Site) -> Answer:
    """A branch that is there."""
    path = await site.repository()
    return await site.ask("POST", f"{path}/git/refs", {"ref": "refs/heads/main", "sha": await _head(site, path)}, "olive")


@provokes(refusals.REF_MALFORMED)
async def bare_branch(site: Site) -> Answer:
    """A reference without refs/."""
    path = await site.repository()
    return await site.ask("POST", f"{path}/git/refs", {"ref": "main2", "sha": await _head(site, path)}, "olive")


@provokes(refusals.REF_MISSING)
async def no_branch(site: Site) -> Answer:
    """A branch that is not there."""
    return await site.ask("DELETE", f"{await site.repository()}/git/refs/heads/none", by="olive")


@provokes(refusals.OBJECT_MISSING)
async def no_object(site: Site) -> Answer:
    """A branch to nowhere."""
    return await site.ask("POST", f"{await site.repository()}/git/refs", {"ref": "refs/heads/x", "sha": "0" * 40}, "olive")


@provokes(refusals.BRANCH_MISSING)
async def file_on_no_branch(site: Site) -> Answer:
    """A file on a branch that is not there."""
    return await _put(site, await site.repository(), "new", "olive", branch="none")


@provokes(refusals.COMMIT_MISSING)
async def no_commit(site: Site) -> Answer:
    """A commit that is not there."""
    return await site.ask("GET", f"{await site.repository()}/commits/{'0' * 40}", by="olive")


@provokes(refusals.NOT_FAST_FORWARD)
async def backwards(site: Site) -> Answer:
    """A branch moved back without force."""
    path = await site.repository()
    first = await _head(site, path)
    await _put(site, path, "new", "olive")
    return await site.ask("PATCH", f"{path}/git/refs/heads/main", {"sha": first}, "olive")


@provokes(refusals.TREE_INVALID)
async def tree_of_nothing(site: Site) -> Answer:
    """An entry that names no object."""
    entry = {"path": "x", "mode": "100644", "type": "blob", "sha": "0" * 40}
    return await site.ask("POST", f"{await site.repository()}/git/trees", {"tree": [entry]}, "olive")


async def _put(site: Site, path: str, name: str, by: str, **more: Any) -> Answer:
    return await site.ask("PUT", f"{path}/contents/{name}", {"message": "m", "content": content("x")} | more, by)


@provokes(refusals.SHA_MISSING)
async def overwrite(site: Site) -> Answer:
    """A file that is there, written without its sha."""
    return await _put(site, await site.repository(), "README.md", "olive")


@provokes(refusals.SHA_STALE)
async def stale_overwrite(site: Site) -> Answer:
    """A file written with another's sha."""
    return await _put(site, await site.repository(), "README.md", "olive", sha="0" * 40)


@provokes(refusals.NOT_BASE64)
async def not_base64(site: Site) -> Answer:
    """A content that is text."""
    return await _put(site, await site.repository(), "new", "olive", content="x")


@provokes(refusals.WORKFLOWS_REFUSED)
async def workflow(site: Site) -> Answer:
    """A workflow by an App that may not write them."""
    return await _put(site, await site.repository(), ".github/workflows/ci.yml", await site.token())


@provokes(refusals.RULE_VIOLATION)
async def past_the_ruleset(site: Site) -> Answer:
    """A push where pull requests are required."""
    path = await site.repository()
    conditions = {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}}
    rule = {"name": "main", "target": "branch", "enforcement": "active", "conditions": conditions, "rules": [{"type": "pull_request"}]}
    await site.ask("POST", f"{path}/rulesets", rule, "olive")
    return await _put(site, path, "new", "wren")


async def _pull(site: Site) -> str:
    """A pull request from a branch, by wren; its path."""
    path = await site.repository()
    await site.ask("POST", f"{path}/git/refs", {"ref": "refs/heads/work", "sha": await _head(site, path)}, "wren")
    await _put(site, path, "new", "wren", branch="work")
    made = await site.ask("POST", f"{path}/pulls", {"title": "Work", "head": "work", "base": "main"}, "wren")
    return f"{path}/pulls/{made.body['number']}"


@provokes(refusals.PULL_INVALID)
async def empty_pull(site: Site) -> Answer:
    """A pull request without commits."""
    return await site.ask("POST", f"{await site.repository()}/pulls", {"title": "x", "head": "main", "base": "main"}, "wren")


@provokes(refusals.NOT_MERGEABLE)
async def merge_closed(site: Site) -> Answer:
    """A closed pull request, merged."""
    path = await _pull(site)
    await site.ask("PATCH", path, {"state": "closed"}, "wren")
    return await site.ask("PUT", f"{path}/merge", {}, "olive")


@provokes(refusals.HEAD_MODIFIED)
async def merge_another_head(site: Site) -> Answer:
    """A merge of a head that it no longer is."""
    return await site.ask("PUT", f"{await _pull(site)}/merge", {"sha": "0" * 40}, "olive")


@provokes(refusals.OWN_REVIEW)
async def own_approval(site: Site) -> Answer:
    """One's own pull request, approved."""
    return await site.ask("POST", f"{await _pull(site)}/reviews", {"event": "APPROVE"}, "wren")


@provokes(refusals.INVITEE_IS_OWNER)
async def invite_owner(site: Site) -> Answer:
    """The owner of a repository, invited to it."""
    made = await site.ask("POST", "/user/repos", {"name": f"own-{next(site.numbers)}"}, "olive")
    return await site.ask("PUT", f"/repos/{made.body['full_name']}/collaborators/olive", {}, "olive")


@provokes(refusals.TOO_MANY_INVITATIONS)
async def many_invitations(site: Site) -> Answer:
    """The 51st invitation of a day."""
    path = await site.repository()
    for number in range(51):
        login = f"guest-{next(site.numbers)}"
        await site.control("POST", "people", {"login": login})
        answer = await site.ask("PUT", f"{path}/collaborators/{login}", {}, "olive")
        assert answer.status == (201 if number < 50 else 422)
    return answer


@provokes(refusals.OUTSIDERS_FORBIDDEN)
async def outsider(site: Site) -> Answer:
    """Somebody from outside, where the organisation forbids it."""
    login = f"closed-{next(site.numbers)}"
    await site.control("POST", "organizations", {"login": login, "admins": ["olive"], "outside_collaborators_allowed": False})
    await site.control("POST", "repositories", {"owner": login, "name": "work"})
    return await site.ask("PUT", f"/repos/{login}/work/collaborators/stan", {}, "olive")


ALL = PROVOCATIONS
"""Every provocation: these, and those of who asks."""
