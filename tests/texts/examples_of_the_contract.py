"""Contracts that come late, to another date, or to an early end; approvals, and the next in the order. Nothing is asserted here."""

from collections.abc import Iterator

from bot.core.policy import AgreementRules, DeliveryRules
from tests.core.stories.play import Play

TERMS = AgreementRules("https://github.com/good-examples/terms/en", "https://github.com/good-examples/terms/fr", "2027-01", in_force=True)
CONTACT = "micro@department.example"
DEFAULT = "/terminate default The work was not delivered."


def under_contract() -> Iterator[Play]:
    """Each of these stories."""
    yield from approvals()
    yield from doubts()
    yield from dates()
    yield from ends()


def approvals() -> Iterator[Play]:
    """Wanted, seen, and not seen in time; a supplier who never answers."""
    play = Play()
    play.with_policy(agreement=TERMS, contact=CONTACT, delivery=DeliveryRules(access="invite"))
    play.drawn("amelie", "noor")
    play.says("mathieu", "/signoff needed")
    play.agreed()
    play.due("signoff_reminder")
    play.due("signoff")
    play.says("mathieu", "/autorisation requise")
    play.says("mathieu", "/autorisation vue")
    yield play
    play = Play().drawn("amelie", "noor")
    play.agreed()
    play.says("mathieu", "/signoff needed")
    play.performed()
    play.says("mathieu", "/signoff seen")
    yield play
    play = Play().drawn("amelie", "noor")
    play.says("mathieu", "/signoff needed")
    play.says("mathieu", "/signoff seen")
    play.due("offer")
    play.says("mathieu", "/signoff needed")
    play.agreed()
    play.says("mathieu", "/signoff seen")
    yield play


def doubts() -> Iterator[Play]:
    """Reminders, a date that passes, a supplier who is silent, gives up, or comes after all; a client who keeps them waiting."""
    play = Play().awarded()
    for _ in range(3):
        play.due("delivery_reminder")
    play.due("overdue")
    play.due("fork")
    play.says(play.winner, "/discontinue")
    yield play
    play = Play().awarded()
    play.says("claire", "/unable Nothing is in the repository yet.")
    play.says(play.winner, "/continue 2027-07-16")
    play.says(play.winner, "/unable I am ill.")
    play.says(play.winner, "/continue 2027-07-30")
    play.says("claire", "/decline")
    yield play
    play = Play().awarded()
    play.says(play.winner, "/blocked The sandbox is missing.")
    play.due("blocked")
    play.due("blocked_long")
    yield play


def dates() -> Iterator[Play]:
    """Proposed, replaced, countered, agreed, declined, and left without an answer, before the date and after it."""
    play = Play().awarded()
    play.says(play.winner, "/extend delivery 2027-07-30")
    play.says(play.winner, "/extend delivery 2028-04-30")
    play.says("claire", "/extend delivery 2027-08-06")
    play.says(play.winner, "/agree")
    play.says("claire", "/extend delivery 2027-08-20")
    play.says(play.winner, "/decline")
    play.says(play.winner, "/extend delivery 2027-08-27")
    play.due("proposal")
    play.due("overdue")
    yield play
    play = Play().awarded()
    play.later(days=30)
    play.says("claire", "/extend delivery 2027-07-30")
    play.due("overdue")
    play.due("proposal")
    play.says(play.winner, "/decline")
    yield play


def ends() -> Iterator[Play]:
    """For default and for convenience; taken back; the next in the order; work after the notice; an invoice for a share."""
    play = Play()
    play.with_policy(contact=CONTACT)
    play.delivered()
    play.says("priya", "/terminate convenience 33% Priorities have changed.")
    play.says(play.winner, "/invoice")
    yield play
    play = Play().awarded()
    play.says("priya", "/terminate convenience 0% The need is gone.")
    play.pull_request(play.winner, "a" * 40)
    play.says(play.winner, "/deliver https://example.org/work")
    play.says("priya", "/rescind The need is there after all.")
    play.says(play.winner, "/unable I am ill.")
    play.says("priya", DEFAULT)
    play.says("priya", "/rescind It is only for a week.")
    play.says("priya", DEFAULT)
    play.says("mathieu", "/next")
    yield play
    play = Play().accepted()
    play.says("priya", "/terminate convenience The need is gone.")
    play.says("priya", "/rescind The need is there after all.")
    yield play
    play = Play().drawn("amelie")
    play.agreed()
    play.performed()
    play.due("overdue")
    play.says("priya", DEFAULT)
    play.says("mathieu", "/next")
    yield play
