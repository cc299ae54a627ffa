"""One department's rules, as data, with the pilot's defaults.

Never reads a file (the package `policy_file` does) and never judges anything: `criteria` and `deadlines.py` do, by these figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.core.people import Role
from bot.core.text import Text


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds a role: accounts by number or login, teams as `organization/slug`, or everyone with a GitHub permission."""

    users: tuple[int | str, ...] = ()
    teams: tuple[str, ...] = ()
    permission: Literal["triage", "write", "maintain", "admin"] | None = None
    organization_members: bool = False

    @property
    def nobody(self) -> bool:
        """True when nobody can hold the role."""
        return not (self.users or self.teams or self.permission or self.organization_members)


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A sales tax in force from a day on, in basis points (1300 = 13 %). Source: the tax agency, at the recipient's address."""

    since: date
    basis_points: int
    name: Text = Text("HST", "TVH")


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """Amounts in integer cents, times in minutes. Source: the client guide."""

    cap: int = 1_000_000
    tax: tuple[TaxRate, ...] = (TaxRate(date(2010, 7, 1), 1300),)
    hourly_low: int = 6_000
    hourly_high: int = 10_000
    administration_minutes: int = 600


@dataclass(frozen=True, slots=True)
class HolidayRules:
    """Which days are no business days besides Saturdays and Sundays (library `holidays`), with the policy's own additions.

    The pilot's department is federal: its holidays are those of federally regulated workplaces, not a province's.
    """

    country: str = "CA"
    subdivision: str | None = None
    categories: tuple[str, ...] = ("public", "government")
    added: tuple[date, ...] = ()
    removed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRules:
    """Periods in business days; `payment` in calendar days, as the usual 30 are. Sources: opportunity template, Annex A, user guide."""

    open_at_least: int = 5
    questions_until: int = 2
    addendum_notice: int = 2
    work_minutes_a_day: int = 450
    offer_answer: int = 2
    selection_after_closing: int = 2
    reminders: tuple[int, ...] = (5, 2, 0)
    non_delivery_answer: int = 3
    assessment: int = 2
    invoice: int = 15
    payment: int = 15
    debrief: int = 10
    fiscal_year_end: tuple[int, int] = (3, 31)


@dataclass(frozen=True, slots=True)
class DeliveryRules:
    """Where delivery repositories are opened, and how the supplier gets in."""

    organization: str | None = None
    access: Literal["fork", "invite"] = "fork"


@dataclass(frozen=True, slots=True)
class AgreementRules:
    """The department's own terms: where they stand in each language, their version, and whether they are in force."""

    en: str = ""
    fr: str = ""
    version: str = "sample"
    in_force: bool = False


DEFAULT_LICENCES = ("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-or-later", "LGPL-3.0-or-later", "AGPL-3.0-or-later", "MPL-2.0")


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything a department decides once for all its opportunities. `contact` is the micro-acquisition team's mailbox."""

    department: Text = Text("The department", "Le ministère")
    contact: str = ""
    own_branch: Text = Text("the programme’s branch", "la direction générale du programme")
    roles: Mapping[Role, Holders] = field(default_factory=dict, hash=False)  # so that what follows from a policy can be kept
    money: MoneyRules = MoneyRules()
    dates: DateRules = DateRules()
    time_zone: str = "America/Toronto"
    holidays: HolidayRules = HolidayRules()
    licences: tuple[str, ...] = DEFAULT_LICENCES
    languages: tuple[Literal["en", "fr"], ...] = ("en", "fr")
    labels: Literal["en", "fr"] = "en"
    results: Literal["private", "public"] = "private"
    applications: Literal["open", "either", "sealed"] = "open"
    approvals: tuple[Role, ...] = (Role.MAINTAINER, Role.PROCUREMENT)
    other_departments: bool = False
    delivery: DeliveryRules = DeliveryRules()
    evaluation_repository: str | None = None
    draw_beacon: str | None = None
    agreement: AgreementRules = AgreementRules()
    retention_years: int = 2
    complaints: Text = Text(
        "the Office of the Procurement Ombudsman (https://opo-boa.gc.ca)",
        "le Bureau de l’ombud de l’approvisionnement (https://opo-boa.gc.ca)",
    )
