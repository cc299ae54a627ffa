"""Situations in which a case can come to rest, beside the states themselves: each a way to it. Nothing is asserted here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC

from bot.core.opportunity import Organisation
from bot.core.programme import Programme, Summary
from bot.core.text import Text
from tests.core.stories.cast import OPPORTUNITY, START, TOO_SHORT
from tests.core.stories.play import Play
from tests.core.stories.refusals import STAGES

Way = Callable[[Play], Play]


def then(way: Way, *acts: Callable[[Play], object]) -> Way:
    """A way that goes on with further acts."""

    def gone(play: Play) -> Play:
        way(play)
        for act in acts:
            act(play)
        return play

    return gone


def says(login: str, words: str) -> Callable[[Play], object]:
    """Somebody comments on the opportunity."""
    return lambda play: play.says(login, words)


def winner_says(words: str) -> Callable[[Play], object]:
    """The selected supplier comments on the opportunity."""
    return lambda play: play.says(play.winner, words)


def winner_answers(words: str) -> Callable[[Play], object]:
    """The selected supplier comments on their application."""
    return lambda play: play.says(play.winner, words, play.on_application(play.winner))


def refused_by_github(play: Play) -> object:
    """GitHub refuses the last thing that was asked of it."""
    return play.performed(refusal="403: Resource not accessible by integration")


def _unreadable(play: Play) -> object:
    return play.edits(None, problems=(Text("“Price” is missing.", "Il manque « Prix »."),))


def _too_short(play: Play) -> object:
    return play.files(opportunity=TOO_SHORT)


def _declares_interest(play: Play) -> object:
    return play.says("claire", "/declare interest", play.on_evaluation())


def _only_incomplete(play: Play) -> Play:
    play.opened()
    play.applies("noor", problems=(Text("The statement is empty.", "La déclaration est vide."),))
    play.call_closes()
    return play


def _nobody_applied(play: Play) -> Play:
    play.opened()
    play.call_closes()
    return play


def _evaluated(play: Play) -> Play:
    play.packaged("noor")
    play.evaluates("noor", "pass")
    return play


def _none_passed(play: Play) -> Play:
    return play.confirmed("noor", failed=("noor",))


def _revised(play: Play) -> Play:
    play.delivered()
    play.says("claire", "/acceptance 1 met\n/acceptance 2 met\n/acceptance 3 unmet The second test fails.")
    return play


def _opened_by_github(play: Play) -> object:
    return play.performed()


def _looks_split(way: Way) -> Way:
    """The same client has another request, and together they pass the cap."""

    def gone(play: Play) -> Play:
        other = Summary(3, 1, 0, OPPORTUNITY.title, 500_000, "open", Organisation.OWN_BRANCH, START.astimezone(UTC))
        play.programme = Programme((other,))
        return way(play)

    return gone


def _of_another_branch(play: Play) -> Play:
    play.files(opportunity=replace(OPPORTUNITY, organisation=Organisation.OTHER_BRANCH))
    for login, words in (("mathieu", "/vet"), ("priya", "/vet"), ("samuel", "/commit"), ("farah", "/reserve 45 7345.00")):
        play.says(login, words)
    return play


def _overdue(play: Play) -> object:
    return play.due("overdue")


OPEN_ISSUE = STAGES["open"]
SITUATIONS: Mapping[str, Way] = {
    **STAGES,
    "a check is unmet": lambda play: (_too_short(play), play)[1],
    "the text can’t be read": then(STAGES["requested"], _unreadable),
    "one approval is given": then(STAGES["requested"], says("mathieu", "/vet")),
    "sent back before vetting": then(STAGES["requested"], says("priya", "/return The second criterion can’t be tested.")),
    "edited after vetting": then(STAGES["vetted"], lambda play: play.edits(replace(OPPORTUNITY, price=600_000))),
    "section 32 has signed": then(STAGES["vetted"], says("samuel", "/commit")),
    "the funds are released": then(STAGES["funds_reserved"], says("farah", "/release The need has changed.")),
    "a question is asked": then(OPEN_ISSUE, says("stranger", "/question Which version?")),
    "an answer is held": then(OPEN_ISSUE, says("stranger", "/question Which version?"), says("claire", "/answer 1 en: Version 3.")),
    "nobody applied": _nobody_applied,
    "only incomplete applications": _only_incomplete,
    "the evaluation’s issue is being opened": lambda play: play.closed("noor"),
    "GitHub refuses the evaluation’s issue": then(lambda play: play.closed("noor"), refused_by_github),
    "an interest is awaited": then(lambda play: play.closed("noor"), _opened_by_github),
    "an interest is declared": then(lambda play: play.closed("noor"), _opened_by_github, _declares_interest),
    "every verdict is given": _evaluated,
    "the evaluation is confirmed": lambda play: play.confirmed("noor"),
    "none passed": _none_passed,
    "the offer is agreed": then(STAGES["selected"], lambda play: play.agreed()),
    "GitHub refuses the delivery repository": then(STAGES["selected"], lambda play: play.agreed(), refused_by_github),
    "the first declines": then(STAGES["selected"], winner_answers("/decline")),
    "nobody is next": then(lambda play: play.drawn("noor"), winner_answers("/decline")),
    "the work is to be revised": _revised,
    "section 34 has certified": then(STAGES["invoiced"], says("sylvie", "/certify")),
    "the invoice is sent back": then(STAGES["invoiced"], says("sylvie", "/return The tax number is missing.")),
    "it looks like contract splitting": _looks_split(STAGES["requested"]),
    "another branch’s budget is to be transferred": _of_another_branch,
    "approvals of a federal employee are needed": then(STAGES["selected"], says("mathieu", "/signoff needed"), lambda play: play.agreed()),
    "a payment failed": then(STAGES["invoiced"], says("sylvie", "/certify"), says("farah", "/payment failed The card was refused.")),
    "a defect is found": then(STAGES["accepted"], says("claire", "/acceptance 1 unmet It fails with the newest version.")),
    "the delivery date is over": then(STAGES["awarded"], _overdue),
    "late work is to be revised": then(_revised, _overdue),
    "the supplier can’t deliver": then(STAGES["awarded"], winner_says("/unable The work takes longer.")),
    "the supplier gives up": then(STAGES["awarded"], winner_says("/discontinue")),
    "another date is proposed": then(STAGES["awarded"], winner_says("/extend delivery 2027-08-06")),
    "the client proposes another date": then(STAGES["delivered"], says("claire", "/extend delivery 2027-08-06")),
    "a dispute is raised": then(STAGES["delivered"], winner_says("/dispute The second criterion is met.")),
    "a dispute is answered": then(
        STAGES["delivered"], winner_says("/dispute The second criterion is met."), says("claire", "/dispute It is not.")
    ),
    "ended for convenience": then(STAGES["awarded"], says("priya", "/terminate convenience 50% The need is gone.")),
    "ended for default, and nobody is next": then(
        lambda play: play.drawn("noor"),
        lambda play: play.agreed(),
        _opened_by_github,
        says("priya", "/terminate default The work did not come."),
    ),
    "the supplier is blocked": then(STAGES["awarded"], winner_says("/blocked The test account does not work.")),
    **{
        f"on hold when {state}": then(STAGES[state], says("mathieu", "/hold The team is away."))
        for state in ("open", "evaluation", "selected", "awarded", "delivered", "accepted", "invoiced")
    },
}
"""Name → the way to it."""
