"""A delivery repository: created, filled in one commit, its people let in, its main branch protected. Again equals once.

What is there already is looked at first, and what is missing is done, so that a provisioning that was cut short is finished. Never touches
a repository that isn't this case's own (told by its description), nor a main branch on which people have begun to work.

Requests: nine for a new one, whatever the number of files, and one for each person let in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import structlog

from bot.hub.access import Access, path_of
from bot.hub.tokens import Grant, Job
from bot.ports.gateway import Blueprint, Provisioned, Refused, Unavailable

MESSAGE = "Open the delivery repository\n\nOuvrir le dépôt de livraison"
"""Tells our first commit from the one that GitHub makes."""
RULESET: Mapping[str, Any] = {
    "name": "micro-acquisition",
    "target": "branch",
    "enforcement": "active",
    "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
    "rules": [
        {"type": "deletion"},
        {"type": "non_fast_forward"},
        {
            "type": "pull_request",
            "parameters": {
                "required_approving_review_count": 1,
                "dismiss_stale_reviews_on_push": True,
                "require_code_owner_review": True,
                "require_last_push_approval": False,
                "required_review_thread_resolution": False,
            },
        },
    ],
}
"""The client merges, after a code owner's review of the newest push; rulesets are free on public repositories."""

NAMES = 9
"""How many names are tried: two programmes of one organisation may both have an opportunity 7."""

log = structlog.get_logger()


async def provision(access: Access, blueprint: Blueprint) -> Provisioned:
    """The repository, under the first of its names that is free or is its own: `name`, `name-2` … `name-9`. Its result has the real one.

    Raises `Refused` when it can't be created or filled, or when other repositories have all its names. A refused ruleset, reviewer or
    invitation isn't fatal: it's logged, and the supplier works from a fork.
    """
    told, existed = await _there_or_made(access, blueprint)
    place = str(told["full_name"])
    access.repository_ids[place.lower()] = told["id"]
    site = _Site(access, place, told["default_branch"], existed=existed)
    if not await site.filled():
        await site.fill(blueprint.files)
    invited = await site.let_in(blueprint)
    await site.protect()
    return Provisioned(told["id"], place, told["html_url"], blueprint.supplier if invited else None)


async def _there_or_made(access: Access, blueprint: Blueprint) -> tuple[Mapping[str, Any], bool]:
    """The repository, and whether it was there before."""
    for name in (blueprint.name, *(f"{blueprint.name}-{number}" for number in range(2, NAMES + 1))):
        place = f"{blueprint.organization}/{name}"
        there = await _look(access, place)
        if there is None and (made := await _made(access, blueprint, name)):
            return made, False
        there = there or await _look(access, place)  # it was made meanwhile, or we may not see it
        if there is not None and _is_own(there, place, blueprint):
            return there, True
        log.warning("name taken", repository=place)
    raise Refused(422, f"{blueprint.organization}/{blueprint.name} is taken by another repository, and so are {NAMES - 1} names like it")


async def _look(access: Access, place: str) -> Mapping[str, Any] | None:
    return await access.found(Grant(place.partition("/")[0], Job.CREATION), path_of(place))


async def _made(access: Access, blueprint: Blueprint, name: str) -> Mapping[str, Any] | None:
    """A new repository; none when GitHub says that the name is taken after all."""
    wanted = {"name": name, "description": blueprint.description, "private": False, "has_issues": True, "auto_init": True}
    grant = Grant(blueprint.organization, Job.CREATION)
    try:
        made: Mapping[str, Any] = await access.post(grant, f"/orgs/{quote(blueprint.organization, safe='')}/repos", wanted)
    except Refused as refused:
        if refused.status == 422 and "already exists" in refused.reason:  # noqa: PLR2004 - Unprocessable Content
            return None
        raise
    return made


def _is_own(there: Mapping[str, Any], place: str, blueprint: Blueprint) -> bool:
    """Ours if it is the same name (a renamed one answers under its old name too) and says so itself."""
    return bool(there["full_name"].lower() == place.lower() and there["description"] == blueprint.description)


