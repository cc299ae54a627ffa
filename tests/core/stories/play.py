"""A story's play: people act by name, the core decides, and what it decided can be looked at. No mocks, no clock, no files."""

from dataclasses import dataclass

from tests.core.stories.acts import Acts
from tests.core.stories.cast import (
    APPLICATION_TARGETS,
    DELIVERY,
    EVALUATION,
    KEY,
    OPPORTUNITY,
    PEOPLE,
    POLICY,
    PROGRAMME,
    ROSTER,
    START,
    TOO_SHORT,
    TORONTO,
    answers,
    secrets,
)
from tests.core.stories.stage import reasons
from tests.core.stories.told_once import told_once

__all__ = [
    "APPLICATION_TARGETS",
    "DELIVERY",
    "EVALUATION",
    "KEY",
    "OPPORTUNITY",
    "PEOPLE",
    "POLICY",
    "PROGRAMME",
    "ROSTER",
    "START",
    "TOO_SHORT",
    "TORONTO",
    "Play",
    "answers",
    "reasons",
    "secrets",
]


@dataclass
class Play(Acts):
    """One case as its story goes, with the way to each stage for stories that begin there."""

    @told_once
    def vetted(self) -> "Play":
        """Filed, and approved by both."""
        self.files()
        self.says("mathieu", "/vet")
        self.says("priya", "/vet")
        return self

    @told_once
    def funded(self) -> "Play":
        """Section 32 has signed, the funds are reserved."""
        self.vetted()
        self.says("samuel", "/commit")
        self.says("farah", "/reserve 4500012345 7345.00")
        return self

    @told_once
    def opened(self) -> "Play":
        """Published."""
        self.funded()
        self.says("mathieu", "/publish")
        return self

    @told_once
    def closed(self, *logins: str) -> "Play":
        """Applications came in, and the call has closed."""
        self.opened()
        for login in logins or ("amelie", "noor", "tomasz"):
            self.applies(login)
        self.call_closes()
        return self

    @told_once
    def packaged(self, *logins: str) -> "Play":
        """The evaluation's issue is open, and the evaluator has the package."""
        self.closed(*logins)
        self.performed()
        self.says("claire", "/declare none", self.on_evaluation())
        return self

    def confirmed(self, *logins: str, failed: tuple[str, ...] = ()) -> "Play":
        """Every verdict is given, and procurement has confirmed."""
        self.packaged(*logins)
        for login in logins or ("amelie", "noor", "tomasz"):
            self.evaluates(login, "fail" if login in failed else "pass")
        self.says("priya", "/confirm", self.on_evaluation())
        return self

    @told_once
    def drawn(self, *logins: str) -> "Play":
        """The draw is made."""
        self.confirmed(*logins)
        self.says("mathieu", "/draw")
        return self

    @told_once
    def awarded(self) -> "Play":
        """The delivery repository stands."""
        self.drawn()
        self.agreed()
        self.performed()
        return self

    @told_once
    def delivered(self) -> "Play":
        """The supplier has opened a pull request."""
        self.awarded()
        self.pull_request(self.winner, "a" * 40)
        return self

    @told_once
    def accepted(self) -> "Play":
        """Every criterion is met."""
        self.delivered()
        self.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 met")
        return self

    @told_once
    def invoiced(self) -> "Play":
        """The invoice was sent."""
        self.accepted()
        self.says(self.winner, "/invoice")
        return self
