"""A story's stage: people act by name, the core decides, and what it decided can be looked at. No mocks, no clock, no files."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.application import Answers
from bot.core.case import Case
from bot.core.commands import parse_commands
from bot.core.comments import Comment
from bot.core.decide import decide
from bot.core.decision import Deadline, Decision
from bot.core.effects import CloseIssue, Effect, KeepPanel, OpenIssue, PostComment, Provision, SetLabels, Target
from bot.core.events import (
    Applied,
    Commented,
    Due,
    Edited,
    Event,
    Filed,
    Happening,
    Labeled,
    Performed,
    Place,
    PullRequest,
    Subject,
    Unlabeled,
)
from bot.core.evolution import fold
from bot.core.facts import CaseKey, Fact
from bot.core.opportunity import Declaration, Opportunity, Organisation
from bot.core.people import Actor, Person, Role, Roster
from bot.core.policy import Policy
from bot.core.scene import Context, Secrets, Seen
from bot.core.text import Text

TORONTO = ZoneInfo("America/Toronto")
START = datetime(2027, 5, 25, 9, 0, tzinfo=TORONTO)
PROGRAMME = "good-examples/micro-acquisition"
KEY = CaseKey(10, 1001)

PEOPLE: Mapping[str, tuple[int, tuple[Role, ...]]] = {
    "claire": (1, (Role.CLIENTS,)),
    "mathieu": (2, (Role.MAINTAINER,)),
    "priya": (3, (Role.PROCUREMENT,)),
    "samuel": (4, (Role.SECTION_32,)),
    "sylvie": (5, (Role.SECTION_34,)),
    "farah": (6, (Role.FINANCE,)),
    "amelie": (11, ()),
    "noor": (12, ()),
    "tomasz": (13, ()),
    "ben": (14, ()),
    "stranger": (15, ()),
    "both": (16, (Role.MAINTAINER, Role.PROCUREMENT)),
    "both_client": (18, (Role.CLIENTS, Role.MAINTAINER)),
    "both_money": (17, (Role.SECTION_34, Role.FINANCE)),
}

OPPORTUNITY = Opportunity(
    title=Text("Azure policies", "Politiques Azure"),
    summary=Text("Scripts that write policies.", "Des scripts qui rédigent des politiques."),
    description=Text("Write the scripts and their documentation.", "Rédigez les scripts et leur documentation."),
    acceptance=(
        Text("The code meets every requirement.", "Le code répond à toutes les exigences."),
        Text("The code is under the MIT licence.", "Le code est sous licence MIT."),
        Text("All tests pass.", "Tous les essais réussissent."),
    ),
    evaluation=(Text("Show your skills, or similar ones.", "Montrez vos compétences, ou semblables."),),
    skills=("PowerShell", "or similar"),
    licence="MIT",
    price=650_000,
    work_minutes=None,
    hourly_rate=None,
    closing=date(2027, 6, 14),
    selection=date(2027, 6, 16),
    start=date(2027, 6, 18),
    delivery=date(2027, 7, 16),
    organisation=Organisation.OWN_BRANCH,
    repository="",
    declarations=frozenset(Declaration),
)
"""The pilot's facts with time enough for the work, so that nothing needs a waiver."""

ROSTER: Roster = {role: tuple(Person(number, login) for login, (number, roles) in PEOPLE.items() if role in roles) for role in Role}
POLICY = Policy(evaluation_repository="good-examples/evaluation")
APPLICATION_TARGETS = {"amelie": 21, "noor": 22, "tomasz": 23, "ben": 24, "stranger": 25, "claire": 26}
EVALUATION = Target(20, "good-examples/evaluation", 1, 5001)
DELIVERY = Target(30, "good-examples/opportunity-7", 1, 6001)


def secrets() -> Secrets:
    """Secrets that are the same in every run."""
    return Secrets(lambda seq: hashlib.sha256(f"salt{seq}".encode()).digest(), b"s" * 32, b"o" * 32)


def answers(*statement: str, numbered: bool = True) -> Answers:
    """An application's answers."""
    return Answers(7, statement or ("I have done this since 2022.",), numbered, frozenset({"eligible"}), "en")


def reasons(said: list[Comment]) -> str:
    """Why something was refused, in English."""
    assert said[0].name == "refused"
    told = said[0].fields["reasons"]
    assert isinstance(told, tuple)
    return " ".join(one.en for one in told if isinstance(one, Text))


