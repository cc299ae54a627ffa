"""The terminated story, as the pilot went: extended by a week, agreed, not delivered, terminated for default, nobody next, run again.

Each function is one part of it, in the order in which people act.
"""

from dataclasses import dataclass

from demo.acts import Acts, local
from demo.opportunity import OPPORTUNITY
from demo.town import EVALUATION, PROGRAMME

LATER = {"closing": "2027-07-19", "selection": "2027-07-21", "start": "2027-07-23", "delivery": "2027-08-13"}
"""The same need of another team, five weeks later, with time enough for the work."""

SIGNS = {"amelie": "trente-deux", "noor": "hospital network", "tomasz": "spreadsheet", "kim": "university lab"}
"""Words by which the client, who sees no names, tells the statements apart."""

VERDICTS = {
    "amelie": "fail The policies were not about the marketplace.",
    "noor": "fail The statement shows runbooks, but no policy of its own design.",
    "tomasz": "pass Exactly this kind of rule since 2022.",
    "kim": "fail Naming and regions are another kind of policy.",
}
"""What the client finds, with the reason: one of four passes."""


@dataclass(slots=True)
class Terminated(Acts):
    """The story as it goes, and the number of the application that passes."""

    tomasz: int = 0

    def play(self) -> int:
        """Plays everything; gives the opportunity's number."""
        for part in (self.preparing, self.calling, self.extending, self.evaluating, self.agreeing, self.failing, self.ending):
            part()
        return self.number

    def preparing(self) -> None:
        """Filed, looked at for contract splitting, vetted, funded."""
        self.stage.scene("A second opportunity: filing, vetting, funds")
        self.stage.until(local(7, 5, 9))
        self.file({**OPPORTUNITY, **LATER})
        self.say("priya", "/clear The other purchase was another team’s, for other subscriptions: nothing was divided.")
        self.say("mathieu", "/vet")
        self.say("priya", "/vet")
        self.say("samuel", "/commit")
        self.say("farah", "/reserve 4500012399 7345.00")
        self.stage.label(PROGRAMME, self.number)

    def calling(self) -> None:
        """The call opens, and a week before closing nobody has applied."""
        self.stage.scene("A call that nobody answers at first")
        self.publish()
        self.stage.until(local(7, 13, 9))

    def extending(self) -> None:
        """A week more; one application comes, and three on the last day."""
        self.stage.scene("Extended by a week; three of four applications on the last day")
        self.say("mathieu", "/extend closing 2027-07-26")
        self.stage.label(PROGRAMME, self.number)
        self.stage.until(local(7, 20, 11))
        self.apply("amelie", "candidature.yml")
        for login, hour, minute in (("noor", 14, 0), ("kim", 21, 30), ("tomasz", 23, 50)):
            self.stage.until(local(7, 26, hour, minute))
            self.tomasz = self.apply(login)

    def evaluating(self) -> None:
        """One passes; procurement confirms."""
        self.stage.scene("Evaluation, in the private repository")
        self.stage.until(local(7, 27, 10))
        thread = self.evaluation()
        self.say("claire", "/declare none", thread, EVALUATION)
        letters = self.letters(thread, SIGNS)
        self.say("claire", "\n".join(f"/evaluate {letters[login]} 1 {VERDICTS[login]}" for login in sorted(letters)), thread, EVALUATION)
        self.say("priya", "/confirm", thread, EVALUATION)

    def agreeing(self) -> None:
        """A draw of one; the supplier agrees, and the delivery repository opens."""
        self.stage.scene("Draw and award")
        self.stage.until(local(7, 28, 9, 30))
        self.say("mathieu", "/draw")
        self.say("tomasz", "/agree", self.tomasz)
        self.stage.label(PROGRAMME, self.number)

    def failing(self) -> None:
        """The supplier can’t deliver; asked for a new date, they want none."""
        self.stage.scene("The supplier cannot deliver")
        self.stage.until(local(8, 10, 16))
        self.say("tomasz", "/unable A job I could not refuse takes all of my time until October.")
        self.stage.until(local(8, 11, 9))
        self.say("tomasz", "/discontinue")

    def ending(self) -> None:
        """Procurement terminates for default; nobody is next in the order; the client may run it again."""
        self.stage.scene("Terminated for default")
        self.say("priya", "/terminate default The supplier discontinued the work; nothing was delivered.")
        self.say("mathieu", "/next")
        self.say("claire", "/help")
        self.stage.label(PROGRAMME, self.number)
