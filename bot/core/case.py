"""The case: one opportunity with its applications, evaluation, delivery and payment, as its facts tell it.

Never changes (`evolution.py` says what each fact makes of it) and never decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.application import Application
from bot.core.award import Evaluation, Offer
from bot.core.call import Call, Question
from bot.core.clocks import Clocks
from bot.core.contract import Contract
from bot.core.debrief import Debrief
from bot.core.delivery import Delivery
from bot.core.effects import Target
from bot.core.facts import GENESIS, CaseKey
from bot.core.opportunity import Opportunity
from bot.core.payment import Payment
from bot.core.people import Person, Role
from bot.core.preparation import Preparation
from bot.core.record import Record
from bot.core.text import Language


@dataclass(frozen=True, slots=True)
class Funds:
    """Section 32's signature, and the reservation: its number and its amount in cents, tax included."""

    committed_by: Person | None = None
    number: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is so in one case. `seq` and `head` are its last fact's."""

    key: CaseKey
    target: Target
    state: str
    opportunity: Opportunity
    client: Person
    language: Language
    body_hash: str = ""
    unreadable: bool = False
    approvals: tuple[tuple[Role, Person], ...] = ()
    waived: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    funds: Funds = Funds()
    call: Call | None = None
    questions: tuple[Question, ...] = ()
    applications: tuple[Application, ...] = ()
    closed_at: datetime | None = None
    evaluation: Evaluation = Evaluation()
    evaluators: tuple[Person, ...] = ()
    offer: Offer | None = None
    awarded_at: datetime | None = None
    delivery: Delivery = Delivery()
    payment: Payment = Payment()
    stalled: str = ""
    stalled_until: str = ""
    stalls: frozenset[str] = frozenset()
    debriefs: tuple[Debrief, ...] = ()
    gone: frozenset[int] = frozenset()
    state_before: str | None = None
    restore_at: Mapping[str, str] = field(default_factory=dict)
    clocks: Clocks = Clocks()
    contract: Contract = Contract()
    preparation: Preparation = Preparation()
    visited: tuple[str, ...] = ()
    record: Record = Record()
    seq: int = 0
    head: str = GENESIS

    def application(self, issue_id: int) -> Application | None:
        """The application of an issue id."""
        return next((one for one in self.applications if one.issue_id == issue_id), None)

    def thread(self, application: Application) -> Target:
        """The thread of one of its applications."""
        return replace(self.target, number=application.number, issue_id=application.issue_id)

    @property
    def supplier(self) -> Person | None:
        """The supplier to whom the offer is made, or who has agreed."""
        return self.offer.supplier if self.offer else None

    @property
    def clients(self) -> tuple[Person, ...]:
        """Who may act as the client."""
        return (self.client,)

    @property
    def assessors(self) -> tuple[Person, ...]:
        """The evaluators: the case's clients until others are assigned."""
        return self.evaluators or self.clients

    @property
    def assessor_ids(self) -> frozenset[int]:
        """Their account numbers."""
        return frozenset(person.id for person in self.assessors)

    def question(self, number: int) -> Question | None:
        """The question of an id."""
        return next((one for one in self.questions if one.id == number), None)
