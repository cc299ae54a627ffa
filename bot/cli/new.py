"""`microacq new`: an opportunity written question by question. Files nothing: it writes the body, and tells where to bring it."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from bot.cli.program import STATUSES
from bot.cli.speaking import lang_option, plain, refuse
from bot.core.text import Language, Text

EPILOG = f"""\b
Examples:
  microacq new --output need.md
  microacq new --output besoin.md --lang fr --repository my-department/micro-acquisition
  microacq new --output need.md < answers.txt

{STATUSES}  130  stopped by Ctrl-C (1 by /quit); the answers so far are in the draft
"""


@click.command(epilog=EPILOG)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where the body is written; default: standard output.")
@click.option("--draft", "draft_path", type=click.Path(path_type=Path, dir_okay=False), help="Where the answers so far are kept.")
@click.option("--repository", metavar="OWNER/NAME", help="The programme's repository, or its address, for a link to its form.")
@click.option("--policy", "policy_file", metavar="FILE", help="The rules; default: .github/micro-acquisition.yml, if it is here.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to count from; default: today in the policy's time zone.")
@click.option("--force", is_flag=True, help="Write over OUTPUT if it is there.")
@lang_option
def new(
    *,
    output: Path | None,
    draft_path: Path | None,
    repository: str | None,
    policy_file: str | None,
    today: datetime | None,
    force: bool,
    lang: Language,
) -> None:
    """Asks the questions of the opportunity form, checks each answer at once, and writes the text of the issue.

    The price is estimated from hours and rate. After each answer the draft is kept (OUTPUT.draft.json, or opportunity.draft.json): start
    again and you go on where you stopped. Prompts are on standard error, so that the text alone can be kept; answers may come from a pipe.
    """
    from bot.cli.department import day_there, department
    from bot.cli.draft import UnreadableDraft, read_draft
    from bot.cli.interview import Interview
    from bot.cli.talk import Leave, Talk
    from bot.forms.compose import compose
    from bot.forms.template import packaged

    if output and output.exists() and not force:
        refuse(IS_THERE.format(name=str(output)), lang)
    path = draft_path or Path(f"{output}.draft.json" if output else "opportunity.draft.json")
    policy = department(policy_file, lang)
    talk = Talk(lang)
    try:
        draft = read_draft(path)
        opportunity = Interview(talk, draft, policy, day_there(policy, today)).hold()
    except UnreadableDraft:
        refuse(NO_DRAFT.format(name=str(path)), lang)
    except (Leave, KeyboardInterrupt) as stopped:
        _left(path, lang)
        sys.exit(130 if isinstance(stopped, KeyboardInterrupt) else 1)
    except OSError as error:
        refuse(CANNOT_WRITE.format(name=str(path), reason=error.strerror or ""), lang)
    body = f"{compose(opportunity, packaged('opportunity.yml'))}\n"
    _write(body, output, lang)
    draft.remove()
    _tell(draft.answers, output, repository, lang)


def _left(path: Path, language: Language) -> None:
    click.echo(err=True)
    click.echo(plain((KEPT if path.exists() else NOTHING_KEPT).format(name=str(path)), language), err=True)


def _write(body: str, output: Path | None, language: Language) -> None:
    if output is None:
        click.echo(body, nl=False)
        return
    try:
        output.write_text(body, encoding="utf-8")
    except OSError as error:
        refuse(CANNOT_WRITE.format(name=str(output), reason=error.strerror or ""), language)


def _tell(answers: Mapping[str, str | tuple[str, ...]], output: Path | None, repository: str | None, language: Language) -> None:
    """Where to bring it: a form that is filled in, or one to paste into."""
    from bot.forms.questions import link

    if output:
        click.echo(plain(WRITTEN.format(name=str(output)), language), err=True)
    there = repository or ""
    home = there.rstrip("/") if there.startswith("http") or not there else f"https://github.com/{there}"
    address = link(home, answers)
    words = PASTE if address is None else OPEN_THIS if repository else OPEN_THERE
    click.echo(plain(words, language), err=True)
    if address:
        click.echo(address, err=True)


IS_THERE = Text(
    "{name} is there already. Give another name with --output, or write over it with --force.",
    "{name} existe déjà. Donnez un autre nom avec --output, ou remplacez-le avec --force.",
)
NO_DRAFT = Text(
    "{name} is there and is no draft. Give another one with --draft, or move it away.",
    "{name} existe et n’est pas un brouillon. Donnez-en un autre avec --draft, ou déplacez-le.",
)
CANNOT_WRITE = Text("{name} can’t be written ({reason}).", "{name} ne peut pas être écrit ({reason}).")
KEPT = Text(
    "Your answers are in {name}. The same command goes on from there.",
    "Vos réponses sont dans {name}. La même commande reprend à cet endroit.",
)
NOTHING_KEPT = Text("Nothing was answered, and nothing was kept.", "Rien n’a été répondu, et rien n’a été conservé.")
WRITTEN = Text(
    "Written to {name}. Look at it as the bot will: microacq check {name}",
    "Écrit dans {name}. Voyez-le comme le robot le verra : microacq check {name}",
)
OPEN_THIS = Text(
    "Open this address, choose the licence and your organisation, check the boxes, and submit:",
    "Ouvrez cette adresse, choisissez la licence et votre organisation, cochez les cases et envoyez :",
)
OPEN_THERE = Text(
    "After your programme’s address, add this; then choose the licence and your organisation, check the boxes, and submit:",
    "Ajoutez ceci à l’adresse du dépôt de votre programme; choisissez ensuite la licence et votre organisation, cochez les cases et "
    "envoyez :",
)
PASTE = Text(
    "It is too long for a link. Open the form and paste each answer, or paste the whole text into a new issue: the bot reads both.",
    "C’est trop long pour un lien. Ouvrez le formulaire et collez-y chaque réponse, ou collez le texte entier dans un nouveau billet : le "
    "robot lit les deux.",
)
