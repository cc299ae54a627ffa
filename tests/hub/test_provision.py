"""A delivery repository: few requests, finished when cut short, and the same when done again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import structlog

from bot.hub.gateway import Hub
from bot.hub.provision import MESSAGE
from bot.ports.gateway import Blueprint, Provisioned, Refused, Unavailable
from tests.hub.scripted import Asked, Says, Scripted

PATH = "/repos/esdc-livraison/azure-7"
PLAN = Blueprint(
    organization="esdc-livraison",
    name="azure-7",
    description="micro-acquisition: esdc/micro#7",
    files={"README.md": "# Azure\n", "docs/criteria.md": "1. Licence\n", ".github/CODEOWNERS": "* @anna\n"},
    supplier="sam",
    reviewers=("anna", "ben"),
    access="invite",
)
READY = Provisioned(950, "esdc-livraison/azure-7", "https://github.com/esdc-livraison/azure-7", "sam")


@dataclass
class Site:
    """The repository at GitHub: enough of it to be created, filled and looked at again."""

    github: Scripted
    made: bool = False
    head: dict[str, Any] | None = None
    files: dict[str, str] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    rulesets: list[str] = field(default_factory=list)
    description: str = PLAN.description
    name: str = PLAN.name

    @property
    def path(self) -> str:
        """Its path."""
        return f"/repos/{PLAN.organization}/{self.name}"

    def __post_init__(self) -> None:
        """Its routes."""
        on = self.github.on
        on("GET", self.path, lambda _: Says(200, self.told()) if self.made else Says(404, {"message": "Not Found"}))
        on("POST", "/orgs/esdc-livraison/repos", self.create)
        on(
            "GET",
            f"{self.path}/commits/main",
            lambda _: Says(200, self.head) if self.head else Says(409, {"message": "Git Repository is empty."}),
        )
        on("POST", f"{self.path}/git/trees", self.tree)
        on("POST", f"{self.path}/git/commits", self.commit)
        on("PATCH", f"{self.path}/git/refs/heads/main", self.move)
        on("GET", f"{self.path}/collaborators", lambda _: Says(200, [{"login": login} for login in self.inside]))
        on(
            "GET",
            f"{self.path}/invitations",
            lambda _: Says(200, [{"invitee": {"login": login}} for login in self.invited] + [{"invitee": None}]),
        )
        on("PUT", f"{self.path}/collaborators/.*", self.invite)
        on("GET", f"{self.path}/rulesets", lambda _: Says(200, [{"name": name} for name in self.rulesets]))
        on("POST", f"{self.path}/rulesets", self.protect)

    def told(self) -> dict[str, Any]:
        """The repository as GitHub gives it."""
        return {
            "id": 950,
            "full_name": f"{PLAN.organization}/{self.name}",
            "html_url": f"https://github.com/{PLAN.organization}/{self.name}",
            "default_branch": "main",
            "description": self.description,
        }

    def create(self, asked: Asked) -> Says:
        """With GitHub's own first commit."""
        assert (asked.data["name"], asked.data["auto_init"]) == (self.name, True)
        assert not self.made
        self.made, self.head = True, {"parents": [], "commit": {"message": "Initial commit"}}
        return Says(201, self.told())

    def tree(self, asked: Asked) -> Says:
        """One tree, contents inline."""
        if self.head is None:
            return Says(409, {"message": "Git Repository is empty."})
        self._tree = {entry["path"]: entry["content"] for entry in asked.data["tree"]}
        assert "base_tree" not in asked.data
        return Says(201, {"sha": "7ee"})

    def commit(self, asked: Asked) -> Says:
        """On nothing."""
        assert (asked.data["tree"], asked.data["parents"]) == ("7ee", [])
        self._commit = {"parents": [], "commit": {"message": asked.data["message"]}}
        return Says(201, {"sha": "c0"})

    def move(self, asked: Asked) -> Says:
        """By force, which the ruleset would forbid."""
        assert asked.data == {"sha": "c0", "force": True}
        if self.rulesets:
            return Says(422, {"message": "Repository rule violations found"})
        self.head, self.files = self._commit, self._tree
        return Says(200, {})

    def invite(self, asked: Asked) -> Says:
        """An invitation each."""
        assert asked.data == {"permission": "push"}
        login = asked.path.rpartition("/")[2]
        assert login not in (*self.inside, *self.invited), "invited twice"
        self.invited.append(login)
        return Says(201, {"id": 1})

    def protect(self, asked: Asked) -> Says:
        """One ruleset."""
        self.rulesets.append(asked.data["name"])
        return Says(201, {"id": 1})

    def state(self) -> Mapping[str, Any]:
        """All that a second time must not change."""
        return {"head": self.head, "files": dict(self.files), "invited": [*self.invited], "rulesets": [*self.rulesets]}


