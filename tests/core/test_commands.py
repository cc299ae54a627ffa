"""Commands: the table against the vocabulary, and every command read in both languages with its arguments."""

import re
from datetime import date

import pytest

from bot.core.commands import BY_NAME, COMMANDS, Command, CommandRow, Misread, command_table_markdown, parse_commands
from bot.core.commands.arguments import folded
from bot.core.commands.table import BY_WORD
from bot.core.states import MOVES
from bot.core.text import Language

LANGUAGES: tuple[Language, Language] = ("en", "fr")


VOCABULARY = """
help aide · why pourquoi · question question · answer répondre · addendum modificatif · vet approuver · return renvoyer · publish publier
commit engager · reserve réserver · release libérer · transfer transfert · waive dispenser · clear lever · uphold maintenir
stop arrêter · cancel annuler · close clore · extend prolonger · withdraw retirer · declare déclarer · evaluate évaluer
confirm confirmer · draw tirage · agree consentir · decline décliner · signoff autorisation · deliver livrer · acceptance acceptation
unable empêchement · continue poursuivre · discontinue abandonner · blocked bloqué · terminate résilier · rescind rétablir · next suivant
invoice facture · received reçu · certify attester · paid payé · payment paiement · debrief compte-rendu · dispute différend
resolve régler · complaint plainte · hold suspendre · resume reprendre · assign désigner · rerun relancer · correct corriger
"""


def test_table_is_the_vocabulary() -> None:
    """Every command of the design, in both languages, and no other, in its order."""
    pairs = [tuple(pair.split()) for pair in re.split(r"·|\n", VOCABULARY.strip())]
    assert [(row.name, row.fr) for row in COMMANDS] == [(en, f"/{fr}") for en, fr in pairs]


def test_every_word_means_one_command() -> None:
    """No word is shared by two commands, with or without accents."""
    words = [folded(row.word(language)) for row in COMMANDS for language in LANGUAGES]
    assert len(set(words)) == len(BY_WORD) == len(words) - 1  # /question is the same in both


def test_every_move_names_a_command_of_the_table() -> None:
    """What the state tables ask for can be said, by the same hands."""
    for moves in MOVES.values():
        for move in moves:
            if move.command:
                assert set(move.by) <= set(BY_NAME[move.command].who), move


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_example_of_every_command_can_be_copied(row: CommandRow, language: Language) -> None:
    """The example is read whole, in the language in which it was asked for."""
    (read,) = parse_commands(row.example(language).replace("@USER", "@octocat").replace("@COMPTE", "@octocat"))
    assert isinstance(read, Command), read
    assert read.name == row.name
    assert read.language == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", [row for row in COMMANDS if row.arguments and row.name != "addendum"], ids=lambda row: row.name)
def test_command_without_its_arguments_says_what_is_missing(row: CommandRow, language: Language) -> None:
    """The problem in both languages, and an example in the person's."""
    (read,) = parse_commands(row.word(language))
    assert isinstance(read, Misread)
    assert read.example == row.example(read.language)
    assert row.en in read.problem.en
    assert row.fr in read.problem.fr


READ: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("/vet", "vet", {}),
    ("  /VET  ", "vet", {}),
    ("/vet.", "vet", {}),
    ("/addendum", "addendum", {}),
    ("/modificatif fr: Oui.", "addendum", {"fr": "Oui."}),
    ("/Réserver 450/12 7 345,00 $", "reserve", {"number": "450/12", "amount": 734_500}),
    ("/reserver 4500012345 7\u00a0345,00\u00a0$", "reserve", {"number": "4500012345", "amount": 734_500}),
    ("/reserve 4500012345 $7,345.00", "reserve", {"number": "4500012345", "amount": 734_500}),
    ("/reserve 4500012345 7345.00", "reserve", {"number": "4500012345", "amount": 734_500}),
    ("/question What is it?\n\nAnd why?", "question", {"text": "What is it?\n\nAnd why?"}),
    ("/question\n```\ncode\n```\nwhy?", "question", {"text": "```\ncode\n```\nwhy?"}),
    ("/question > a quote\n> of mine", "question", {"text": "> a quote\n> of mine"}),
    ("/answer 3 en: Yes. fr: Oui.", "answer", {"id": 3, "en": "Yes.", "fr": "Oui."}),
    ("/répondre Q3 fr : Oui.\nen : Yes.", "answer", {"id": 3, "en": "Yes.", "fr": "Oui."}),
    ("/answer #3 fr: Dit-on en: ou non?\nen: Yes", "answer", {"id": 3, "en": "Yes", "fr": "Dit-on en: ou non?"}),
    ("/answer 3 en: Yes", "answer", {"id": 3, "en": "Yes"}),
    ("/addendum EN: New date\nFR: Nouvelle date", "addendum", {"en": "New date", "fr": "Nouvelle date"}),
    ("/waive `workload`, because of the tests", "waive", {"finding": "workload", "reason": "because of the tests"}),
    ("/waive workload\nbecause\nof the tests", "waive", {"finding": "workload", "reason": "because\nof the tests"}),
    ("/stop splitting two halves", "stop", {"code": "splitting", "reason": "two halves"}),
    ("/arreter priorite plus urgent", "stop", {"code": "priority", "reason": "plus urgent"}),
    ("/extend closing 2027-07-19", "extend", {"what": "closing", "date": date(2027, 7, 19)}),
    ("/prolonger livraison 2027-07-30", "extend", {"what": "delivery", "date": date(2027, 7, 30)}),
    ("/declare none", "declare", {"interest": "none"}),
    ("/déclarer INTÉRÊT", "declare", {"interest": "interest"}),
    ("/evaluate AB 2 fail: no dates", "evaluate", {"applicant": "AB", "criterion": 2, "verdict": "fail", "reason": "no dates"}),
    ("/évaluer A, 1 réussite bon", "evaluate", {"applicant": "A", "criterion": 1, "verdict": "pass", "reason": "bon"}),
    ("/acceptance 8 met", "acceptance", {"number": 8, "verdict": "met", "reason": ""}),
    ("/acceptation 1 non-satisfait raté", "acceptance", {"number": 1, "verdict": "unmet", "reason": "raté"}),
    ("/acceptation 1 non satisfait raté", "acceptance", {"number": 1, "verdict": "unmet", "reason": "raté"}),
    ("/signoff seen", "signoff", {"signoff": "seen"}),
    ("/deliver <https://github.com/a/b/pull/1>", "deliver", {"url": "https://github.com/a/b/pull/1"}),
    ("/terminate default 3 weeks late", "terminate", {"ground": "default", "reason": "3 weeks late"}),
    ("/terminate convenience 50% done", "terminate", {"ground": "convenience", "percent": 50, "reason": "done"}),
    ("/résilier commodité 40\u00a0% fait", "terminate", {"ground": "convenience", "percent": 40, "reason": "fait"}),
    ("/terminate convenience no longer needed", "terminate", {"ground": "convenience", "reason": "no longer needed"}),
    ("/paid paypal", "paid", {"means": "paypal"}),
    ("/payé dépôt", "paid", {"means": "deposit"}),
    ("/payment failed card refused", "payment", {"outcome": "failed", "reason": "card refused"}),
    ("/compte‑rendu", "debrief", {}),
    ("/assign evaluator @octo-cat", "assign", {"role": "evaluator", "user": "octo-cat"}),
    ("/correct funds reserved, typed by mistake", "correct", {"state": "funds_reserved", "reason": "typed by mistake"}),
    ("/corriger close sans paiement erreur", "correct", {"state": "closed_unpaid", "reason": "erreur"}),
    ("/transfert terminé", "transfer", {"step": "done"}),
)


