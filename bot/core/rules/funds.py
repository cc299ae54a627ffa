"""Funds: section 32 signs, finance reserves, finance releases. Source: Financial Administration Act, section 32; the process, step 1."""

from datetime import date

from bot.core.calendar import business_days
from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.opportunity import Opportunity, tax_in_force, with_tax
from bot.core.people import Role
from bot.core.policy import Policy
from bot.core.rules import transfer
from bot.core.scene import Answer, Outcome, Scene, mention, new, quoted, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, money

SIGNED_ALREADY = Text("Section 32 has been signed already.", "L’article 32 est déjà signé.")
NOT_SIGNED = Text(
    "Funds can’t be reserved before the section 32 manager has signed.",
    "Les fonds ne peuvent être réservés avant la signature du gestionnaire de l’article 32.",
)
SIGN_FIRST = Text("The section 32 manager signs with `/commit`.", "Le gestionnaire de l’article 32 signe par `/engager`.")
TOO_LITTLE = Text(
    "{amount} does not cover the price with tax, {needed}.",
    "{amount} ne couvre pas le prix taxes comprises, {needed}.",
)
AT_MOST_TIMES = 2
TOO_MUCH = Text("{amount} is far above the price with tax, {needed}.", "{amount} dépasse de beaucoup le prix taxes comprises, {needed}.")
SWAPPED = Text(
    "First comes the reservation’s number, then the amount: were the two swapped?",
    "Le numéro de la réservation vient d’abord, puis le montant : les deux ont-ils été intervertis?",
)
RESERVED_ALREADY = Text("This reservation is recorded already.", "Cette réservation est déjà consignée.")
RESERVE_MORE = Text("Reserve at least {needed}.", "Réservez au moins {needed}.")


def price_with_tax(case: Case, policy: Policy) -> int:
    """The price in cents with the tax in force on the day of delivery."""
    return with_tax(case.opportunity.price, tax_in_force(policy.money, case.opportunity.delivery))


def publish_by(opportunity: Opportunity, policy: Policy) -> Text:
    """The last day on which the call can open, in words."""
    return day(last_opening(opportunity, policy))


def last_opening(opportunity: Opportunity, policy: Policy) -> date:
    """The last day on which the call can open and still be open long enough before the planned closing."""
    return business_days(policy).add_business_days(opportunity.closing, -policy.dates.open_at_least)


def commit(case: Case, command: Command, scene: Scene) -> Answer:
    """Section 32: the commitment of funds is signed."""
    if case.funds.committed_by:
        return refuse(SIGNED_ALREADY)
    needed = price_with_tax(case, scene.policy)
    fields: dict[str, Value] = {"amount": money(needed), "mentions": scene.context.mentions(Role.FINANCE)}
    fields["publish_by"] = publish_by(case.opportunity, scene.policy)
    fields["transfer"] = transfer.missing(case)
    return Outcome((new("committed", by=scene.actor),), Comment("committed", fields))


def reserve(case: Case, command: Command, scene: Scene) -> Answer:
    """Finance reserves the funds, or changes the reservation: the number and the amount are recorded."""
    number, amount = str(command.arguments["number"]), int(str(command.arguments["amount"]))
    needed = price_with_tax(case, scene.policy)
    if not case.funds.committed_by:
        return refuse(NOT_SIGNED, SIGN_FIRST)
    if amount < needed:
        reason = TOO_LITTLE.format(amount=money(amount), needed=money(needed))
        return refuse(
            reason,
            RESERVE_MORE.format(needed=money(needed)),
            Text(f"/reserve {number} {money(needed).en}", f"/réserver {number} {money(needed).fr}"),
        )
    if amount > AT_MOST_TIMES * needed:
        reason = TOO_MUCH.format(amount=money(amount), needed=money(needed))
        return refuse(reason, SWAPPED, Text(f"/reserve 4500012345 {money(needed).en}", f"/réserver 4500012345 {money(needed).fr}"))
    if (case.funds.number, case.funds.amount) == (number, amount):
        return refuse(RESERVED_ALREADY)
    return _reserved(case, number, amount, scene)


def _reserved(case: Case, number: str, amount: int, scene: Scene) -> Outcome:
    """The first reservation moves the opportunity; a later one replaces its number and its amount."""
    changed = case.state == "funds_reserved"
    moved = () if changed else (new("moved", to=move(Kind.OPPORTUNITY, case.state, "funds_reserved")),)
    before: dict[str, Value] = {"number_before": case.funds.number, "amount_before": money(case.funds.amount)}
    fields: dict[str, Value] = {"number": number, "amount": money(amount), "mentions": scene.context.mentions(Role.MAINTAINER)}
    fields["publish_by"] = publish_by(case.opportunity, scene.policy)
    reserved = new("reserved", number=number, amount=amount, by=scene.actor)
    return Outcome((reserved, *moved), Comment("reservation_changed", fields | before) if changed else Comment("funds_reserved", fields))


def release(case: Case, command: Command, scene: Scene) -> Answer:
    """Finance releases the reservation: back to vetted, and section 32 is asked again."""
    reason = str(command.arguments["reason"])
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "vetted"), reason=reason)
    fields: dict[str, Value] = {
        "client": mention(case.client),
        "reason": quoted(reason),
        "publish_by": publish_by(case.opportunity, scene.policy),
        "mentions": scene.context.mentions(Role.SECTION_32),
    }
    return Outcome((new("released", reason=reason), moved), Comment("released", fields))
