"""What the hub is for, as journeys through GitHub: each is recorded once, replayed in the tests, and walked in the sandbox.

They say what must come of each call; where they go is a `Stage`, prepared by `stage.py`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.effects import Label, Target
from bot.core.people import Person
from bot.hub.gateway import Hub
from bot.ports.gateway import Blueprint, FilesAt

LABELS = (Label("opportunity", "0b6e99", "An opportunity / Une opportunité"), Label("opportunity: open", "0e8a16", "Published / Publiée"))
MARKER = "<!-- microacq:1 journey -->"


@dataclass(frozen=True, slots=True)
class Stage:
    """A programme's repository with one issue that was edited, and people around it."""

    issuer: str
    organization: str
    repository: str
    repository_id: int
    issue: int
    issue_id: int
    as_of: str
    team: str
    client: str
    client_id: int
    stranger: str
    delivery: str

    @property
    def target(self) -> Target:
        """The issue."""
        return Target(self.repository_id, self.repository, self.issue, self.issue_id)


async def look_at_an_edited_issue(hub: Hub, stage: Stage) -> None:
    """Today's body, the body before the edit, a file of today and of then, and an issue that isn't there."""
    now = await hub.look(stage.repository, issues=[stage.issue, 99999], files=["README.md", "none.md"])
    assert now.repository_id == stage.repository_id
    assert list(now.issues) == [stage.issue]
    issue = now.issues[stage.issue]
    assert (issue.issue_id, issue.body, issue.exact, issue.closed) == (stage.issue_id, "after", True, False)
    assert issue.author == Person(stage.client_id, stage.client)
    assert now.files["none.md"] is None
    readme = now.files["README.md"]
    assert readme is not None
    assert readme.text.startswith("#")
    moment = datetime.fromisoformat(stage.as_of)
    then = await hub.look(stage.repository, issues=[stage.issue], files_at=FilesAt(moment, ("README.md", "none.md")), as_of=moment)
    assert (then.issues[stage.issue].body, then.issues[stage.issue].exact) == ("before", True)
    assert then.files == now.files
    long_ago = FilesAt(moment - timedelta(days=20_000), ("README.md",))
    assert (await hub.look(stage.repository, files_at=long_ago)).files == {"README.md": readme}


async def comment_and_mend_it(hub: Hub, stage: Stage) -> None:
    """Posted, edited in place, and both times ours."""
    posted = await hub.post_comment(stage.target, "Bonjour « hi » 6 500 $")
    edited = await hub.edit_comment(stage.target, posted.id, "Mended")
    assert (posted.by_us, edited.by_us, edited.id) == (True, True, posted.id)
    found = await hub.comments(stage.target)
    assert [one for one in found if one.id == posted.id] == [edited]


async def keep_and_set_labels(hub: Hub, stage: Stage) -> None:
    """Created, mended, set, and set otherwise."""
    await hub.keep_labels(stage.repository, LABELS)
    await hub.keep_labels(stage.repository, [replace(LABELS[0], colour="c5def5"), LABELS[1]])
    await hub.keep_labels(stage.repository, [replace(LABELS[0], colour="c5def5"), LABELS[1]])
    await hub.set_labels(stage.target, [label.name for label in LABELS])
    await hub.set_labels(stage.target, ["opportunity"])
    seen = await hub.look(stage.repository, issues=[stage.issue])
    assert seen.issues[stage.issue].labels == ("opportunity",)


async def open_find_and_close_an_issue(hub: Hub, stage: Stage) -> None:
    """Opened, found by its marker, edited, and closed."""
    opened = await hub.open_issue(stage.repository, "Evaluation", f"Text\n\n{MARKER}", ["opportunity"])
    assert opened.repository_id == stage.repository_id
    assert await hub.find_issue(stage.repository, MARKER, datetime.fromisoformat(stage.as_of)) == opened
    assert await hub.find_issue(stage.repository, "<!-- microacq:1 another -->") is None
    target = Target(opened.repository_id, stage.repository, opened.number, opened.issue_id)
    await hub.edit_issue(target, body="Over")
    await hub.edit_issue(target, state="closed", reason="not_planned")
    seen = (await hub.look(stage.repository, issues=[opened.number])).issues[opened.number]
    assert (seen.body, seen.closed) == ("Over", True)


