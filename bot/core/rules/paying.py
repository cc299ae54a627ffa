"""Payment: invoice, certification under section 34, payment, receipt, and what waits for them. Amounts go by e-mail.

The one place that says how much may be invoiced (`payable`). Never holds an account number, and never pays.
"""

from bot.core.case import Case
from bot.core.commands import Command
from bot.core.comments import Comment, Value
from bot.core.deadlines.counting import days_into
from bot.core.deadlines.payment import LATE, REMINDED_EVERY, payment_target, promised
from bot.core.effects import CloseIssue
from bot.core.events import Due
from bot.core.facts import instant
from bot.core.people import Role
from bot.core.policy import Policy
from bot.core.rules.funds import price_with_tax
from bot.core.scene import Answer, Context, Outcome, Scene, mention, new, quoted, refuse
from bot.core.states import Kind, move
from bot.core.text import Text, day, money, same

CERTIFIED = Text("The work is certified already; finance pays next.", "Les travaux sont déjà attestés; les finances paient ensuite.")
NOT_CERTIFIED = Text("Nothing is paid before section 34 has certified.", "Rien n’est payé avant l’attestation selon l’article 34.")
CERTIFY = Text("The section 34 manager certifies with `/certify`.", "Le gestionnaire de l’article 34 atteste par `/attester`.")
RECEIVED = Text("The receipt of the payment is recorded already.", "La réception du paiement est déjà consignée.")
NOTHING_OWED = Text(
    "The contract was terminated for default, so nothing is to be invoiced.",
    "Le contrat a été résilié pour manquement; il n’y a donc rien à facturer.",
)
OBJECT = Text(
    "If you don’t agree, raise a dispute with `/dispute` and your reasons.",
    "Si vous n’êtes pas d’accord, soulevez un différend par `/différend` suivi de vos raisons.",
)

MEANS = {"card": Text("acquisition card", "carte d’achat"), "paypal": same("PayPal"), "deposit": Text("direct deposit", "dépôt direct")}


def payable(case: Case, policy: Policy) -> int:
    """The most that may be invoiced, in cents with tax: the fixed price, or what a termination left of it (for default nothing)."""
    ended = case.contract.termination
    return ended.most if ended else price_with_tax(case, policy)


def invoice(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier has sent the invoice by e-mail: section 34 is asked."""
    most = payable(case, scene.policy)
    if not most:
        return refuse(NOTHING_OWED, OBJECT)
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "invoiced"))
    fields: dict[str, Value] = {
        "number": case.funds.number,
        "most": money(most),
        "percent": case.contract.termination.percent if case.contract.termination else 0,
        "mentions": scene.context.mentions(Role.SECTION_34),
        "days": scene.policy.dates.payment,
        "until": day(promised(scene.cause.at, scene.policy)),
    }
    return Outcome((new("invoiced", by=scene.actor, at=instant(scene.cause.at)), moved), Comment("invoiced", fields))


def certify(case: Case, command: Command, scene: Scene) -> Answer:
    """Section 34: the work was received, and payment may be made."""
    if case.payment.certified_by:
        return refuse(CERTIFIED)
    fields: dict[str, Value] = {
        "by": scene.actor.login,
        "mentions": scene.context.mentions(Role.FINANCE),
        "most": money(payable(case, scene.policy)),
        **_target(case, scene),
    }
    return Outcome((new("certified", by=scene.actor),), Comment("certified", fields))


def _target(case: Case, scene: Scene) -> dict[str, Value]:
    """The day by which it is to be paid, and whether it has passed."""
    target = payment_target(case, scene.policy)
    return {"until": day(target), "late": target < scene.context.today}


def send_back(case: Case, command: Command, scene: Scene) -> Answer:
    """Section 34 sends the invoice back, with the reason, and a new one is awaited: in the state from which it was invoiced."""
    assert case.supplier is not None
    reason = str(command.arguments["reason"])
    target = "terminated" if case.contract.termination else "accepted"
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, target), reason=reason)
    fields: dict[str, Value] = {"supplier": mention(case.supplier), "reason": quoted(reason), "most": money(payable(case, scene.policy))}
    return Outcome((moved,), Comment("invoice_returned", fields))


def pay(case: Case, command: Command, scene: Scene) -> Answer:
    """Finance has paid. The end; the opportunity's issue is closed as completed."""
    if not case.payment.certified_by:
        return refuse(NOT_CERTIFIED, CERTIFY)
    assert case.supplier is not None
    means = str(command.arguments["means"])
    moved = new("moved", to=move(Kind.OPPORTUNITY, case.state, "paid"))
    fields: dict[str, Value] = {"supplier": mention(case.supplier), "means": MEANS[means]}
    return Outcome((new("paid", by=scene.actor, method=means), moved), Comment("paid", fields), (CloseIssue("", case.target),))


def fail(case: Case, command: Command, scene: Scene) -> Answer:
    """A payment did not go through: it stays invoiced and certified, and another means may be tried."""
    if not case.payment.certified_by:
        return refuse(NOT_CERTIFIED, CERTIFY)
    assert case.supplier is not None
    reason = str(command.arguments["reason"])
    fields: dict[str, Value] = {
        "supplier": mention(case.supplier),
        "reason": quoted(reason),
        "failures": case.payment.failures + 1,
        "mentions": scene.context.mentions(Role.FINANCE, Role.MAINTAINER),
        **_target(case, scene),
        "contact": scene.policy.contact,
    }
    return Outcome((new("payment_failed", by=scene.actor, reason=reason),), Comment("payment_failed", fields))


def receive(case: Case, command: Command, scene: Scene) -> Answer:
    """The supplier has received the payment."""
    if case.payment.received:
        return refuse(RECEIVED)
    return Outcome((new("received", by=scene.actor),), Comment("received", {"supplier": scene.actor.login}, scene.language))


def invoice_soon(case: Case, due: Due, context: Context) -> Outcome:
    """Some days before an invoice is expected at the latest: the supplier is reminded."""
    return Outcome(answer=Comment("invoice_soon", _awaited(case, context)))


def invoice_late(case: Case, due: Due, context: Context) -> Outcome:
    """No invoice came: the supplier is told, and finance is asked whether to close it unpaid."""
    return Outcome(answer=Comment("invoice_late", {**_awaited(case, context), "mentions": context.mentions(Role.FINANCE)}))


def _awaited(case: Case, context: Context) -> dict[str, Value]:
    """Whose invoice is awaited, for how much at most, and until when."""
    assert case.supplier is not None
    until = days_into(case.clocks, context.policy.dates.invoice, context.policy)
    assert until is not None
    return {
        "supplier": mention(case.supplier),
        "number": case.funds.number,
        "most": money(payable(case, context.policy)),
        "until": day(until.date()),
        "contact": context.policy.contact,
    }


def payment_late(case: Case, due: Due, context: Context) -> Outcome:
    """The day by which it was to be paid has passed: whoever's step it is, is reminded, three times at most."""
    certified = case.payment.certified_by is not None
    fields: dict[str, Value] = {
        "certified": certified,
        "until": day(payment_target(case, context.policy)),
        "reminder": LATE.index(due.kind) + 1,
        "of": len(LATE),
        "days": REMINDED_EVERY,
        "failures": case.payment.failures,
        "mentions": context.mentions(Role.FINANCE if certified else Role.SECTION_34),
    }
    return Outcome(answer=Comment("payment_late", fields))
