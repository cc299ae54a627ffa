"""What people do in a story, by name: file, comment, label, apply, push. It decides nothing: that is the core's."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from bot.core.application import Answers
from bot.core.commands import parse_commands
from bot.core.comments import Comment
from bot.core.effects import FileOpportunity, OpenIssue, Provision
from bot.core.events import (
    Applied,
    Closed,
    Commented,
    Due,
    Edited,
    Filed,
    Gone,
    Labeled,
    Performed,
    Place,
    PullRequest,
    Subject,
    Unlabeled,
)
from bot.core.opportunity import Opportunity
from bot.core.text import Text
from tests.core.stories.cast import APPLICATION_TARGETS, DELIVERY, EVALUATION, KEY, OPPORTUNITY, PEOPLE, PROGRAMME, answers
from tests.core.stories.stage import Stage


@dataclass
class Acts(Stage):
    """Every act returns the comments that the bot would post because of it."""

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

    def closes(self, login: str, on: Subject | None = None) -> list[Comment]:
        """Somebody closes an issue by hand."""
        return self.happens(Closed(self.actor(login), on or self.on_opportunity()))

    def loses(self, login: str, how: Literal["deleted", "transferred"], on: Subject | None = None) -> list[Comment]:
        """Somebody deletes an issue, or moves it to another repository."""
        return self.happens(Gone(self.actor(login), on or self.on_opportunity(), how))

    def applies(
        self, login: str, given: Answers | None = None, problems: tuple[Text, ...] = (), at: datetime | None = None
    ) -> list[Comment]:
        """Somebody files an application."""
        told = None if problems else given or answers()
        return self.happens(Applied(self.actor(login), self.on_application(login), told, problems, "en", "body", "blob"), at)

    def mends(
        self, login: str, given: Answers | None = None, at: datetime | None = None, problems: tuple[Text, ...] = (), body_hash: str = ""
    ) -> list[Comment]:
        """Somebody edits their application; each time it is another text, unless its hash is given."""
        told, version = None if problems else given or answers(), body_hash or f"body-{self.deliveries}"
        return self.happens(Edited(self.actor(login), self.on_application(login), None, told, problems, version), at)

    def due(self, kind: str) -> list[Comment]:
        """The deadline of a kind comes."""
        deadline = min(one for one in self.deadlines if one.kind == kind)
        self.now = max(self.now, deadline.due)
        return self.happens(Due(kind, deadline.due), deadline.due)

    def call_closes(self) -> list[Comment]:
        """The call closes; 90 seconds later GitHub has been asked what came in, and the applications are counted."""
        for kind in ("closing", "sweep", "freeze"):
            said = self.due(kind)
        return said

    def performed(self, **result: Any) -> list[Comment]:
        """The last effect that answers (an issue opened, a repository provisioned) is performed, or refused (`refusal`)."""
        effect = next(one for one in reversed(self.effects) if isinstance(one, OpenIssue | FileOpportunity | Provision))
        refusal = result.pop("refusal", None)
        where = (
            {"repository_id": 20, "repository": EVALUATION.repository, "number": 1, "issue_id": 5001, "url": "url"}
            if isinstance(effect, OpenIssue)
            else {"repository_id": KEY.repository_id, "repository": PROGRAMME, "number": 31, "issue_id": 2031, "url": "url"}
            if isinstance(effect, FileOpportunity)
            else {"repository_id": 30, "repository": DELIVERY.repository, "url": "url", "invited": None}
        )
        return self.happens(Performed(effect.key, type(effect).__name__, {} if refusal else {**where, **result}, refusal))

    def pull_request(
        self, login: str, head: str, action: str = "opened", *, draft: bool = False, repository_id: int = DELIVERY.repository_id
    ) -> list[Comment]:
        """Somebody opens a pull request in the delivery repository (or in another one), or pushes to it."""
        subject = Subject(Place.DELIVERY, replace(DELIVERY, repository_id=repository_id), PEOPLE[login][0])
        return self.happens(PullRequest(self.actor(login), subject, action, 1, head, "https://pull", draft, PEOPLE[login][0]))

    def letter(self, login: str) -> str:
        """The letter under which somebody's application is evaluated."""
        return next(name for name, issue_id in self.case.evaluation.letters if issue_id == 2000 + APPLICATION_TARGETS[login])

    def evaluates(self, login: str, verdict: str) -> list[Comment]:
        """The client gives the one verdict on somebody."""
        return self.says("claire", f"/evaluate {self.letter(login)} 1 {verdict} The statement shows it.", self.on_evaluation())

    @property
    def winner(self) -> str:
        """Who has the offer."""
        assert self.case.offer is not None
        return self.case.offer.supplier.login

    def agreed(self) -> list[Comment]:
        """The selected supplier agrees."""
        return self.says(self.winner, "/agree", self.on_application(self.winner))
