"""How to go on by hand when the story has ended: addresses, tokens, and commands that can be copied. Runs none of them itself."""

import json
import shlex
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from demo.town import PROGRAMME, Town


@dataclass(frozen=True, slots=True)
class ByHand:
    """The town after the story, with the opportunity's number and the bot's address."""

    town: Town
    number: int
    bot: str

    def told(self) -> str:
        """All of it, as lines for a terminal."""
        sandbox, people = self.town.github.url, self.town.people.values()
        widest = max(len(person.name) for person in people)
        commands = [f"  # {what}\n  {command}" for what, command in self.commands()]
        lines = (
            f"The sandbox: {sandbox}/{PROGRAMME}/issues/{self.number}\nThe bot: {self.bot}/ready",
            "\nBoth are still running. Comment, or label, as one of these, each with a token:",
            *(f"  {person.name:<{widest}}  {person.token}" for person in people),
            "\nFor example:",
            *commands,
        )
        return "\n".join(lines)

    def commands(self) -> list[tuple[str, str]]:
        """What each does, and the command."""
        tomorrow = self.town.github.now() + timedelta(days=1)
        return [
            ("Claire asks what can be done now; the bot answers", self._comments(body="/help")),
            ("what has been said there since the story ended", self._comments()),
            ("a day passes", _curl(f"{self.town.github.url}/_sandbox/clock/advance", to=tomorrow.isoformat())),
        ]

    def _comments(self, **body: Any) -> str:
        path = f"{self.town.github.url}/api/v3/repos/{PROGRAMME}/issues/{self.number}/comments"
        since = "" if body else f"?since={self.town.github.now():%Y-%m-%dT%H:%M:%SZ}&per_page=100"
        return _curl(f"{path}{since}", f"Authorization: Bearer {self.town.people['claire'].token}", **body)


def _curl(url: str, header: str = "", **body: Any) -> str:
    """A GET, or a POST where there is a body, as a shell takes it."""
    options = [*(["--header", header] if header else []), *(["--data", json.dumps(body)] if body else [])]
    return shlex.join(["curl", "--silent", "--show-error", *options, url])