@dataclass
class Play:
    """One case as its story goes. Every act returns the comments that the bot would post because of it, by name."""

    policy: Policy = POLICY
    now: datetime = START
    facts: list[Fact] = field(default_factory=list)
    deadlines: frozenset[Deadline] = frozenset()
    effects: list[Effect] = field(default_factory=list)
    last: Decision = field(default_factory=Decision)
    moves: set[tuple[str, str | None, str]] = field(default_factory=set)
    seen: dict[int, tuple[str, ...]] = field(default_factory=dict)
    gaps: tuple[Text, ...] = ()
    known: tuple[str, ...] = ("claire", "mathieu", "priya", "amelie", "stranger")
    deliveries: int = 0

    @property
    def case(self) -> Case:
        """The case so far."""
        case = fold(self.facts)
        assert case is not None
        return case

    @property
    def state(self) -> str:
        """The opportunity's state."""
        return self.case.state

    def application(self, login: str) -> str:
        """The state of somebody's application."""
        found = self.case.application(2000 + APPLICATION_TARGETS[login])
        assert found is not None
        return found.state

    def happens(self, what: Happening, at: datetime | None = None) -> list[Comment]:
        """The core decides about an event; the story goes on from there."""
        self.deliveries += 1
        before = fold(self.facts)
        context = Context(
            self.policy,
            self.now,
            ROSTER,
            secrets(),
            Seen(dict(self.seen), people={login: Person(PEOPLE[login][0], login) for login in self.known}),
            gaps=self.gaps,
        )
        event = Event(KEY, (at or self.now).astimezone(UTC), f"delivery-{self.deliveries}", what)
        self.last = decide(before, event, context)
        self._takes(before, self.last)
        return self.said()

    def _takes(self, before: Case | None, decision: Decision) -> None:
        self.facts += decision.facts
        self.effects += decision.effects
        self.deadlines = self.deadlines if decision.deadlines is None else decision.deadlines
        for effect in decision.effects:
            if isinstance(effect, SetLabels):
                self.seen[effect.target.number] = effect.labels
        case = before
        for fact in decision.facts:
            after = fold((fact,), case)
            self._notes(case, after, fact)
            case = after

    def _notes(self, before: Case | None, after: Case | None, fact: Fact) -> None:
        assert after is not None
        if before is None or fact.kind == "moved":
            self.moves.add(("opportunity", before.state if before else None, after.state))
        known = {one.issue_id: one.state for one in before.applications} if before else {}
        for one in after.applications:
            if known.get(one.issue_id) != one.state:
                self.moves.add(("application", known.get(one.issue_id), one.state))

    def said(self) -> list[Comment]:
        """What the last decision says: comments first, then panels."""
        comments: list[Comment] = []
        for effect in self.last.effects:
            if isinstance(effect, PostComment):
                comments += [effect.comment, *effect.also]
            elif isinstance(effect, KeepPanel):
                comments.append(effect.comment)
        return comments

    def names(self) -> list[str]:
        """The names of what the last decision says."""
        return [comment.name for comment in self.said()]

    def actor(self, login: str) -> Actor:
        """Somebody with their programme roles."""
        number, roles = PEOPLE[login]
        return Actor(number, login, frozenset(roles))

    def on_opportunity(self) -> Subject:
        """The opportunity's thread."""
        return Subject(Place.OPPORTUNITY, Target(KEY.repository_id, PROGRAMME, 7, KEY.issue_id), 1)

    def on_application(self, login: str) -> Subject:
        """The thread of somebody's application."""
        number = APPLICATION_TARGETS[login]
        return Subject(Place.APPLICATION, Target(KEY.repository_id, PROGRAMME, number, 2000 + number), PEOPLE[login][0])

    def files(self, login: str = "claire", opportunity: Opportunity | None = OPPORTUNITY, problems: tuple[Text, ...] = ()) -> list[Comment]:
        """Somebody files the opportunity."""
        return self.happens(Filed(self.actor(login), self.on_opportunity(), opportunity, problems, "body-1", "blob"))

    def edits(self, opportunity: Opportunity | None, body_hash: str = "body-2", problems: tuple[Text, ...] = ()) -> list[Comment]:
        """The client edits the opportunity's issue."""
        return self.happens(Edited(self.actor("claire"), self.on_opportunity(), opportunity, None, problems, body_hash))

    def says(self, login: str, words: str, on: Subject | None = None) -> list[Comment]:
        """Somebody comments, on the opportunity if no thread is named."""
        return self.happens(Commented(self.actor(login), on or self.on_opportunity(), parse_commands(words), 1, "url"))

    def labels(self, login: str, label: str, on: Subject | None = None) -> list[Comment]:
        """Somebody sets a label."""
        return self.happens(Labeled(self.actor(login), on or self.on_opportunity(), label))

    def unlabels(self, login: str, label: str, on: Subject | None = None) -> list[Comment]:
        """Somebody removes a label."""
        return self.happens(Unlabeled(self.actor(login), on or self.on_opportunity(), label))

    def applies(
        self, login: str, given: Answers | None = None, problems: tuple[Text, ...] = (), at: datetime | None = None
    ) -> list[Comment]:
        """Somebody files an application."""
        told = None if problems else given or answers()
        return self.happens(Applied(self.actor(login), self.on_application(login), told, problems, "en", "body", "blob"), at)

    def mends(self, login: str, given: Answers | None = None, at: datetime | None = None, problems: tuple[Text, ...] = ()) -> list[Comment]:
        """Somebody edits their application."""
        told = None if problems else given or answers()
        return self.happens(Edited(self.actor(login), self.on_application(login), None, told, problems, f"body-{self.deliveries}"), at)

    def due(self, kind: str) -> list[Comment]:
        """The deadline of a kind comes."""
        deadline = min(one for one in self.deadlines if one.kind == kind)
        self.now = max(self.now, deadline.due)
        return self.happens(Due(kind, deadline.due), deadline.due)

    def performed(self, **result: Any) -> list[Comment]:
        """The last effect that answers (an issue opened, a repository provisioned) is performed, or refused (`refusal`)."""
        effect = next(one for one in reversed(self.effects) if isinstance(one, OpenIssue | Provision))
        refusal = result.pop("refusal", None)
        where = (
            {"repository_id": 20, "repository": EVALUATION.repository, "number": 1, "issue_id": 5001, "url": "url"}
            if isinstance(effect, OpenIssue)
            else {"repository_id": 30, "repository": DELIVERY.repository, "url": "url", "invited": None}
        )
        return self.happens(Performed(effect.key, type(effect).__name__, {} if refusal else {**where, **result}, refusal))

    def pull_request(self, login: str, head: str, action: str = "opened", *, draft: bool = False) -> list[Comment]:
        """Somebody opens a pull request in the delivery repository, or pushes to it."""
        subject = Subject(Place.DELIVERY, DELIVERY, PEOPLE[login][0])
        return self.happens(PullRequest(self.actor(login), subject, action, 1, head, "https://pull", draft, PEOPLE[login][0]))

    def closes_issue(self) -> bool:
        """Whether the last decision closes the opportunity's issue."""
        return any(isinstance(effect, CloseIssue) for effect in self.last.effects)

    def on_evaluation(self) -> Subject:
        """The evaluation's thread."""
        return Subject(Place.EVALUATION, EVALUATION, 0)

    def on_delivery(self) -> Subject:
        """A thread of the delivery repository."""
        return Subject(Place.DELIVERY, DELIVERY, 0)

    def later(self, **period: float) -> None:
        """Time passes."""
        self.now += timedelta(**period)

    def with_policy(self, **changes: Any) -> None:
        """The department changes its policy."""
        self.policy = replace(self.policy, **changes)

    # The way to each stage, for stories that begin there.

    def vetted(self) -> "Play":
        """Filed, and approved by both."""
        self.files()
        self.says("mathieu", "/vet")
        self.says("priya", "/vet")
        return self

    def funded(self) -> "Play":
        """Section 32 has signed, the funds are reserved."""
        self.vetted()
        self.says("samuel", "/commit")
        self.says("farah", "/reserve 4500012345 7345.00")
        return self

    def opened(self) -> "Play":
        """Published."""
        self.funded()
        self.says("mathieu", "/publish")
        return self

    def closed(self, *logins: str) -> "Play":
        """Applications came in, and the call has closed."""
        self.opened()
        for login in logins or ("amelie", "noor", "tomasz"):
            self.applies(login)
        self.due("closing")
        return self

    def packaged(self, *logins: str) -> "Play":
        """The evaluation's issue is open, and the evaluator has the package."""
        self.closed(*logins)
        self.performed()
        self.says("claire", "/declare none", self.on_evaluation())
        return self

    def letter(self, login: str) -> str:
        """The letter under which somebody's application is evaluated."""
        return next(name for name, issue_id in self.case.evaluation.letters if issue_id == 2000 + APPLICATION_TARGETS[login])

    def evaluates(self, login: str, verdict: str) -> list[Comment]:
        """The client gives the one verdict on somebody."""
        return self.says("claire", f"/evaluate {self.letter(login)} 1 {verdict} The statement shows it.", self.on_evaluation())

    def confirmed(self, *logins: str, failed: tuple[str, ...] = ()) -> "Play":
        """Every verdict is given, and procurement has confirmed."""
        self.packaged(*logins)
        for login in logins or ("amelie", "noor", "tomasz"):
            self.evaluates(login, "fail" if login in failed else "pass")
        self.says("priya", "/confirm", self.on_evaluation())
        return self

    def drawn(self, *logins: str) -> "Play":
        """The draw is made."""
        self.confirmed(*logins)
        self.says("mathieu", "/draw")
        return self

    @property
    def winner(self) -> str:
        """Who has the offer."""
        assert self.case.offer is not None
        return self.case.offer.supplier.login

    def agreed(self) -> list[Comment]:
        """The selected supplier agrees."""
        return self.says(self.winner, "/agree", self.on_application(self.winner))

    def awarded(self) -> "Play":
        """The delivery repository stands."""
        self.drawn()
        self.agreed()
        self.performed()
        return self

    def delivered(self) -> "Play":
        """The supplier has opened a pull request."""
        self.awarded()
        self.pull_request(self.winner, "a" * 40)
        return self

    def accepted(self) -> "Play":
        """Every criterion is met."""
        self.delivered()
        self.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 met")
        return self

    def invoiced(self) -> "Play":
        """The invoice was sent."""
        self.accepted()
        self.says(self.winner, "/invoice")
        return self
