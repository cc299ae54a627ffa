"""Invoice, certification and payment: who did which, since the hands are kept apart. Never holds how a person is paid."""

from dataclasses import dataclass

from bot.core.people import Person


@dataclass(frozen=True, slots=True)
class Payment:
    """How far the payment is: each hand signs once."""

    invoiced_at: str = ""
    certified_by: Person | None = None
    paid_by: Person | None = None
    method: str = ""
    received: bool = False
