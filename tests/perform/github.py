"""A GitHub in memory behind the Gateway's methods: it can refuse, apply and then fail, and show what it took only later."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.effects import Label, Target
from bot.core.people import Person
from bot.ports.gateway import Blueprint, CommentNow, FileNow, Look, Opened, Provisioned, Refused, Unavailable


@dataclass
class GitHub:
    """What is there, what was asked, and the next faults: `refuse`, `fail`, or `apply then fail`, one a write."""

    now: datetime
    lag: timedelta = timedelta()
    asked: list[str] = field(default_factory=list)
    faults: list[Exception | str | None] = field(default_factory=list)
    threads: dict[int, list[tuple[datetime, CommentNow]]] = field(default_factory=lambda: defaultdict(list))
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    labels: dict[int, tuple[str, ...]] = field(default_factory=dict)
    label_sets: dict[str, tuple[Label, ...]] = field(default_factory=dict)
    blueprints: list[Blueprint] = field(default_factory=list)
    files: dict[str, FileNow | None] = field(default_factory=dict)
    ids: int = 100

    def bodies(self, number: int) -> list[str]:
        """The comments of an issue."""
        return [comment.body for _, comment in self.threads[number]]

    def say(self, number: int, body: str, *, by_us: bool = False) -> CommentNow:
        """Somebody comments."""
        self.ids += 1
        comment = CommentNow(self.ids, f"https://github.example/o/r/issues/{number}#issuecomment-{self.ids}", body, by_us)
        self.threads[number].append((self.now, comment))
        return comment

    def _write(self, name: str) -> bool:
        """Counts a write; True when its answer will be lost."""
        self.asked.append(name)
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, Exception):
            raise fault
        return fault == "apply then fail"

    def _answer(self, lost: bool) -> None:
        if lost:
            raise Unavailable("502", ambiguous=True)

    async def comments(self, target: Target, since: datetime | None = None) -> tuple[CommentNow, ...]:
        """Those that are old enough to be shown."""
        self.asked.append("comments")
        shown = [(at, one) for at, one in self.threads[target.number] if at + self.lag <= self.now and (since is None or at >= since)]
        return tuple(one for _, one in shown)

    async def issues_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """Nothing is swept here."""
        raise NotImplementedError(repository, since)

    async def comments_since(self, repository: str, since: datetime) -> tuple[Mapping[str, Any], ...]:
        """Nothing is swept here."""
        raise NotImplementedError(repository, since)

    async def post_comment(self, target: Target, body: str) -> CommentNow:
        """A new comment."""
        lost = self._write("post_comment")
        comment = self.say(target.number, body, by_us=True)
        self._answer(lost)
        return comment

    async def edit_comment(self, target: Target, comment_id: int, body: str) -> CommentNow:
        """Edits, or says 404."""
        lost = self._write("edit_comment")
        thread = self.threads[target.number]
        for place, (at, comment) in enumerate(thread):
            if comment.id == comment_id:
                thread[place] = (at, replace(comment, body=body))
                self._answer(lost)
                return thread[place][1]
        raise Refused(404, "Not Found")

    async def set_labels(self, target: Target, labels: Sequence[str]) -> None:
        """Replaces."""
        self._write("set_labels")
        self.labels[target.number] = tuple(labels)

    async def open_issue(self, repository: str, title: str, body: str, labels: Sequence[str]) -> Opened:
        """Opens."""
        lost = self._write("open_issue")
        number = len(self.issues) + 1
        self.issues[number] = {"title": title, "body": body, "labels": tuple(labels), "state": "open", "at": self.now}
        self._answer(lost)
        return self._opened(repository, number)

    async def find_issue(self, repository: str, marker: str, since: datetime | None = None) -> Opened | None:
        """Finds."""
        self.asked.append("find_issue")
        for number, issue in self.issues.items():
            if marker in issue["body"] and issue["at"] + self.lag <= self.now and (since is None or issue["at"] >= since):
                return self._opened(repository, number)
        return None

    async def edit_issue(self, target: Target, *, body: str | None = None, state: str | None = None, reason: str | None = None) -> None:
        """Edits, or says 410."""
        self._write("edit_issue")
        if target.number not in self.issues:
            raise Refused(410, "This issue was deleted")
        changes = {"body": body, "state": state, "reason": reason}
        self.issues[target.number].update({name: value for name, value in changes.items() if value is not None})

    async def keep_labels(self, repository: str, labels: Sequence[Label]) -> None:
        """Keeps."""
        self._write("keep_labels")
        self.label_sets[repository] = tuple(labels)

    async def provision(self, blueprint: Blueprint) -> Provisioned:
        """Provisions."""
        self._write("provision")
        self.blueprints.append(blueprint)
        name = f"{blueprint.organization}/{blueprint.name}"
        return Provisioned(77, name, f"https://github.example/{name}", blueprint.supplier)

    async def look(self, repository: str, **_: object) -> Look:  # noqa: ARG002 - the port's
        """The repository's forms."""
        self.asked.append("look")
        return Look(11, files=dict(self.files))

    async def role_name(self, repository: str, login: str) -> str:
        """Not an effect's."""
        raise NotImplementedError(repository, login)

    async def team_members(self, organization: str, slug: str) -> tuple[Person, ...]:
        """Not an effect's."""
        raise NotImplementedError(organization, slug)

    async def is_member(self, organization: str, login: str) -> bool:
        """Not an effect's."""
        raise NotImplementedError(organization, login)

    async def person(self, user: int | str) -> Person | None:
        """Not an effect's."""
        raise NotImplementedError(user)

    def _opened(self, repository: str, number: int) -> Opened:
        return Opened(55, 9_000 + number, number, f"https://github.example/{repository}/issues/{number}")