@dataclass(frozen=True, slots=True)
class _Site:
    """A repository under construction; one that existed before is looked at before each step."""

    access: Access
    place: str
    branch: str
    existed: bool

    @property
    def grant(self) -> Grant:
        """Administration and contents, of this repository alone."""
        return Grant(self.place, Job.PROVISIONING)

    @property
    def path(self) -> str:
        """Its path."""
        return path_of(self.place)

    async def filled(self) -> bool:
        """Whether the main branch has our commit, or work upon it: all but the commit that `auto_init` makes."""
        if not self.existed:
            return False
        try:
            head = await self.access.get(self.grant, f"{self.path}/commits/{quote(self.branch, safe='')}")
        except Refused as refused:
            if refused.status in {404, 409}:  # no branch yet, or an empty repository
                return False
            raise
        return bool(head["parents"]) or head["commit"]["message"] == MESSAGE

    async def fill(self, files: Mapping[str, str]) -> None:
        """One tree with its contents inline, one commit without parents, and the branch moved to it.

        An empty repository refuses trees (409): GitHub is still making its first commit, so we come back later.
        """
        entries = [{"path": path, "mode": "100644", "type": "blob", "content": text} for path, text in sorted(files.items())]
        try:
            tree = await self.access.post(self.grant, f"{self.path}/git/trees", {"tree": entries})
        except Refused as refused:
            if refused.status == 409:  # noqa: PLR2004 - Conflict
                raise Unavailable(f"{self.place} has no first commit yet") from None
            raise
        wanted = {"message": MESSAGE, "tree": tree["sha"], "parents": []}
        commit = await self.access.post(self.grant, f"{self.path}/git/commits", wanted)
        moved = {"sha": commit["sha"], "force": True}
        await self.access.patch(self.grant, f"{self.path}/git/refs/heads/{quote(self.branch, safe='/')}", moved)

    async def let_in(self, blueprint: Blueprint) -> bool:
        """Reviewers as collaborators with write, so that CODEOWNERS counts; the supplier if the policy invites. Whether it's so."""
        supplier = [blueprint.supplier] if blueprint.access == "invite" else []
        inside = await self._inside() if self.existed else frozenset[str]()
        for login in (*blueprint.reviewers, *supplier):
            if login.lower() not in inside and await self._welcomed(login):
                inside |= {login.lower()}
        return bool(supplier) and blueprint.supplier.lower() in inside

    async def _inside(self) -> frozenset[str]:
        """Who is a collaborator already, or invited."""
        there: Sequence[Mapping[str, Any]] = await self.access.all(self.grant, f"{self.path}/collaborators?affiliation=direct&per_page=100")
        invited = await self.access.all(self.grant, f"{self.path}/invitations?per_page=100")
        return frozenset(str(one["login"]).lower() for one in (*there, *(one["invitee"] for one in invited if one["invitee"])))

    async def _welcomed(self, login: str) -> bool:
        """One collaborator or invitation; false when GitHub or the organisation forbids it."""
        try:
            await self.access.put(self.grant, f"{self.path}/collaborators/{quote(login, safe='')}", {"permission": "push"})
        except Refused as refused:
            log.warning("not let in", repository=self.place, login=login, reason=refused.reason)
            return False
        return True

    async def protect(self) -> None:
        """One ruleset on the main branch; after the branch was moved, since it forbids just that."""
        try:
            if self.existed and await self._protected():
                return
            await self.access.post(self.grant, f"{self.path}/rulesets", RULESET)
        except Refused as refused:
            log.warning("not protected", repository=self.place, reason=refused.reason)

    async def _protected(self) -> bool:
        """Whether our ruleset is there, by its name."""
        rulesets = await self.access.all(self.grant, f"{self.path}/rulesets?per_page=100")
        return any(ruleset["name"] == RULESET["name"] for ruleset in rulesets)
