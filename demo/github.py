"""The sandbox GitHub as people use it: forms, comments, labels, pull requests, each with that person's token; and its clock.

Never speaks to the bot, and never does what only an App may.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

import httpx


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account: a name for the screen, a login and a token."""

    name: str
    login: str
    token: str


@dataclass(slots=True)
class GitHub:
    """One sandbox. Every method is one or two requests, and raises `httpx.HTTPStatusError` with GitHub's own words."""

    url: str
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def __enter__(self) -> Self:
        """Itself, until `__exit__` closes its connections."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes its connections."""
        self.http.close()

    def control(self, method: str, path: str, **body: Any) -> Any:
        """A request to the sandbox's own controls, for which there is no counterpart at GitHub."""
        return self._sent(self.http.request(method, f"{self.url}/_sandbox/{path}", json=body or None))

    def api(self, person: Person, method: str, path: str, **body: Any) -> Any:
        """A request to GitHub's API as a person."""
        headers = {"Authorization": f"Bearer {person.token}", "Accept": "application/vnd.github+json"}
        return self._sent(self.http.request(method, f"{self.url}/api/v3/{path}", json=body or None, headers=headers))

    def file(self, person: Person, repository: str, template: str, answers: dict[str, Any]) -> dict[str, Any]:
        """Fills in a form's page and submits it; gives the new issue."""
        headers = {"Authorization": f"Bearer {person.token}"}
        address = f"{self.url}/{repository}/issues/new"
        issue: dict[str, Any] = self._sent(self.http.post(address, params={"template": template}, json=answers, headers=headers))
        return issue

    def form(self, person: Person, repository: str, template: str) -> dict[str, Any]:
        """A form as its page shows it."""
        headers = {"Authorization": f"Bearer {person.token}"}
        shown: dict[str, Any] = self._sent(
            self.http.get(f"{self.url}/{repository}/issues/new", params={"template": template}, headers=headers)
        )
        return shown

    def comment(self, person: Person, repository: str, number: int, words: str) -> dict[str, Any]:
        """Writes a comment."""
        said: dict[str, Any] = self.api(person, "POST", f"repos/{repository}/issues/{number}/comments", body=words)
        return said

    def comments(self, person: Person, repository: str, number: int) -> list[dict[str, Any]]:
        """All comments of a thread."""
        return list(self.api(person, "GET", f"repos/{repository}/issues/{number}/comments?per_page=100"))

    def labels(self, person: Person, repository: str, number: int) -> list[str]:
        """The names of an issue's labels."""
        return [label["name"] for label in self.api(person, "GET", f"repos/{repository}/issues/{number}")["labels"]]

    def now(self) -> datetime:
        """The sandbox's time, UTC."""
        return datetime.fromisoformat(self.control("GET", "clock")["now"])

    def settle(self) -> None:
        """Waits until everybody who waits on the clock has nothing left to do."""
        self._settled(self.control("POST", "clock/settle", timeout=30))

    def advance(self, to: datetime) -> None:
        """Lets time pass, from one deadline to the next, until a moment."""
        self._settled(self.control("POST", "clock/advance", to=to.isoformat()))

    @staticmethod
    def _settled(told: dict[str, Any]) -> None:
        if not told["settled"]:
            raise TimeoutError(f"The bot did not come to rest: {told}")

    @staticmethod
    def _sent(answer: httpx.Response) -> Any:
        if answer.is_error:
            raise httpx.HTTPStatusError(
                f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}", request=answer.request, response=answer
            )
        return answer.json() if answer.content else None
