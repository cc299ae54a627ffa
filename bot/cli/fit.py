"""`microacq fit`: the questionnaire of `core.fit` at a terminal, from a pipe, or all answers given at once. Never keeps an answer."""

import sys
from collections.abc import Callable
from typing import Any, cast

import click

from bot.cli.program import STATUSES
from bot.cli.speaking import both, json_option, lang_option, plain, refuse, show_json
from bot.core.fit import CAP, CAPACITY, CLEAR, CODE, DEPARTMENT, OPEN, STANDALONE, UNCLASSIFIED, Answer, Fit, Question
from bot.core.text import Language, Text

EPILOG = f"""\b
Examples:
  microacq fit
  microacq fit --lang fr
  microacq fit --code yes --open yes --unclassified yes --standalone yes --clear no --cap yes --capacity no --department yes

{STATUSES}

Here 1 means that the need does not fit, or not yet.
"""

ASKED = (CODE, OPEN, UNCLASSIFIED, STANDALONE, CLEAR, CAP, CAPACITY, DEPARTMENT)
YES: Answer = "yes"
NO: Answer = "no"
UNSURE: Answer = "unsure"
MEANT: dict[str, Answer] = {
    **dict.fromkeys(("y", "yes", "o", "oui"), YES),
    **dict.fromkeys(("n", "no", "non"), NO),
    **dict.fromkeys(("?", "u", "unsure", "incertain", ""), UNSURE),
}
"""What people type, in either language; Enter alone is unsure."""


def _answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """One option a question, so that a script can answer without being asked."""
    for one in reversed(ASKED):
        choice = click.Choice(["yes", "no", "unsure"])
        command = click.option(f"--{one.id}", type=choice, help=one.asks.en.format(cap="the cap"))(command)
    return command


@click.command(epilog=EPILOG)
@_answer_options
@click.option("--policy", "policy_file", metavar="FILE", help="The rules; default: .github/micro-acquisition.yml, if it is here.")
@json_option
@lang_option
def fit(*, policy_file: str | None, as_json: bool, lang: Language, **given: str | None) -> None:
    """Does my need fit micro-acquisition? A few questions, the answer, and the other ways to buy.

    Answer yes (y), no (n) or ? if you are unsure. What an option answers is not asked. Nothing is kept or sent.
    """
    from bot.cli.department import department
    from bot.core.fit import fit as judge
    from bot.core.fit import questions

    policy = department(policy_file, lang)
    asked = questions(policy)
    answers: dict[str, Answer] = {name: cast("Answer", answer) for name, answer in given.items() if answer}
    for number, one in enumerate(asked, 1):
        if one.id not in answers:
            answers[one.id] = _ask(one, f"{number}/{len(asked)}", lang)
    found = judge(answers, policy)
    if as_json:
        show_json(_as_json(found, answers))
    else:
        _show(found, lang)
    sys.exit(int(found.verdict != "fits"))


def _ask(one: Question, place: str, language: Language) -> Answer:
    """Asks until the answer is one; prompts are on standard error, so that the answer alone can be kept."""
    while True:
        click.echo(f"{place}  {plain(one.asks, language)} {plain(CHOICES, language)} ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            click.echo(err=True)
            refuse(ENDED, language)
        answer = MEANT.get(line.strip().lower())
        if answer:
            return answer
        click.echo(plain(AGAIN, language), err=True)


def _show(found: Fit, language: Language) -> None:
    colour = {"fits": "green", "not_yet": "yellow", "another_way": "red"}[found.verdict]
    click.echo(click.style(plain(found.sentence, language), fg=colour, bold=True))
    for reason in found.reasons:
        click.echo(f"- {plain(reason.sentence, language)}")
    if found.routes:
        click.echo(plain(OTHER_WAYS, language))
    for route in found.routes:
        click.echo(f"- {click.style(plain(route.name, language), bold=True)}. {plain(route.words, language)}")


def _as_json(found: Fit, answers: dict[str, Answer]) -> dict[str, object]:
    return {
        "verdict": found.verdict,
        "sentence": both(found.sentence),
        "answers": answers,
        "reasons": [{"question": one.question, "sentence": both(one.sentence)} for one in found.reasons],
        "routes": [{"id": one.id, "name": both(one.name), "words": both(one.words)} for one in found.routes],
    }


CHOICES = Text("[y/n/?]", "[o/n/?]")
AGAIN = Text("Please answer y, n or ?.", "Veuillez répondre o, n ou ?.")
ENDED = Text(
    "the questions were not all answered. Start again, or give the answers as options (microacq fit --help).",
    "il manque des réponses. Recommencez, ou donnez les réponses en options (microacq fit --help).",
)
OTHER_WAYS = Text("Other ways:", "Les autres façons :")
