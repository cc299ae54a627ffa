"""Comments on a thread: a new one, looked for by its marker before it is posted again, and a panel that is kept current in place.

Never believes a marker without its signature, and never edits a comment that is not ours.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.core.effects import KeepPanel, PostComment, Target
from bot.core.facts import Fact
from bot.perform.bodies import Bodies, Body
from bot.perform.memory import Memory, Panel, recall_panel, remember
from bot.ports.gateway import CommentNow, Gateway, Refused
from bot.ports.keys import Keys
from bot.ports.store import Task
from bot.render.marker import Marker, read_marker

GONE = frozenset({404, 410})
"""GitHub's answers for a comment or an issue that was deleted."""

Belief = Callable[[], None]
"""Passes when a look at GitHub that found nothing can be believed (`Doubts.believe_absence`)."""


class Threads:
    """Posts comments and keeps panels."""

    def __init__(self, gateway: Gateway, keys: Keys, memory: Memory, bodies: Bodies) -> None:
        self._gateway, self._keys, self._memory, self._bodies = gateway, keys, memory, bodies

    async def post(self, effect: PostComment, task: Task, believe_absence: Belief) -> dict[str, Any]:
        """A new comment, or the one that was posted already: its `comment_id` and `url`."""
        if task.attempts:
            found = await self._find(effect.target, task, lambda marker: marker.key == effect.key, decided_at(effect.facts))
            if found:
                return {"outcome": "adopted", "comment_id": found[0].id, "url": found[0].url}
            believe_absence()
        facts = await self._bodies.facts(task.case, effect.facts, effect.target.repository)
        body = self._bodies.make((effect.comment, *effect.also), effect, task.case, facts)
        posted = await self._gateway.post_comment(effect.target, body.whole)
        return {"outcome": "posted", "comment_id": posted.id, "url": posted.url}

    async def keep(self, effect: KeepPanel, task: Task, believe_absence: Belief) -> dict[str, Any]:
        """The panel of this name: posted if there is none, edited if it says something else, left alone if it does not."""
        name = f"panel/{effect.target.lane}/{effect.name}"
        panel = await recall_panel(self._memory, name) or await self._find_panel(effect, task, believe_absence)
        shown = await self._bodies.facts(task.case, effect.facts, effect.target.repository)
        facts = panel.with_facts(shown) if panel else shown
        body = self._bodies.make((effect.comment,), effect, task.case, facts, effect.name)
        if panel and (panel.text_hash, panel.facts) == (body.text_hash, body.facts):
            outcome, kept = "unchanged", panel
        else:
            outcome, kept = await self._write(effect, panel, body)
        await remember(self._memory, name, kept)
        return {"outcome": outcome, "comment_id": kept.comment_id, "url": kept.url}

    async def _write(self, effect: KeepPanel, panel: Panel | None, body: Body) -> tuple[str, Panel]:
        edited = await _unless_gone(lambda: self._gateway.edit_comment(effect.target, panel.comment_id, body.whole)) if panel else None
        comment = edited or await self._gateway.post_comment(effect.target, body.whole)
        return "edited" if edited else "posted", Panel(comment.id, comment.url, body.text_hash, body.facts)

    async def _find_panel(self, effect: KeepPanel, task: Task, believe_absence: Belief) -> Panel | None:
        found = await self._find(effect.target, task, lambda marker: marker.name == effect.name, None)
        if found:
            return Panel(found[0].id, found[0].url, found[1].text_hash, found[1].raw_facts)
        believe_absence()
        return None

    async def _find(
        self, target: Target, task: Task, wanted: Callable[[Marker], bool], since: datetime | None
    ) -> tuple[CommentNow, Marker] | None:
        for comment in await self._gateway.comments(target, since):
            marker = read_marker(comment.body, self._keys) if comment.by_us else None
            if isinstance(marker, Marker) and marker.case == task.case and wanted(marker):
                return comment, marker
        return None


def decided_at(facts: tuple[Fact, ...]) -> datetime | None:
    """GitHub's time of the first cause: what announces these facts can't be older. None without facts: look at everything."""
    return min((fact.cause.at for fact in facts), default=None)


async def _unless_gone(edit: Callable[[], Awaitable[CommentNow]]) -> CommentNow | None:
    try:
        return await edit()
    except Refused as refusal:
        if refusal.status in GONE:
            return None
        raise
