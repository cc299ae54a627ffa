"""A check's result in lines for people or in JSON for programs. Never decides what is met."""

from datetime import date

import click

from bot.cli.checking import Checked
from bot.cli.speaking import both, plain, show_json
from bot.core.criteria import Finding
from bot.core.text import Language, Text, joined

MARKS = {"must": ("✗", "red"), "should": ("!", "yellow"), "met": ("✓", "green")}


def check_as_lines(checked: Checked, _: date, language: Language) -> None:
    """Mistakes on standard error as `FILE:LINE: what`, findings on standard output, the worst first, and a summary."""
    for mistake in checked.mistakes:
        click.echo(f"{mistake.file}:{mistake.line}: {plain(mistake.sentence, language)}", err=True)
    for finding in checked.findings:
        mark, colour = MARKS["met" if finding.met else finding.level]
        click.echo(f"{click.style(mark, fg=colour)} {click.style(finding.id, bold=True)}: {plain(finding.sentence, language)}")
    for told in checked.assumed:
        click.echo(f"- {plain(told, language)}")
    if checked.asked:
        click.echo(f"- {plain(ASKED.format(names=joined(checked.asked)), language)}")
    click.echo(plain(_summary(checked), language))


def check_as_json(checked: Checked, day: date, _: Language) -> None:
    """Everything, in both languages."""
    show_json(
        {
            "today": day.isoformat(),
            "status": checked.status,
            "mistakes": [{"file": one.file, "line": one.line, "sentence": both(one.sentence)} for one in checked.mistakes],
            "findings": [_finding(one) for one in checked.findings],
            "assumed": [both(one) for one in checked.assumed],
            "asked_by_the_form": [both(one) for one in checked.asked],
        }
    )


def _finding(one: Finding) -> dict[str, object]:
    texts = {"seen": both(one.seen), "required": both(one.required), "sentence": both(one.sentence)}
    return {"id": one.id, "met": one.met, "level": one.level, **texts}


def _summary(checked: Checked) -> Text:
    wrong = sum(not one.met and one.level == "must" for one in checked.findings)
    advice = sum(not one.met and one.level == "should" for one in checked.findings)
    met = sum(one.met for one in checked.findings)
    counts = SUMMARY.format(wrong=wrong, advice=advice, met=met)
    return joined((UNREAD.format(number=len(checked.mistakes)), counts), " ", " ") if checked.mistakes else counts


SUMMARY = Text("To correct: {wrong}; advice: {advice}; met: {met}.", "À corriger : {wrong}; conseils : {advice}; satisfaits : {met}.")
UNREAD = Text("Can’t be read: {number}.", "Illisible : {number}.")
ASKED = Text("The form will also ask: {names}.", "Le formulaire demandera aussi : {names}.")
