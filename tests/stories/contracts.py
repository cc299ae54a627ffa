"""One opportunity on its way to a contract and through it, among others in the same programme: what its people do, and what they see.

Looks only from the outside: labels, comments, issues, repositories. Never reaches into the bot, and never lets time pass.
"""

import base64
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from demo.acts import local
from demo.paid import CRITERIA
from demo.town import EVALUATION, ORGANIZATION, PROGRAMME
from tests.stories.programme import Programme

DATES = {"closing": "2027-06-07", "selection": "2027-06-09", "start": "2027-06-14", "delivery": "2027-06-30"}
"""Every opportunity's, unless its story says otherwise: closing on a Monday, thirteen business days for the work."""

DRAWN = local(6, 9, 9, 30)
"""When every story begins: its offer is to be answered by the end of 11 June."""


@dataclass(slots=True)
class Contract:
    """An opportunity, who applies, what its form says otherwise; then the numbers that GitHub gave."""

    programme: Programme
    suppliers: tuple[str, ...]
    answers: dict[str, str]
    number: int = 0
    applications: dict[str, int] = field(default_factory=dict)
    seen: dict[tuple[str, int], int] = field(default_factory=dict)

    def way_to_the_draw(self) -> Generator[datetime, None, None]:
        """Filed, approved, funded, published; everybody applies and passes; procurement confirms; drawn."""
        self.number = self.programme.files(**{**DATES, **self.answers})
        clear = "/clear Each is a need of its own.\n" if "flag: contract splitting" in self.labels() else ""
        self.says("priya", f"{clear}/vet")
        for login, words in (("mathieu", "/vet"), ("samuel", "/commit"), ("farah", "/reserve 4500012345 7345.00"), ("mathieu", "/publish")):
            self.says(login, words)
        for login in self.suppliers:
            template = "candidature.yml" if login == "amelie" else "application.yml"
            self.applications[login] = self.programme.applies(login, self.number, template)
        yield local(6, 8, 10)
        self._evaluated()
        yield DRAWN
        self.says("mathieu", "/draw")
        self.news()

    def _evaluated(self) -> None:
        """Everybody passes."""
        threads = self.programme.github.api(self.programme.who("claire"), "GET", f"repos/{EVALUATION}/issues?per_page=100")
        thread = next(one["number"] for one in threads if f"opportunity {self.number} /" in one["title"])
        letters = "ABCDEFGH"[: len(self.suppliers)]
        for login, words in (
            ("claire", "/declare none"),
            ("claire", "\n".join(f"/evaluate {letter} 1 pass The statement shows it." for letter in letters)),
            ("priya", "/confirm"),
        ):
            self.programme.says(login, thread, words, EVALUATION)

    @property
    def supplier(self) -> str:
        """Who has the offer or the contract, by the label of the application."""
        return next(login for login in self.suppliers if "application: selected" in self.labels(self.applications[login]))

    @property
    def delivery(self) -> str:
        """The first delivery repository."""
        return f"{ORGANIZATION}/opportunity-{self.number}"

    @property
    def deliveries(self) -> list[str]:
        """The delivery repositories that there are by now."""
        found = self.programme.github.api(self.programme.who("mathieu"), "GET", f"orgs/{ORGANIZATION}/repos?per_page=100")
        own = f"opportunity-{self.number}"
        return [one["full_name"] for one in found if one["name"] == own or one["name"].startswith(f"{own}-")]

    def agrees(self) -> str:
        """The supplier agrees on their application, in their language; their login."""
        who = self.supplier
        self.programme.says(who, self.applications[who], "/consentir" if who == "amelie" else "/agree")
        return who

    def says(self, login: str, words: str) -> None:
        """Somebody comments on the opportunity."""
        self.programme.says(login, self.number, words)

    def labels(self, number: int = 0) -> list[str]:
        """The labels of the opportunity, or of another issue."""
        return self.programme.labels(number or self.number)

    @property
    def state(self) -> str:
        """The opportunity's state: there is one label of that kind."""
        (one,) = (label for label in self.labels() if label.startswith("opportunity: "))
        return one.removeprefix("opportunity: ")

    @property
    def flags(self) -> list[str]:
        """The flags that stand."""
        return [label.removeprefix("flag: ") for label in self.labels() if label.startswith("flag: ") and "splitting" not in label]

    @property
    def is_open(self) -> bool:
        """Whether the opportunity's issue is open."""
        return bool(self.issue["state"] == "open")

    @property
    def issue(self) -> dict[str, Any]:
        """The opportunity's issue as GitHub shows it."""
        shown: dict[str, Any] = self.programme.github.api(self.programme.who("mathieu"), "GET", f"repos/{PROGRAMME}/issues/{self.number}")
        return shown

    def news(self, number: int = 0, repository: str = PROGRAMME) -> list[str]:
        """What the bot has said on a thread (the opportunity's, if no other is named) since this was asked last."""
        thread = (repository, number or self.number)
        said = self.programme.answers(thread[1], repository)
        before, self.seen[thread] = self.seen.get(thread, 0), len(said)
        return said[before:]

    def accepts(self) -> None:
        """The client finds every criterion met."""
        self.says("claire", "\n".join(f"/acceptance {n} met" for n in range(1, CRITERIA + 1)))

    def opens_pull(self, login: str, *, draft: bool = False, repository: str = "") -> int:
        """Forks the delivery repository (the first, if no other is named), pushes a file, opens a pull request; its number."""
        github, who, there = self.programme.github, self.programme.who(login), repository or self.delivery
        fork = github.api(who, "POST", f"repos/{there}/forks")["full_name"]
        text = base64.b64encode(b"# Writes the policy as JSON.\n").decode()
        github.api(who, "PUT", f"repos/{fork}/contents/policy.ps1", message="Add policy.ps1", content=text)
        told = {"title": "The scripts", "head": f"{login}:main", "base": "main", "draft": draft}
        pull = github.api(who, "POST", f"repos/{there}/pulls", **told)
        self.programme.settle()
        return int(pull["number"])

    def collaborators(self, repository: str) -> list[str]:
        """Who was let into a repository by name; raises `httpx.HTTPStatusError` where there is none."""
        found = self.programme.github.api(self.programme.who("mathieu"), "GET", f"repos/{repository}/collaborators?affiliation=direct")
        return sorted(str(one["login"]) for one in found)
