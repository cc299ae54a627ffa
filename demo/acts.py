"""What people do in every story, by name: comment, fill in forms, label, read. Each act is shown, and the bot comes to rest after it.

Never decides what happens next: the stories do.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from demo.github import Person
from demo.opportunity import STATEMENTS
from demo.stage import TORONTO, Stage
from demo.town import EVALUATION, PROGRAMME, Town


def local(month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of the stories on Toronto's clocks."""
    return datetime(2027, month, day, hour, minute, second, tzinfo=TORONTO).astimezone(UTC)


@dataclass(slots=True)
class Acts:
    """The town, the stage, and the opportunity's number, once GitHub gave it."""

    town: Town
    stage: Stage
    number: int = 0

    def who(self, login: str) -> Person:
        """Somebody of the town."""
        return self.town.people[login]

    def say(self, login: str, words: str, number: int = 0, repository: str = PROGRAMME) -> None:
        """Somebody comments on a thread (the opportunity's, if no other is named), and the bot comes to rest."""
        first = words.splitlines()[0]
        self.stage.act(self.who(login), f"says: {first}{' …' if words != first else ''}")
        self.town.github.comment(self.who(login), repository, number or self.number, words)
        self.stage.rest()

    def file(self, answers: dict[str, Any]) -> None:
        """The client fills in the opportunity form; its thread is watched from now on."""
        github, claire = self.town.github, self.who("claire")
        self.stage.act(claire, "fills in the opportunity form")
        filled = chosen(github.form(claire, PROGRAMME, "opportunity.yml"), answers)
        self.number = int(github.file(claire, PROGRAMME, "opportunity.yml", filled)["number"])
        self.stage.watch(PROGRAMME, self.number)
        self.stage.rest()

    def publish(self) -> None:
        """The maintainer sets the label that opens the call."""
        self.stage.act(self.who("mathieu"), "sets the label `opportunity: open`")
        labels = f"repos/{PROGRAMME}/issues/{self.number}/labels"
        self.town.github.api(self.who("mathieu"), "POST", labels, labels=["opportunity: open"])
        self.stage.rest()
        self.stage.label(PROGRAMME, self.number)

    def apply(self, login: str, template: str = "application.yml", statement: str = "") -> int:
        """Somebody fills in the application form; the issue's number."""
        github, who = self.town.github, self.who(login)
        self.stage.act(who, f"applies ({template})")
        answers = {"opportunity": str(self.number), "statement": statement or STATEMENTS[login], "agreements": "all"}
        issue = github.file(who, PROGRAMME, template, chosen(github.form(who, PROGRAMME, template), answers))
        self.stage.watch(PROGRAMME, issue["number"])
        self.stage.rest()
        return int(issue["number"])

    def evaluation(self) -> int:
        """The newest issue of the private repository; it is watched from now on."""
        thread = int(self.town.github.api(self.who("claire"), "GET", f"repos/{EVALUATION}/issues")[0]["number"])
        self.stage.watch(EVALUATION, thread)
        return thread

    def letters(self, thread: int, signs: dict[str, str]) -> dict[str, str]:
        """Which letter the client takes for which statement, by reading them (the names are gone): login → letter."""
        read: dict[str, str] = {}
        for comment in self.town.github.comments(self.who("claire"), EVALUATION, thread):
            for login, sign in signs.items():
                if sign in comment["body"]:
                    read[login] = _letter_in(comment["body"])
        return read


def _letter_in(body: str) -> str:
    """The applicant's letter in a package comment's first heading."""
    words = body.replace("*", " ").replace("#", " ").replace(":", " ").split()
    return next(word for before, word in pairwise(words) if before in ("Applicant", "Candidat"))


def chosen(form: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as they are filled in: dropdowns and check boxes are chosen from what the page shows."""
    filled = dict(answers)
    for shown in form["fields"]:
        value = answers.get(shown["id"])
        if shown["type"] == "checkboxes" and value == "all":
            filled[shown["id"]] = [option["label"] if isinstance(option, dict) else option for option in shown["options"]]
        elif shown["type"] == "dropdown" and value is not None:
            labels = [option["label"] if isinstance(option, dict) else option for option in shown["options"]]
            filled[shown["id"]] = next((label for label in labels if str(value).casefold() in label.casefold()), labels[0])
    return {name: value for name, value in filled.items() if value not in (None, "")}
