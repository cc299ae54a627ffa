"""What can happen before the call opens, and a case that is run again. Nothing is asserted here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from bot.core.opportunity import Organisation
from bot.core.programme import Programme, Summary
from bot.core.text import Text
from tests.core.stories.play import OPPORTUNITY, START, TOO_SHORT, Play

BEFORE = Summary(3, 1, 0, Text("More policies", "D’autres politiques"), 500_000, "open", Organisation.OWN_BRANCH, START.astimezone(UTC))


def prepared() -> Iterator[Play]:
    """Edits with their difference, a changed reservation, a budget transfer, contract splitting, dates that passed, another run."""
    yield from _edited()
    yield from _paid_by_another_branch()
    yield from _judged()
    late = Play()
    late.files()
    late.due("unpublished")
    late.says("claire", "/stop priority Other work came first.")
    late.says("claire", "/rerun")
    late.performed()
    late.says("claire", "/relancer")
    yield late


def _edited() -> Iterator[Play]:
    play = Play()
    play.files(opportunity=TOO_SHORT)
    play.says("priya", "/waive workload They know this work.")
    play.says("mathieu", "/vet")
    play.edits(
        replace(OPPORTUNITY, skills=("Bash",), acceptance=(*OPPORTUNITY.acceptance, Text("It is fast.", "Il est rapide."))), "body-3"
    )
    play.says("mathieu", "/vet")
    play.edits(replace(OPPORTUNITY, price=950_000), "body-4")
    yield play
    waived = Play()
    waived.files(opportunity=TOO_SHORT)
    for login, words in (("priya", "/waive workload They know this work."), ("mathieu", "/vet"), ("priya", "/vet")):
        waived.says(login, words)
    waived.edits(replace(TOO_SHORT, price=950_000, acceptance=OPPORTUNITY.acceptance[:2], summary=Text("Else.", "Autre.")), "body-2")
    yield waived


def _paid_by_another_branch() -> Iterator[Play]:
    play = Play()
    play.files(opportunity=replace(OPPORTUNITY, organisation=Organisation.OTHER_BRANCH))
    for login, words in (
        ("mathieu", "/vet"),
        ("priya", "/vet"),
        ("samuel", "/commit"),
        ("farah", "/reserve 4500012345 7345.00"),
        ("farah", "/reserve 4500012346 8000.00"),
        ("mathieu", "/publish"),
        ("farah", "/transfer started"),
        ("farah", "/transfer risk"),
        ("mathieu", "/publish"),
        ("farah", "/transfert terminé"),
    ):
        play.says(login, words)
    yield play


def _judged() -> Iterator[Play]:
    upheld = Play(programme=Programme((BEFORE,))).funded()
    upheld.says("priya", "/uphold One need in two parts.")
    upheld.says("mathieu", "/publish")
    yield upheld
    cleared = Play().funded()
    cleared.later(days=16)
    cleared.programme = Programme((BEFORE,))
    for login, words in (("mathieu", "/publish"), ("priya", "/clear Two needs."), ("priya", "/clear Again."), ("priya", "/uphold Again.")):
        cleared.says(login, words)
    yield cleared
    again = Play().drawn()
    again.agreed()
    assert again.case.supplier
    again.programme = Programme((replace(BEFORE, state="paid", supplier=again.case.supplier.id, awarded=START.astimezone(UTC)),))
    again.performed()
    again.says("priya", "/maintenir Un seul contrat.")
    again.says("priya", "/complaint A bidder has written to the ombudsman.")
    again.says("priya", "/lever La plainte est close.")
    again.says("priya", "/clear Two contracts, after all.")
    yield again