@pytest.fixture
def site(github: Scripted) -> Site:
    """Nothing yet."""
    return Site(github)


async def test_new_repository_takes_twelve_requests_at_most(hub: Hub, github: Scripted, site: Site) -> None:
    """Lookup and tokens included, with forty criteria, two reviewers and an invitation."""
    files = {**PLAN.files, **{f"criteria/{number}.md": f"{number}\n" for number in range(40)}}
    assert await hub.provision(replace(PLAN, files=files)) == READY
    assert len(github.asked) <= 12
    assert (site.files, site.invited, len(site.rulesets)) == (files, ["anna", "ben", "sam"], 1)
    assert (site.head or {})["commit"]["message"] == MESSAGE
    created = next(asked.data for asked in github.asked if asked.path == "/orgs/esdc-livraison/repos")
    assert created == {"name": "azure-7", "description": PLAN.description, "private": False, "has_issues": True, "auto_init": True}


async def test_tokens_are_of_the_organisation_then_of_the_repository(hub: Hub, github: Scripted, site: Site) -> None:
    """Contents are written with a token that reaches the new repository alone."""
    await hub.provision(PLAN)
    assert site.made
    asked = [one.data for one in github.asked if one.path.endswith("/access_tokens")]
    assert asked == [
        {"permissions": {"administration": "write", "metadata": "read"}},
        {"permissions": {"administration": "write", "contents": "write", "metadata": "read"}, "repositories": ["azure-7"]},
    ]


async def test_again_equals_once(hub: Hub, github: Scripted, site: Site) -> None:
    """Nothing is written, and the same is answered."""
    first = await hub.provision(PLAN)
    state, before = site.state(), len(github.writes)
    assert await hub.provision(PLAN) == first
    assert (site.state(), len(github.writes)) == (state, before)


@pytest.mark.parametrize("cut", range(8))
async def test_cut_short_anywhere_it_is_finished_the_next_time(hub: Hub, github: Scripted, site: Site, cut: int) -> None:
    """Each write in turn is applied, and GitHub answers 502: the next time ends as if nothing had happened, with nothing sent twice."""
    github.cut = cut
    with pytest.raises(Unavailable) as lost:
        await hub.provision(PLAN)
    assert lost.value.ambiguous
    assert await hub.provision(PLAN) == READY
    assert (site.files, site.invited, site.rulesets) == (dict(PLAN.files), ["anna", "ben", "sam"], ["micro-acquisition"])


async def test_supplier_with_a_fork_is_not_invited(hub: Hub, github: Scripted, site: Site) -> None:
    """The default: reviewers only, the same when done again."""
    for _ in range(2):
        assert await hub.provision(replace(PLAN, access="fork")) == replace(READY, invited=None)
    assert site.invited == ["anna", "ben"]
    assert len(github.writes) == 7


@pytest.mark.parametrize("status", [403, 404, 422])
async def test_refused_invitation_falls_back_to_the_fork(hub: Hub, github: Scripted, site: Site, status: int) -> None:
    """The organisation forbids outsiders: the repository is ready all the same, and the log says why."""
    github.on("PUT", f"{PATH}/collaborators/sam", Says(status, {"message": "Organization has disabled outside collaborators"}))
    with structlog.testing.capture_logs() as lines:
        assert await hub.provision(PLAN) == replace(READY, invited=None)
    assert [line["login"] for line in lines if line["event"] == "not let in"] == ["sam"]
    assert site.rulesets


async def test_refused_ruleset_is_not_fatal(hub: Hub, github: Scripted, site: Site) -> None:
    """A plan without rulesets."""
    github.on("POST", f"{PATH}/rulesets", Says(403, {"message": "Upgrade to GitHub Pro or make this repository public"}))
    assert await hub.provision(PLAN) == READY
    assert site.files


async def test_people_who_are_in_are_not_invited_again(hub: Hub, github: Scripted, site: Site) -> None:
    """One has accepted meanwhile, in another case."""
    await hub.provision(PLAN)
    site.invited, site.inside = ["sam"], ["Anna", "ben"]
    assert await hub.provision(PLAN) == READY
    assert len(github.writes) == 8


