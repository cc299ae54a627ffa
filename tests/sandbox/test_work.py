"""Repositories, their Git, pull requests and people: what the refusals and the clients' tours don't show."""

from typing import Any

import pytest

from tests.sandbox.provocations import content
from tests.sandbox.site import FILES, Site


async def test_empty_repository_is_begun_by_provisioning(site: Site) -> None:
    """`auto_init`, one tree with inline contents, a commit without parents, the branch moved by force."""
    token = await site.token()
    path = "/repos/" + (await site.ask("POST", "/orgs/acme/repos", {"name": "delivery", "auto_init": True}, token)).body["full_name"]
    files = [{"path": name, "mode": "100644", "type": "blob", "content": name} for name in ("LICENSE", "doc/criteria.md")]
    tree = await site.ask("POST", f"{path}/git/trees", {"tree": files}, token)
    commit = await site.ask("POST", f"{path}/git/commits", {"message": "Begin", "tree": tree.body["sha"], "parents": []}, token)
    moved = await site.ask("PATCH", f"{path}/git/refs/heads/main", {"sha": commit.body["sha"], "force": True}, token)
    assert (moved.status, moved.body["object"]["sha"]) == (200, commit.body["sha"])
    assert [one["name"] for one in (await site.ask("GET", f"{path}/contents/", by=token)).body] == ["LICENSE", "doc"]
    assert (await site.ask("GET", f"{path}/contents/README.md", by=token)).status == 404


async def test_renamed_repository_is_found_by_its_id(site: Site) -> None:
    """301 leads to `/repositories/{id}`, with the rest of the path and the query."""
    path = await site.issue()
    repository = path.rpartition("/issues")[0]
    await site.ask("PATCH", repository, {"name": "renamed"}, "olive")
    moved = await site.ask("GET", f"{repository}/issues?state=all", by="stan")
    assert moved.status == 301
    found = await site.page("GET", moved.headers["Location"].removeprefix(site.url), by="stan")
    assert [one["repository_url"] for one in found.body] == [f"{site.url}/api/v3/repos/acme/renamed"]


async def test_archive_opens_only_to_be_unarchived(site: Site) -> None:
    """Settings of an archived repository are refused too."""
    path = await site.repository()
    await site.ask("PATCH", path, {"archived": True}, "olive")
    assert (await site.ask("PATCH", path, {"description": "x"}, "olive")).status == 403
    assert (await site.ask("PATCH", path, {"archived": False}, "olive")).body["archived"] is False


async def test_conflict_keeps_a_pull_request_open(site: Site) -> None:
    """Both sides changed one file: 405, and nothing moved."""
    path = await site.repository()
    sha = (await site.ask("GET", f"{path}/git/ref/heads/main", by="wren")).body["object"]["sha"]
    blob = (await site.ask("GET", f"{path}/contents/README.md", by="wren")).body["sha"]
    await site.ask("POST", f"{path}/git/refs", {"ref": "refs/heads/work", "sha": sha}, "wren")
    for branch in ("main", "work"):
        change = {"message": branch, "content": content(branch), "branch": branch, "sha": blob}
        assert (await site.ask("PUT", f"{path}/contents/README.md", change, "wren")).status == 200
    await site.ask("POST", f"{path}/pulls", {"title": "W", "head": "work", "base": "main"}, "wren")
    assert (await site.ask("PUT", f"{path}/pulls/1/merge", {}, "wren")).status == 405
    assert (await site.ask("GET", f"{path}/pulls/1", by="wren")).body["state"] == "open"


async def test_app_in_the_bypass_list_pushes_past_a_ruleset(site: Site) -> None:
    """The rule holds for people; force and deletion have rules of their own."""
    path, token = await site.repository(), await site.token()
    bypass = [{"actor_id": site.app["id"], "actor_type": "Integration", "bypass_mode": "always"}]
    rules = [{"type": kind} for kind in ("pull_request", "non_fast_forward", "deletion")]
    about = {"name": "main", "target": "branch", "enforcement": "active", "conditions": {"ref_name": {"include": ["~ALL"], "exclude": []}}}
    made = await site.ask("POST", f"{path}/rulesets", about | {"bypass_actors": bypass, "rules": rules}, token)
    assert made.status == 201
    change: dict[str, Any] = {"message": "m", "content": content("x")}
    assert (await site.ask("PUT", f"{path}/contents/a", change, "olive")).status == 409
    assert (await site.ask("PUT", f"{path}/contents/a", change, token)).status == 201
    assert (await site.ask("DELETE", f"{path}/git/refs/heads/main", by="olive")).status == 409


