"""The paid story: an opportunity from filing to payment, in the order in which people act. Each function is one part of it."""

import base64
from dataclasses import dataclass
from datetime import timedelta

from demo.acts import Acts, local
from demo.opportunity import ANSWER_EN, ANSWER_FR, OPPORTUNITY, QUESTION, STATEMENTS
from demo.town import EVALUATION, ORGANIZATION, PROGRAMME

CRITERIA = 8
SIGNS = {"amelie": "trente-deux", "noor": "hospital network", "tomasz": "spreadsheet"}
"""Words by which the client, who sees no names, tells the statements apart."""
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


@dataclass(slots=True)
class Paid(Acts):
    """The story as it goes: who passes, and the numbers that GitHub gave."""

    passing: tuple[str, ...] = ("amelie", "tomasz")
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

    def filing(self) -> None:
        """The client fills in the form; the checks show what can't be."""
        self.stage.scene("Filing and vetting")
        self.file(OPPORTUNITY)
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
        self.publish()
        self.stage.until(local(6, 3, 20, 15))
        self.say("noor", f"/question {QUESTION}")
        self.say("claire", f"/answer 1 en: {ANSWER_EN}")
        self.say("claire", f"/répondre 1 fr: {ANSWER_FR}")

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
        github, noor = self.town.github, self.who("noor")
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
        thread = self.evaluation()
        self.say("claire", "/declare none", thread, EVALUATION)
        letters = self.letters(thread, SIGNS)
        lines = [f"/evaluate {letters[login]} 1 {VERDICTS[login in self.passing][login]}" for login in sorted(letters)]
        self.say("claire", "\n".join(lines), thread, EVALUATION)
        self.say("priya", "/confirm", thread, EVALUATION)

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
        supplier, github = self.who(self.winner), self.town.github
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
        self.town.github.api(self.who(self.winner), "PUT", f"repos/{fork}/contents/{path}", message=f"Add {path}", content=content)

    def paying(self) -> None:
        """Invoice by e-mail, certification, payment, receipt."""
        self.stage.scene("Payment")
        self.say(self.winner, "/invoice")
        self.stage.until(self.town.github.now() + timedelta(days=1))
        self.say("sylvie", "/certify")
        self.say("farah", "/paid paypal")
        self.say(self.winner, "/received")
        self.stage.label(PROGRAMME, self.number)
