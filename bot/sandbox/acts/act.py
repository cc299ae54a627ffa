"""One actor about to do one thing: who, on which world, telling whom. Every function of `acts` takes one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.accounts import Account, Organization
from bot.sandbox.apps import App
from bot.sandbox.deliver import Webhooks
from bot.sandbox.issues import Edit, Issue, IssueEvent, Written
from bot.sandbox.repositories import Repository
from bot.sandbox.world import World


@dataclass(frozen=True)
class Act:
    """`user` is the author of what comes of it, an App's Bot when `app` is set."""

    world: World
    webhooks: Webhooks
    user: Account
    app: App | None = None

    @property
    def now(self) -> datetime:
        """The sandbox's time."""
        return self.world.clock.now()

    @property
    def app_id(self) -> int | None:
        """For `performed_via_github_app`."""
        return self.app.id if self.app else None

    def tell(self, event: str, action: str | None, repository: Repository, **parts: Any) -> None:
        """Tells the Apps of a repository."""
        self.webhooks.tell(event, action, self.user, about=repository, **parts)

    def tell_organization(self, event: str, action: str, organization: Organization, **parts: Any) -> None:
        """Tells the Apps of an organisation."""
        self.webhooks.tell(event, action, self.user, within=organization, **parts)

    def record(self, issue: Issue, event: str, **details: Any) -> None:
        """Adds a line to an issue's timeline and moves its `updated_at`."""
        line = IssueEvent(id=self.world.next_id(), event=event, actor=self.user, created_at=self.now, app_id=self.app_id, details=details)
        issue.timeline.append(line)
        issue.updated_at = self.now

    def version(self, body: str | None) -> Edit:
        """A version of a body, by this actor, now."""
        return Edit(id=self.world.next_id(), at=self.now, editor=self.user, body=body or "")

    def rewrite(self, written: Written, body: str | None) -> str | None:
        """Gives a new body to an issue or a comment and keeps its version; answers what it was before."""
        before, written.body = written.body, body
        written.edits.append(self.version(body))
        written.updated_at = self.now
        return before
