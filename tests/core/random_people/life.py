"""One case as random people live it: everything that GitHub, its people and the clock can do to it, each on its own.

It chooses nothing (`doings.py` does) and judges nothing (`watch.py` does).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.application import Answers, Application
from bot.core.case import Case
from bot.core.commands import parse_commands
from bot.core.comments import Comment
from bot.core.decision import Deadline, Decision
from bot.core.effects import FileOpportunity, OpenIssue, Provision, Target
from bot.core.events import Applied, Commented, Due, Edited, Happening, Labeled, Performed, Place, PullRequest, Subject, Unlabeled
from bot.core.rules.evaluating import thread
from bot.core.text import Text
from tests.core.stories.cast import APPLICATION_TARGETS, KEY, PEOPLE, PROGRAMME
from tests.core.stories.play import Play

Asked = OpenIssue | Provision | FileOpportunity
"""What GitHub answers: a case waits for the result."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, so that a life can be lived again: when it was heard of, what it was, and GitHub's time of it."""

    now: datetime
    what: Happening
    at: datetime


Witness = Callable[["Life", Case | None, Told, Decision], None]


def nobody(_life: "Life", _before: Case | None, _told: Told, _decision: Decision) -> None:
    """Looks away."""


@dataclass
class Life(Play):
    """A play whose people are anybody. `asked` is what GitHub has not answered yet, `witness` looks at every decision."""

    known: tuple[str, ...] = tuple(PEOPLE)
    asked: list[Asked] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    past: list[Deadline] = field(default_factory=list)
    witness: Witness = nobody

    def happens(self, what: Happening, at: datetime | None = None) -> list[Comment]:
        """The core decides; the story goes on, and the witness looks."""
        before, told = self.so_far, Told(self.now, what, at or self.now)
        self.told.append(told)
        self.past += sorted(self.deadlines) if isinstance(what, Due) else []
        said = super().happens(what, at)
        self.asked += [one for one in self.last.effects if isinstance(one, Asked)]
        if isinstance(what, Performed):
            self.asked = [one for one in self.asked if one.key != what.key]
        self.witness(self, before, told, self.last)
        return said

    def lives_again(self, told: Told) -> None:
        """The same happens again, in another life: nothing if it can't."""
        self.now = max(self.now, told.now)
        if isinstance(told.what, Due) and Deadline(told.what.due, told.what.kind) not in self.deadlines:
            return
        what = told.what
        if isinstance(what, Performed):
            asked = next((one for one in self.asked if type(one).__name__ == what.effect), None)
            if asked is None:
                return
            what = replace(what, key=asked.key)
        self.happens(what, told.at)

    @property
    def ended(self) -> bool:
        """Whether the opportunity's own issue is away: nothing follows any more."""
        return self.so_far is not None and KEY.issue_id in self.so_far.gone

    def threads(self) -> list[Subject]:
        """Every thread of the case, with who opened it: the opportunity's, its applications', the evaluation's, the delivery's."""
        found = [self.on_opportunity(), *map(self.thread_of, self.case.applications)]
        if self.case.evaluation.number:
            found.append(Subject(Place.EVALUATION, thread(self.case), 0))
        if self.case.delivery.repository_id:
            found.append(self.in_delivery(self.case.contract.number))
        return found

    def thread_of(self, application: Application) -> Subject:
        """An application's thread."""
        return Subject(Place.APPLICATION, self.case.thread(application), application.applicant.id)

    def in_delivery(self, contract: int) -> Subject:
        """A pull request's thread in the delivery repository of a contract: each supplier has their own."""
        number = 29 + contract
        return Subject(Place.DELIVERY, Target(number, f"good-examples/opportunity-7-{contract}", 1, 6000 + contract), 0)

    def files_application(self, login: str, given: Answers | None, problems: tuple[Text, ...], at: datetime) -> None:
        """Somebody opens an issue with an application; a second one of theirs is another issue."""
        taken = {one.number for one in self.case.applications}
        number = next(one for one in (APPLICATION_TARGETS.get(login, 40), *range(40, 400)) if one not in taken)
        subject = Subject(Place.APPLICATION, Target(KEY.repository_id, PROGRAMME, number, 2000 + number), PEOPLE[login][0])
        body = f"body-{self.deliveries}"
        self.happens(Applied(self.actor(login), subject, None if problems else given, problems, "en", body, "blob"), at)

    def says_at(self, login: str, words: str, on: Subject, at: datetime) -> None:
        """Somebody comments at a time of GitHub's that may have passed a little ago."""
        self.happens(Commented(self.actor(login), on, parse_commands(words), 1, "url"), at)

    def edits_application(self, one: Application, given: Answers | None, body_hash: str, at: datetime) -> None:
        """An applicant edits their text; without answers, it can't be read."""
        problems = () if given else (Text("The form can’t be read.", "Le formulaire ne peut pas être lu."),)
        self.happens(Edited(self.actor(one.applicant.login), self.thread_of(one), None, given, problems, body_hash), at)

    def sets_label(self, login: str, label: str, on: Subject) -> None:
        """Somebody sets a label: GitHub shows it before the bot hears of it."""
        shown = self.seen.get(on.target.number, ())
        self.seen[on.target.number] = (*(one for one in shown if one != label), label)
        self.happens(Labeled(self.actor(login), on, label))

    def removes_label(self, login: str, label: str, on: Subject) -> None:
        """Somebody removes a label."""
        self.seen[on.target.number] = tuple(one for one in self.seen.get(on.target.number, ()) if one != label)
        self.happens(Unlabeled(self.actor(login), on, label))

    def pushes(self, login: str, contract: int, head: str, action: str, *, draft: bool) -> None:
        """Somebody opens a pull request in a delivery repository, or pushes to it."""
        author = PEOPLE[login][0]
        self.happens(PullRequest(self.actor(login), self.in_delivery(contract), action, 1, head, "https://pull", draft, author))

    def github_answers(self, asked: Asked, refusal: str | None = None) -> None:
        """GitHub has done what it was asked for, or refuses it for good."""
        self.happens(Performed(asked.key, type(asked).__name__, {} if refusal else self._result(asked), refusal))

    def _result(self, asked: Asked) -> dict[str, object]:
        match asked:
            case OpenIssue():
                return {"repository_id": 20, "repository": asked.repository, "number": 1, "issue_id": 5001, "url": "url"}
            case FileOpportunity():
                return {"repository_id": 10, "repository": PROGRAMME, "number": 90, "issue_id": 2090, "url": "url"}
            case Provision():
                there = self.in_delivery(self.case.contract.number).target
                return {"repository_id": there.repository_id, "repository": there.repository, "url": "url", "invited": None}

    def time_passes(self, until: datetime, *, asleep: bool = False) -> None:
        """Time passes: what falls due comes, each at its moment; if the bot is asleep, all of it when it wakes."""
        self.now = max(self.now, until) if asleep else self.now
        for _ in range(MOST_DUE):
            due = min(self.deadlines, default=None)
            if due is None or due.due > until:
                break
            self.now = max(self.now, due.due)
            self.happens(Due(due.kind, due.due), due.due)
        self.now = max(self.now, until)

    def next_due(self) -> Deadline | None:
        """What falls due next."""
        return min(self.deadlines, default=None)

    def shown(self, target: Target) -> tuple[str, ...]:
        """The labels that GitHub shows on an issue."""
        return self.seen.get(target.number, ())


MOST_DUE = 400
"""More deadlines than these never come in one go."""

HOUR = timedelta(hours=1)
