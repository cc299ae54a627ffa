"""Who and what the stories are about: the people, their opportunity, the policy and the threads. Nothing here acts or decides."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.application import Answers
from bot.core.effects import Target
from bot.core.facts import CaseKey
from bot.core.opportunity import Declaration, Opportunity, Organisation
from bot.core.people import Person, Role, Roster
from bot.core.policy import Policy
from bot.core.scene import Secrets
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

TOO_SHORT = replace(OPPORTUNITY, delivery=date(2027, 6, 25))
"""The pilot's own window: 45 hours for 55 to 98 hours of work."""

ROSTER: Roster = {role: tuple(Person(number, login) for login, (number, roles) in PEOPLE.items() if role in roles) for role in Role}
POLICY = Policy(evaluation_repository="good-examples/evaluation")
APPLICATION_TARGETS = {"amelie": 21, "noor": 22, "tomasz": 23, "ben": 24, "stranger": 25, "claire": 26, "mathieu": 27, "both": 29}
EVALUATION = Target(20, "good-examples/evaluation", 1, 5001)
DELIVERY = Target(30, "good-examples/opportunity-7", 1, 6001)


def secrets() -> Secrets:
    """Secrets that are the same in every run."""
    return Secrets(lambda seq: hashlib.sha256(f"salt{seq}".encode()).digest(), b"s" * 32, b"o" * 32)


def answers(*statement: str, numbered: bool = True) -> Answers:
    """An application's answers."""
    return Answers(7, statement or ("I have done this since 2022.",), numbered, frozenset({"eligible"}), "en")