@pytest.mark.parametrize(
    ("role", "permission"), [("read", "read"), ("triage", "read"), ("write", "write"), ("maintain", "write"), ("admin", "admin")]
)
async def test_permission_collapses_and_role_name_does_not(site: Site, role: str, permission: str) -> None:
    """`permission` knows four words, `role_name` five."""
    path = await site.repository(private=True, collaborators={"stan": role})
    answer = (await site.ask("GET", f"{path}/collaborators/stan/permission", by=await site.token())).body
    assert (answer["permission"], answer["role_name"]) == (permission, role)


async def test_permission_of_a_stranger(site: Site) -> None:
    """In a public repository everybody reads; in a private one a stranger has none."""
    token = await site.token()
    for private, told in ((False, "read"), (True, "none")):
        path = await site.repository(private=private)
        assert (await site.ask("GET", f"{path}/collaborators/stan/permission", by=token)).body["permission"] == told
    assert (await site.ask("GET", f"{path}/collaborators/nobody/permission", by=token)).status == 404


async def test_roles_come_from_teams_and_ownership(site: Site) -> None:
    """An owner administers, a team's member has the team's role."""
    await site.control("POST", "teams", {"organization": "acme", "slug": "finance", "members": ["stan"]})
    path = await site.repository(private=True, files=FILES, collaborators={}, teams={"finance": "maintain"})
    token = await site.token()
    for login, role in (("olive", "admin"), ("stan", "maintain"), ("wren", "none")):
        assert (await site.ask("GET", f"{path}/collaborators/{login}/permission", by=token)).body["role_name"] == role
    members = (await site.ask("GET", "/orgs/acme/teams/finance/members", by=token)).body
    assert [one["login"] for one in members] == ["stan"]


async def test_invitation_is_accepted_or_declined(site: Site) -> None:
    """201 with an invitation; accepted, a role; asked again, 204; declined, nothing."""
    path, token = await site.repository(private=True), await site.token()
    for method, role in (("DELETE", "none"), ("PATCH", "triage")):
        made = await site.ask("PUT", f"{path}/collaborators/stan", {"permission": "triage"}, token)
        assert (made.status, made.body["invitee"]["login"], made.body["permissions"]) == (201, "stan", "triage")
        assert [one["id"] for one in (await site.ask("GET", f"{path}/invitations", by=token)).body] == [made.body["id"]]
        assert (await site.ask(method, f"/user/repository_invitations/{made.body['id']}", by="stan")).status == 204
        assert (await site.ask("GET", f"{path}/collaborators/stan/permission", by=token)).body["role_name"] == role
    assert (await site.ask("PUT", f"{path}/collaborators/stan", {"permission": "push"}, token)).status == 204
    assert (await site.ask("GET", f"{path}/collaborators/stan/permission", by=token)).body["role_name"] == "write"


async def test_organization_shows_its_members_to_its_own(site: Site) -> None:
    """An App with members: read and members see who is in; strangers don't."""
    token = await site.token()
    assert (await site.ask("GET", "/orgs/acme/members/olive", by=token)).status == 204
    assert (await site.ask("GET", "/orgs/acme/members/stan", by=token)).status == 404
    assert (await site.ask("GET", "/orgs/acme/memberships/olive", by=token)).body["role"] == "admin"
    assert (await site.ask("GET", "/orgs/acme/members", by="stan")).status == 404
    narrowed = await site.token(permissions={"issues": "write"})
    assert (await site.ask("GET", "/orgs/acme/members/olive", by=narrowed)).status == 403


async def test_status_of_a_commit_is_the_newest_of_each_context(site: Site) -> None:
    """Two contexts, one said twice."""
    path = await site.repository()
    sha = (await site.ask("GET", f"{path}/git/ref/heads/main", by="wren")).body["object"]["sha"]
    for state, context in (("failure", "tests"), ("success", "tests"), ("pending", "build")):
        await site.ask("POST", f"{path}/statuses/{sha}", {"state": state, "context": context}, "wren")
    combined = (await site.ask("GET", f"{path}/commits/main/status", by="wren")).body
    assert (combined["state"], combined["total_count"]) == ("pending", 2)
    assert len((await site.ask("GET", f"{path}/commits/{sha}/statuses", by="wren")).body) == 3
