"""The policy file as pydantic models: which keys there are and what kind of value each takes. Absent keys keep the core's defaults.

Knows nothing of YAML and lines (`document.py`), nor of sentences (`sentences.py`).
"""

from dataclasses import replace
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from bot.core.people import Role
from bot.core.policy import DateRules, Holders, HolidayRules, MoneyRules, TaxRate
from bot.core.text import Text
from bot.policy_file.holiday_lists import known_list
from bot.policy_file.kinds import (
    Account,
    Address,
    Day,
    Dollars,
    Hours,
    Licence,
    Mailbox,
    MonthAndDay,
    Organization,
    Percentage,
    Repository,
    Team,
    TimeZone,
    Words,
    wanted,
)

Days = Annotated[int, Field(ge=0, le=365)]


class Section(BaseModel):
    """A group of keys: no others are taken, and no value is turned into another kind."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def given(self) -> dict[str, Any]:
        """The keys that stand in the file, lists as tuples."""
        present = ((name, getattr(self, name)) for name in type(self).model_fields if name in self.model_fields_set)
        return {name: tuple(value) if isinstance(value, list) else value for name, value in present if value is not None}


class Bilingual(Section):
    """Words in both languages."""

    en: Words
    fr: Words

    def text(self) -> Text:
        """As the core writes it."""
        return Text(self.en.strip(), self.fr.strip())


class HoldersFile(Section):
    """Who holds a role."""

    users: list[Account] | None = None
    teams: list[Team] | None = None
    permission: Literal["triage", "write", "maintain", "admin"] | None = None
    organization_members: bool | None = None


class RolesFile(Section):
    """The programme's roles."""

    maintainers: HoldersFile | None = None
    procurement: HoldersFile | None = None
    section_32: HoldersFile | None = None
    section_34: HoldersFile | None = None
    finance: HoldersFile | None = None
    clients: HoldersFile | None = None

    def holders(self) -> dict[Role, Holders]:
        """Role → holders."""
        return {Role(name): Holders(**holders.given()) for name, holders in self.given().items()}


class TaxFile(Section):
    """A sales tax from a day on."""

    since: Day
    rate: Percentage
    name: Bilingual | None = None

    def tax(self) -> TaxRate:
        """The rate in basis points."""
        rate = TaxRate(self.since, self.rate)
        return replace(rate, name=self.name.text()) if self.name else rate


class HourlyFile(Section):
    """The range of hourly rates."""

    low: Dollars
    high: Dollars

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """The lower first, above zero."""
        if not 0 < self.low <= self.high:
            raise wanted(Text("a range, the lower rate first", "une fourchette, le taux le plus bas d’abord"), "low: 60")
        return self


class MoneyFile(Section):
    """Amounts in dollars."""

    cap: Annotated[Dollars, Field(gt=0)] | None = None
    tax: list[TaxFile] | None = None
    hourly: HourlyFile | None = None
    administration_hours: Hours | None = None

    def rules(self) -> MoneyRules:
        """In cents and minutes."""
        given = self.given()
        if self.tax is not None:
            given["tax"] = tuple(tax.tax() for tax in self.tax)
        if self.hourly:
            given |= {"hourly_low": self.hourly.low, "hourly_high": self.hourly.high}
        if self.administration_hours is not None:
            given["administration_minutes"] = self.administration_hours
        return replace(MoneyRules(), **{name: value for name, value in given.items() if name not in {"hourly", "administration_hours"}})


class DatesFile(Section):
    """Periods in business days, but for `payment` (calendar days) and those whose name says otherwise."""

    open_at_least: Days | None = None
    questions_until: Days | None = None
    addendum_notice: Days | None = None
    work_hours_a_day: Hours | None = None
    offer_answer: Days | None = None
    selection_after_closing: Days | None = None
    non_delivery_answer: Days | None = None
    assessment: Days | None = None
    invoice: Days | None = None
    payment: Days | None = None
    debrief: Days | None = None
    fiscal_year_end: MonthAndDay | None = None

    @field_validator("work_hours_a_day")
    @classmethod
    def some_hours(cls, minutes: int | None) -> int | None:
        """Between a minute and a day."""
        if minutes is not None and not 0 < minutes <= 24 * 60:
            raise wanted(Text("hours of a day", "les heures d’une journée"), "7.5")
        return minutes

    def rules(self) -> DateRules:
        """Hours as minutes."""
        given = self.given()
        if "work_hours_a_day" in given:
            given["work_minutes_a_day"] = given.pop("work_hours_a_day")
        return replace(DateRules(), **given)


class HolidaysFile(Section):
    """A list of the library `holidays`, with days added and removed."""

    country: str | None = None
    subdivision: str | None = None
    categories: list[str] | None = None
    added: list[Day] | None = None
    removed: list[Day] | None = None

    @model_validator(mode="after")
    def known(self) -> Self:
        """The library has such a list."""
        rules = self.rules()
        if not known_list(rules):
            raise wanted(
                Text(
                    "a country, subdivision and categories that the library “holidays” knows",
                    "un pays, une subdivision et des catégories que connaît la bibliothèque « holidays »",
                ),
                "country: CA",
            )
        return self

    def rules(self) -> HolidayRules:
        """Of another country, only public holidays count unless said otherwise."""
        default = HolidayRules() if self.country in {None, "CA"} else HolidayRules(categories=("public",))
        return replace(default, **self.given())


class DeliveryFile(Section):
    """Where delivery repositories are opened, and how the supplier gets in."""

    organization: Organization | None = None
    access: Literal["fork", "invite"] | None = None


class DrawFile(Section):
    """The draw's beacon."""

    beacon: Address | None = None


class AgreementFile(Section):
    """The department's own terms."""

    en: Address | None = None
    fr: Address | None = None
    version: Words | None = None
    in_force: bool | None = None

    @model_validator(mode="after")
    def whole(self) -> Self:
        """Terms in force stand in both languages and have a version."""
        if self.in_force and not (self.en and self.fr and self.version):
            raise wanted(
                Text(
                    "`en`, `fr` and `version`, since the terms are in force",
                    "`en`, `fr` et `version`, puisque les modalités sont en vigueur",
                ),
                "version: 2027-01",
            )
        return self


class RetentionFile(Section):
    """How long personal information is kept after its last use: at least two years."""

    years: Annotated[int, Field(ge=2, le=100)] | None = None


class PolicyFile(Section):
    """`.github/micro-acquisition.yml`."""

    department: Bilingual | None = None
    own_branch: Bilingual | None = None
    contact: Mailbox | None = None
    complaints: Bilingual | None = None
    roles: RolesFile | None = None
    money: MoneyFile | None = None
    dates: DatesFile | None = None
    reminders: list[Days] | None = None
    time_zone: TimeZone | None = None
    holidays: HolidaysFile | None = None
    licences: Annotated[list[Licence], Field(min_length=1)] | None = None
    languages: Annotated[list[Literal["en", "fr"]], Field(min_length=1)] | None = None
    labels: Literal["en", "fr"] | None = None
    results: Literal["private", "public"] | None = None
    applications: Literal["open", "either", "sealed"] | None = None
    approvals: Annotated[list[Literal["maintainers", "procurement"]], Field(min_length=1)] | None = None
    other_departments: bool | None = None
    delivery: DeliveryFile | None = None
    evaluation_repository: Repository | None = None
    draw: DrawFile | None = None
    agreement: AgreementFile | None = None
    retention: RetentionFile | None = None
