"""Issues that the bot opens: an evaluation's, an opportunity's that is run again, and notices, kept current and closed when all is said.

Never touches an issue that somebody else opened; closing an opportunity's issue is `CloseIssue`, one call in `performer.py`.
"""

from typing import Any

from bot.core.comments import Comment
from bot.core.effects import FileOpportunity, KeepNotice, OpenIssue, Target
from bot.core.snapshot import read_opportunity
from bot.forms.compose import compose, silent
from bot.forms.template import PATHS, Kind, Template, TemplateError, packaged, read_template
from bot.perform.bodies import Bodies, Body
from bot.perform.memory import Memory, Notice, recall_notice, remember
from bot.perform.threads import GONE, Belief, decided_at
from bot.ports.gateway import Gateway, Opened, Refused
from bot.ports.store import Task
from bot.render.marker import name_trace, trace


class Issues:
    """Opens issues and keeps notices."""

    def __init__(self, gateway: Gateway, memory: Memory, bodies: Bodies) -> None:
        self._gateway, self._memory, self._bodies = gateway, memory, bodies

    async def open(self, effect: OpenIssue, task: Task, believe_absence: Belief) -> dict[str, Any]:
        """A new issue, or the one that was opened already: `repository_id`, `repository`, `issue_id`, `number`, `url`."""
        if task.attempts:
            found = await self._gateway.find_issue(effect.repository, trace(effect.key), decided_at(effect.facts))
            if found:
                return {"outcome": "adopted", "repository": effect.repository, **_ids(found)}
            believe_absence()
        facts = await self._bodies.facts(task.case, effect.facts, effect.repository)
        body = self._bodies.make((effect.comment,), effect, task.case, facts)
        opened = await self._gateway.open_issue(effect.repository, effect.title, body.whole, effect.labels)
        return {"outcome": "opened", "repository": effect.repository, **_ids(opened)}

    async def file(self, effect: FileOpportunity, task: Task, believe_absence: Belief) -> dict[str, Any]:
        """An opportunity's new issue, written by the repository's own form, or the one that was filed already; as `open` gives it.

        Raises `Refused` where the repository has forms and none for opportunities: what it can't read is not filed.
        """
        if task.attempts:
            found = await self._gateway.find_issue(effect.repository, trace(effect.key))
            if found:
                return {"outcome": "adopted", "repository": effect.repository, **_ids(found)}
            believe_absence()
        text = compose(read_opportunity(effect.opportunity), await self._form(effect.repository))
        body = self._bodies.marked(text, effect.key, task.case)
        opened = await self._gateway.open_issue(effect.repository, silent(effect.title), body, ())
        return {"outcome": "filed", "repository": effect.repository, **_ids(opened)}

    async def _form(self, repository: str) -> Template:
        """The opportunity form as the repository has it now; the packaged one where it has no forms."""
        seen = await self._gateway.look(repository, files=PATHS)
        texts = [file.text for path in PATHS if (file := seen.files.get(path))]
        form = next((form for form in map(_readable, texts) if form and form.kind is Kind.OPPORTUNITY), None)
        if texts and form is None:
            raise Refused(422, "the repository's forms can't be read as a form for opportunities")
        return form or packaged("opportunity.yml")

    async def keep(self, effect: KeepNotice, task: Task, believe_absence: Belief) -> dict[str, Any]:
        """The notice of this name: opened or mended with a comment, closed without one."""
        name = f"notice/{effect.repository}/{effect.name}"
        notice = await recall_notice(self._memory, name) or await self._find(effect, believe_absence)
        if effect.comment is None:
            outcome, kept = await self._close(effect, notice)
        else:
            outcome, kept = await self._say(effect, effect.comment, task, notice)
        if kept is None:
            return {"outcome": outcome}
        await remember(self._memory, name, kept)
        return {"outcome": outcome, "repository_id": kept.repository_id, "issue_id": kept.issue_id, "number": kept.number, "url": kept.url}

    async def _say(self, effect: KeepNotice, comment: Comment, task: Task, notice: Notice | None) -> tuple[str, Notice]:
        body = self._bodies.make((comment,), effect, task.case, (), effect.name)
        if notice and not notice.closed and notice.text_hash == body.text_hash:
            return "unchanged", notice
        if notice and await self._edit(effect, notice, body=body.whole, state="open"):
            return "edited", _noted(notice, body.text_hash, closed=False)
        return "opened", _notice(await self._gateway.open_issue(effect.repository, effect.title, body.whole, ()), body)

    async def _close(self, effect: KeepNotice, notice: Notice | None) -> tuple[str, Notice | None]:
        if notice is None or notice.closed:
            return "unchanged", notice
        await self._edit(effect, notice, state="closed", reason="completed")
        return "closed", _noted(notice, notice.text_hash, closed=True)

    async def _edit(self, effect: KeepNotice, notice: Notice, **changes: str) -> bool:
        """False when the issue was deleted."""
        target = Target(notice.repository_id, effect.repository, notice.number, notice.issue_id)
        try:
            await self._gateway.edit_issue(target, body=changes.get("body"), state=changes.get("state"), reason=changes.get("reason"))
        except Refused as refusal:
            if refusal.status in GONE:
                return False
            raise
        return True

    async def _find(self, effect: KeepNotice, believe_absence: Belief) -> Notice | None:
        found = await self._gateway.find_issue(effect.repository, name_trace(effect.name))
        if found:
            return Notice(found.repository_id, found.issue_id, found.number, found.url, "")
        believe_absence()
        return None


def _readable(text: str) -> Template | None:
    try:
        return read_template(text)
    except TemplateError:
        return None


def _ids(opened: Opened) -> dict[str, Any]:
    return {"repository_id": opened.repository_id, "issue_id": opened.issue_id, "number": opened.number, "url": opened.url}


def _notice(opened: Opened, body: Body) -> Notice:
    return Notice(opened.repository_id, opened.issue_id, opened.number, opened.url, body.text_hash)


def _noted(notice: Notice, text_hash: str, *, closed: bool) -> Notice:
    return Notice(notice.repository_id, notice.issue_id, notice.number, notice.url, text_hash, closed)
