"""THE table of corrections: which state, entered by mistake, `/correct` takes back to which, and what is undone with it.

A correction is no move: it says that a move was wrong. So it never crosses the opening, the draw or the award, on which people outside
have relied, and it goes one step at a time. README's list is printed from here (`printed.py`). Never decides whether one is due
(`rules/correcting.py` does).
"""

from dataclasses import dataclass

from bot.core.people import Role
from bot.core.text import Text


@dataclass(frozen=True, slots=True)
class Correction:
    """From a state back to another; what is undone, in its order; and whose step is next, of the programme's roles."""

    source: str
    target: str
    undoes: tuple[str, ...] = ()
    next: tuple[Role, ...] = ()


_M, _P, _S32, _S34, _F = Role.MAINTAINER, Role.PROCUREMENT, Role.SECTION_32, Role.SECTION_34, Role.FINANCE

CORRECTIONS: tuple[Correction, ...] = (
    Correction("vetted", "requested", ("approvals", "commitment"), (_M, _P)),
    Correction("funds_reserved", "vetted", ("reservation",), (_F,)),
    Correction("funds_reserved", "requested", ("approvals", "commitment"), (_M, _P)),
    Correction("delivered", "awarded", ("submission",)),
    Correction("accepted", "delivered", ("verdicts",)),
    Correction("invoiced", "accepted", ("invoice", "certification")),
    Correction("invoiced", "terminated", ("invoice", "certification")),
    Correction("paid", "invoiced", ("payment",), (_S34, _F)),
    Correction("closed_unpaid", "accepted", ("release",), (_F,)),
    Correction("not_published", "requested", (), (_M, _P)),
    Correction("not_published", "vetted", (), (_S32, _F)),
    Correction("not_published", "funds_reserved", (), (_M,)),
    Correction("cancelled", "open", (), (_M,)),
    Correction("cancelled", "evaluation", (), (_M, _P)),
    Correction("cancelled", "selected", (), (_M,)),
    Correction("no_award", "evaluation", (), (_M, _P)),
    Correction("no_award", "selected", (), (_M,)),
)

UNDONE: dict[str, Text] = {
    "approvals": Text("the approvals", "les approbations"),
    "commitment": Text("the commitment and the reservation of funds", "l’engagement et la réservation des fonds"),
    "reservation": Text("the reservation of funds", "la réservation des fonds"),
    "submission": Text("the work handed in last", "la dernière remise des travaux"),
    "verdicts": Text("the verdicts on the newest work", "les verdicts sur les derniers travaux"),
    "invoice": Text("the invoice", "la facture"),
    "certification": Text("the certification", "l’attestation"),
    "payment": Text("the payment", "le paiement"),
    "release": Text("the release of the funds", "la libération des fonds"),
}
"""What a correction undoes → how it is said. What each means for a case stands in `evolution_of_remedies.py`."""
