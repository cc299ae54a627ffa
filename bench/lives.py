"""The lives of opportunities in a year: each says when its people act next, and acts then. Every kind of end is among them.

Never looks at the bot: people read labels and comments, as they do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice

from demo.acts import Acts
from demo.opportunity import OPPORTUNITY
from demo.stage import TORONTO, Stage
from demo.town import EVALUATION, PROGRAMME, START, Town

CRITERIA = 8
APPLICANTS = 10
EVERY = timedelta(days=28)
"""An opportunity every four weeks, so that two or three run side by side."""


class QuietStage(Stage):
    """A stage that prints nothing."""

    def scene(self, title: str) -> None:
        """Nothing."""

    def act(self, who: object, what: str) -> None:
        """Nothing."""

    def label(self, repository: str, number: int) -> None:
        """Nothing."""

    def rest(self) -> None:
        """Lets the bot come to rest."""
        self.github.settle()


@dataclass(slots=True)
class Life(Acts):
    """One opportunity's: who applies, how it ends, and the applications' numbers."""

    name: str = "paid"
    end: str = "paid"
    begins: date = field(default_factory=START.date)
    suppliers: tuple[str, ...] = ()
    applications: list[int] = field(default_factory=list)
    applicants: dict[int, str] = field(default_factory=dict)

    def at(self, day: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment so many days after the beginning, on Toronto's clocks."""
        return datetime.combine(self.begins + timedelta(days=day), time(hour, minute), TORONTO)

    def acts(self) -> Iterator[datetime]:
        """The whole life: yields the moment of the next act, acts when it is asked again."""
        yield self.at(0)
        self._prepare()
        yield self.at(1)
        self.publish()
        yield from self._apply()
        yield self.at(22, 10)
        if self.name == "nobody applied":
            return self.say("mathieu", "/close Nobody applied; the client will file it anew.")
        self._evaluate()
        yield self.at(23, 9, 30)
        if self.name == "nobody passed":
            return self.say("mathieu", "/close Nobody met every criterion.")
        self.say("mathieu", "/draw")
        yield from self._work()
        return None

    def _prepare(self) -> None:
        dates = {"closing": 21, "selection": 23, "start": 27, "delivery": 55}
        self.file({**OPPORTUNITY, **{name: (self.begins + timedelta(days=days)).isoformat() for name, days in dates.items()}})
        if "flag: contract splitting" in self.town.github.labels(self.stage.watcher, PROGRAMME, self.number):
            self.say("priya", "/clear Each is another team’s need; nothing was divided.")
        if self.begins < date(2028, 3, 31) < self.begins + timedelta(days=55 + 15):
            self.say("priya", "/waive fiscal_year Next year’s funds are reserved.")
        self.say("mathieu", "/vet")
        self.say("priya", "/vet")
        self.say("samuel", "/commit")
        self.say("farah", "/reserve 4500012345 7345.00")

    def _apply(self) -> Iterator[datetime]:
        """A quarter in good time, the rest on the last day, as in the pilot; the last a minute before the end."""
        for place, login in enumerate(self.suppliers):
            yield self.at(5 + 5 * place, 20) if place < APPLICANTS // 4 else self.at(21, 13 + place, 59)
            number = self.apply(login, statement=f"1. {login} has done this for years.")
            self.applications.append(number)
            self.applicants[number] = login

    def _evaluate(self) -> None:
        thread = self.evaluation()
        self.say("claire", "/declare none", thread, EVALUATION)
        letters = self.letters(thread, {name: f"Applicant {name}" for name in "ABCDEFGHIJ"})
        verdict = "fail" if self.name == "nobody passed" else "pass"
        said = [f"/evaluate {one} 1 {verdict} The statement shows it." for one in sorted(letters)]
        self.say("claire", "\n".join(said), thread, EVALUATION)
        self.say("priya", "/confirm", thread, EVALUATION)

    def selected(self) -> tuple[str, int]:
        """Whose application the label names."""
        found = (number for number in self.applications if "application: selected" in self._labels(number))
        number = next(found)
        return self.applicants[number], number

    def _labels(self, number: int) -> list[str]:
        return self.town.github.labels(self.stage.watcher, PROGRAMME, number)

    def _work(self) -> Iterator[datetime]:
        if self.name == "silent winner":
            yield self.at(29)
        supplier, number = self.selected()
        self.say(supplier, "/agree", number)
        if self.name == "terminated":
            yield self.at(62)
            self.say("priya", "/terminate default Nothing was delivered.")
            yield self.at(63)
            self.say("mathieu", "/next")
            supplier, number = self.selected()
            self.say(supplier, "/agree", number)
        day = 66 if self.name == "terminated" else 40
        yield self.at(day)
        self.say(supplier, "/deliver https://github.com/good-examples/work/pull/1")
        yield self.at(day + 1)
        self.say("claire", "\n".join(f"/acceptance {n} met" for n in range(1, CRITERIA + 1)))
        yield from self._payment(supplier, day)

    def _payment(self, supplier: str, day: int) -> Iterator[datetime]:
        if self.name == "never invoiced":
            yield self.at(day + 45)
            return self.say("farah", "/close No invoice came.")
        yield self.at(day + 3)
        self.say(supplier, "/invoice")
        yield self.at(day + 8)
        self.say("sylvie", "/certify")
        self.say("farah", "/paid card")
        self.say(supplier, "/received")
        return None


ENDS = (
    ("paid", "paid"),
    ("silent winner", "paid"),
    ("terminated", "paid"),
    ("nobody passed", "no award"),
    ("never invoiced", "closed unpaid"),
    ("paid", "paid"),
    ("nobody applied", "no award"),
    ("paid", "paid"),
    ("paid", "paid"),
    ("silent winner", "paid"),
    ("paid", "paid"),
)
"""How each of the year's opportunities goes, and its last state."""


def lives(town: Town, stage: Stage, suppliers: int) -> list[Life]:
    """One opportunity for each end, all but the one to which nobody applies with ten suppliers of its own."""
    life, told = partial(Life, town, stage), []
    logins = iter([f"supplier-{number:03}" for number in range(1, suppliers + 1)])
    for place, (name, end) in enumerate(ENDS):
        own = () if name == "nobody applied" else tuple(islice(logins, APPLICANTS))
        told.append(life(name=name, end=end, begins=START.date() + place * EVERY, suppliers=own))
    return told
