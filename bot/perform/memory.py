"""What the performer remembers between effects: where a panel or a notice stands, and what it last said. Never a fact of a case."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol


class Memory(Protocol):
    """Small facts of the shell's own by name; the Store is one."""

    async def recall(self, name: str) -> str | None:
        """What was remembered under a name."""
        ...

    async def remember(self, name: str, value: str) -> None:
        """Keeps it on disk."""
        ...


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel's comment: its id and address, the hash of its text, the facts in its marker as JSON."""

    comment_id: int
    url: str
    text_hash: str
    facts: tuple[Mapping[str, Any], ...] = ()

    def with_facts(self, more: tuple[Mapping[str, Any], ...]) -> tuple[Mapping[str, Any], ...]:
        """Its facts and further ones: an edit replaces the marker, and what it announced must stay readable."""
        known = {fact["seq"]: fact for fact in (*self.facts, *more)}
        return tuple(known[seq] for seq in sorted(known))


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice's issue by its ids, the hash of its text, and whether it is closed."""

    repository_id: int
    issue_id: int
    number: int
    url: str
    text_hash: str
    closed: bool = False


async def recall_panel(memory: Memory, name: str) -> Panel | None:
    """The panel remembered under a name."""
    value = await memory.recall(name)
    if value is None:
        return None
    known = json.loads(value)
    return Panel(known["comment_id"], known["url"], known["text_hash"], tuple(known["facts"]))


async def recall_notice(memory: Memory, name: str) -> Notice | None:
    """The notice remembered under a name."""
    value = await memory.recall(name)
    return None if value is None else Notice(**json.loads(value))


async def remember(memory: Memory, name: str, known: Panel | Notice) -> None:
    """Keeps where a panel or notice stands, and what it says now."""
    await memory.remember(name, json.dumps(asdict(known)))
