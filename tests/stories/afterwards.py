"""What GitHub shows when a story has ended: who was told what, labels, the delivery repository, and the facts in the markers.

Written down so that two runs of one story can be compared, whatever ids and hashes they have. Never reaches into the bot.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.core.facts import CaseKey
from bot.keys import MasterKeys
from bot.render.marker import Link, Marker, read_marker
from demo.town import EVALUATION, PROGRAMME, Town

Chain = dict[int, Link]


@dataclass(frozen=True, slots=True)
class Afterwards:
    """A town after a story, the delivery repository's name, the keys that the bot signed with, and further delivery repositories."""

    town: Town
    delivery: str
    keys: MasterKeys
    others: tuple[str, ...] = ()

    def all(self) -> list[str]:
        """Everything, in lines."""
        return [*self.labels(), *self.said(), *self.repository(), *self.facts()]

    def labels(self) -> list[str]:
        """Each issue's state and labels: the opportunity's, the applications', the evaluation's."""
        issues = [(place, issue) for place in (PROGRAMME, EVALUATION) for issue in self._issues(place)]
        return sorted(f"{place}#{one['number']} {one['state']} {sorted(label['name'] for label in one['labels'])}" for place, one in issues)

    def said(self) -> list[str]:
        """How often each thing was said, by its first line without figures."""
        lines = [body.splitlines()[0] for _, body in self.bodies()]
        return sorted(map(str, Counter("".join(sign for sign in line if sign.isalpha() or sign == " ")[:30] for line in lines).items()))

    def repository(self) -> list[str]:
        """The delivery repository's files by their contents, who works on it, and who is invited."""
        tree = self._read(f"repos/{self.delivery}/git/trees/main?recursive=1")["tree"]
        people = [one["login"] for one in self._read(f"repos/{self.delivery}/collaborators?affiliation=direct")]
        invited = [one["invitee"]["login"] for one in self._read(f"repos/{self.delivery}/invitations")]
        files = sorted(f"{one['path']} {self._digest(one['path'])}" for one in tree if one["type"] == "blob")
        return [*files, f"let in: {sorted(people)}", f"invited: {sorted(invited)}"]

    def facts(self) -> list[str]:
        """The facts that markers show, by case and place in the chain.

        Each marker is signed by the programme; no two show different facts in one place; each fact follows from the one before it.
        """
        chains: dict[CaseKey, Chain] = {}
        for place, body in self.bodies():
            marker = read_marker(body, self.keys)
            assert isinstance(marker, Marker), (place, marker, body)
            for one in marker.facts:
                _adds(chains.setdefault(marker.case, {}), one)
        for chain in chains.values():
            assert [seq for seq, one in chain.items() if seq + 1 in chain and chain[seq + 1].prev != one.hash] == []
        return [f"{case} {seq} {_kind(one)}" for case, chain in chains.items() for seq, one in sorted(chain.items())]

    def _digest(self, path: str) -> str:
        """A file's SHA-256, but for the sandbox's own address."""
        content = base64.b64decode(self._read(f"repos/{self.delivery}/contents/{path}")["content"])
        return hashlib.sha256(content.replace(self.town.github.url.encode(), b"")).hexdigest()

    def bodies(self) -> Iterator[tuple[str, str]]:
        """Every text that the bot wrote, with its place."""
        for place in dict.fromkeys((PROGRAMME, EVALUATION, self.delivery, *self.others)):
            for issue in self._issues(place):
                comments = self.town.github.comments(self.town.people["mathieu"], place, issue["number"])
                yield from ((f"{place}#{issue['number']}", one["body"]) for one in (issue, *comments) if one["user"]["type"] == "Bot")

    def _issues(self, place: str) -> list[dict[str, Any]]:
        return list(self._read(f"repos/{place}/issues?state=all&per_page=100"))

    def _read(self, path: str) -> Any:
        return self.town.github.api(self.town.people["mathieu"], "GET", path)


def _adds(chain: Chain, one: Link) -> None:
    """The evaluation repository shows whole what other places show as a hash."""
    known = chain.setdefault(one.seq, one)
    assert (known.prev, known.inner) == (one.prev, one.inner), f"two facts in place {one.seq}"
    chain[one.seq] = known if known.fact else one


def _kind(one: Link) -> str:
    return one.fact.kind if one.fact else "hidden"