@pytest.mark.parametrize(
    "head",
    [
        {"parents": [{"sha": "1"}], "commit": {"message": "Merge pull request #1"}},
        {"parents": [], "commit": {"message": MESSAGE}},
    ],
)
async def test_work_upon_our_commit_is_never_overwritten(hub: Hub, site: Site, head: dict[str, Any]) -> None:
    """Even if the files would be rendered otherwise now."""
    await hub.provision(PLAN)
    site.head, site.files = head, {"theirs": "x"}
    await hub.provision(replace(PLAN, files={"README.md": "another text"}))
    assert (site.head, site.files) == (head, {"theirs": "x"})


SECOND = Provisioned(950, "esdc-livraison/azure-7-2", "https://github.com/esdc-livraison/azure-7-2", "sam")
CATS = {"id": 3, "full_name": "esdc-livraison/azure-7", "description": "Cats", "default_branch": "main", "html_url": "…"}
TAKEN = Says(
    422, {"message": "Repository creation failed.", "errors": [{"field": "name", "message": "name already exists on this account"}]}
)


@pytest.mark.parametrize(
    "theirs",
    [CATS, {**CATS, "description": "micro-acquisition: esdc/other#7"}, {**CATS, "full_name": "esdc/cats", "description": PLAN.description}],
    ids=["anybody's", "another programme's", "renamed since"],
)
async def test_strangers_repository_is_not_touched_and_another_name_is_found(hub: Hub, github: Scripted, theirs: Mapping[str, Any]) -> None:
    """It has the name but isn't this case's: ours is the second, today and when it is done again."""
    site = Site(github, name="azure-7-2")
    github.on("GET", PATH, Says(200, theirs))
    assert await hub.provision(PLAN) == SECOND
    state = site.state()
    assert await hub.provision(PLAN) == SECOND
    assert site.state() == state
    assert [write for write in github.writes if "azure-7/" in write] == []


async def test_name_of_a_repository_that_we_may_not_see_is_left_to_it(hub: Hub, github: Scripted) -> None:
    """GitHub shows none, and refuses to make one."""
    site = Site(github, name="azure-7-2")
    github.on("POST", "/orgs/esdc-livraison/repos", lambda asked: TAKEN if asked.data["name"] == "azure-7" else site.create(asked))
    assert await hub.provision(PLAN) == SECOND


async def test_repository_that_shows_late_is_ours_all_the_same(hub: Hub, github: Scripted, site: Site) -> None:
    """Made a moment ago and not shown yet: it is looked at again before another name is tried."""
    site.made, site.head = True, {"parents": [], "commit": {"message": "Initial commit"}}
    github.on("GET", PATH, Says(404, {"message": "Not Found"}), lambda _: Says(200, site.told()))
    github.on("POST", "/orgs/esdc-livraison/repos", TAKEN)
    assert await hub.provision(PLAN) == READY


async def test_nine_names_that_are_taken_are_enough(hub: Hub, github: Scripted) -> None:
    """Refused for good, and said."""
    github.on("GET", "/repos/esdc-livraison/azure-7(-[2-9])?", Says(200, CATS))
    with pytest.raises(Refused, match="taken by another repository"):
        await hub.provision(PLAN)
    assert len([path for path in github.tried() if path.startswith("GET /repos")]) == 9
    assert not github.writes


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "commits/main"), ("POST", "git/trees"), ("POST", "git/commits"), ("PATCH", "git/refs/.*")]
)
async def test_repository_that_can_not_be_filled_is_refused(hub: Hub, github: Scripted, site: Site, method: str, path: str) -> None:
    """A permission is missing: said, not worked around."""
    site.made = True
    github.on(method, f"{PATH}/{path}", Says(403, {"message": "Resource not accessible by integration"}))
    site.head = {"parents": [], "commit": {"message": "Initial commit"}}
    with pytest.raises(Refused, match="not accessible"):
        await hub.provision(PLAN)


async def test_first_commit_that_is_not_there_yet_is_waited_for(hub: Hub, site: Site) -> None:
    """GitHub makes it after it has answered: an empty repository refuses trees."""
    await hub.provision(PLAN)
    site.head, site.rulesets, site.files = None, [], {}
    with pytest.raises(Unavailable, match="no first commit yet"):
        await hub.provision(PLAN)
    site.head = {"parents": [], "commit": {"message": "Initial commit"}}
    assert await hub.provision(PLAN) == READY
    assert site.files == PLAN.files
