"""The paid story: an opportunity from filing to payment, in the order in which people act. Each function is one part of it."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from demo.github import Person
from demo.opportunity import ANSWER_EN, ANSWER_FR, OPPORTUNITY, QUESTION, STATEMENTS
from demo.stage import TORONTO, Stage
from demo.town import EVALUATION, ORGANIZATION, PROGRAMME, Town

CRITERIA = 8
VERDICTS = {
    True: {
        "amelie": "pass Two years of policies in production, with tests.",
        "tomasz": "pass Exactly this kind of rule since 2022.",
        "noor": "pass The policies were written and tested by the applicant.",
    },
    False: {
        "amelie": "fail The policies were not about the marketplace.",
        "tomasz": "fail The statement names no finished work.",
        "noor": "fail The statement shows runbooks, but no policy of its own design.",
    },
}
"""What the client finds, with the reason, by whether the applicant passes."""


def local(month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of the story on Toronto's clocks."""
    return datetime(2027, month, day, hour, minute, second, tzinfo=TORONTO).astimezone(UTC)


@dataclass(slots=True)
class Paid:
    """The story as it goes: the town, the stage, who passes, and the numbers that GitHub gave."""

    town: Town
    stage: Stage
    passing: tuple[str, ...] = ("amelie", "tomasz")
    number: int = 0
    amelie: int = 0
    noor: int = 0
    tomasz: int = 0
    kim: int = 0
    winner: str = ""
    delivery: str = ""

    def play(self) -> int:
        """Plays everything; gives the opportunity's number."""
        for part in (
            self.filing,
            self.funding,
            self.publishing,
            self.applying,
            self.closing,
            self.evaluating,
            self.selecting,
            self.working,
            self.paying,
        ):
            part()
        return self.number

    def _who(self, login: str) -> Person:
        return self.town.people[login]

    def say(self, login: str, words: str, number: int = 0, repository: str = PROGRAMME) -> None:
        """Somebody comments on a thread (the opportunity's, if no other is named), and the bot comes to rest."""
        first = words.splitlines()[0]
        self.stage.act(self._who(login), f"says: {first}{' …' if words != first else ''}")
        self.town.github.comment(self._who(login), repository, number or self.number, words)
        self.stage.rest()

    def filing(self) -> None:
        """The client fills in the form; the checks show what can't be."""
        self.stage.scene("Filing and vetting")
        self.stage.act(self._who("claire"), "fills in the opportunity form")
        github = self.town.github
        issue = github.file(
            self._who("claire"),
            PROGRAMME,
            "opportunity.yml",
            chosen(github.form(self._who("claire"), PROGRAMME, "opportunity.yml"), OPPORTUNITY),
        )
        self.number = issue["number"]
        self.stage.watch(PROGRAMME, self.number)
        self.stage.rest()
        self.say("mathieu", "/vet")
        self.say("priya", "/waive workload The client’s team knows this work; suppliers see the dates before they apply.")
        self.say("mathieu", "/vet")
        self.say("priya", "/vet")
        self.stage.label(PROGRAMME, self.number)

    def funding(self) -> None:
        """Section 32 signs, finance reserves."""
        self.stage.scene("Funds")
        self.say("samuel", "/commit")
        self.say("farah", "/réserver 4500012345 7 345,00 $")

    def publishing(self) -> None:
        """The call opens; a question is asked and answered in both languages."""
        self.stage.scene("The call")
        self.stage.until(local(5, 26, 9))
        self.stage.act(self._who("mathieu"), "sets the label `opportunity: open`")
        self.town.github.api(self._who("mathieu"), "POST", f"repos/{PROGRAMME}/issues/{self.number}/labels", labels=["opportunity: open"])
        self.stage.rest()
        self.stage.label(PROGRAMME, self.number)
        self.stage.until(local(6, 3, 20, 15))
        self.say("noor", f"/question {QUESTION}")
        self.say("claire", f"/answer 1 en: {ANSWER_EN}")
        self.say("claire", f"/répondre 1 fr: {ANSWER_FR}")

    def apply(self, login: str, template: str = "application.yml", statement: str = "") -> int:
        """Somebody fills in the application form."""
        github, who = self.town.github, self._who(login)
        self.stage.act(who, f"applies ({template})")
        answers = {"opportunity": str(self.number), "statement": statement or STATEMENTS[login], "agreements": "all"}
        issue = github.file(who, PROGRAMME, template, chosen(github.form(who, PROGRAMME, template), answers))
        self.stage.watch(PROGRAMME, issue["number"])
        self.stage.rest()
        return int(issue["number"])

    def applying(self) -> None:
        """Five applications: in French, incomplete and mended, withdrawn, at the last minute, and a second late."""
        self.stage.scene("Applications")
        self.stage.until(local(6, 9, 12))
        self.amelie = self.apply("amelie", "candidature.yml")
        ben = self.apply("ben")
        self.noor = self.apply("noor", statement=" ".join([STATEMENTS["noor"], *["and more"] * 130]))
        self._mend(self.noor)
        self.stage.until(local(6, 14, 16))
        self.say("ben", "/withdraw", ben)
        self.stage.until(local(6, 14, 23, 50))
        self.tomasz = self.apply("tomasz")

    def _mend(self, number: int) -> None:
        """The applicant edits their application: the statement is within the limit now."""
        github, noor = self.town.github, self._who("noor")
        issue = github.api(noor, "GET", f"repos/{PROGRAMME}/issues/{number}")
        self.stage.act(noor, "shortens the statement by editing the issue")
        github.api(noor, "PATCH", f"repos/{PROGRAMME}/issues/{number}", body=issue["body"].replace(" and more", ""))
        self.stage.rest()
        self.stage.label(PROGRAMME, number)

    def closing(self) -> None:
        """The call closes at the second; one application comes a second later."""
        self.stage.scene("Closing")
        self.stage.until(local(6, 15, 0, 0))
        self.kim = self.apply("kim")
        self.stage.label(PROGRAMME, self.kim)
        self.stage.label(PROGRAMME, self.number)

    def evaluating(self) -> None:
        """Interests are declared, the package is anonymised, every verdict has a reason, procurement confirms."""
        self.stage.scene("Evaluation, in the private repository")
        self.stage.until(local(6, 15, 10))
        thread = self.town.github.api(self._who("claire"), "GET", f"repos/{EVALUATION}/issues")[0]["number"]
        self.stage.watch(EVALUATION, thread)
        self.say("claire", "/declare none", thread, EVALUATION)
        letters = self._letters(thread)
        lines = [f"/evaluate {letters[login]} 1 {VERDICTS[login in self.passing][login]}" for login in sorted(letters)]
        self.say("claire", "\n".join(lines), thread, EVALUATION)
        self.say("priya", "/confirm", thread, EVALUATION)

    def _letters(self, thread: int) -> dict[str, str]:
        """Which letter the client takes for which statement, by reading them (the names are gone)."""
        signs = {"amelie": "trente-deux", "noor": "hospital network", "tomasz": "spreadsheet"}
        read: dict[str, str] = {}
        for comment in self.town.github.comments(self._who("claire"), EVALUATION, thread):
            for login, sign in signs.items():
                if sign in comment["body"]:
                    read[login] = _letter_in(comment["body"])
        return read

    def selecting(self) -> None:
        """The draw of the whole order; the first agrees; the delivery repository opens; everybody is told."""
        self.stage.scene("Draw and award")
        self.stage.until(local(6, 16, 9, 30))
        self.say("mathieu", "/draw")
        self.winner, number = self._winner()
        self.say(self.winner, "/consentir" if self.winner == "amelie" else "/agree", number)
        self.delivery = f"{ORGANIZATION}/opportunity-{self.number}"
        for one in (self.number, self.amelie, self.noor, self.tomasz):
            self.stage.label(PROGRAMME, one)

    def _winner(self) -> tuple[str, int]:
        for login, number in (("amelie", self.amelie), ("tomasz", self.tomasz)):
            if "application: selected" in self.town.github.labels(self.stage.watcher, PROGRAMME, number):
                return login, number
        raise LookupError("Nobody was selected.")

    def working(self) -> None:
        """A pull request from a fork; one criterion is unmet; revised; all are met on the new commit."""
        self.stage.scene("The work")
        self.stage.until(local(6, 23, 15))
        supplier, github = self._who(self.winner), self.town.github
        fork = github.api(supplier, "POST", f"repos/{self.delivery}/forks")["full_name"]
        self._push(fork, "policy.ps1", "# Writes the policy as JSON.\n")
        pull = github.api(
            supplier,
            "POST",
            f"repos/{self.delivery}/pulls",
            title="The scripts",
            head=f"{self.winner}:main",
            base="main",
            body="Ready for review.",
        )
        self.stage.act(supplier, f"opens pull request {self.delivery}#{pull['number']}")
        self.stage.rest()
        self.say(
            "claire",
            "\n".join(f"/acceptance {n} met" for n in range(1, CRITERIA))
            + f"\n/acceptance {CRITERIA} unmet A new offering is blocked only after an hour.",
        )
        self.stage.label(PROGRAMME, self.number)
        self.stage.until(local(6, 24, 11))
        self._push(fork, "block.ps1", "# Blocks new offerings at once.\n")
        self.stage.act(supplier, "pushes a new commit")
        self.stage.rest()
        self.say("claire", "\n".join(f"/acceptance {n} met" for n in range(1, CRITERIA + 1)))
        self.stage.label(PROGRAMME, self.number)

    def _push(self, fork: str, path: str, text: str) -> None:
        content = base64.b64encode(text.encode()).decode()
        self.town.github.api(self._who(self.winner), "PUT", f"repos/{fork}/contents/{path}", message=f"Add {path}", content=content)

    def paying(self) -> None:
        """Invoice by e-mail, certification, payment, receipt."""
        self.stage.scene("Payment")
        self.say(self.winner, "/invoice")
        self.stage.until(self.town.github.now() + timedelta(days=1))
        self.say("sylvie", "/certify")
        self.say("farah", "/paid paypal")
        self.say(self.winner, "/received")
        self.stage.label(PROGRAMME, self.number)


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
