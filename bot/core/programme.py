"""The programme: a frozen summary of the repository's other cases, for what can't be seen in one case alone (contract splitting).

Never judges; kept as JSON beside each case (`summary_data`), so that deciding needs no other case's facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from bot.core.case import Case
from bot.core.facts import instant, read_instant
from bot.core.opportunity import Organisation, tax_in_force, with_tax
from bot.core.policy import Policy
from bot.core.text import Text


@dataclass(frozen=True, slots=True)
class Summary:
    """One case: its issue's number, who it is between (0: no supplier), what it costs (cents, tax included), and when it moved (UTC)."""

    number: int
    client: int
    supplier: int
    title: Text
    cost: int
    state: str
    organisation: Organisation
    filed: datetime | None = None
    opened: datetime | None = None
    awarded: datetime | None = None

    @property
    def latest(self) -> datetime | None:
        """The last of these moments."""
        return self.awarded or self.opened or self.filed


@dataclass(frozen=True, slots=True)
class Programme:
    """The other cases of the repository."""

    cases: tuple[Summary, ...] = ()


def summary_of(case: Case, policy: Policy) -> Summary:
    """The summary of a case, its cost with the tax in force on the day of delivery."""
    opportunity = case.opportunity
    return Summary(
        number=case.target.number,
        client=case.client.id,
        supplier=case.supplier.id if case.supplier and case.awarded_at else 0,
        title=opportunity.title,
        cost=with_tax(opportunity.price, tax_in_force(policy.money, opportunity.delivery)),
        state=case.state,
        organisation=opportunity.organisation,
        filed=case.preparation.filed_at,
        opened=case.call.opened if case.call else None,
        awarded=case.awarded_at,
    )


def summary_data(summary: Summary) -> Mapping[str, Any]:
    """A summary as plain JSON."""
    plain = {field.name: getattr(summary, field.name) for field in fields(summary)}
    moments = {name: instant(value) if value else None for name, value in plain.items() if name in MOMENTS}
    return {**plain, **moments, "title": [summary.title.en, summary.title.fr], "organisation": summary.organisation.value}


def read_summary(data: Mapping[str, Any]) -> Summary:
    """The summary that was kept."""
    moments = {name: read_instant(data[name]) if data[name] else None for name in MOMENTS}
    words = {"title": Text(*data["title"]), "organisation": Organisation(data["organisation"])}
    return Summary(**{**data, **words, **moments})


MOMENTS = ("filed", "opened", "awarded")