async def list_what_changed(hub: Hub, stage: Stage) -> None:
    """The issue, whose text was edited, and a comment on it; nothing of what has not changed since."""
    posted = await hub.post_comment(stage.target, "What changed")
    since = datetime.fromisoformat(stage.as_of)
    issues, comments = await hub.issues_since(stage.repository, since), await hub.comments_since(stage.repository, since)
    issue = next(one for one in issues if one["id"] == stage.issue_id)
    assert (issue["number"], issue["body"], issue["user"]["id"]) == (stage.issue, "after", stage.client_id)
    comment = next(one for one in comments if one["id"] == posted.id)
    assert comment["issue_url"].endswith(f"/issues/{stage.issue}")
    assert comment["created_at"] == comment["updated_at"]
    assert [one["created_at"] for one in comments] == sorted(one["created_at"] for one in comments)
    far = since + timedelta(days=20_000)
    assert (await hub.issues_since(stage.repository, far), await hub.comments_since(stage.repository, far)) == ((), ())


async def ask_who_people_are(hub: Hub, stage: Stage) -> None:
    """Roles, teams, members and accounts; and nobody."""
    assert await hub.role_name(stage.repository, stage.client) in {"read", "triage", "write", "maintain", "admin"}
    assert await hub.role_name(stage.repository, "nobody-of-that-name-here") == "none"
    assert Person(stage.client_id, stage.client) in await hub.team_members(stage.organization, stage.team)
    assert await hub.is_member(stage.organization, stage.client) is True
    assert await hub.is_member(stage.organization, stage.stranger) is False
    assert await hub.person(stage.client) == await hub.person(stage.client_id) == Person(stage.client_id, stage.client)
    assert await hub.person("nobody-of-that-name-here") is None


async def provision_twice(hub: Hub, stage: Stage) -> None:
    """Created, filled, protected; and the second time only looked at."""
    plan = Blueprint(
        organization=stage.organization,
        name=stage.delivery,
        description=f"micro-acquisition: {stage.repository}#{stage.issue}",
        files={"README.md": "# Delivery / Livraison\n", ".github/CODEOWNERS": f"* @{stage.client}\n", "docs/criteria.md": "1. Licence\n"},
        supplier=stage.stranger,
        reviewers=(stage.client,),
        access="invite",
    )
    first = await hub.provision(plan)
    assert (first.repository, first.invited) == (f"{stage.organization}/{stage.delivery}", stage.stranger)
    assert await hub.provision(plan) == first
    seen = await hub.look(first.repository, files=list(plan.files))
    assert {path: file and file.text for path, file in seen.files.items()} == plan.files


async def ask_as_the_app(hub: Hub, stage: Stage) -> None:
    """Where it's installed, on what, and what it missed."""
    assert stage.organization in [installed.account for installed in await hub.installations()]
    assert (stage.repository_id, stage.repository) in await hub.installed_repositories(stage.organization)
    missed = await hub.missed_deliveries(datetime.fromisoformat(stage.as_of))
    assert [one.delivered_at for one in missed] == sorted(one.delivered_at for one in missed)


JOURNEYS: Mapping[str, Callable[[Hub, Stage], Awaitable[None]]] = {
    journey.__name__: journey
    for journey in (
        look_at_an_edited_issue,
        comment_and_mend_it,
        keep_and_set_labels,
        open_find_and_close_an_issue,
        list_what_changed,
        ask_who_people_are,
        provision_twice,
        ask_as_the_app,
    )
}
