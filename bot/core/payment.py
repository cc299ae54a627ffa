"""Invoice, certification and payment: who did which, since the hands are kept apart. Never holds how a person is paid.

What may be invoiced at most is `rules/paying.py`'s to say.
"""

from dataclasses import dataclass

from bot.core.people import Person


@dataclass(frozen=True, slots=True)
class Payment:
    """How far the payment is: each hand signs once. `failures` counts payments that did not go through.

    `funds_released` is true once nothing is owed any more: no invoice came.
    """

    invoiced_at: str = ""
    certified_by: Person | None = None
    paid_by: Person | None = None
    method: str = ""
    received: bool = False
    failures: int = 0
    funds_released: bool = False
