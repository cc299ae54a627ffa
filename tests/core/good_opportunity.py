"""An opportunity that meets every criterion, and the finding of one criterion once something in it is changed. It asserts nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.criteria import Finding, findings
from bot.core.opportunity import Declaration, Opportunity, Organisation
from bot.core.policy import Policy
from bot.core.text import Text

TODAY = date(2027, 6, 14)


LONG = "Every night the scripts read the list of offers and write the rules that keep the unapproved ones out."


GOOD = Opportunity(
    title=Text("Marketplace policies", "Politiques du marché"),
    summary=Text("Scripts that keep a list of allowed offers.", "Des scripts qui tiennent une liste d’offres permises."),
    description=Text(
        f"{LONG} See https://example.org/en/offers. An offer costs up to $1,250.50 until July 12, 2027.",
        "Voir https://example.org/fr/offers. Une offre coûte jusqu’à 1\u00a0250,50\u00a0$ jusqu’au 12 juillet 2027.",
    ),
    acceptance=(
        Text("The code carries the MIT licence.", "Le code porte la licence MIT."),
        Text("It does all that the description asks for.", "Il fait tout ce que la description demande."),
        Text("The tests pass.", "Les essais réussissent."),
        Text("WCAG 2.1 AA holds.", "Les WCAG 2.1 AA sont respectées."),
        Text("A scan finds no vulnerability.", "Un balayage ne trouve aucune vulnérabilité."),
        Text("Third-party code is named.", "Le code de tiers est nommé."),
    ),
    evaluation=(Text("Show that you know PowerShell.", "Démontrez que vous connaissez PowerShell."),),
    skills=("PowerShell", "or similar"),
    licence="MIT",
    price=650_000,
    work_minutes=None,
    hourly_rate=None,
    closing=date(2027, 7, 12),
    selection=date(2027, 7, 14),
    start=date(2027, 7, 16),
    delivery=date(2027, 8, 6),
    organisation=Organisation.OWN_BRANCH,
    repository="",
    declarations=frozenset(Declaration),
)


def check(criterion: str, policy: Policy = Policy(), today: date = TODAY, **changes: Any) -> Finding:  # noqa: B008 - frozen
    """The finding of one criterion on the good opportunity with changes."""
    found = {one.id: one for one in findings(replace(GOOD, **changes), policy, today)}
    return found[criterion]


def listed(*items: str) -> tuple[Text, ...]:
    """Criteria that say the same in both languages."""
    return tuple(Text(item, item) for item in items)
