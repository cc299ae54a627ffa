"""Issues, their comments and labels, by REST: one request for each write, and `Link` pages for lists.

Never looks for what it is about to write, and never writes twice: the engine does the first, nobody the second.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from bot.core.effects import Label, Target
from bot.hub.access import Access, path_of
from bot.hub.tokens import Grant
from bot.ports.gateway import CommentNow, Opened, Refused


class Issues:
    """Issues of the repositories that the bot serves."""

    def __init__(self, access: Access) -> None:
        self.access = access

    async def comments(self, target: Target, since: datetime | None = None) -> tuple[CommentNow, ...]:
        """All comments, oldest first; with `since` those changed from then on (UTC). One request for each hundred."""
        ours = await self.access.bot_login()
        asked = urlencode({"per_page": 100} | _since(since))
        told = await self.access.all(Grant(target.repository), f"{_issue(target)}/comments?{asked}")
        return tuple(_comment(comment, ours) for comment in told)

    async def issues_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """All issues, open and closed, changed from then on (UTC), the oldest first. One request for each hundred.

        GitHub's `since` compares `updated_at`, which moves for any reason. In the order of creation nothing slips from a page that is still
        to come to one that has been read; by `updated` it would. Pull requests come in the same list, and are left out.
        """
        asked = urlencode({"state": "all", "sort": "created", "direction": "asc", "per_page": 100} | _since(since))
        told = await self.access.all(Grant(repository), f"{path_of(repository)}/issues?{asked}")
        return tuple(issue for issue in told if "pull_request" not in issue)

    async def comments_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """All comments of the repository's issues, likewise."""
        asked = urlencode({"sort": "created", "direction": "asc", "per_page": 100} | _since(since))
        return tuple(await self.access.all(Grant(repository), f"{path_of(repository)}/issues/comments?{asked}"))

    async def post_comment(self, target: Target, body: str) -> CommentNow:
        """One request. What we post is ours by being answered so."""
        told = await self.access.post(Grant(target.repository), f"{_issue(target)}/comments", {"body": body})
        return _comment(told, told["user"]["login"])

    async def edit_comment(self, target: Target, comment_id: int, body: str) -> CommentNow:
        """One request. Raises `Refused(404)` when the comment was deleted."""
        ours = await self.access.bot_login()
        path = f"{path_of(target.repository)}/issues/comments/{comment_id}"
        return _comment(await self.access.patch(Grant(target.repository), path, {"body": body}), ours)

    async def set_labels(self, target: Target, labels: Sequence[str]) -> None:
        """One PUT. Raises `Refused(422)` if GitHub dropped one silently, as it does without the permission."""
        told = await self.access.put(Grant(target.repository), f"{_issue(target)}/labels", {"labels": list(labels)})
        dropped = {label.casefold() for label in labels} - {label["name"].casefold() for label in told}
        if dropped:
            raise Refused(422, f"GitHub dropped the labels {', '.join(sorted(dropped))}")

    async def open_issue(self, repository: str, title: str, body: str, labels: Sequence[str]) -> Opened:
        """One request, after the repository's number is read (once for each repository).

        The write comes last: were something asked after it and failed, the caller would think that nothing was opened.
        """
        number = await self.access.repository_id(repository)
        data = {"title": title, "body": body, "labels": list(labels)}
        return _opened(number, await self.access.post(Grant(repository), f"{path_of(repository)}/issues", data))

    async def find_issue(self, repository: str, marker: str, since: datetime | None = None) -> Opened | None:
        """The newest of our App's issues, changed since then (UTC), whose body holds the marker. One request for each hundred.

        Authors are compared here, not by GitHub: on Enterprise Cloud a filter by author misses an App's issues, and a bot that relied on
        it opened the same one again and again (renovate #44730).
        """
        ours = await self.access.bot_login()
        asked = urlencode({"state": "all", "per_page": 100} | _since(since))
        told = await self.access.all(Grant(repository), f"{path_of(repository)}/issues?{asked}")
        for issue in told:
            if _by(issue, ours) and marker in (issue["body"] or ""):
                return _opened(await self.access.repository_id(repository), issue)
        return None

    async def edit_issue(self, target: Target, *, body: str | None = None, state: str | None = None, reason: str | None = None) -> None:
        """One PATCH with what is given: `state` is `open` or `closed`, `reason` GitHub's `state_reason`."""
        data = {"body": body, "state": state, "state_reason": reason}
        await self.access.patch(Grant(target.repository), _issue(target), {key: value for key, value in data.items() if value is not None})

    async def keep_labels(self, repository: str, labels: Sequence[Label]) -> None:
        """One read for each hundred labels, then one write for each that is missing, renamed or differs; names know no case."""
        path = f"{path_of(repository)}/labels"
        there = {label["name"].casefold(): label for label in await self.access.all(Grant(repository), f"{path}?per_page=100")}
        for label in labels:
            wanted = {"name": label.name, "color": label.colour.lower(), "description": label.description}
            now = there.get(label.name.casefold()) or there.get(label.renamed.casefold())
            if now is None:
                await self._make_label(repository, path, wanted)
            elif {key: now[key] or "" for key in wanted} != wanted:
                await self.access.patch(Grant(repository), f"{path}/{quote(now['name'], safe='')}", _renamed(wanted))

    async def _make_label(self, repository: str, path: str, wanted: Mapping[str, str]) -> None:
        """A new label; one that came to be meanwhile, by being set on an issue, is given its colour."""
        try:
            await self.access.post(Grant(repository), path, wanted)
        except Refused as refused:
            if refused.status != 422:  # noqa: PLR2004 - GitHub's "already_exists"
                raise
            await self.access.patch(Grant(repository), f"{path}/{quote(wanted['name'], safe='')}", _renamed(wanted))


def _opened(repository_id: int, told: Mapping[str, Any]) -> Opened:
    """An issue as answered."""
    return Opened(repository_id, told["id"], told["number"], told["html_url"])


def _renamed(wanted: Mapping[str, str]) -> dict[str, str]:
    """A label's change: the name goes as `new_name`."""
    return {"new_name": wanted["name"], "color": wanted["color"], "description": wanted["description"]}


def _issue(target: Target) -> str:
    """An issue's path; a pull request has the same."""
    return f"{path_of(target.repository)}/issues/{target.number}"


def _since(moment: datetime | None) -> dict[str, str]:
    """GitHub's `since`, in whole seconds (UTC)."""
    return {} if moment is None else {"since": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}


def _by(told: Mapping[str, Any], ours: str) -> bool:
    """Whether our App wrote it. A person's login has no brackets, and what a person does through an App keeps that person as user."""
    user = told["user"] or {}
    return user.get("type") == "Bot" and user.get("login") == ours


def _comment(told: Mapping[str, Any], ours: str) -> CommentNow:
    """A comment as GitHub gives it."""
    return CommentNow(told["id"], told["html_url"], told["body"] or "", _by(told, ours))
