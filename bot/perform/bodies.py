"""Bodies of comments and issues: rendered, with the facts that they announce in a signed marker below.

Never posts one.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.comments import Comment
from bot.core.effects import Effect
from bot.core.facts import CaseKey, Fact, Visibility
from bot.ports.keys import Keys
from bot.render.marker import Marker, facts_as_shown, fitted, sign_marker, signed, text_hash
from bot.render.templates import ROOM, length, render_all

EvaluationRepository = Callable[[int], Awaitable[str | None]]
"""Programme's repository id → `owner/name` of its evaluation repository, where evaluation facts may be read; none if it names none."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it is sent, the hash of its text, and the facts in its marker as JSON."""

    whole: str
    text_hash: str
    facts: tuple[Mapping[str, Any], ...]


class Bodies:
    """Makes bodies with the programme's keys."""

    def __init__(self, keys: Keys, evaluation_repository: EvaluationRepository) -> None:
        self._keys, self._evaluation_repository = keys, evaluation_repository

    async def facts(self, case: CaseKey, facts: tuple[Fact, ...], repository: str) -> tuple[Mapping[str, Any], ...]:
        """Facts as a marker in this repository may show them; only the evaluation repository shows evaluation facts."""
        private = any(fact.visibility is Visibility.EVALUATION for fact in facts) and await self._is_evaluation(case, repository)
        return facts_as_shown(facts, self._keys, private=private)

    async def _is_evaluation(self, case: CaseKey, repository: str) -> bool:
        """GitHub compares names without case."""
        named = await self._evaluation_repository(case.repository_id)
        return named is not None and named.casefold() == repository.casefold()

    def marked(self, text: str, key: str, case: CaseKey) -> str:
        """A text of somebody's with a marker of ours below, so that it is found again."""
        return signed(text, Marker(case, key), self._keys)

    def make(
        self, comments: Sequence[Comment], effect: Effect, case: CaseKey, facts: tuple[Mapping[str, Any], ...], name: str = ""
    ) -> Body:
        """The body of a comment, or of several that are one answer; its text leaves room for the marker (65 536 characters in all)."""
        marker = Marker(case, effect.key, name=name, raw_facts=fitted(case, facts))
        text = render_all(comments, ROOM - length(sign_marker("", marker, self._keys)) - 2)
        return Body(f"{text}\n\n{sign_marker(text, marker, self._keys)}", text_hash(text), marker.raw_facts)
