"""Stories told for their texts: pauses, late verdicts and payments, corrections, disputes, complaints, debriefs, other people."""

from collections.abc import Iterator

from tests.core.stories.play import Play

CONTACT = "micro@department.example"


def remedies() -> Iterator[Play]:
    """Everything that puts something right."""
    yield from pauses()
    yield from late_verdicts_and_payments()
    yield from corrections()
    yield from disputes()
    yield from other_people()


def pauses() -> Iterator[Play]:
    """A hold while open, while an offer is open, over a weekend, beside a blocked supplier."""
    play = Play().opened()
    play.says("mathieu", "/hold The client is away.")
    play.later(days=6)
    play.says("mathieu", "/resume")
    play.later(days=(5 - play.now.weekday()) % 7)
    play.says("mathieu", "/suspendre Un essai.")
    play.says("mathieu", "/reprendre")
    yield play
    play = Play().drawn()
    play.says("priya", "/hold The terms are being corrected.")
    play.later(days=1)
    play.says("priya", "/resume")
    yield play
    play = Play().awarded()
    play.says(play.winner, "/blocked The sandbox is missing.")
    play.says("mathieu", "/hold A question of law.")
    play.says("claire", "/resume")
    play.says("claire", "/dispute The work is copied.")
    play.says("mathieu", "/resume")
    yield play


def late_verdicts_and_payments() -> Iterator[Play]:
    """A client who never assesses, a defect after the invoice, no invoice, a late and failed payment, a share that is invoiced."""
    play = Play().delivered()
    for kind in ("assessment_due", "assessment_late", "assessment_stuck"):
        play.due(kind)
    play.says("claire", "/acceptance 1 met")
    play.pull_request(play.winner, "b" * 40, "synchronize")
    yield play
    play = Play().accepted()
    play.says("claire", "/acceptance 3 unmet It breaks on Mondays.")
    play.due("defect_waits")
    play.due("defect_stuck")
    yield play
    for contact in ("", CONTACT):
        play = Play()
        play.with_policy(contact=contact)
        play.accepted()
        play.due("invoice_soon")
        play.due("invoice_late")
        play.says(play.winner, "/invoice")
        play.due("payment_late")
        play.says("sylvie", "/certify")
        play.due("payment_later")
        play.says("farah", "/payment failed The card was declined.")
        play.says("farah", "/paiement échoué PayPal refuse aussi.")
        play.due("payment_latest")
        play.says("claire", "/acceptance 1 unmet It breaks on Mondays.")
        yield play
    play = Play().awarded()
    play.says("priya", "/terminate convenience 40% The need is gone.")
    play.says(play.winner, "/invoice")
    play.says("sylvie", "/return The tax is wrong.")
    yield play


def corrections() -> Iterator[Play]:
    """With and without something undone, with applications that count again, with an offer that is open again."""
    play = Play().invoiced()
    play.says("sylvie", "/certify")
    play.says("farah", "/paid card")
    play.says("priya", "/correct invoiced The wrong opportunity was named.")
    play.says("priya", "/corriger ouverte Une erreur.")
    yield play
    play = Play().drawn()
    play.says("mathieu", "/close Something is wrong.")
    play.says("priya", "/correct selected Nothing was wrong.")
    yield play
    play = Play().vetted()
    play.says("claire", "/stop priority Wrong issue.")
    play.says("priya", "/correct vetted Wrong issue.")
    yield play


def disputes() -> Iterator[Play]:
    """Raised by each side, answered, not answered, resolved; a complaint before and after an award."""
    play = Play().delivered()
    play.says(play.winner, "/dispute Criterion 2 was never in the text.")
    play.due("dispute")
    play.due("dispute_late")
    play.says("claire", "/dispute It was.")
    play.says("priya", "/resolve It was; the criterion stands.")
    play.says("priya", "/complaint The ombudsman wrote.")
    yield play
    play = Play().drawn()
    play.says("claire", "/dispute The supplier is somebody else.")
    play.says("mathieu", "/hold A question of law.")
    play.says("priya", "/resolve They are the same.")
    play.says("mathieu", "/resume")
    play.says("claire", "/dispute Again.")
    play.later(days=1)
    play.says("priya", "/resolve Again.")
    yield play
    play = Play().accepted()
    play.later(days=(5 - play.now.weekday()) % 7)
    play.says("claire", "/dispute It is copied.")
    play.says("priya", "/resolve It is not.")
    yield play
    play = Play().closed()
    play.says("mathieu", "/close Nobody is suitable.")
    play.says("priya", "/complaint An applicant complains.")
    yield play


def other_people() -> Iterator[Play]:
    """Another client and another evaluator, early and late; debriefs given and late."""
    play = Play().awarded()
    play.says("mathieu", "/assign client stranger")
    first, second = (login for login in ("amelie", "noor", "tomasz") if login != play.winner)
    for login in (first, second):
        play.says(login, "/debrief", play.on_application(login))
    play.says("mathieu", "/debrief", play.on_application(first))
    play.due("debrief_late")
    yield play
    play = Play()
    play.with_policy(contact=CONTACT)
    play.awarded()
    loser = next(login for login in ("amelie", "noor", "tomasz") if login != play.winner)
    play.says(loser, "/debrief", play.on_application(loser))
    play.says("mathieu", "/debrief", play.on_application(loser))
    yield play
    play = Play().packaged("amelie", "noor")
    play.evaluates("amelie", "pass")
    play.says("claire", "/declare interest", play.on_evaluation())
    play.says("mathieu", "/assign evaluator stranger")
    play.says("stranger", "/declare none", play.on_evaluation())
    yield play
