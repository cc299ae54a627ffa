"""One effect, one match: each kind of effect is one call of the gateway.

Never decides whether an effect is right, never waits, and never retries; what GitHub refuses or can't answer is raised as it is.
"""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, assert_never

import structlog

from bot.core.effects import (
    CloseIssue,
    FileOpportunity,
    KeepLabelSet,
    KeepNotice,
    KeepPanel,
    OpenIssue,
    PostComment,
    Provision,
    ReopenIssue,
    SetLabels,
)
from bot.core.flags import is_ours
from bot.perform.bodies import Bodies, EvaluationRepository
from bot.perform.doubts import CONSISTENCY, Doubts
from bot.perform.issues import Issues
from bot.perform.memory import Memory
from bot.perform.threads import Threads
from bot.ports.gateway import Blueprint, Gateway, Refused, Unavailable
from bot.ports.keys import Keys
from bot.ports.store import Task
from bot.render.licences import written

log = structlog.get_logger()


class Performer:
    """Performs effects. `memory` is the Store's; `consistency` is how long GitHub is given to show a write whose outcome is not known."""

    def __init__(
        self,
        gateway: Gateway,
        keys: Keys,
        memory: Memory,
        evaluation_repository: EvaluationRepository,
        *,
        consistency: timedelta = CONSISTENCY,
    ) -> None:
        bodies = Bodies(keys, evaluation_repository)
        self._gateway = gateway
        self._threads, self._issues = Threads(gateway, keys, memory, bodies), Issues(gateway, memory, bodies)
        self._doubts = Doubts(consistency)

    async def perform(self, task: Task, now: datetime) -> Mapping[str, Any]:
        """Performs an effect at `now` (UTC, the programme's time) and gives its result, JSON throughout.

        Raises `Refused` for good, and `Unavailable` with the moment to come back; what was perhaps applied is looked for then.
        """
        began = time.monotonic()
        try:
            result = await self._perform(task, now)
        except Unavailable as failure:
            _log(task, "put off", reason=failure.reason)
            raise self._doubts.failed(task, failure, now, began) from failure
        except Refused as refusal:
            self._doubts.over(task)
            _log(task, "refused", status=refusal.status, reason=refusal.reason)
            raise
        self._doubts.over(task)
        _log(task, result.pop("outcome"), url=result.get("url"))
        return result

    async def _perform(self, task: Task, now: datetime) -> dict[str, Any]:  # noqa: C901 - the table of effects
        def believe_absence() -> None:
            self._doubts.believe_absence(task, now)

        match task.effect:
            case PostComment() as effect:
                return await self._threads.post(effect, task, believe_absence)
            case KeepPanel() as effect:
                return await self._threads.keep(effect, task, believe_absence)
            case OpenIssue() as effect:
                return await self._issues.open(effect, task, believe_absence)
            case FileOpportunity() as effect:
                return await self._issues.file(effect, task, believe_absence)
            case KeepNotice() as effect:
                return await self._issues.keep(effect, task, believe_absence)
            case SetLabels() as effect:
                await self._gateway.set_labels(effect.target, labels_after(effect))
            case CloseIssue() as effect:
                await self._gateway.edit_issue(effect.target, state="closed", reason=effect.reason)
            case ReopenIssue() as effect:
                await self._gateway.edit_issue(effect.target, state="open")
            case KeepLabelSet() as effect:
                await self._gateway.keep_labels(effect.repository, effect.labels)
            case Provision() as effect:
                return await self._provision(effect)
            case _:
                assert_never(task.effect)
        return {"outcome": "done"}

    async def _provision(self, effect: Provision) -> dict[str, Any]:
        made = await self._gateway.provision(blueprint(effect))
        return {
            "outcome": "provisioned",
            "repository_id": made.repository_id,
            "repository": made.repository,
            "url": made.url,
            "invited": made.invited,
        }


def labels_after(effect: SetLabels) -> tuple[str, ...]:
    """Everybody else's labels as they were seen, then ours; those of the programme that are not wanted any more are left out."""
    return (*(label for label in effect.seen if not is_ours(label)), *effect.labels)


def blueprint(effect: Provision) -> Blueprint:
    """The delivery repository with its files rendered; each ends with a line end."""
    files = {path: text for file in effect.files for path, text in written(file).items()}
    return Blueprint(effect.organization, effect.name, effect.description, files, effect.supplier, tuple(effect.reviewers), effect.access)


def _log(task: Task, outcome: str, **more: object) -> None:
    """The engine writes a line for each attempt; only that something was there already is news to whoever reads it."""
    tell = log.info if outcome == "adopted" else log.debug
    known = {name: value for name, value in more.items() if value is not None}
    tell("effect at GitHub", what=type(task.effect).__name__, key=task.effect.key, case=str(task.case), outcome=outcome, **known)