@pytest.mark.parametrize(("text", "name", "arguments"), READ)
def test_command_is_read_whole(text: str, name: str, arguments: dict[str, object]) -> None:
    """With or without accents and capitals, each argument under its name."""
    (read,) = parse_commands(text)
    assert isinstance(read, Command), read
    assert (read.name, dict(read.arguments)) == (name, arguments)


MISREAD: tuple[tuple[str, str, str], ...] = (
    ("/vet looks good", "vet", "nothing more on its line"),
    ("/reserve 12 lots", "reserve", "amount in digits"),
    ("/reserve 12 0", "reserve", "amount in digits"),
    ("/reserve abc 12", "reserve", "reservation’s number"),
    ("/reserve 4500012345\n7345.00", "reserve", "amount in digits"),
    ("/extend closing 12/07/2027", "extend", "YYYY-MM-DD"),
    ("/extend closing 2027-02-30", "extend", "no such day"),
    ("/extend tomorrow", "extend", "closing, delivery"),
    ("/extend closing 2027-07-19 please", "extend", "nothing more"),
    ("/answer 0 en: Yes", "answer", "question’s number"),
    ("/answer 3 Yes", "answer", "Begin with en: or fr:"),
    ("/answer 3 en: Yes fr:", "answer", "empty"),
    ("/answer 3 en:", "answer", "empty"),
    ("/evaluate A 1 pass", "evaluate", "REASON is missing"),
    ("/evaluate Anna 1 pass yes", "evaluate", "letter"),
    ("/acceptance 1 unmet", "acceptance", "REASON is missing"),
    ("/acceptance one met", "acceptance", "number"),
    ("/deliver http://example.org", "deliver", "https://"),
    ("/terminate convenience 101% x", "terminate", "0 to 100"),
    ("/assign evaluator -x-", "assign", "account"),
    ("/correct limbo because", "correct", "requested"),
    ("/paid cash", "paid", "card, paypal, deposit"),
    ("/waive Workload! because", "waive", "finding’s name"),
)


@pytest.mark.parametrize(("text", "name", "says"), MISREAD)
def test_command_with_wrong_arguments_is_misread(text: str, name: str, says: str) -> None:
    """Nothing is done by halves: the problem says what is wanted."""
    (read,) = parse_commands(text)
    assert isinstance(read, Misread)
    assert read.name == name
    assert says in read.problem.en


def test_misread_answers_in_the_command_s_language() -> None:
    """The example is the person's to copy."""
    (read,) = parse_commands("/prolonger clôture demain")
    assert isinstance(read, Misread)
    assert (read.language, read.example) == ("fr", "/prolonger clôture 2027-07-12")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("/question Quel est le format du fichier?", "fr"),
        ("/question What is the format of the file?", "en"),
        ("/question PowerShell 7?", "en"),
        ("/question\n\nFaut-il une version récente?", "fr"),
        ("/question What does « est » mean in the file?", "en"),
    ],
)
def test_question_is_answered_in_the_language_it_is_asked_in(text: str, language: Language) -> None:
    """Both languages share the word, so the words that follow tell."""
    assert [one.language for one in parse_commands(text)] == [language]


def test_table_is_printed_for_readers() -> None:
    """One row a command, in either language, with bars escaped."""
    for language in LANGUAGES:
        printed = command_table_markdown(language)
        assert len(printed.splitlines()) == len(COMMANDS) + 2
        assert all(line.replace("\\|", "").count("|") == 5 for line in printed.splitlines())
    assert (
        "| `/paid card\\|paypal\\|deposit` | `/payé carte\\|paypal\\|dépôt` | finance | the supplier is paid |" in command_table_markdown()
    )
    assert "| `/approuver` | `/vet` | l’équipe de micro-acquisition, l’autorité contractante |" in command_table_markdown("fr")
