"""Payment: invoice, certification under section 34, payment, receipt. Amounts go by e-mail until there are private pages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.effects import CloseIssue
from bot.core.facts import instant, read_instant
from bot.core.people import Role
from bot.core.rules.funds import price_with_tax
from bot.core.scene import Answer, Outcome, Scene, mention, new, quoted, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, money, same

CERTIFIED = Text("The work is certified already; finance pays next.", "Les travaux sont déjà attestés; les finances paient ensuite.")
NOT_CERTIFIED = Text("Nothing is paid before section 34 has certified.", "Rien n’est payé avant l’attestation selon l’article 34.")
CERTIFY = Text("The section 34 manager certifies with `/certify`.", "Le gestionnaire de l’article 34 atteste par `/attester`.")
RECEIVED = Text("The receipt of the payment is recorded already.", "La réception du paiement est déjà consignée.")

MEANS = {"card": Text("acquisition card", "carte d’achat"), "paypal": same("PayPal"), "deposit": Text("direct deposit", "dépôt direct")}


def invoice(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier has sent the invoice by e-mail: section 34 is asked."""
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "invoiced"))
    fields: dict[str, Value] = {
        "number": case.funds.number,
        "most": money(price_with_tax(case, scene.policy)),
        "mentions": scene.context.mentions(Role.SECTION_34),
        "days": scene.policy.dates.payment,
        "until": _target(scene.cause.at, scene),
    }
    return Outcome((new("invoiced", by=scene.actor, at=instant(scene.cause.at)), moved), Comment("invoiced", fields))


def _target(invoiced: datetime, scene: Scene) -> Text:
    """The day by which the programme means to have paid: half of the usual 30 days, counted as those are."""
    return day(invoiced.astimezone(ZoneInfo(scene.policy.time_zone)).date() + timedelta(days=scene.policy.dates.payment))


def certify(case: Case, command: Command, scene: Scene) -> Answer:
    """Section 34: the work was received, and payment may be made."""
    if case.payment.certified_by:
        return refuse(CERTIFIED)
    until = _target(read_instant(case.payment.invoiced_at), scene)
    fields: dict[str, Value] = {"by": scene.actor.login, "mentions": scene.context.mentions(Role.FINANCE), "until": until}
    return Outcome((new("certified", by=scene.actor),), Comment("certified", fields))


def send_back(case: Case, command: Command, scene: Scene) -> Answer:
    """Section 34 sends the invoice back, with the reason: accepted again, and a new invoice is awaited."""
    assert case.supplier is not None
    reason = str(command.arguments["reason"])
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "accepted"), reason=reason)
    return Outcome((moved,), Comment("invoice_returned", {"supplier": mention(case.supplier), "reason": quoted(reason)}))


def pay(case: Case, command: Command, scene: Scene) -> Answer:
    """Finance has paid. The end; the opportunity's issue is closed as completed."""
    if not case.payment.certified_by:
        return refuse(NOT_CERTIFIED, CERTIFY)
    assert case.supplier is not None
    means = str(command.arguments["means"])
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "paid"))
    fields: dict[str, Value] = {"supplier": mention(case.supplier), "means": MEANS[means]}
    return Outcome((new("paid", by=scene.actor, method=means), moved), Comment("paid", fields), (CloseIssue("", case.target),))


def receive(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier has received the payment."""
    if case.payment.received:
        return refuse(RECEIVED)
    return Outcome((new("received", by=scene.actor),), Comment("received", {"supplier": scene.actor.login}, scene.language))
