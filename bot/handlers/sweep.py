"""The sweep: what came in by closing that no webhook told of. GitHub is asked for two lists, and what is new is accepted as if told.

Never decides who was in time (the core does, by GitHub's timestamps), and never handles what it found: it waits its turn in the inbox.
A comment that was edited since is left out: what it said when it was made can't be seen, and a command counts only as it was made.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.case import Case
from bot.core.commands import parse_commands
from bot.core.facts import instant
from bot.handlers.desk import Desk
from bot.handlers.gather import is_bot, when
from bot.ports.store import Message

Found = Mapping[str, Any]
"""An issue or a comment as GitHub's lists have it."""


async def sweep(desk: Desk, case: Case) -> None:
    """Accepts whatever the bot has not heard of since the call opened, or since the last sweep; again equals once.

    Texts come first, so that what is said on an application finds it. One that was new, or is another by now, is read as it stood then.
    """
    assert case.call is not None
    since = case.call.swept_at or case.call.opened
    issues = await desk.gateway.issues_since(case.target.repository, since)
    comments = await desk.gateway.comments_since(case.target.repository, since)
    told = Told(case, case.call.closing, desk.clock.now())
    by_number = {int(one["number"]): one for one in issues if _by_somebody(one)}
    for issue in by_number.values():
        new = when(issue["created_at"]) >= since and await desk.store.accept(told.opened(issue))
        for moment in told.edits(issue, new=new):
            await desk.store.accept(told.edited(issue, moment))
    for comment in comments:
        issue_of = by_number.get(int(str(comment["issue_url"]).rpartition("/")[2]))
        if issue_of and _gives_commands(comment, since):
            await desk.store.accept(told.created(comment, issue_of))


def _by_somebody(found: Found) -> bool:
    """By an account that is there still, and is no bot's."""
    return bool(found.get("user")) and not is_bot(found["user"])


def _gives_commands(comment: Found, since: datetime) -> bool:
    """Whether a comment gives commands, was made since then by somebody, and stands as it was made."""
    as_made = comment["updated_at"] == comment["created_at"] and when(comment["created_at"]) >= since
    return as_made and _by_somebody(comment) and bool(parse_commands(str(comment["body"] or "")))


@dataclass(frozen=True, slots=True)
class Told:
    """What was found, as webhooks would have told it."""

    case: Case
    closing: datetime
    now: datetime

    def opened(self, issue: Found) -> Message:
        """An issue was opened."""
        return self._message("issues", f"sweep/issues/{issue['id']}/opened", {"action": "opened", "issue": issue}, issue)

    def created(self, comment: Found, issue: Found) -> Message:
        """A comment was made."""
        payload = {"action": "created", "issue": issue, "comment": comment}
        return self._message("issue_comment", f"sweep/issue_comment/{comment['id']}/created", payload, comment)

    def edits(self, issue: Found, *, new: bool) -> tuple[datetime, ...]:
        """The moments as of which a text is read (again): closing, and now. None of one that is known as it stands."""
        application, changed = self.case.application(int(issue["id"])), when(issue["updated_at"])
        body_hash = hashlib.sha256(str(issue["body"] or "").encode()).hexdigest()
        known = application is None or application.has_heard(body_hash)
        if changed == when(issue["created_at"]) or (known and not new):
            return ()
        return tuple(sorted({min(changed, self.closing), changed}))

    def edited(self, issue: Found, moment: datetime) -> Message:
        """A text was edited by that moment. Who did is not in GitHub's list: it is taken for the author, whose text it is."""
        at = instant(moment)
        payload = {"action": "edited", "issue": {**issue, "updated_at": at}, "changes": {"body": {}}}
        return self._message("issues", f"sweep/issues/{issue['id']}/edited/{at}", payload, issue)

    def _message(self, event: str, name: str, payload: Mapping[str, Any], by: Found) -> Message:
        repository = {"id": self.case.key.repository_id, "full_name": self.case.target.repository}
        return Message(name, "webhook", event, {**payload, "repository": repository, "sender": by["user"]}, self.now)
